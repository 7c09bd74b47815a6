"""The policy of a page decides what the check lets it load from other sites, and which scripts inside it."""

from __future__ import annotations

import base64
import hashlib

import pytest

from builder.check.facts import page_facts

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">{policy}<title>A</title>
{head}
</head><body><h1>A</h1></body></html>
"""
SCRIPT = "count(1)"
DIGEST = "'sha256-" + base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode() + "'"
SELF = "default-src 'self'"


def said(head: str, policy: str | None) -> list[str]:
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">' if policy is not None else ""
    return [str(one) for one in page_facts("a.html", PAGE.format(policy=meta, head=head).encode()).problems]


ALLOWED = {
    "a script": ('<script src="https://a.example/x.js"></script>', "script-src https://a.example"),
    "a path": ('<script src="https://a.example/x.js"></script>', "script-src https://a.example/x.js"),
    "a folder": ('<script src="https://a.example/s/x.js"></script>', "script-src https://a.example/s/"),
    "a host below": ('<script src="https://b.a.example/x.js"></script>', "script-src https://*.a.example"),
    "a style sheet": (
        '<link rel="stylesheet" href="https://a.example/x.css">',
        "style-src https://a.example",
    ),
    "by default": ('<script src="https://a.example/x.js"></script>', "default-src https://A.example"),
    "an inline script": (f"<script>{SCRIPT}</script>", f"{SELF}; script-src 'self' {DIGEST}"),
    "any inline style": ("<style>p { top: 0 }</style>", f"{SELF}; style-src 'unsafe-inline'"),
    "data": ('<script type="application/ld+json">{"a": 1}</script>', SELF),
    "no policy": (f"<script>{SCRIPT}</script>", None),
}


@pytest.mark.parametrize(("head", "policy"), ALLOWED.values(), ids=ALLOWED)
def test_what_the_policy_allows_is_no_problem(head: str, policy: str | None) -> None:
    assert said(head, policy) == []


LOADED = {
    "no policy": ('<script src="https://a.example/x.js"></script>', None),
    "another host": ('<script src="https://b.example/x.js"></script>', "script-src https://a.example"),
    "the host itself": ('<script src="https://a.example/x.js"></script>', "script-src https://*.a.example"),
    "another ending": ('<script src="https://eva.example/x.js"></script>', "script-src https://*.a.example"),
    "another port": ('<script src="https://a.example:8/x.js"></script>', "script-src https://a.example"),
    "another scheme": ('<script src="http://a.example/x.js"></script>', "script-src https://a.example"),
    "another path": ('<script src="https://a.example/y.js"></script>', "script-src https://a.example/x.js"),
    "another directive": ('<script src="https://a.example/x.js"></script>', "img-src https://a.example"),
    "a directive of its own": (
        '<script src="https://a.example/x.js"></script>',
        "default-src https://a.example; script-src 'self'",
    ),
}


@pytest.mark.parametrize(("head", "policy"), LOADED.values(), ids=LOADED)
def test_anything_else_is_an_error_with_what_to_do(head: str, policy: str | None) -> None:
    (problem,) = said(head, policy)
    assert problem.startswith("a.html:3: error: The address ")
    assert problem.endswith(
        "is loaded from another host."
        " Put the file into content/static/, or list its host under `csp` in content/site.yaml."
    )


REFUSED = {
    "a script": (f"<script>{SCRIPT}</script>", SELF, "script"),
    "a script of a type": (f'<script type="text/javascript">{SCRIPT}</script>', SELF, "script"),
    "another digest": (f"<script>{SCRIPT}</script>", "script-src 'sha256-x='", "script"),
    "a style": ("<style>p { top: 0 }</style>", SELF, "style"),
}


@pytest.mark.parametrize(("head", "policy", "name"), REFUSED.values(), ids=REFUSED)
def test_a_script_or_style_inside_a_page_is_a_warning_with_its_digest(
    head: str, policy: str, name: str
) -> None:
    (problem,) = said(head, policy)
    assert problem.startswith(f"a.html:3: warning: The policy of the page refuses the {name} inside it.")
    assert (DIGEST in problem) is (name == "script")
    digest = problem.split('"')[1]
    assert said(head, f"{name}-src {digest}") == []
