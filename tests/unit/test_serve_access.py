"""Access control of the preview: hosts, origins, methods and bodies."""

from __future__ import annotations

import pytest

from builder.serve.access import AccessRules, RequestHead, host_name

PORT = 8123
OWN = f"127.0.0.1:{PORT}"


def status(
    access: AccessRules, *, method: str = "GET", target: str = "/", host: str | None = OWN, **headers: str
) -> int:
    """Return the status of the refusal, or 200. Header names have underscores here, and "|" separates values."""
    given = {name.replace("_", "-"): value.split("|") for name, value in headers.items()}
    hosts = {} if host is None else {"host": host.split("|")}
    refusal = access.refusal(RequestHead(method, target, hosts | given))
    if refusal is None:
        return 200
    assert refusal.text.isascii()
    assert refusal.text.isprintable()
    return refusal.status.value


HOSTS = {
    OWN: 200,
    f"localhost:{PORT}": 200,
    f"LocalHost:{PORT}": 200,
    f"[::1]:{PORT}": 200,
    f"[0:0:0:0:0:0:0:1]:{PORT}": 200,
    None: 400,
    "": 400,
    f"{OWN}|{OWN}": 400,
    f"{OWN}|evil.test": 400,
    # a missing, another or an invalid port
    "127.0.0.1": 403,
    "localhost": 403,
    "localhost:99": 403,
    f"localhost:{PORT}0": 403,
    "localhost:": 403,
    f"localhost:+{PORT}": 403,
    f"localhost:٨{PORT}": 403,
    f"localhost:{PORT}:{PORT}": 403,
    "localhost:99999999999999999999": 403,
    # names that others can register, and names that resemble ours
    f"evil.test:{PORT}": 403,
    f"127.0.0.1.evil.test:{PORT}": 403,
    f"localhost.evil.test:{PORT}": 403,
    f"evil.test.localhost:{PORT}": 403,
    f"localhost.:{PORT}": 403,
    f"127.0.0.1.:{PORT}": 403,
    f"127.0.0.2:{PORT}": 403,
    f"0.0.0.0:{PORT}": 403,
    f"127.1:{PORT}": 403,
    f"2130706433:{PORT}": 403,
    f"0x7f.0.0.1:{PORT}": 403,
    f"[::]:{PORT}": 403,
    f"[::ffff:127.0.0.1]:{PORT}": 403,
    f"::1:{PORT}": 403,
    f"[::1]evil.test:{PORT}": 403,
    f"[::1:{PORT}": 403,
    # malformed
    f"user@localhost:{PORT}": 403,
    f"localhost:{PORT}/": 403,
    f"localhost:{PORT}, evil.test": 403,
    f" localhost:{PORT}": 403,
    f"localhost :{PORT}": 403,
    f"http://localhost:{PORT}": 403,
    f"ｌocalhost:{PORT}": 403,
    f"localhost\0:{PORT}": 403,
    f"*:{PORT}": 403,
    f":{PORT}": 403,
    f"localhost\r\nX: y:{PORT}": 403,
    "x" * 5000: 403,
}


@pytest.mark.parametrize(("host", "expected"), HOSTS.items())
def test_only_names_of_this_machine_with_the_right_port_are_allowed(host: str | None, expected: int) -> None:
    assert status(AccessRules(PORT), host=host) == expected


def test_port_80_may_be_left_out() -> None:
    assert status(AccessRules(80), host="localhost") == 200
    assert status(AccessRules(80), host="localhost:80") == 200
    assert status(AccessRules(80), host="localhost:8080") == 403


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("desk.test", 200),
        ("desk.test:9000", 200),
        ("DESK.test:443", 200),
        ("[fe80::2]:9000", 200),
        ("192.168.7.7", 200),
        (OWN, 200),
        ("localhost:9000", 403),
        ("sub.desk.test", 403),
        ("desk.test.", 403),
        ("desk.test.evil.test", 403),
    ],
)
def test_allowed_names_may_have_any_port(host: str, expected: int) -> None:
    names = frozenset(map(host_name, ("Desk.TEST", "[fe80::2]", "192.168.7.7")))
    assert status(AccessRules(PORT, names), host=host) == expected


@pytest.mark.parametrize(
    ("address", "host", "expected"),
    [
        ("0.0.0.0", f"localhost:{PORT}", 200),  # noqa: S104
        ("0.0.0.0", f"0.0.0.0:{PORT}", 403),  # noqa: S104
        ("0.0.0.0", f"10.1.2.3:{PORT}", 403),  # noqa: S104
        ("10.1.2.3", f"10.1.2.3:{PORT}", 200),
        ("10.1.2.3", "10.1.2.3:80", 403),
        ("10.1.2.3", f"localhost:{PORT}", 200),
        ("::", f"[::1]:{PORT}", 200),
        ("fd00::5", f"[fd00::5]:{PORT}", 200),
    ],
)
def test_the_address_that_the_preview_listens_on_is_allowed(address: str, host: str, expected: int) -> None:
    assert status(AccessRules(PORT, address=address), host=host) == expected


def test_a_refusal_names_the_option_and_the_allowed_names() -> None:
    refusal = AccessRules(PORT, frozenset({"desk.test"})).refusal(
        RequestHead("GET", "/", {"host": ["evil\x1b[1m.test"]})
    )
    assert refusal is not None
    assert "--allow-host" in refusal.text
    assert f"localhost:{PORT}" in refusal.text
    assert "desk.test" in refusal.text
    assert "\x1b" not in refusal.text


ORIGINS = {
    f"http://{OWN}": 200,
    f"http://localhost:{PORT}": 200,
    f"http://LOCALHOST:{PORT}": 200,
    f"http://[::1]:{PORT}": 200,
    # The page came from the preview, through a proxy with TLS.
    f"https://{OWN}": 200,
    "null": 403,
    "": 403,
    "http://evil.test": 403,
    f"http://evil.test:{PORT}": 403,
    "http://localhost": 403,
    "http://localhost:3000": 403,
    f"https://localhost:{PORT}": 403,
    f"http://127.0.0.1.evil.test:{PORT}": 403,
    f"http://{OWN}/": 403,
    f"http://user@{OWN}": 403,
    f"http://{OWN}@evil.test": 403,
    f"http://{OWN}#@evil.test": 403,
    f"http://{OWN} http://evil.test": 403,
    f"http://{OWN}|http://evil.test": 403,
    f"http://{OWN}|http://{OWN}": 403,
    f"chrome-extension://{OWN}": 403,
    "file://": 403,
    OWN: 403,
}


@pytest.mark.parametrize(("origin", "expected"), ORIGINS.items())
def test_only_origins_of_the_preview_are_allowed(origin: str, expected: int) -> None:
    assert status(AccessRules(PORT), origin=origin) == expected


@pytest.mark.parametrize(
    ("host", "origin", "expected"),
    [
        ("desk.test", "http://desk.test", 200),
        ("desk.test:9000", "http://desk.test:9000", 200),
        # A program that forwards the port may use its own name for the preview.
        (OWN, "https://desk.test", 200),
        ("localhost:9000", "http://localhost:9000", 200),
        # Another program of the same machine.
        ("localhost:9000", "http://localhost:3000", 403),
        ("desk.test", "http://other.test", 403),
        ("desk.test", "null", 403),
    ],
)
def test_origins_with_allowed_names_are_allowed(host: str, origin: str, expected: int) -> None:
    assert (
        status(AccessRules(PORT, frozenset({"desk.test", "localhost"})), host=host, origin=origin) == expected
    )


@pytest.mark.parametrize(
    ("site", "mode", "dest", "expected"),
    [
        ("same-origin", "no-cors", "script", 200),
        ("none", "navigate", "document", 200),
        ("cross-site", "navigate", "document", 200),
        ("same-site", "navigate", "document", 200),
        ("cross-site", "navigate", "iframe", 403),
        ("cross-site", "navigate", "embed", 403),
        ("cross-site", "no-cors", "image", 403),
        ("cross-site", "no-cors", "script", 403),
        ("cross-site", "cors", "empty", 403),
        ("cross-site", "websocket", "websocket", 403),
        ("same-site", "no-cors", "style", 403),
        ("cross-site", "", "", 403),
    ],
)
def test_another_site_may_link_to_the_preview_but_not_embed_it(
    site: str, mode: str, dest: str, expected: int
) -> None:
    sent = {"sec_fetch_site": site, "sec_fetch_mode": mode, "sec_fetch_dest": dest}
    assert status(AccessRules(PORT), **sent) == expected


@pytest.mark.parametrize(
    ("method", "target", "headers", "expected"),
    [
        ("HEAD", "/x?y=//z", {}, 200),
        ("GET", "/", {"content_length": "0"}, 200),
        ("POST", "/", {}, 405),
        ("OPTIONS", "*", {}, 405),
        ("get", "/", {}, 405),
        ("GET", f"http://{OWN}/", {}, 400),
        ("GET", "x", {}, 400),
        ("GET", "/", {"content_length": "1"}, 413),
        ("GET", "/", {"content_length": "0|5"}, 413),
        ("GET", "/", {"transfer_encoding": "chunked"}, 413),
    ],
)
def test_only_get_and_head_requests_without_a_body_are_allowed(
    method: str, target: str, headers: dict[str, str], expected: int
) -> None:
    assert status(AccessRules(PORT), method=method, target=target, **headers) == expected


@pytest.mark.parametrize(
    "name",
    ["", " ", "https://desk.test", "desk.test:80", "desk.test/", "desk test", "-desk.test", "desk..test", "*", "*.test",
     ".desk.test", "desk.test.", "dësk.test", "user@desk.test", "[::1", "::g", "x" * 254],
)  # fmt: skip
def test_text_that_is_not_a_host_name_is_an_error(name: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the caller writes the message
        host_name(name)


def test_host_names_are_normalized_as_in_browsers() -> None:
    names = ["Desk.Test", "::1", "[FE80:0::1]", "10.0.0.1", "my_box", "a-1.b"]
    assert [host_name(name) for name in names] == [
        "desk.test",
        "[::1]",
        "[fe80::1]",
        "10.0.0.1",
        "my_box",
        "a-1.b",
    ]
