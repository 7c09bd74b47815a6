"""``newsgloss add``: takes articles into a site."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.commands.common_options import with_settings
from builder.commands.invocation import to_paste
from builder.commands.settings import EXIT_FAILED, EXIT_OK, Settings

if TYPE_CHECKING:
    from builder.intake.adding import Added
    from builder.intake.incoming import Incoming
    from builder.intake.new_seed import NewSeed
    from builder.model.diagnostic import Diagnostic
    from builder.model.editorial import Content


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="FILE|-|URL…")
@click.option("--name", default="", metavar="NAME", help="Name the seed so.  [default: from its headline]")
@with_settings
def add(settings: Settings, *, sources: tuple[str, ...], name: str) -> int:
    """Take an article into seeds/, from a file, from standard input or from the web."""
    from builder.commands.console import print_diagnostics
    from builder.commands.json_output import diagnostics_as_json, print_json
    from builder.content.load import load_content
    from builder.intake.adding import check_name
    from builder.model.diagnostic import InputError

    if name:
        check_name(name)
        if len(sources) > 1:
            raise click.UsageError("--name names one article: give one source.")
    content = load_content(settings.root)
    added: list[tuple[Added, NewSeed]] = []
    problems: list[Diagnostic] = []
    for source in sources:
        try:
            added.append(_add(source, settings.root, content, name))
        except InputError as problem:
            problems += problem.diagnostics
    if settings.as_json:
        rows = [
            {"seed": one.seed, "settings": one.settings, "new": one.is_new, "words": seed.words, **seed.found}
            for one, seed in added
        ]
        answer = {"ok": not problems, "added": rows, "diagnostics": diagnostics_as_json(problems)}
        print_json(answer, settings)
    else:
        print_diagnostics(tuple(problems), notes=settings.verbose)
        if not settings.quiet:
            for line in _summary(added, settings.root):
                click.echo(line)
    return EXIT_FAILED if problems else EXIT_OK


def _add(source: str, root: Path, content: Content, name: str) -> tuple[Added, NewSeed]:
    """Add one article.

    Raises:
        InputError: if it cannot be read or written.
    """
    from builder.intake.adding import add_seed, same_address
    from builder.intake.new_seed import new_seed
    from builder.model.diagnostic import InputError, error

    incoming = _incoming(source)
    there = same_address(content, incoming.address)
    if there is not None:
        message = f"The site has the article of this address already: {there} names it."
        raise InputError(
            [error(source, None, message, "Delete that seed and its settings to load it again.")]
        )
    seed = new_seed(incoming, name=name, boilerplate=content.site.boilerplate)
    return add_seed(root, seed, is_named=bool(name)), seed


def _incoming(source: str) -> Incoming:
    """Return what a source gives.

    Raises:
        InputError: if it gives no article.
    """
    from builder.intake.download import download
    from builder.intake.incoming import STANDARD_INPUT, from_file, from_stream, is_address

    if source == STANDARD_INPUT:
        if sys.stdin.isatty():
            click.echo("Paste an article, then press Ctrl-D on a line of its own.", err=True)
        return from_stream(sys.stdin.buffer)
    return download(source) if is_address(source) else from_file(Path(source))


def _summary(added: list[tuple[Added, NewSeed]], root: Path) -> list[str]:
    """Return the lines that say what was added, and what comes next."""
    lines = []
    for one, seed in added:
        if not one.is_new:
            lines.append(f"{one.seed} is this article already: nothing was written.")
            continue
        title = f"“{seed.found['headline']}”" if "headline" in seed.found else "no headline"
        rest = ", ".join(seed.found.get(key, "") or f"no {key}" for key in ("date", "byline", "source"))
        lines += [
            f"Added {one.seed}: {title}, {rest}, {seed.words} words.",
            f"Check its settings in {one.settings}.",
        ]
    if any(one.is_new for one, _ in added):
        lines.append(f"Then look at it:  {to_paste('serve', '--open', root=root)}")
    return lines
