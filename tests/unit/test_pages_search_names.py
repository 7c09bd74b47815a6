"""The names that the search looks entities up in: every entity, and the way to its newest mention."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from builder.edition.edition import make_edition
from builder.edition.view import View
from builder.pages.lists.search_names import names_script, plain_id
from tests.support.sample import make_sample, rendered


@pytest.fixture(scope="module")
def names() -> Mapping[str, Any]:
    """Return the names as the script of the search reads them."""
    text = rendered()["data/names.js"].decode()
    data: dict[str, Any] = json.loads(text.removeprefix("window.newsglossNames=").removesuffix(";\n"))
    return data


def rows(names: Mapping[str, Any]) -> dict[str, tuple[str, list[Any]]]:
    """Return type and row of each entity, by its id."""
    return {
        row[1] or plain_id(row[0]): (kind, row) for kind, of_kind in names["types"].items() for row in of_kind
    }


def test_every_entity_has_a_row_that_leads_to_its_page(names: Mapping[str, Any]) -> None:
    graph = make_sample().graph
    found = rows(names)
    assert found.keys() == graph.entities.keys()
    for entity_id, (kind, row) in found.items():
        entity = graph.entities[entity_id]
        assert (kind, row[0]) == (entity.type.value, entity.name)
        assert f"{names['folders'][kind]}/{entity_id}.html" in rendered()


def test_row_has_aliases_description_counts_and_years(names: Mapping[str, Any]) -> None:
    _, row = rows(names)["barack-obama"]
    assert row[2] == "Obama"
    description, text = row[3]
    assert description == "44th President of the United States."
    assert "He had promised to end the war in Iraq." in text, "the editor's text, without its marks"
    assert row[4:6] == [1, len(mentions_of("barack-obama"))]
    assert [names["years"][number] for number in row[6]] == ["2014"]


def test_name_that_differs_only_in_case_is_no_alias(names: Mapping[str, Any]) -> None:
    _, row = rows(names)["port-elster"]
    assert row[2:4] == ["", "City or town."]


def test_newest_mention_is_found_in_the_words_of_its_brief(names: Mapping[str, Any]) -> None:
    shown = 0
    for entity_id, (_, row) in rows(names).items():
        if not row[7:]:
            continue
        shown += 1
        number, anchor, start, begins, ends, size = row[7:]
        slug, headline, _ = names["briefs"][number]
        text = rendered()[f"briefs/{slug}.txt"].decode()
        sentence = text[start : start + size]
        brief = make_sample().graph.briefs[slug]
        mention = next(one for one in brief.mentions if one.anchor == f"m-{entity_id}-{anchor}")
        assert sentence[begins:ends] == mention.span.of(make_sample().articles[brief.seed_id].text)
        assert headline == make_sample().graph.briefs[slug].headline
        assert f'id="m-{entity_id}-{anchor}"' in rendered()[f"briefs/{slug}.html"].decode()
    assert shown > len(names["briefs"]) > 1


def mentions_of(entity_id: str) -> list[Any]:
    briefs = make_sample().graph.briefs.values()
    return [mention for brief in briefs for mention in brief.mentions if mention.entity_id == entity_id]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Ana Roe", "ana-roe"), ("Faleh Fayyāḍ", "faleh-fayyad"), ("St. Ives’s", "st-ives-s"), ("Łódź", "odz")],
)
def test_id_is_made_of_plain_letters(name: str, expected: str) -> None:
    assert plain_id(name) == expected


def test_script_does_not_depend_on_the_order_of_entities() -> None:
    sample = make_sample()
    edition = make_edition(sample.graph, sample.articles, sample.content, version="1")
    assert names_script(View(edition)).data == rendered()["data/names.js"]
