"""The web server, and live reload in it, their process-wide state behind one fence."""

from __future__ import annotations

import errno
import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Any

from builder.model.diagnostic import InputError, error
from builder.serve.acceptor import Acceptor
from builder.serve.access import HOST, Access
from builder.serve.handlers import routes
from builder.serve.limits import Limits, connections_allowed
from builder.serve.preview_site import Preview
from builder.serve.request_filter import Gate

FIRST_PORT = 8000
PORTS_TRIED = 20
BACKLOG = 1024
"""Connections that wait to be accepted; the system may allow fewer."""

_LOGGERS = ("livereload", "tornado.access", "tornado.application", "tornado.general")


def bind(port: int | None, address: str = HOST) -> socket.socket:
    """Take a port of this machine.

    Args:
        port: this and no other, 0 for any that is free; None for the first free one from ``FIRST_PORT``.
        address: of the interface, the loopback one by default.

    Returns:
        The listening socket.

    Raises:
        InputError: if the port is taken, or may not be used, or ``PORTS_TRIED`` in a row are.
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
    message = f"The ports {candidates[0]} to {candidates[-1]} are all taken."
    raise InputError([error("", None, message, "Name a free one with --port.")])


def _unusable(port: int, address: str, problem: OSError) -> InputError:
    if problem.errno == errno.EADDRNOTAVAIL:
        message = f"This machine does not have the address {address}."
        return InputError(
            [error("", None, message, "Name one of its own with --host, or leave the option out.")]
        )
    taken = problem.errno == errno.EADDRINUSE
    reason = "another program uses it" if taken else problem.strerror or str(problem)
    hint = "Name another one with --port, or leave the option out to take the next that is free."
    return InputError([error("", None, f"The port {port} cannot be used: {reason}.", hint)])


@contextmanager
def web_server(preview: Preview, listener: socket.socket, access: Access, limits: Limits) -> Iterator[None]:
    """Serve a preview and live reload on ``listener`` while the context lasts.

    To be entered in a running event loop. Live reload answers at ``/livereload`` and ``/livereload.js``.
    """
    from livereload.handlers import LiveReloadHandler
    from tornado.iostream import IOStream

    server = _gated_server(preview, access, limits)
    most = limits.connections or connections_allowed()

    def take(connection: socket.socket, address: Any) -> None:
        server.handle_stream(IOStream(connection), address)

    with _quiet():
        acceptor = Acceptor(listener, take, lambda: len(server._connections) >= most)  # noqa: SLF001
        try:
            yield
        finally:
            acceptor.close()
            for waiter in list(LiveReloadHandler.waiters):
                waiter.close()
            LiveReloadHandler.waiters.clear()


def _gated_server(preview: Preview, access: Access, limits: Limits) -> Any:
    from tornado.httpserver import HTTPServer

    class Server(HTTPServer):
        def start_request(self, server_conn: Any, request_conn: Any) -> Any:
            return Gate(access, super().start_request(server_conn, request_conn), request_conn)

    return Server(
        routes(preview, limits),
        idle_connection_timeout=limits.idle_seconds,
        body_timeout=limits.idle_seconds,
        max_header_size=limits.header_bytes,
        max_body_size=0,
    )


def reload_browsers() -> None:
    """Tell every browser that shows the site to load its page again. To be called in the event loop."""
    from livereload.handlers import LiveReloadHandler

    LiveReloadHandler.reload_waiters("*")


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep requests, and browsers that hang up, out of the terminal, where builds are told."""
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
