"""Titles of HTML documents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from builder.pages.frame import TITLE_LIMIT, document_title

LONG = "The council of the town votes for the bridge"
LONGER = f"{LONG}, the ferry and the school by four to three"


@pytest.mark.parametrize(
    ("title", "site_title", "expected"),
    [
        ("People", "The Ellery Gazette", "People – The Ellery Gazette"),
        ("", "The Ellery Gazette", "The Ellery Gazette"),
        (LONG, "The Ellery Gazette", f"{LONG} – The Ellery Gazette"),
        (LONG, "The Ellery Gazette and Harbour News", LONG),
        (LONGER, "Gazette", f"{LONG}, the ferry and the …"),
        ("", LONGER, f"{LONG}, the ferry and the …"),
        ("It's " * 10 + "full", "Gazette", "It's It's It's It's It's It's It's …"),
    ],
)
def test_title_has_the_page_and_the_site_if_there_is_room(title: str, site_title: str, expected: str) -> None:
    assert document_title(title, site_title) == expected


@given(st.text(max_size=200), st.text(min_size=1, max_size=100))
def test_titles_never_exceed_the_limit(title: str, site_title: str) -> None:
    found = document_title(title, site_title)
    assert found
    assert len(escape(found)) <= TITLE_LIMIT
