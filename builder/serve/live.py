"""The livereload package and the web server under it, their process-wide state behind one fence."""

from __future__ import annotations

import errno
import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from builder.model.diagnostic import InputError, error

HOST = "127.0.0.1"
FIRST_PORT = 8000
PORTS_TRIED = 20

_LOGGERS = ("livereload", "tornado.access", "tornado.application", "tornado.general")

Application = Callable[[dict[str, Any], Callable[..., object]], Any]


def bind(port: int | None) -> socket.socket:
    """Take a port of the loopback interface.

    Args:
        port: this and no other, 0 for any that is free; None for the first free one from ``FIRST_PORT``.

    Returns:
        The listening socket.

    Raises:
        InputError: where the port is taken, or may not be used, or ``PORTS_TRIED`` in a row are.
    """
    candidates = range(FIRST_PORT, FIRST_PORT + PORTS_TRIED) if port is None else (port,)
    for candidate in candidates:
        try:
            listener = socket.create_server((HOST, candidate))
        except OSError as problem:
            if port is None and problem.errno == errno.EADDRINUSE:
                continue
            raise _unusable(candidate, problem) from problem
        listener.setblocking(False)  # noqa: FBT003 - its parameter has no name
        return listener
    message = f"The ports {candidates[0]} to {candidates[-1]} are all taken."
    raise InputError([error("", None, message, "Name a free one with --port.")])


def _unusable(port: int, problem: OSError) -> InputError:
    taken = problem.errno == errno.EADDRINUSE
    reason = "another program uses it" if taken else problem.strerror or str(problem)
    hint = "Name another one with --port, or leave the option out to take the next that is free."
    return InputError([error("", None, f"The port {port} cannot be used: {reason}.", hint)])


@contextmanager
def web_server(application: Application, listener: socket.socket) -> Iterator[None]:
    """Serve a WSGI application and live reload on ``listener`` while the context lasts.

    To be entered in a running event loop. Live reload answers at ``/livereload`` and ``/livereload.js``.
    """
    from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
    from livereload.watcher import Watcher
    from tornado.httpserver import HTTPServer
    from tornado.web import Application as Routes
    from tornado.web import FallbackHandler
    from tornado.wsgi import WSGIContainer

    LiveReloadHandler.watcher = Watcher()
    routes = Routes(
        [
            (r"/livereload", LiveReloadHandler),
            (r"/livereload\.js", LiveReloadJSHandler),
            (r".*", FallbackHandler, {"fallback": WSGIContainer(application)}),
        ]
    )
    server = HTTPServer(routes)
    with _quiet():
        server.add_socket(listener)
        try:
            yield
        finally:
            server.stop()
            for waiter in list(LiveReloadHandler.waiters):
                waiter.close()
            LiveReloadHandler.waiters.clear()


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
