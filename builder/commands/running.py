"""How every command runs: with the common options, and with a message for whatever goes wrong."""

from __future__ import annotations

import functools
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from builder.commands.settings import EXIT_FAILED, Settings
from builder.model.diagnostic import InputError

Command = Callable[..., int]
"""The body of a command: settings and its own options in, exit code out."""


def with_settings(command: Command) -> Command:
    """Gives a command the common options, and turns whatever it raises into a message and an exit code."""

    @click.option(
        "--root",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=Path(),
        metavar="FOLDER",
        help="The site's folder.  [default: the current one]",
    )
    @click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors and warnings.")
    @click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object, and nothing else.")
    @click.option("-v", "--verbose", is_flag=True, help="Tell notes, files written and tracebacks too.")
    @functools.wraps(command)
    def wrapped(*, root: Path, quiet: bool, as_json: bool, verbose: bool, **options: Any) -> int:
        settings = Settings(
            command=command.__name__, root=root.absolute(), quiet=quiet, as_json=as_json, verbose=verbose
        )
        try:
            return command(settings, **options)
        except InputError as problem:
            from builder.commands.output import tell_failure

            return tell_failure(problem.diagnostics, settings)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as defect:  # noqa: BLE001  the last resort: nobody is to meet a bare traceback
            return _apologise(defect, settings)

    return wrapped


def _apologise(defect: Exception, settings: Settings) -> int:
    """Tells of a failure that is newsgloss's own fault."""
    what = f"{type(defect).__name__}: {defect}".rstrip(": ")
    if settings.as_json:
        from builder.commands.output import tell_json

        tell_json({"ok": False, "defect": what, "diagnostics": []}, settings)
    if settings.verbose:
        traceback.print_exception(defect, file=sys.stderr)
    click.echo(
        "Sorry: this is a defect of newsgloss and not of your files, and your site is as it was.\n"
        f"{what}\n"
        "Please report it with the command you gave and what the same command prints with -v.",
        err=True,
    )
    return EXIT_FAILED
