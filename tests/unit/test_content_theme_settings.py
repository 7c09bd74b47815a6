"""The theme in ``content/site.yaml``: what an editor may write, and what it means."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.content.load import load_content
from builder.model.editorial import Content
from builder.model.theme import SocialLink, Theme
from tests.support.sites import write_files

FILES = {
    "content/static/img/logo.SVG": "",
    "content/static/a.css": "",
    "content/static/b.css": "",
    "templates/parts/head.html": "",
}


def load(settings: str, root: Path) -> Content:
    return load_content(write_files(root, {**FILES, "content/site.yaml": settings}))


def test_all_settings_are_read(tmp_path: Path) -> None:
    settings = (
        "logo: img/logo.SVG\nshow_title: yes\nextra_css: [b.css, a.css, b.css]\nhead: parts/head.html\n"
        "csp:\n"
        "  img-src:\n  - data:\n  - \"'self'\"\n"
        "  script-src:\n  - https://*.a.example:8443/x/\n  - sha256-aGk=\n  - \"'sha256-aGk='\"\n"
        "  style-src: [unsafe-inline]\n"
        "  connect-src: [wss://a.example]\n"
        "  font-src: [self]\n"
        "social:\n- https://a.example/@b\n- {address: feed.xml, icon: img/logo.SVG}\n"
    )
    content = load(settings, tmp_path)
    assert content.warnings == ()
    assert content.site.theme == Theme(
        logo="img/logo.SVG",
        shows_title=True,
        extra_css=("b.css", "a.css"),
        head="parts/head.html",
        csp=(
            ("script-src", ("https://*.a.example:8443/x/", "'sha256-aGk='")),
            ("style-src", ("'unsafe-inline'",)),
            ("img-src", ("data:",)),
            ("connect-src", ("wss://a.example",)),
        ),
        social=(
            SocialLink("https://a.example/@b", "Mastodon", line=17),
            SocialLink("feed.xml", "Atom feed", "img/logo.SVG", line=18),
        ),
    )


@pytest.mark.parametrize(
    ("written", "color"),
    [
        ("'#0B6E4F'", "#0b6e4f"),
        ('"#fa0"', "#ffaa00"),
        ("0b6e4f", "#0b6e4f"),
        ("112233", "#112233"),
        ("000", "#000000"),
    ],
)
def test_a_color_may_be_written_in_several_ways(written: str, color: str, tmp_path: Path) -> None:
    assert load(f"accent: {written}\n", tmp_path).site.theme.accent == color


def test_a_color_without_quotation_marks_is_a_warning(tmp_path: Path) -> None:
    content = load("title: A\naccent: #0b6e4f\n", tmp_path)
    assert content.site.theme.accent is None
    (problem,) = content.warnings
    assert str(problem) == (
        "content/site.yaml:2: warning: YAML takes “#0b6e4f” for a comment, so it is not part of the value."
        " Put the whole value into quotation marks, or write a space after the number sign of a comment."
    )


def test_a_title_beside_no_logo_is_a_warning(tmp_path: Path) -> None:
    content = load("show_title: true\n", tmp_path)
    assert [str(one) for one in content.warnings] == [
        "content/site.yaml:1: warning: `show_title` has no effect without `logo`. Add a logo, or remove this line."
    ]


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("https://bsky.app/profile/a.example", "Bluesky"),
        ("https://www.youtube.com/@ledger", "YouTube"),
        ("https://m.facebook.com/ledger", "Facebook"),
        ("https://x.com/ledger", "X"),
        ("https://netx.com/ledger", "netx.com"),
        ("https://social.example/@ledger", "Mastodon"),
        ("https://www.friends.example/ledger", "friends.example"),
        ("feed.json", "JSON feed"),
    ],
)
def test_a_link_is_called_after_its_service_or_host(address: str, label: str, tmp_path: Path) -> None:
    assert load(f"social: [{address}]\n", tmp_path).site.theme.social == (SocialLink(address, label),)


def test_a_link_may_have_its_own_words(tmp_path: Path) -> None:
    (link,) = load("social: [{address: https://x.com/a, label: Follow us}]\n", tmp_path).site.theme.social
    assert link.label == "Follow us"
