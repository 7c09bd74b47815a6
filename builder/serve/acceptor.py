"""Accepting connections, or turning them away while there are too many of them or no descriptor is left."""

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
"""Connections accepted in a row before others are served again."""

PAUSE_SECONDS = 0.2
"""How long to rest when a connection can neither be accepted nor turned away: it keeps the listener readable."""

_READ = 1  # tornado's IOLoop.READ, and asyncio's EVENT_READ


def _busy() -> bytes:
    status = HTTPStatus.SERVICE_UNAVAILABLE
    text = b"The preview has too many connections. Try again in a moment.\n"
    headers = {**HEADERS, "Content-Type": TEXT, "Content-Length": str(len(text)), "Connection": "close"}
    lines = [f"HTTP/1.1 {status.value} {status.phrase}", *(f"{name}: {headers[name]}" for name in headers)]
    return "\r\n".join([*lines, ": ".join(RETRY), "", ""]).encode() + text


class Acceptor:
    """Accepts the connections of a listener in the running event loop.

    A descriptor is kept in reserve: if no other is left, it makes room to accept a connection and turn it away.

    Args:
        listener: a listening socket that does not block.
        take: what is done with a new connection and its address.
        is_full: whether there are as many connections as there may be.
    """

    def __init__(
        self, listener: socket.socket, take: Callable[[socket.socket, Any], None], is_full: Callable[[], bool]
    ) -> None:
        from tornado.ioloop import IOLoop

        self._listener = listener
        self._take = take
        self._is_full = is_full
        self._loop = IOLoop.current()
        self._reserve: int | None = None
        self._fill_reserve()
        self._listening = False
        self._closed = False
        self._listen()

    def close(self) -> None:
        """Accept no more."""
        self._closed = True
        self._rest()
        self._empty_reserve()
        self._listener.close()

    def _listen(self) -> None:
        if not self._closed:
            self._fill_reserve()
            self._loop.add_handler(self._listener, self._accept, _READ)
            self._listening = True

    def _rest(self) -> None:
        if self._listening:
            self._loop.remove_handler(self._listener)
            self._listening = False

    def _accept(self, *_: object) -> None:
        for _turn in range(AT_ONCE):
            try:
                connection, address = self._listener.accept()
            except BlockingIOError:
                return
            except ConnectionAbortedError:  # it was closed before its turn came
                continue
            except OSError as problem:
                if problem.errno not in EXHAUSTED | {ENOBUFS}:
                    raise
                if self._turn_away_with_reserve():
                    continue
                self._rest()
                self._loop.call_later(PAUSE_SECONDS, self._listen)
                return
            if self._is_full():
                _turn_away(connection)
            else:
                self._take(connection, address)

    def _turn_away_with_reserve(self) -> bool:
        if self._reserve is None:
            return False
        self._empty_reserve()
        try:
            _turn_away(self._listener.accept()[0])
        except OSError:
            return False
        finally:
            self._fill_reserve()
        return True

    def _fill_reserve(self) -> None:
        if self._reserve is None:
            with suppress(OSError):
                self._reserve = os.open(os.devnull, os.O_RDONLY)

    def _empty_reserve(self) -> None:
        if self._reserve is not None:
            os.close(self._reserve)
            self._reserve = None


def _turn_away(connection: socket.socket) -> None:
    """Tell a browser to come again."""
    with connection:
        connection.setblocking(False)  # noqa: FBT003 - its parameter has no name
        # What is left unread when a connection is closed may destroy the answer on its way.
        with suppress(OSError):
            connection.recv(64 * 1024)
        with suppress(OSError):
            connection.sendall(_busy())
            connection.shutdown(socket.SHUT_WR)
