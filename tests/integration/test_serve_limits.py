"""The preview under load: slow browsers, many of them, and no descriptors left."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.previewing import PATIENCE, Served, serving
from tests.support.raw_http import (
    connect,
    exchange,
    handshake,
    parse,
    read_all,
    read_one,
    request,
    text_frame,
    upgrade,
)

# Each test starts a server.
pytestmark = pytest.mark.slow


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("one", encoding="utf-8")
    return tmp_path


def wait_for_site(served: Served) -> str:
    """Return the Host of the server as soon as it serves the site."""
    served.wait_for(lambda status, _: status == 200)
    return f"127.0.0.1:{served.port}"


@pytest.fixture
def hasty(root: Path) -> Iterator[Served]:
    """Yield a server with short timeouts."""
    with serving(
        root, limits={"idle_seconds": 1.0, "write_seconds": 1.0, "sockets": 3, "message_bytes": 100}
    ) as served:
        wait_for_site(served)
        yield served
    assert len(served.said) == 1, served.said


def is_closed(connection: socket.socket) -> bool:
    """Wait until the server closes the connection, whatever it sends before; return False if it does not."""
    try:
        while connection.recv(65536):
            pass
    except ConnectionResetError:
        pass
    except TimeoutError:
        return False
    return True


def test_slow_browsers_block_no_one_and_are_disconnected(hasty: Served) -> None:
    host = f"127.0.0.1:{hasty.port}"
    with ExitStack() as stack:
        slow = [stack.enter_context(connect(hasty.port)) for _ in range(60)]
        for number, connection in enumerate(slow):
            connection.sendall((b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: a\r\nX: ")[number % 3])
        assert exchange(hasty.port, request("/", host)).status == 200
        # Sending one letter at a time does not extend the time.
        for _ in range(30):
            try:
                slow[1].sendall(b"x")
            except OSError:
                break
            time.sleep(0.1)
        else:
            pytest.fail("a request without end is listened to")
        assert all(map(is_closed, slow))


def test_idle_connection_is_closed_after_its_answer(hasty: Served) -> None:
    with connect(hasty.port) as connection:
        data = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{hasty.port}\r\n\r\n".encode()
        for _ in range(2):
            connection.sendall(data)
            assert read_one(connection).status == 200
        assert is_closed(connection)


def test_browser_that_does_not_read_is_disconnected(hasty: Served) -> None:
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(PATIENCE)
        connection.connect(("127.0.0.1", hasty.port))
        # Far more than the system buffers for a browser that does not read.
        connection.sendall(request("/data.bin", f"127.0.0.1:{hasty.port}"))
        time.sleep(3)
        answer = read_all(connection)
    assert answer.status == 200
    assert len(answer.body) < int(answer.headers["content-length"])
    assert hasty.fetch()[0] == 200


def test_number_of_sockets_and_length_of_messages_are_limited(hasty: Served) -> None:
    host = f"127.0.0.1:{hasty.port}"
    with ExitStack() as stack:
        waiting = [stack.enter_context(connect(hasty.port)) for _ in range(4)]
        statuses = [handshake(connection, upgrade(host)).status for connection in waiting]
        assert statuses == [101, 101, 101, 503]
        assert hasty.fetch()[0] == 200
    # Those are closed, so that new ones are accepted again.
    end = time.monotonic() + PATIENCE
    while True:
        with connect(hasty.port) as connection:
            if handshake(connection, upgrade(host)).status == 101:
                # A frame that announces a text of 65,535 letters, without any of them.
                connection.sendall(b"\x81\xfe\xff\xff" + bytes(4))
                assert is_closed(connection)
                break
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize(
    "message", ["", "{", "[]", "null", '{"command": 1}', '{"command": "info", "url": 5}', "\x00"]
)
def test_malformed_message_has_no_effect(hasty: Served, message: str) -> None:
    host = f"127.0.0.1:{hasty.port}"
    with connect(hasty.port) as strange, connect(hasty.port) as good:
        for connection in (strange, good):
            assert handshake(connection, upgrade(host)).status == 101
        strange.sendall(text_frame(message))
        good.sendall(text_frame('{"command": "hello"}'))
        assert b"livereload-tornado" in good.recv(65536)
    assert hasty.fetch()[0] == 200


async def _ask(port: int, path: str) -> tuple[int, bytes]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request(path, f"127.0.0.1:{port}"))
    answer = parse(await reader.read())
    writer.close()
    await writer.wait_closed()
    return answer.status, answer.body


def test_a_thousand_requests_at_once_are_all_answered(root: Path) -> None:
    async def ask_all(port: int) -> list[tuple[int, bytes]]:
        paths = ("/", "/no.html")
        return await asyncio.gather(*(_ask(port, paths[number % 2]) for number in range(1000)))

    with serving(root) as served:
        wait_for_site(served)
        answers = asyncio.run(ask_all(served.port))
        for number, (status, body) in enumerate(answers):
            assert status == (200, 404)[number % 2]
            assert (b"a.txt=one", b"lost")[number % 2] in body


def test_connections_beyond_the_limit_are_asked_to_retry(root: Path) -> None:
    with serving(root, limits={"connections": 5}) as served:
        host = wait_for_site(served)
        with ExitStack() as stack:
            answers = []
            for _ in range(8):
                connection = stack.enter_context(connect(served.port))
                connection.sendall(f"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
                answers.append(read_one(connection))
            # The server may not yet have noticed that earlier connections are closed.
            statuses = [answer.status for answer in answers]
            assert statuses.count(200) in (4, 5)
            assert set(statuses) == {200, 503}
            answer = answers[-1]
            assert answer.headers["retry-after"] == "1"
            assert answer.headers["x-content-type-options"] == "nosniff"
        served.wait_for(lambda status, _: status == 200)


def test_answer_without_descriptors_is_to_retry_and_not_404(root: Path) -> None:
    with serving(root, descriptors=128) as served:
        host = wait_for_site(served)
        with connect(served.port) as early:
            early.sendall(f"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            assert read_one(early).status == 200
            served.write("a.txt", "hungry")
            end = time.monotonic() + PATIENCE
            while not (served.root / "hungry").exists():
                assert time.monotonic() < end
                time.sleep(0.05)
            time.sleep(0.3)
            for path in ("/", "/no.html", "/data.bin"):
                early.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
                answer = read_one(early)
                assert (answer.status, answer.headers["retry-after"]) == (503, "1")
                late = exchange(served.port, request(path, host))
                assert (late.status, late.headers["retry-after"]) == (503, "1")
        (served.root / "fed").touch()
        served.wait_for(lambda status, page: status == 200 and "hungry" in page)
    assert len(served.said) == 1, served.said
