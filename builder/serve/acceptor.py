"""The acceptor of connections: it accepts them, or rejects them if there are too many or descriptors run out."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from errno import ENOBUFS
from http import HTTPStatus
from typing import Any

from builder.serve.preview_site import RETRY
from builder.serve.response import TEXT
from builder.serve.security_headers import HEADERS
from builder.serve.static_files import EXHAUSTED

AT_ONCE = 128
"""The number of connections accepted in a row before the event loop serves others again."""

PAUSE_SECONDS = 0.2
"""The pause if a connection can neither be accepted nor rejected: it keeps the listener readable all the time."""

RESERVES = 8
"""The number of descriptors in reserve. While one is given up for a connection, another thread may take its place."""

_READ = 1  # tornado's IOLoop.READ, and asyncio's EVENT_READ


def _busy_response() -> bytes:
    status = HTTPStatus.SERVICE_UNAVAILABLE
    text = b"The preview has too many connections. Close some pages of it, or try again in a moment.\n"
    headers = {**HEADERS, "Content-Type": TEXT, "Content-Length": str(len(text)), "Connection": "close"}
    lines = [f"HTTP/1.1 {status.value} {status.phrase}", *(f"{name}: {headers[name]}" for name in headers)]
    return "\r\n".join([*lines, ": ".join(RETRY), "", ""]).encode() + text


class Acceptor:
    """An acceptor of a listener's connections in the running event loop.

    Args:
        listener: a non-blocking listening socket.
        take: is called with each new connection and its address.
        is_full: returns True if there are as many connections as allowed.
    """

    def __init__(
        self, listener: socket.socket, take: Callable[[socket.socket, Any], None], is_full: Callable[[], bool]
    ) -> None:
        from tornado.ioloop import IOLoop

        self._listener = listener
        self._take = take
        self._is_full = is_full
        self._loop = IOLoop.current()
        # Descriptors in reserve: if no other is left, closing one makes room to accept a connection and reject it.
        self._reserves: list[int] = []
        self._fill_reserves()
        self._listening = False
        self._closed = False
        self._listen()

    def close(self) -> None:
        """Stop accepting connections and close the listener."""
        self._closed = True
        self._pause()
        while self._reserves:
            os.close(self._reserves.pop())
        self._listener.close()

    def _listen(self) -> None:
        if not self._closed:
            self._fill_reserves()
            self._loop.add_handler(self._listener, self._accept, _READ)
            self._listening = True

    def _pause(self) -> None:
        if self._listening:
            self._loop.remove_handler(self._listener)
            self._listening = False

    def _accept(self, *_: object) -> None:
        for _turn in range(AT_ONCE):
            try:
                connection, address = self._listener.accept()
            except BlockingIOError:
                return
            except ConnectionAbortedError:  # the browser closed it before it was accepted
                continue
            except OSError as problem:
                if problem.errno not in EXHAUSTED | {ENOBUFS}:
                    raise
                if self._reject_with_reserve():
                    continue
                self._pause()
                self._loop.call_later(PAUSE_SECONDS, self._listen)
                return
            if self._is_full():
                _reject(connection)
            else:
                self._take(connection, address)

    def _reject_with_reserve(self) -> bool:
        """Accept and reject a connection with a reserved descriptor; return False if that fails or none waits."""
        try:
            while self._reserves:
                os.close(self._reserves.pop())
                try:
                    connection, _address = self._listener.accept()
                except OSError as problem:
                    if problem.errno in EXHAUSTED:  # another thread was faster
                        continue
                    return False
                _reject(connection)
                return True
            return False
        finally:
            self._fill_reserves()

    def _fill_reserves(self) -> None:
        with suppress(OSError):
            while len(self._reserves) < RESERVES:
                self._reserves.append(os.open(os.devnull, os.O_RDONLY))


def _reject(connection: socket.socket) -> None:
    """Answer a connection with status 503 and close it."""
    with connection:
        connection.setblocking(False)  # noqa: FBT003 - its parameter has no name
        # If a connection is closed with unread bytes, the system may drop the response that is still on its way.
        with suppress(OSError):
            connection.recv(64 * 1024)
        with suppress(OSError):
            connection.sendall(_busy_response())
            connection.shutdown(socket.SHUT_WR)
