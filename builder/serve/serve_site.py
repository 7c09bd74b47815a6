"""The preview of a site: it builds, serves, watches the files, and builds again."""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from functools import partial
from ipaddress import ip_address
from pathlib import Path

from builder.desk.desk import Desk
from builder.desk.site_sight import SiteSight
from builder.serve.access import HOST, AccessRules, host_name
from builder.serve.build_outcome import Build, BuildOutcome
from builder.serve.desk_service import DeskService
from builder.serve.file_events import FileEvents
from builder.serve.handlers import reload_browsers
from builder.serve.limits import Limits
from builder.serve.preview_site import PreviewSite
from builder.serve.rebuilds import Rebuilds
from builder.serve.shown_site import ShownSite, earlier_site
from builder.serve.snapshot import CACHE, Snapshot, take_snapshot
from builder.serve.web_server import FIRST_PORT, bind, server_thread

LOOK_SECONDS = 5.0
"""The longest time between two looks at the files: some file systems, of networks for example, have no events."""

_LOOKS = 5
"""The number of looks at folders that come and go before the next event is waited for."""


def _print_line(line: str) -> None:
    """Print a line and flush it, so that a pipe gets it at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def serve_site(
    *,
    root: Path,
    out: Path,
    port: int | None = None,
    build: Build,
    address: str = HOST,
    allowed_hosts: frozenset[str] = frozenset(),
    limits: Limits | None = None,
    open_browser: bool = False,
    print_line: Callable[[str], object] = _print_line,
    doubts: Callable[[], Sequence[object]] = tuple,
) -> None:
    """Build a site and serve it on this machine until Ctrl-C; rebuild it and reload browsers as its files change.

    Builds run in the thread of the caller, so that Ctrl-C ends them, too; the server has a thread of its own. The last
    good site is served during a build, until the pages of the new one are made, and after a build that failed. A build
    whose open pages are shown is given up if files change again.

    Args:
        root: the site's root, whose seeds, content and templates are watched.
        out: the folder that ``build`` writes the site to.
        port: the port; None for the first free one from ``FIRST_PORT``.
        build: builds the site, shows it, writes it, and prints the outcome for the editor.
        address: the IP address to listen on.
        allowed_hosts: allowed host names besides those of this machine.
        limits: the limits of the server; None for the default ones.
        open_browser: True to open the home page after the first build.
        print_line: prints a line for the editor.
        doubts: returns the doubts about the site, for the desk.

    Raises:
        InputError: if the port cannot be used.
    """
    listener = bind(port, address)
    access = AccessRules(listener.getsockname()[1], allowed_hosts, address)
    url = _address(access)
    if port is None and access.port != FIRST_PORT:
        print_line(f"Port {FIRST_PORT} is taken: the preview uses port {access.port}.")
    preview = PreviewSite(earlier_site(out))
    desk = DeskService(
        Desk(root, SiteSight(partial(_read_shown, preview)), root / CACHE), _remembered(doubts, preview)
    )
    print_line(f"Serving at {url} (Ctrl-C stops)")
    with (
        suppress(KeyboardInterrupt),
        server_thread(preview, listener, access, limits or Limits(), desk) as call,
        closing(FileEvents(out, print_line)) as events,
    ):

        def show_site(shown: ShownSite, outcome: BuildOutcome) -> None:
            call(lambda: reload_browsers(preview.show(shown, outcome)))

        rebuilds = Rebuilds(
            preview.site,
            build=build,
            show_site=show_site,
            preview=preview,
            events=events,
            look=partial(_look, events, root=root, out=out),
        )
        rebuilds.run()
        if open_browser:
            webbrowser.open(url)
        while True:
            events.wait(LOOK_SECONDS)
            rebuilds.run()


def _read_shown(preview: PreviewSite, path: str) -> bytes | None:
    """Return the bytes of a file of the site that is shown; None if it has none."""
    site = preview.site
    if path not in site.digests:
        return None
    try:
        return site.read(path)
    except OSError:
        return None


def _remembered(
    doubts: Callable[[], Sequence[object]], preview: PreviewSite
) -> Callable[[], Sequence[object]]:
    """Return the same function, which asks again only if another site is shown."""
    known: list[tuple[ShownSite, Sequence[object]]] = []

    def found() -> Sequence[object]:
        site = preview.site
        if not known or known[0][0] is not site:
            known[:] = [(site, doubts())]
        return known[0][1]

    return found


def _address(access: AccessRules) -> str:
    """Return the address of the preview for a browser on this machine."""
    anywhere = ip_address(access.address).is_unspecified
    return f"http://{HOST if anywhere else host_name(access.address)}:{access.port}/"


def _look(events: FileEvents, *, root: Path, out: Path) -> Snapshot:
    """Return the state of the files, all of whose later changes have events."""
    snapshot = take_snapshot(root, out=out)
    for _ in range(_LOOKS):
        if not events.follow(snapshot.folders):
            break
        # Something may have changed before these folders were watched.
        snapshot = take_snapshot(root, out=out)
    return snapshot
