"""Acceptor: connections are answered although no descriptor is free."""

from __future__ import annotations

import asyncio
import errno
import socket

import pytest

from builder.serve.acceptor import RESERVES, Acceptor
from tests.support.raw_http import parse


class ExhaustedListener(socket.socket):
    """A listener whose process has no free descriptor for a number of calls."""

    failures = 0

    def accept(self) -> tuple[socket.socket, object]:
        if self.failures:
            self.failures -= 1
            raise OSError(errno.EMFILE, "Too many open files")
        return super().accept()


def _take(connection: socket.socket, _address: object) -> None:
    with connection:
        connection.settimeout(None)
        connection.recv(100)
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")


async def _answer(failures: int) -> bytes:
    with ExhaustedListener() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0)
        acceptor = Acceptor(listener, _take, lambda: False)
        listener.failures = failures
        reader, writer = await asyncio.open_connection(*listener.getsockname())
        writer.write(b"GET / HTTP/1.1\r\n\r\n")
        answer = await reader.read()
        writer.close()
        acceptor.close()
        return answer


@pytest.mark.parametrize("taken", [0, 1, RESERVES - 1])
def test_connection_is_rejected_though_others_take_the_reserved_descriptors(taken: int) -> None:
    answer = parse(asyncio.run(_answer(failures=1 + taken)))
    assert (answer.status, answer.headers["retry-after"]) == (503, "1")


def test_connection_waits_if_every_reserved_descriptor_is_taken() -> None:
    assert asyncio.run(_answer(failures=1 + RESERVES)).startswith(b"HTTP/1.1 200")
