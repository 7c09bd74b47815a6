"""The Content-Security-Policy of the preview, extended from that of a page."""

from __future__ import annotations

import pytest

from builder.serve.security_headers import DEFAULT_POLICY, policy_header, split_policies

POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:"
HOST = "127.0.0.1:8123"
OTHER = b'<meta charset=utf-8><meta name="description" content="Content-Security-Policy: http-equiv">'


@pytest.mark.parametrize(
    "element",
    [
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        f'<meta content="{POLICY}" http-equiv=Content-Security-Policy>',
        f'<META HTTP-EQUIV="content-security-policy"\n  CONTENT="{POLICY}" />',
        f'<meta http-equiv=content-security-policy content="{POLICY}"/>',
        f"""<meta data-x='a > b' http-equiv='Content-Security-Policy' content="{POLICY.replace("'", "&#39;")}">""",
    ],
)
def test_the_meta_element_is_removed_and_its_policy_returned(element: str) -> None:
    page = b"<!doctype html><head>" + OTHER + element.encode() + b"<title>t</title><body>x"
    rest, policies = split_policies(page)
    assert rest == b"<!doctype html><head>" + OTHER + b"<title>t</title><body>x"
    assert policies == [POLICY]


@pytest.mark.parametrize(
    "page", [b"", b"<p>x", OTHER, b"<meta", b'<meta http-equiv="content-security-policy', b"<metadata>"]
)
def test_a_page_without_a_policy_is_unchanged(page: bytes) -> None:
    assert split_policies(page) == (page, [])


def test_all_policies_of_a_page_are_kept() -> None:
    page = b'<meta http-equiv=content-security-policy content=a><meta http-equiv=content-security-policy content="b">'
    rest, policies = split_policies(page)
    assert rest == b""
    assert policies == ["a", "b"]
    assert policy_header(policies, HOST) == "a; frame-ancestors 'self', b; frame-ancestors 'self'"


def directives(policies: list[str], host: str = HOST) -> dict[str, list[str]]:
    header = policy_header(policies, host)
    return {name: sources for name, *sources in (part.split() for part in header.split(";"))}


POLICIES = [
    POLICY,
    DEFAULT_POLICY,
    "default-src 'self'",
    "default-src 'none'",
    "connect-src 'none'; script-src 'none'",
]


@pytest.mark.parametrize("policy", POLICIES)
def test_live_reload_is_allowed(policy: str) -> None:
    found = directives([policy])
    assert {"'self'", f"ws://{HOST}", f"wss://{HOST}"} <= set(found["connect-src"])
    assert "'self'" in found["script-src"]
    assert "'self'" in found.get("style-src", ["'self'"])
    assert found["frame-ancestors"] == ["'self'"]
    for name in ("connect-src", "script-src"):
        assert "'none'" not in found[name]
        assert "'unsafe-inline'" not in found[name]


def test_other_directives_are_unchanged() -> None:
    found = directives([POLICY])
    assert found["default-src"] == ["'none'"]
    assert found["img-src"] == ["'self'", "data:"]
    assert found["script-src"] == ["'self'", "'wasm-unsafe-eval'"]


def test_a_page_without_a_policy_gets_the_default_one() -> None:
    assert "'wasm-unsafe-eval'" in directives([])["script-src"]


@pytest.mark.parametrize(
    "hostile", ["default-src 'self'\r\nX-Evil: 1", "default-src é, script-src *", ";;;", "", "a\0b"]
)
def test_the_header_of_a_hostile_policy_is_one_line_with_one_policy(hostile: str) -> None:
    header = policy_header([hostile], HOST)
    assert header.isascii()
    assert header.isprintable()
    assert "," not in header
