"""The web server with live reload. Only this module touches the process-wide state of tornado and livereload."""

from __future__ import annotations

import asyncio
import errno
import logging
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Any

from builder.model.diagnostic import InputError, error
from builder.serve.acceptor import Acceptor
from builder.serve.access import DESK_BYTES, HOST, AccessRules
from builder.serve.desk_service import DeskService
from builder.serve.handlers import make_application
from builder.serve.limits import Limits, connections_allowed
from builder.serve.preview_site import PreviewSite
from builder.serve.request_filter import RequestFilter

FIRST_PORT = 8000
PORTS_TRIED = 20
BACKLOG = 1024
"""The number of connections that may wait to be accepted; the system may allow fewer."""

SWITCH_SECONDS = 0.001
"""The longest time that a thread waits for one that computes.

During a build a page takes 4 milliseconds, instead of 12 with Python's own value of 0.005.
"""

_LOGGERS = ("livereload", "tornado.access", "tornado.application", "tornado.general")


def bind(port: int | None, address: str = HOST) -> socket.socket:
    """Listen on a port of this machine.

    Args:
        port: the port; 0 for any free one, None for the first free one from ``FIRST_PORT``.
        address: the IP address of the interface.

    Returns:
        The listening socket, which does not block.

    Raises:
        InputError: if the port is taken or cannot be used, or if ``PORTS_TRIED`` ports in a row are taken.
    """
    ip = ip_address(address)
    family = socket.AF_INET6 if ip.version == 6 else socket.AF_INET
    both = ip.version == 6 and ip.is_unspecified and socket.has_dualstack_ipv6()
    candidates = range(FIRST_PORT, FIRST_PORT + PORTS_TRIED) if port is None else (port,)
    for candidate in candidates:
        try:
            listener = socket.create_server(
                (address, candidate), family=family, backlog=BACKLOG, dualstack_ipv6=both
            )
        except OSError as problem:
            if port is None and problem.errno == errno.EADDRINUSE:
                continue
            raise _unusable(candidate, address, problem) from problem
        listener.setblocking(False)  # noqa: FBT003 - its parameter has no name
        return listener
    message = f"The ports {candidates[0]} to {candidates[-1]} are all in use."
    raise InputError([error("", None, message, "Name a free port with --port.")])


def _unusable(port: int, address: str, problem: OSError) -> InputError:
    if problem.errno == errno.EADDRNOTAVAIL:
        message = f"This machine does not have the address {address}."
        return InputError(
            [error("", None, message, "Name one of its addresses with --host, or leave the option out.")]
        )
    taken = problem.errno == errno.EADDRINUSE
    reason = "another program uses it" if taken else problem.strerror or str(problem)
    hint = "Name another port with --port, or leave the option out to use the next free one."
    return InputError([error("", None, f"The port {port} cannot be used: {reason}.", hint)])


@contextmanager
def web_server(
    preview: PreviewSite,
    listener: socket.socket,
    access: AccessRules,
    limits: Limits,
    desk: DeskService | None = None,
) -> Iterator[None]:
    """Serve a preview and live reload on a listener during a ``with`` block in a running event loop.

    Live reload has the addresses ``/livereload`` and ``/livereload.js``.
    """
    from livereload.handlers import LiveReloadHandler
    from tornado.iostream import IOStream

    server = _filtered_server(preview, access, limits, desk)
    most = limits.connections or connections_allowed()

    def take(connection: socket.socket, address: Any) -> None:
        server.handle_stream(IOStream(connection), address)

    with _quiet(), _prompt():
        acceptor = Acceptor(listener, take, lambda: len(server._connections) >= most)  # noqa: SLF001
        try:
            yield
        finally:
            acceptor.close()
            for waiter in list(LiveReloadHandler.waiters):
                waiter.close()
            LiveReloadHandler.waiters.clear()


@contextmanager
def server_thread(
    preview: PreviewSite,
    listener: socket.socket,
    access: AccessRules,
    limits: Limits,
    desk: DeskService | None = None,
) -> Iterator[Callable[[Callable[[], object]], object]]:
    """Serve a preview during a ``with`` block, in a thread of its own.

    Yields:
        A function that has another one called in that thread, soon and in order. Only there may the preview be used.
    """
    started: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = Future()

    async def serve() -> None:
        try:
            with web_server(preview, listener, access, limits, desk):
                ended = asyncio.Event()
                started.set_result((asyncio.get_running_loop(), ended))
                await ended.wait()
        except Exception as problem:
            if started.done():
                raise
            started.set_exception(problem)

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True, name="web server")
    thread.start()
    loop, ended = started.result()
    try:
        yield loop.call_soon_threadsafe
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join()


def _filtered_server(
    preview: PreviewSite, access: AccessRules, limits: Limits, desk: DeskService | None
) -> Any:
    """Return tornado's server with a ``RequestFilter`` before each request."""
    from tornado.httpserver import HTTPServer

    class Server(HTTPServer):
        def start_request(self, server_conn: Any, request_conn: Any) -> Any:
            return RequestFilter(access, super().start_request(server_conn, request_conn), request_conn)

    return Server(
        make_application(preview, limits, desk),
        idle_connection_timeout=limits.idle_seconds,
        body_timeout=limits.idle_seconds,
        max_header_size=limits.header_bytes,
        max_body_size=DESK_BYTES,
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep log lines on requests and closed connections out of the terminal, which shows the builds."""
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


@contextmanager
def _prompt() -> Iterator[None]:
    """Let requests be answered promptly while a build computes in another thread."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
