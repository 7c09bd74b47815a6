"""Places with their region beside them, and regions that share their name with a better-known place."""

from __future__ import annotations

import pytest

from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.place_regions import forms_of, is_in_region, mark_regions
from builder.annotate.parse.document import Document
from builder.model.annotations import EntityType
from tests.support.parsed import document_of, mentions_of, name_of

ORGANIZATION, PERSON, PLACE = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PLACE
GROUP, DATE = EntityType.GROUP, EntityType.DATE


def settled(text: str, *named: tuple[str, EntityType]) -> tuple[Document, list[MentionSpan]]:
    doc = document_of(text)
    return doc, mark_regions(mentions_of(doc, *(name_of(doc, words, kind) for words, kind in named)))


@pytest.mark.parametrize("kind", [PERSON, ORGANIZATION, PLACE, EntityType.WORK])
def test_a_town_and_its_region_are_places_whatever_the_model_says(kind: EntityType) -> None:
    _, names = settled("It is Tyler, Texas, here.", ("Tyler", kind), ("Texas", kind))
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
def test_names_that_no_region_makes_a_place_s(
    text: str, first: tuple[str, EntityType], second: tuple[str, EntityType]
) -> None:
    _, names = settled(text, first, second)
    assert [name.type for name in names] == [first[1], second[1]]
    assert not any(map(is_in_region, names))


def forms(text: str, *words: str) -> list[str]:
    doc, names = settled(text, *((word, PLACE) for word in words))
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
def test_a_region_is_told_apart_from_a_better_known_place(
    text: str, words: tuple[str, ...], expected: list[str]
) -> None:
    assert forms(text, *words) == expected


def test_the_bare_name_means_the_region_where_it_would_be_a_country_else() -> None:
    doc = document_of("It is Atlanta, Georgia, here. Then comes Georgia.")
    names = [name_of(doc, word, PLACE) for word in ("Atlanta", "Georgia")]
    names.append(name_of(doc, "Georgia", PLACE, nth=1))
    settled_names = mark_regions(mentions_of(doc, *names))
    assert [form for _, form in forms_of(mentions_of(doc, *settled_names))] == [
        "Atlanta",
        "Georgia (state)",
        "Georgia (state)",
    ]


def test_the_bare_name_of_a_city_stays_the_city_s() -> None:
    doc = document_of("It is Vancouver, Washington, here. Then comes Washington.")
    names = [name_of(doc, word, PLACE) for word in ("Vancouver", "Washington")]
    names.append(name_of(doc, "Washington", PLACE, nth=1))
    settled_names = mark_regions(mentions_of(doc, *names))
    assert [form for _, form in forms_of(mentions_of(doc, *settled_names))][1:] == [
        "Washington (state)",
        "Washington",
    ]
