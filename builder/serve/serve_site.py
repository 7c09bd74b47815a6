"""The preview of a site: it builds, serves, watches the files, and builds again."""

from __future__ import annotations

import asyncio
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import TypeVar

from builder.model.diagnostic import error
from builder.serve.access import HOST, AccessRules, host_name
from builder.serve.build_outcome import BuildOutcome
from builder.serve.limits import Limits
from builder.serve.preview_site import PreviewSite
from builder.serve.snapshot import Snapshot, take_snapshot
from builder.serve.web_server import FIRST_PORT, bind, reload_browsers, web_server

POLL_SECONDS = 0.5
"""The interval between two snapshots of the files."""

QUIET_SECONDS = 0.2
"""The time without changes before a build: a text editor may write several files at once."""

_Result = TypeVar("_Result")


def _print_line(line: str) -> None:
    """Print a line and flush it, so that a pipe gets it at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def serve_site(
    *,
    root: Path,
    out: Path,
    port: int | None = None,
    build: Callable[[], BuildOutcome],
    address: str = HOST,
    allowed_hosts: frozenset[str] = frozenset(),
    limits: Limits | None = None,
    open_browser: bool = False,
    print_line: Callable[[str], object] = _print_line,
) -> None:
    """Build a site and serve it on this machine until Ctrl-C; rebuild it and reload browsers as its files change.

    Builds run in a thread of their own, one at a time. The last good site is served during a build and after one that
    failed.

    Args:
        root: the site's root, whose seeds, content and templates are watched.
        out: the folder that ``build`` writes the site to.
        port: the port; None for the first free one from ``FIRST_PORT``.
        build: builds the site and prints the outcome for the editor.
        address: the IP address to listen on.
        allowed_hosts: allowed host names besides those of this machine.
        limits: the limits of the server; None for the default ones.
        open_browser: True to open the home page after the first build.
        print_line: prints a line for the editor.

    Raises:
        InputError: if the port cannot be used.
    """
    listener = bind(port, address)
    access = AccessRules(listener.getsockname()[1], allowed_hosts, address)
    url = _address(access)
    if port is None and access.port != FIRST_PORT:
        print_line(f"Port {FIRST_PORT} is taken: the preview uses port {access.port}.")
    print_line(f"Serving at {url} (Ctrl-C stops)")
    look = partial(take_snapshot, root, out=out)
    after_first_build = partial(webbrowser.open, url) if open_browser else lambda: None
    with suppress(KeyboardInterrupt):
        asyncio.run(
            _serve(PreviewSite(out), listener, access, limits or Limits(), look, build, after_first_build)
        )


def _address(access: AccessRules) -> str:
    """Return the address of the preview for a browser on this machine."""
    anywhere = ip_address(access.address).is_unspecified
    return f"http://{HOST if anywhere else host_name(access.address)}:{access.port}/"


async def _serve(
    preview: PreviewSite,
    listener: socket.socket,
    access: AccessRules,
    limits: Limits,
    look: Callable[[], Snapshot],
    build: Callable[[], BuildOutcome],
    after_first_build: Callable[[], object],
) -> None:
    """Serve the preview, and build the site at the start and after each change, until cancelled."""
    with web_server(preview, listener, access, limits):
        built_from = await _in_thread(look)
        await _rebuild(preview, build)
        await _in_thread(after_first_build)
        while True:
            await asyncio.sleep(POLL_SECONDS)
            seen = await _in_thread(look)
            if seen == built_from:
                continue
            while True:
                await asyncio.sleep(QUIET_SECONDS)
                rested = await _in_thread(look)
                if rested == seen:
                    break
                seen = rested
            built_from = seen
            await _rebuild(preview, build)


async def _rebuild(preview: PreviewSite, build: Callable[[], BuildOutcome]) -> None:
    """Build, and reload the browsers if they would show something else than before."""
    before = preview.outcome
    outcome = await _in_thread(partial(_build, build))
    preview.show_outcome(outcome)
    if before is None or outcome.changed or not (before.ok and outcome.ok):
        reload_browsers()


def _build(build: Callable[[], BuildOutcome]) -> BuildOutcome:
    """Build, and turn a defect of the program into a failed outcome."""
    try:
        return build()
    except Exception as problem:  # noqa: BLE001 - after any failure the server goes on with the last good site
        message = f"The build stopped because of a defect of newsgloss: {type(problem).__name__}: {problem}."
        hint = "Report it with the output of `newsgloss build -v`, which shows the place."
        return BuildOutcome(ok=False, diagnostics=(error("", None, message, hint),), changed=0)


async def _in_thread(work: Callable[[], _Result]) -> _Result:
    """Run blocking work in a thread and return its result."""
    # The thread is a daemon and does not keep the process alive, so that Ctrl-C does not wait for a build.
    loop = asyncio.get_running_loop()
    future: asyncio.Future[_Result] = loop.create_future()

    def settle(result: _Result | None, problem: BaseException | None) -> None:
        if future.done():
            return
        if problem is not None:
            future.set_exception(problem)
        else:
            future.set_result(result)  # type: ignore[arg-type]

    def run() -> None:
        result, problem = None, None
        try:
            result = work()
        except BaseException as caught:  # noqa: BLE001 - raised again by the caller's await
            problem = caught
        with suppress(RuntimeError):  # the loop is closed: no one waits for the result
            loop.call_soon_threadsafe(settle, result, problem)

    threading.Thread(target=run, daemon=True).start()
    return await future
