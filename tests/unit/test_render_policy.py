"""The Content-Security-Policy in markup and documentation, and the limits in the documentation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder import files
from builder.render.render import Renderer
from builder.render.sources import ALL_ASSETS_LIMIT
from tests.support.sample import TEMPLATES, page_paths, planned, rendered
from tests.support.sites import PROJECT

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
COMMON = ("img-src 'self' file: data:", "object-src 'none'", "form-action 'self'")
SITE_URL = "https://news.example/site"


def policy_of(path: str) -> list[str]:
    html = rendered(SITE_URL)[path].decode()
    (policy,) = META.findall(html)
    assert f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">' in html
    return [directive.strip() for directive in policy.split(";")]


def test_every_page_begins_with_the_policy(subtests: pytest.Subtests) -> None:
    for path in page_paths(SITE_URL):
        with subtests.test(path=path):
            policy = policy_of(path)
            assert policy[0] == "default-src 'self' file:"
            assert set(COMMON) <= set(policy)
            assert not [directive for directive in policy if "unsafe-inline" in directive or "*" in directive]
            scripts = [directive for directive in policy if directive.startswith("script-src")]
            assert scripts == (
                ["script-src 'self' file: 'wasm-unsafe-eval'"] if path == "search.html" else []
            )
            assert ("base-uri 'self'" if path == "404.html" else "base-uri 'none'") in policy


def test_no_page_contains_what_its_policy_refuses(subtests: pytest.Subtests) -> None:
    for path in page_paths(SITE_URL):
        with subtests.test(path=path):
            html = rendered(SITE_URL)[path].decode()
            assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
            for script in re.findall(r"<script[^>]*>", html):
                assert " src=" in script or 'type="application/ld+json"' in script


def test_site_can_override_the_policy(tmp_path: Path) -> None:
    own = tmp_path / "components" / "policy.html"
    own.parent.mkdir()
    own.write_text(
        '<meta http-equiv="Content-Security-Policy" content="default-src \'self\' https://fonts.example">'
    )
    page = planned()["about.html"]
    assert b"fonts.example" in Renderer([tmp_path, TEMPLATES]).render(page)  # type: ignore[arg-type]


def test_the_documentation_has_the_policy_of_most_pages() -> None:
    (told,) = META.findall((PROJECT / "docs" / "security.md").read_text(encoding="utf-8"))
    assert [directive.strip() for directive in told.split(";")] == policy_of("index.html")


@pytest.mark.parametrize(
    ("row", "limit"),
    [
        ("a file in `content/`", files.CONTENT_LIMIT),
        ("a template", files.TEMPLATE_LIMIT),
        ("an asset (`templates/assets/`)", files.ASSET_LIMIT),
        ("all assets together", ALL_ASSETS_LIMIT),
        ("an entry of the cache (`.newsgloss/`)", files.ENTRY_LIMIT),
    ],
)
def test_the_documentation_has_the_limits(row: str, limit: int) -> None:
    limits = (PROJECT / "docs" / "limits.md").read_text(encoding="utf-8")
    assert f"| {row} | {limit // files.MEGABYTE:,} MB |" in limits
