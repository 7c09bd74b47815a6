"""Serving a site while it is written: build, show, watch, build again."""

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
from builder.serve.access import HOST, Access, host_name
from builder.serve.build_outcome import BuildOutcome
from builder.serve.limits import Limits
from builder.serve.preview_site import Preview
from builder.serve.snapshot import Snapshot, take_snapshot
from builder.serve.web_server import FIRST_PORT, bind, reload_browsers, web_server

POLL_SECONDS = 0.5
"""How often the files are looked at."""

QUIET_SECONDS = 0.2
"""How long they must rest before a build: an editor may write several at once."""

_Result = TypeVar("_Result")


def _say(line: str) -> None:
    """Print a line at once, even into a pipe."""
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
    tell: Callable[[str], object] = _say,
) -> None:
    """Build a site and show it on this machine until Ctrl-C; build and reload as its files change.

    Builds run in a thread of their own, one at a time; meanwhile, and after one that failed, the last good
    site is served.

    Args:
        root: the site's root, whose seeds, content and templates are watched.
        out: the folder that ``build`` writes the site to.
        port: this and no other; None for the first free one from ``FIRST_PORT``.
        build: makes the site and tells the editor how it went.
        address: the IP address to listen on.
        allowed_hosts: names besides those of this machine under which the browser may ask.
        limits: other than the usual ones.
        open_browser: whether to open the home page after the first build.
        tell: takes a line for the editor.

    Raises:
        InputError: if the port cannot be had.
    """
    listener = bind(port, address)
    access = Access(listener.getsockname()[1], allowed_hosts, address)
    url = _address(access)
    if port is None and access.port != FIRST_PORT:
        tell(f"Port {FIRST_PORT} is taken, so this is {access.port}.")
    tell(f"Serving at {url} (Ctrl-C stops)")
    look = partial(take_snapshot, root, out=out)
    after_first_build = partial(webbrowser.open, url) if open_browser else lambda: None
    with suppress(KeyboardInterrupt):
        asyncio.run(
            _serve(Preview(out), listener, access, limits or Limits(), look, build, after_first_build)
        )


def _address(access: Access) -> str:
    """Return where the browser of this machine finds the preview."""
    anywhere = ip_address(access.address).is_unspecified
    return f"http://{HOST if anywhere else host_name(access.address)}:{access.port}/"


async def _serve(
    preview: Preview,
    listener: socket.socket,
    access: Access,
    limits: Limits,
    look: Callable[[], Snapshot],
    build: Callable[[], BuildOutcome],
    after_first_build: Callable[[], object],
) -> None:
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


async def _rebuild(preview: Preview, build: Callable[[], BuildOutcome]) -> None:
    """Build, and reload the browsers where they would show something else than before."""
    before = preview.outcome
    outcome = await _in_thread(partial(_build, build))
    preview.take(outcome)
    if before is None or outcome.changed or not (before.ok and outcome.ok):
        reload_browsers()


def _build(build: Callable[[], BuildOutcome]) -> BuildOutcome:
    """Build; a defect of the program is an outcome too, for the server must outlive it."""
    try:
        return build()
    except Exception as problem:  # noqa: BLE001 - whatever it is, the last good site stays in the browser
        message = f"The build broke off: {type(problem).__name__}: {problem}."
        hint = "This is a defect of newsgloss; `newsgloss build -v` shows where."
        return BuildOutcome(ok=False, diagnostics=(error("", None, message, hint),), changed=0)


async def _in_thread(work: Callable[[], _Result]) -> _Result:
    """Do blocking work in a thread that does not keep the process alive: Ctrl-C need not wait for a build."""
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
        except BaseException as caught:  # noqa: BLE001 - raised again where the work was asked for
            problem = caught
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(settle, result, problem)

    threading.Thread(target=run, daemon=True).start()
    return await future
