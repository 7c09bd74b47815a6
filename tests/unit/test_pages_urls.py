"""Paths and URLs of pages."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.edition import urls
from builder.model.annotations import PAGE_TYPES, EntityType
from builder.write.portable_paths import check_paths

RELATIVE = [
    ("index.html", "index.html", "", "index.html"),
    ("index.html", "people/index.html", "", "people/index.html"),
    ("people/a.html", "people/b.html", "", "b.html"),
    ("people/a.html", "index.html", "", "../index.html"),
    ("people/a.html", "places/b.html", "m-b-1", "../places/b.html#m-b-1"),
    ("people/a.html", "people/a.html", "q-1", "#q-1"),
    ("a/b/c.html", "d.html", "", "../../d.html"),
    ("index.html", "briefs/a b#?:%.html", "", "briefs/a%20b%23%3F%3A%25.html"),
    ("index.html", "briefs/é.html", "", "briefs/%C3%A9.html"),
]


@pytest.mark.parametrize(("from_path", "to_path", "fragment", "expected"), RELATIVE)
def test_relative_url(from_path: str, to_path: str, fragment: str, expected: str) -> None:
    assert urls.relative_url(from_path, to_path, fragment) == expected


PARTS = st.text(
    alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="/\0"), min_size=1, max_size=6
)
PATHS = st.lists(PARTS.filter(lambda part: part not in {".", ".."}), min_size=1, max_size=3).map("/".join)


@given(PATHS, PATHS)
def test_relative_url_resolves_to_its_target(from_path: str, to_path: str) -> None:
    url = urls.relative_url(from_path, to_path)
    assert not url.startswith("/")
    assert posixpath.normpath(posixpath.join(posixpath.dirname(from_path), unquote(url))) == to_path


DEVICES = ("con", "prn", "aux", "nul", "com1", "com9", "lpt0", "lpt3")


@pytest.mark.parametrize("slug", DEVICES)
def test_reserved_device_name_gets_an_underscore_as_a_folder(slug: str) -> None:
    paths = [
        urls.brief_path(slug),
        urls.shared_quote_path(slug, "q-1"),
        urls.quote_card_path(slug, "q-1"),
        urls.older_briefs_path(EntityType.PERSON, slug, 1),
    ]
    check_paths(paths)
    assert paths[0] == f"briefs/{slug}.html"
    assert all(f"/{slug}_/" in path for path in paths[1:])


@pytest.mark.parametrize("slug", ["console", "com", "com10", "aux-2", "null", "lpt-1"])
def test_name_like_a_reserved_one_is_a_folder_as_it_is(slug: str) -> None:
    assert urls.shared_quote_path(slug, "q-2") == f"briefs/{slug}/q-2.html"


def test_every_type_with_pages_has_a_section() -> None:
    assert tuple(urls.SECTIONS) == PAGE_TYPES
    assert len(set(urls.SECTIONS.values())) == len(PAGE_TYPES)
    assert urls.entity_path(EntityType.PERSON, "a-b") == "people/a-b.html"
    assert urls.entity_index_path(EntityType.ORGANIZATION) == "organizations/index.html"


@pytest.mark.parametrize(
    ("site_url", "path", "expected"),
    [
        ("https://a.example", "index.html", "https://a.example/"),
        ("https://a.example/news", "people/index.html", "https://a.example/news/people/index.html"),
    ],
)
def test_absolute_url(site_url: str, path: str, expected: str) -> None:
    assert urls.absolute_url(site_url, path) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example", True),
        ("HTTP://a.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//a.example", False),
        ("", False),
        (None, False),
    ],
)
def test_is_web_url(url: str | None, *, expected: bool) -> None:
    assert urls.is_web_url(url) is expected


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        (urls.quote_index_anchor("harbour-closed", "q-2"), "harbour-closed-q-2"),
        (urls.quote_index_anchor("2031-03-04-harbour", "q-2"), "brief_2031-03-04-harbour-q-2"),
        (urls.speaker_anchor(["ana-roe"]), "by-ana-roe"),
        (urls.speaker_anchor(["ana-roe", "7-of-nine"]), "by-ana-roe_7-of-nine"),
    ],
)
def test_html_id_begins_with_a_letter_and_has_only_letters_digits_and_hyphens(
    anchor: str, expected: str
) -> None:
    assert anchor == expected
