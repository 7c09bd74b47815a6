"""Markup of a brief for its scripts: rows that become cards, marks that can be switched off."""

from __future__ import annotations

import re

from builder.edition import urls
from builder.edition.interface import interface_of
from builder.edition.labels import label_of
from builder.model.annotations import EntityType
from builder.pages.brief.brief_page import BriefContext
from builder.pages.brief.sidebar import SidebarRow
from builder.pages.page import Page
from tests.support.long_brief import make_long_brief
from tests.support.sample import TEMPLATES, planned, rendered

SEED = "kerry-iraq-anbar"


def brief(slug: str) -> BriefContext:
    page = planned()[f"briefs/{slug}.html"]
    assert isinstance(page, Page)
    assert isinstance(page.context, BriefContext)
    return page.context


def row(slug: str, entity_id: str) -> SidebarRow:
    return next(row for group in brief(slug).groups for row in group.rows if row.link.id == entity_id)


def test_every_kind_of_mark_can_be_switched_off() -> None:
    script = (TEMPLATES / "assets" / "steps.js").read_text(encoding="utf-8")
    kinds = re.findall(r'\["([a-z]+)", "([^"]+)", "([a-z ./]+)"\]', script)
    folders = {f"../{folder}/": kind for kind, folder in urls.SECTIONS.items()}
    marked = " ".join(styles for _, _, styles in kinds).split()
    assert sorted(folders.get(style, style) for style in marked) == sorted([*EntityType, "quote"])
    labels = {folders.get(styles, styles): label for _, label, styles in kinds}
    for kind in (*urls.SECTIONS, EntityType.TERM):
        assert labels[kind] == label_of(interface_of("en"), kind).many
    assert {key for key, _, styles in kinds if key == folders.get(styles)} == {*urls.SECTIONS}


def test_addresses_of_entities_have_the_style_of_their_type() -> None:
    style = (TEMPLATES / "assets" / "site.css").read_text(encoding="utf-8")
    for kind, folder in urls.SECTIONS.items():
        assert f'.{kind}, .brief [href^="../{folder}/"] {{ --type: var(--{kind})' in style


def test_card_has_the_first_sentence_of_the_editor_s_text() -> None:
    obama, kerry = row(SEED, "barack-obama"), row(SEED, "john-f-kerry")
    assert obama.about == "President from 2009 to 2017."
    assert kerry.about is None
    assert (kerry.briefs, row(SEED, "iraq").briefs) == (1, 1)


def test_page_has_the_data_of_a_card_once_for_each_entity() -> None:
    html = rendered()[f"briefs/{SEED}.html"].decode()
    assert html.count("<template>President from 2009 to 2017.</template>") == 1
    rows = re.findall(r'<li[^>]*><b><a href="(\.\./[^"]+)"', html)
    assert len(rows) == len(set(rows)) > 10
    assert html.count("<template>") < len(rows), "an entity of which nothing is known needs none"


def test_title_of_a_mention_says_if_an_editor_set_it() -> None:
    html = rendered()[f"briefs/{SEED}.html"].decode()
    assert re.search(
        r'href="../people/barack-obama.html" title="Barack Obama, [^"]+ — set by an editor"', html
    )
    assert "— uncertain, found by rule “embassy”" in html


def test_every_mention_of_a_long_brief_is_marked() -> None:
    html = make_long_brief(2000, 150)["briefs/long.html"].decode()
    assert len(re.findall(r'id="m-(?:entity-\d+|date)-\d+"', html)) == 150
