"""``newsgloss serve``: shows the site in the browser and rebuilds it as its files change."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from builder.build_record.presentation import presentation
from builder.commands.common_options import with_settings
from builder.commands.settings import EXIT_OK, Settings

if TYPE_CHECKING:
    from builder.model.viewers import Viewers
    from builder.serve.build_outcome import BuildOutcome


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Write the site to this folder.  [default: site in the site's folder]",
)
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar="N",
    help="Serve on this port.  [default: the next free one]",
)
@click.option(
    "--allow-host",
    "allowed_hosts",
    multiple=True,
    metavar="NAME",
    callback=lambda _context, _option, names: _host_names(names),
    help="Allow this host name, too, with any port; may be repeated.  [default: 127.0.0.1 and localhost]",
)
@click.option(
    "--host",
    "address",
    default="127.0.0.1",
    metavar="ADDRESS",
    callback=lambda _context, _option, address: _ip_address(address),
    help="Listen on this IP address; 0.0.0.0 for all of this machine.  [default: 127.0.0.1]",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the site in the browser.")
@click.option("--drafts", is_flag=True, help="Build drafts and briefs with a future date, too.")
@with_settings
def serve(
    settings: Settings,
    *,
    out: Path | None,
    port: int | None,
    allowed_hosts: frozenset[str],
    address: str,
    open_browser: bool,
    drafts: bool,
) -> int:
    """Build the site, serve it on this machine, and rebuild it when a file changes."""
    from builder.pipeline.options import BuildOptions
    from builder.serve.serve_site import serve_site

    options = BuildOptions(
        root=settings.root, out=out.absolute() if out else settings.root / "site", drafts=drafts
    )

    warm: dict[bytes, Any] = {}

    def build(viewers: Viewers) -> BuildOutcome:
        from builder.commands.build_summary import print_build
        from builder.commands.report_words import report_words
        from builder.pipeline.build_site import build_site
        from builder.pipeline.last_build import LastBuild
        from builder.pipeline.progress import SilentProgress
        from builder.serve.build_outcome import BuildOutcome

        last = LastBuild(options)
        report = build_site(
            options,
            progress=SilentProgress(),
            known=last.known_digests,
            seeds=last.known_seeds(),
            viewers=viewers,
            warm=warm,
        )
        print_build(report, settings, writes=True)
        shown = presentation(quiet=settings.quiet, as_json=settings.as_json, verbose=settings.verbose)
        last.remember(report, shown, partial(report_words, settings=settings))
        return BuildOutcome(ok=report.ok, diagnostics=report.diagnostics)

    def doubts() -> list[object]:
        from builder.commands.json_output import as_plain
        from builder.pipeline.progress import SilentProgress
        from builder.pipeline.review_site import review_site

        return [as_plain(item) for item in review_site(options, progress=SilentProgress()).worklist.items]

    def print_line(line: str) -> None:
        if not settings.quiet:
            click.echo(line, err=settings.as_json)

    serve_site(
        root=options.root,
        out=options.out,
        port=port,
        build=build,
        address=address,
        allowed_hosts=allowed_hosts,
        open_browser=open_browser,
        print_line=print_line,
        doubts=doubts,
    )
    return EXIT_OK


def _host_names(names: tuple[str, ...]) -> frozenset[str]:
    """Return the names of ``--allow-host`` as in the Host header of a browser.

    Raises:
        click.BadParameter: if one is not a host name.
    """
    from builder.serve.access import host_name

    allowed = set()
    for name in names:
        try:
            allowed.add(host_name(name))
        except ValueError:
            message = f"{name!r} is not a host name. Write it without scheme, port and path: example.org."
            raise click.BadParameter(message) from None
    return frozenset(allowed)


def _ip_address(address: str) -> str:
    """Return the address of ``--host``.

    Raises:
        click.BadParameter: if it is not an IP address.
    """
    from ipaddress import ip_address

    try:
        return str(ip_address(address))
    except ValueError:
        message = f"{address!r} is not an IP address. To allow a host name, use --allow-host."
        raise click.BadParameter(message) from None
