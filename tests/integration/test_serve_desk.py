"""The desk's addresses: only pages of the preview, on this machine and with its token, may send decisions."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from builder.serve.access import DESK_BYTES
from builder.serve.desk_handler import is_here
from tests.support.previewing import Served, serving_one_seed

DECISION = json.dumps({"kind": "entry", "entity": "ana-roe", "name": "Ana Roe"}).encode()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with serving_one_seed(tmp_path) as running:
        yield running


def token_of(served: Served) -> str:
    found = re.search(r'/\.newsgloss/\w+/desk/desk\.js" data-token="([\w-]{20,})"', served.fetch()[1])
    assert found is not None
    return found[1]


def send(
    served: Served, action: str, headers: Mapping[str, str], data: bytes = DECISION, *, method: str = "POST"
) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
    try:
        connection.request(method, f"/.newsgloss/desk/{action}", data, dict(headers))
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def test_a_page_of_the_preview_may_send_a_decision(served: Served) -> None:
    own = {"Origin": served.url.rstrip("/"), "X-Desk-Token": token_of(served)}
    status, answer = send(served, "decide", own)
    assert status == 422, "this site has no such page"
    assert json.loads(answer)["message"] == "The site has no page with the id 'ana-roe'."
    assert send(served, "decide", own, b"{}")[0] == 400
    assert send(served, "undo", own, b"{}")[0] == 422
    assert send(served, "burn", own, b"{}")[0] == 404
    assert send(served, "history", own, b"", method="GET") == (200, '{"written":[]}')
    assert send(served, "doubts", own, b"", method="GET") == (200, '{"doubts":[]}')


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "", "X-Desk-Token": ""}, 403),
        ({"X-Desk-Token": "x" * 32}, 403),
        ({"X-Desk-Token": ""}, 403),
        ({"X-Desk-Token": "\u00e9"}, 403),
        ({"Origin": "http://evil.test"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": None}, 403),
        ({"Host": "evil.test"}, 403),
        ({"Host": "127.0.0.1.evil.test"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Content-Length": str(DESK_BYTES + 1)}, 413),
        ({"Content-Length": None, "Transfer-Encoding": "chunked"}, 411),
    ],
)
def test_all_other_requests_are_refused(
    served: Served, headers: Mapping[str, str | None], status: int
) -> None:
    given: dict[str, str | None] = {
        "Origin": served.url.rstrip("/"),
        "X-Desk-Token": token_of(served),
        "Host": f"127.0.0.1:{served.port}",
        **headers,
    }
    kept = {name: value for name, value in given.items() if value is not None}
    found, answer = send(served, "decide", kept)
    assert found == status, answer
    assert not (served.root / "content").exists()


@pytest.mark.parametrize("action", ["../desk/decide", "decide/../../x", "%2e%2e/decide", "decide%2F"])
def test_no_other_address_takes_data(served: Served, action: str) -> None:
    own = {"Origin": served.url.rstrip("/"), "X-Desk-Token": token_of(served)}
    assert send(served, action, own)[0] in (404, 405)


HERE = "127.0.0.1:8000"


def test_only_this_machine_is_here() -> None:
    assert all(is_here(one, HERE) for one in ["127.0.0.1", "127.8.8.8", "::1", "::1%lo"])
    assert not any(
        is_here(one, HERE) for one in ["10.0.0.1", "fe80::1%eth0", "", None, "localhost", "128.0.0.1"]
    )
    # A proxy on this machine passes on what others ask.
    assert all(is_here("127.0.0.1", one) for one in ["localhost:9000", "[::1]:8000", "LOCALHOST"])
    assert not any(
        is_here("127.0.0.1", one) for one in ["desk.example.org", "10.0.0.1:8000", "", "localhost.evil.test"]
    )
