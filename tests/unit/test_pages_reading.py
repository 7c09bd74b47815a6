"""Markup of a brief for its scripts: rows that become cards, marks that can be switched off."""

from __future__ import annotations

import re

import pytest

from builder.pages.brief.brief_page import BriefContext
from builder.pages.brief.sidebar import SidebarRow
from builder.pages.page import Page
from tests.support.long_brief import make_long_brief
from tests.support.sample import planned, rendered

SEED = "kerry-iraq-anbar"


def brief(slug: str) -> BriefContext:
    page = planned()[f"briefs/{slug}.html"]
    assert isinstance(page, Page)
    assert isinstance(page.context, BriefContext)
    return page.context


def row(slug: str, entity_id: str) -> SidebarRow:
    return next(row for group in brief(slug).groups for row in group.rows if row.link.id == entity_id)


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        (SEED, "person place organization group dates figures quotes"),
        ("footbridge", "person place organization event dates figures quotes"),
    ],
)
def test_toggles_are_the_kinds_of_marks_in_the_text(slug: str, expected: str) -> None:
    assert " ".join(toggle.key for toggle in brief(slug).toggles) == expected
    styles = " ".join(toggle.styles for toggle in brief(slug).toggles).split()
    html = rendered()[f"briefs/{slug}.html"].decode()
    assert set(re.findall(r'class="mention ([a-z]+)[^"]*" id=', html)) <= set(styles)
    assert len(styles) == len(set(styles))


def test_card_has_the_first_sentence_of_the_editor_s_text() -> None:
    obama, kerry = row(SEED, "barack-obama"), row(SEED, "john-f-kerry")
    assert obama.about == "President from 2009 to 2017."
    assert kerry.about is None
    assert (kerry.briefs, row(SEED, "iraq").briefs) == (1, 1)


def test_page_has_the_data_of_a_card_once_for_each_entity() -> None:
    html = rendered()[f"briefs/{SEED}.html"].decode()
    assert html.count("<template>President from 2009 to 2017.</template>") == 1
    rows = re.findall(r'<li class="row"[^>]*>\s*<p class="row-name"><a href="([^"]+)"', html)
    assert len(rows) == len(set(rows)) > 10
    assert html.count("<template>") < len(rows), "an entity of which nothing is known needs none"


def test_title_of_a_mention_says_if_an_editor_set_it() -> None:
    html = rendered()[f"briefs/{SEED}.html"].decode()
    assert re.search(
        r'href="../people/barack-obama.html" title="Barack Obama \(person\) — set by an editor"', html
    )
    assert "— uncertain, found by rule “embassy”" in html


def test_every_mention_of_a_long_brief_is_marked() -> None:
    html = make_long_brief(2000, 150)["briefs/long.html"].decode()
    assert len(re.findall(r'id="m-(?:entity-\d+|date)-\d+"', html)) == 150
