"""Hostile, slow and numerous requests against a running preview: `python -m tests.campaigns.preview`.

Print a table with a row for each kind of request, and fail if one of them had a wrong answer.
"""

from __future__ import annotations

import asyncio
import os
import random
import resource
import socket
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from tests.support.previewing import Served, serving
from tests.support.raw_http import connect, exchange, handshake, parse, request, upgrade

SEED = 9
EACH = 2000
SECRET = "kept back"
ENDPOINTS = ("/", "/data.bin", "/no.html", "/livereload", "/livereload.js", "/forcereload")

Row = tuple[str, Counter[str], bool]


def main() -> int:
    """Run all, print the table, and return the exit code."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "seeds").mkdir()
        (root / "seeds" / "a.txt").write_text(SECRET, encoding="utf-8")
        with serving(root) as served:
            served.wait_for(lambda status, _: status == 200)
            before = len(os.listdir(f"/proc/{served.process.pid}/fd"))  # noqa: PTH208
            failed = _show(_rows(served))
            after = _settled(served, before)
        print(f"descriptors of the server: {before} before, {after} after")
        print(f"said by the server beyond its first line: {len(served.said) - 1} lines")
    return 1 if failed or after > before + 2 or len(served.said) != 1 else 0


def _show(rows: Iterator[Row]) -> bool:
    failed = False
    for kind, counts, good in rows:
        failed = failed or not good
        told = ", ".join(f"{number} × {what}" for what, number in sorted(counts.items()))
        print(f"{'ok  ' if good else 'FAIL'}  {kind:<42}  {told}", flush=True)
    return failed


def _settled(served: Served, before: int) -> int:
    """Return the number of descriptors of the server after it has closed unused ones."""
    end = time.monotonic() + 30
    while (after := len(os.listdir(f"/proc/{served.process.pid}/fd"))) > before:  # noqa: PTH208
        if time.monotonic() > end:
            break
        time.sleep(0.2)
    return after


def _rows(served: Served) -> Iterator[Row]:
    draw = random.Random(SEED)
    own = f"127.0.0.1:{served.port}"
    yield _refused("foreign Host", served, lambda: request(draw.choice(ENDPOINTS), _host(draw, served.port)))
    yield _refused(
        "foreign Origin",
        served,
        lambda: request(draw.choice(ENDPOINTS), own, f"Origin: {_origin(draw, served.port)}"),
    )
    yield _refused(
        "foreign Origin, socket", served, lambda: upgrade(own, f"Origin: {_origin(draw, served.port)}")
    )
    yield _refused("foreign Host, socket", served, lambda: upgrade(_host(draw, served.port)))
    yield _traversal(served, draw)
    yield _garbage(served, draw)
    yield _slow(served)
    yield _parallel(served)
    yield _sockets(served)


def _refused(kind: str, served: Served, make: Callable[[], bytes]) -> Row:
    counts: Counter[str] = Counter()
    for _ in range(EACH):
        answer = exchange(served.port, make())
        counts[f"{answer.status}{' WITH CONTENT' if SECRET.encode() in answer.body else ''}"] += 1
    return kind, counts, set(counts) <= {"400", "403"}


def _host(draw: random.Random, port: int) -> str:
    own = draw.choice(("127.0.0.1", "localhost", "[::1]"))
    evil = draw.choice(("evil.test", "10.0.0.1", "x", "a" * 300, "\xe9.test", "[::2]", "xn--9ca.test"))
    kinds = (
        f"{evil}:{port}", evil, f"{own}.{evil}:{port}", f"{evil}.{own}:{port}", f"{own}.:{port}", f"{own}:{port + 1}",
        own, f"{own}:", f"{evil}@{own}:{port}", f"{own}:{port}@{evil}", f"{own}:{port}/", f"{own}:{port},{evil}",
        f"{own}:{port} {evil}", f"{own}\t:{port}", f"{own}:0{port}0", f"0:{port}", f"127.1:{port}", f"{own}%00:{port}",
    )  # fmt: skip
    return draw.choice(kinds)


def _origin(draw: random.Random, port: int) -> str:
    return draw.choice(
        ("null", f"http://{_host(draw, port)}", f"https://{_host(draw, port)}", "file://", "x")
    )


def _traversal(served: Served, draw: random.Random) -> Row:
    dots = (
        "..",
        "%2e%2e",
        "%2E.",
        ".%2e",
        "%252e%252e",
        "%c0%ae%c0%ae",
        "..%00",
        "..;",
        "....",
        ".",
        "%uff0e%uff0e",
    )
    slashes = ("/", "%2f", "%5c", "\\", "%c0%af", "//", "%252f", "/./")
    targets = (
        "seeds/a.txt",
        "etc/passwd",
        f"{served.root}/seeds/a.txt",
        ".newsgloss-site",
        "site/.newsgloss-site",
    )
    counts: Counter[str] = Counter()
    for _ in range(EACH):
        way = "".join(draw.choice(dots) + draw.choice(slashes) for _ in range(draw.randrange(4)))
        answer = exchange(served.port, request(f"/{way}{draw.choice(targets)}", f"127.0.0.1:{served.port}"))
        leaked = SECRET.encode() in answer.body or b"root:" in answer.body
        counts[f"{answer.status}{' WITH CONTENT' if leaked else ''}"] += 1
    return "traversal", counts, set(counts) <= {"400", "404"}


def _garbage(served: Served, draw: random.Random) -> Row:
    """Send requests with bytes changed, left out and doubled; accept every answer except a failure of the server."""
    counts: Counter[str] = Counter()
    for _ in range(EACH):
        data = bytearray(request(draw.choice(ENDPOINTS), f"127.0.0.1:{served.port}", "Range: bytes=0-9"))
        for _ in range(draw.randrange(1, 6)):
            place = draw.randrange(len(data))
            data[place : place + draw.randrange(3)] = draw.randbytes(draw.randrange(3))
        with connect(served.port) as connection:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            got = b""
            try:
                while chunk := connection.recv(65536):
                    got += chunk
            except ConnectionResetError:
                pass
        counts[str(parse(got).status)] += 1
    return "changed bytes (0: closed)", counts, not set(counts) & {"500", "502", "503"}


def _slow(served: Served) -> Row:
    host = f"127.0.0.1:{served.port}"
    counts: Counter[str] = Counter()
    with ExitStack() as stack:
        slow = [stack.enter_context(connect(served.port)) for _ in range(200)]
        for turn in range(10):
            for connection in slow:
                connection.sendall(b"GET / HTTP/1.1\r\n"[turn : turn + 1])
            start = time.monotonic()
            answer = exchange(served.port, request("/", host))
            late = " LATE" if time.monotonic() - start > 1 else ""
            counts[f"{answer.status} beside them{late}"] += 1
        for connection in slow:
            counts["closed" if connection.recv(1) == b"" else "answered"] += 1
    return "200 slow browsers, for 20 s", counts, counts == {"200 beside them": 10, "closed": 200}


def _parallel(served: Served) -> Row:
    async def ask(number: int) -> str:
        reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
        path, status, words = (("/", 200, SECRET.encode()), ("/no.html", 404, b"lost"))[number % 2]
        writer.write(request(path, f"127.0.0.1:{served.port}"))
        answer = parse(await reader.read())
        writer.close()
        await writer.wait_closed()
        return "right" if answer.status == status and words in answer.body else f"WRONG: {answer.status}"

    async def ask_all() -> list[str]:
        return await asyncio.gather(*map(ask, range(1000)))

    counts = Counter(asyncio.run(ask_all()))
    return "1,000 requests at once", counts, counts == {"right": 1000}


def _sockets(served: Served) -> Row:
    counts: Counter[str] = Counter()
    with ExitStack() as stack:
        for _ in range(150):
            connection = stack.enter_context(connect(served.port))
            counts[str(handshake(connection, upgrade(f"127.0.0.1:{served.port}")).status)] += 1
        counts[f"{served.fetch()[0]} beside them"] += 1
    return "150 sockets", counts, counts == {"101": 100, "503": 50, "200 beside them": 1}


if __name__ == "__main__":
    sys.exit(main())
