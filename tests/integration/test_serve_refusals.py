"""The preview over its socket: refused requests, and headers of every answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.previewing import Served, serving, serving_one_seed
from tests.support.raw_http import connect, exchange, handshake, request, upgrade

ENDPOINTS = (
    "/",
    "/data.bin",
    "/no.html",
    "/livereload",
    "/livereload.js",
    "/forcereload",
    "/.newsgloss/status.css",
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving_one_seed(tmp_path_factory.mktemp("preview")) as running:
        yield running


@pytest.fixture
def own(served: Served) -> str:
    return f"127.0.0.1:{served.port}"


@pytest.mark.parametrize("path", ENDPOINTS)
@pytest.mark.parametrize(
    "host", ["evil.test:{}", "127.0.0.1.evil.test:{}", "localhost:99", "user@localhost:{}", "é.test"]
)
def test_foreign_host_is_refused(served: Served, path: str, host: str) -> None:
    answer = exchange(served.port, request(path, host.format(served.port)))
    assert answer.status == 403
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert b"--allow-host" in answer.body
    assert b"one" not in answer.body


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("GET / HTTP/1.1\r\n\r\n", 400),
        ("GET / HTTP/1.0\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: {own}\r\nHost: {own}\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: {own}\r\nHOST: evil.test\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: {own}, evil.test\r\n\r\n", 403),
        ("GET http://evil.test/ HTTP/1.1\r\nHost: {own}\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: evil.test\r\nX-Forwarded-Host: {own}\r\n\r\n", 403),
        ("GET / HTTP/1.1\r\nHost : {own}\r\n\r\n", 400),
        ("GET /\r\n\r\n", 400),
        ("nonsense\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: {own}\r\nContent-Length: 3\r\n\r\nabc", 405),
        ("GET / HTTP/1.1\r\nHost: {own}\r\nContent-Length: 3\r\n\r\nabc", 413),
        ("GET / HTTP/1.1\r\nHost: {own}\r\nContent-Length: x\r\n\r\nabc", 413),
        ("GET / HTTP/1.1\r\nHost: {own}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 413),
        ("GET /" + "x" * 40_000 + " HTTP/1.1\r\nHost: {own}\r\n\r\n", 0),
        ("GET / HTTP/1.1\r\nHost: {own}\r\nCookie: " + "x" * 40_000 + "\r\n\r\n", 0),
        ("OPTIONS / HTTP/1.1\r\nHost: {own}\r\nOrigin: http://evil.test\r\n\r\n", 403),
        ("OPTIONS / HTTP/1.1\r\nHost: {own}\r\n\r\n", 405),
    ],
)
def test_requests_that_no_browser_of_the_editor_sends_are_refused(
    served: Served, own: str, head: str, expected: int
) -> None:
    answer = exchange(served.port, head.replace("{own}", own).encode())
    assert answer.status == expected
    assert "access-control-allow-origin" not in answer.headers
    assert served.fetch()[0] == 200


@pytest.mark.parametrize("path", ENDPOINTS)
@pytest.mark.parametrize(
    "lines",
    [
        ["Origin: null"],
        ["Origin: http://evil.test"],
        ["Origin: http://localhost:3000"],
        ["Origin: http://127.0.0.1.evil.test:{port}"],
        ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: script"],
        ["Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: cors", "Sec-Fetch-Dest: empty"],
    ],
)
def test_requests_of_other_sites_are_refused(served: Served, own: str, path: str, lines: list[str]) -> None:
    answer = exchange(served.port, request(path, own, *(line.format(port=served.port) for line in lines)))
    assert answer.status == 403
    assert b"one" not in answer.body


@pytest.mark.parametrize(
    ("host", "origin", "expected"),
    [
        ("127.0.0.1:{}", "http://127.0.0.1:{}", 101),
        ("localhost:{}", "http://localhost:{}", 101),
        ("127.0.0.1:{}", None, 101),
        ("127.0.0.1:{}", "null", 403),
        ("127.0.0.1:{}", "http://evil.test", 403),
        ("127.0.0.1:{}", "https://evil.test:{}", 403),
        ("127.0.0.1:{}", "http://localhost:3000", 403),
        ("evil.test:{}", "http://evil.test:{}", 403),
        ("evil.test:{}", None, 403),
    ],
)
def test_socket_checks_host_and_origin(served: Served, host: str, origin: str | None, expected: int) -> None:
    lines = [f"Origin: {origin.format(served.port)}"] if origin else []
    with connect(served.port) as connection:
        assert handshake(connection, upgrade(host.format(served.port), *lines)).status == expected


@pytest.mark.parametrize("path", [*ENDPOINTS, "/people"])
def test_every_answer_has_the_security_headers(served: Served, own: str, path: str) -> None:
    for answer in (
        exchange(served.port, request(path, own)),
        exchange(served.port, request(path, "evil.test")),
    ):
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["cache-control"] == "no-store"
        assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
        assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("path", ["/", "/data.bin", "/no.html", "/livereload.js"])
def test_head_has_the_headers_of_get(served: Served, own: str, path: str) -> None:
    got, head = (exchange(served.port, request(path, own, method=method)) for method in ("GET", "HEAD"))
    assert head.body == b""
    for name in ("content-length", "content-type"):
        assert head.headers[name] == got.headers[name]
    assert head.status == got.status
    assert int(got.headers["content-length"]) == len(got.body)


@pytest.mark.parametrize(
    ("lines", "status", "length"),
    [
        (["Range: bytes=100-199"], 206, 100),
        (["Range: bytes=-5"], 206, 5),
        (["Range: bytes=0-1,5-6"], 200, 4194304),
        (["Range: bytes=0-1", "Range: bytes=5-6"], 200, 4194304),
        (["Range: bytes=0-1", 'If-Range: "x"'], 200, 4194304),
        (["Range: bytes=4194304-"], 416, None),
    ],
)
def test_ranges_are_answered(
    served: Served, own: str, lines: list[str], status: int, length: int | None
) -> None:
    answer = exchange(served.port, request("/data.bin", own, *lines))
    assert answer.status == status
    assert answer.headers["accept-ranges"] == "bytes"
    if length is not None:
        assert len(answer.body) == length
    head = exchange(served.port, request("/data.bin", own, *lines, method="HEAD"))
    assert (head.status, head.headers["content-length"]) == (200, "4194304")


OUTSIDE = """
    /..%2f..%2fseeds/a.txt  /%2e%2e/seeds/a.txt  /../seeds/a.txt  /..%5cseeds%5ca.txt  /%c0%ae%c0%ae/seeds/a.txt
    //etc/passwd  /%00  /.newsgloss-site  /%2enewsgloss-site
""".split()


@pytest.mark.parametrize("path", OUTSIDE)
def test_only_the_site_is_served(served: Served, own: str, path: str) -> None:
    assert exchange(served.port, request(path, own)).status == 404


def test_allowed_names_work_on_a_forwarded_port(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    with serving(tmp_path, hosts=["desk.test"], address="0.0.0.0") as served:  # noqa: S104
        assert served.url.startswith("http://127.0.0.1:")
        for host, expected in (("desk.test", 200), ("desk.test:9999", 200), ("evil.test", 403)):
            origin = f"Origin: http://{host}"
            served.wait_for(lambda status, _: status == 200)
            answer = exchange(served.port, request("/", host, origin))
            assert answer.status == expected
            if expected == 200:
                assert f"ws://{host}" in answer.headers["content-security-policy"]
            with connect(served.port) as connection:
                assert handshake(connection, upgrade(host, origin)).status == (
                    101 if expected == 200 else 403
                )
