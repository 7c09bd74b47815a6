"""Places beside their region, and regions that share their name with a better-known place."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.place_forms import forms_of
from builder.annotate.mentions.place_regions import is_in_region, mark_regions
from builder.annotate.parse.document import Document
from builder.model.annotations import EntityType
from tests.support.parsed import document_of, mentions_of, name_of
from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of, mentions_of_case

ORGANIZATION, PERSON, PLACE = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PLACE
GROUP, DATE = EntityType.GROUP, EntityType.DATE
CASES = cases_of("mentions_place_regions", "place-regions")


def marked(text: str, *named: tuple[str, EntityType]) -> tuple[Document, list[MentionSpan]]:
    doc = document_of(text)
    return doc, mark_regions(mentions_of(doc, *(name_of(doc, words, kind) for words, kind in named)))


@pytest.mark.parametrize("kind", [PERSON, ORGANIZATION, PLACE, EntityType.WORK])
def test_town_and_region_are_places_whatever_the_model_says(kind: EntityType) -> None:
    _, names = marked("It is Tyler, Texas, here.", ("Tyler", kind), ("Texas", kind))
    assert [name.type for name in names] == [PLACE, PLACE]
    assert all(map(is_in_region, names))
    assert all(name.confidence >= 0.9 for name in names)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("It is Brackenfold, Texas, here.", ("Brackenfold", PERSON), ("Texas", PLACE)),
        ("Meet Tyler and Texas.", ("Tyler", PERSON), ("Texas", PLACE)),
        ("Meet Tyler, the Texas man.", ("Tyler", PERSON), ("Texas", PLACE)),
        ("Meet Tyler, Denmark and Norway.", ("Tyler", PERSON), ("Denmark", PLACE)),
        ("Meet Tyler, Texas here.", ("Tyler", GROUP), ("Texas", PLACE)),
        ("Meet Tyler, Texas here.", ("Tyler", PERSON), ("Texas", DATE)),
    ],
)
def test_other_names_keep_their_type(
    text: str, first: tuple[str, EntityType], second: tuple[str, EntityType]
) -> None:
    _, names = marked(text, first, second)
    assert [name.type for name in names] == [first[1], second[1]]
    assert not any(map(is_in_region, names))


def forms(text: str, *words: str) -> list[str]:
    doc, names = marked(text, *((word, PLACE) for word in words))
    return [form for _, form in forms_of(mentions_of(doc, *names))]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("It is Atlanta, Georgia, here.", ("Atlanta", "Georgia"), ["Atlanta", "Georgia (state)"]),
        ("It is Tbilisi, Georgia, here.", ("Tbilisi", "Georgia"), ["Tbilisi", "Georgia"]),
        ("It is Vancouver, Washington.", ("Vancouver", "Washington"), ["Vancouver", "Washington (state)"]),
        ("It is Tyler, Texas.", ("Tyler", "Texas"), ["Tyler", "Texas"]),
        ("It is Georgia.", ("Georgia",), ["Georgia"]),
    ],
)
def test_region_is_qualified_if_a_better_known_place_has_its_name(
    text: str, words: tuple[str, ...], expected: list[str]
) -> None:
    assert forms(text, *words) == expected


def test_bare_name_of_a_country_means_the_region() -> None:
    doc = document_of("It is Atlanta, Georgia, here. Then comes Georgia.")
    names = [name_of(doc, word, PLACE) for word in ("Atlanta", "Georgia")]
    names.append(name_of(doc, "Georgia", PLACE, nth=1))
    after = mark_regions(mentions_of(doc, *names))
    assert [form for _, form in forms_of(mentions_of(doc, *after))] == [
        "Atlanta",
        "Georgia (state)",
        "Georgia (state)",
    ]


def test_bare_name_of_a_city_means_the_city() -> None:
    doc = document_of("It is Vancouver, Washington, here. Then comes Washington.")
    names = [name_of(doc, word, PLACE) for word in ("Vancouver", "Washington")]
    names.append(name_of(doc, "Washington", PLACE, nth=1))
    after = mark_regions(mentions_of(doc, *names))
    assert [form for _, form in forms_of(mentions_of(doc, *after))][1:] == [
        "Washington (state)",
        "Washington",
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_places_are_marked_and_regions_qualified(case: dict[str, Any]) -> None:
    mentions = mentions_of_case(case["text"])
    assert changes_of_case("place-regions", case) == expected_changes(case)
    assert [mention.text for mention in mentions if is_in_region(mention)] == case["in_region"]
    assert [form for kind, form in forms_of(mentions) if kind is PLACE] == case["forms"]
