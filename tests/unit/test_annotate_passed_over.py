"""Capitalised words that the model passed over: names of their own, the rest of a name, or nobody's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from builder.annotate.mentions.index import without_overlap
from builder.annotate.mentions.mention_span import PASSED_OVER, MentionSpan
from builder.annotate.mentions.proper_nouns import add_proper_nouns
from builder.model.annotations import EntityType
from tests.support.parsed import document_of, mentions_of, name_of

ORGANIZATION, PERSON, PLACE = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PLACE
PRODUCT, EVENT, WORK = EntityType.PRODUCT, EntityType.EVENT, EntityType.WORK

THEY = {"They": {"pos": "PRON"}, "The": {"pos": "DET"}, "A": {"pos": "DET"}}
Named = Sequence[tuple[str, EntityType]]


def found(
    text: str,
    named: Named = (),
    *,
    heads: Mapping[int, int] | None = None,
    facts: Mapping[str, Mapping[str, str]] | None = None,
    apart: bool = False,
) -> list[tuple[str, EntityType]]:
    """Words and type of all names after the search."""
    doc = document_of(text, heads=heads, facts={**THEY, **(facts or {})}, apart=apart)
    names = [name_of(doc, words, kind) for words, kind in named]
    every: list[MentionSpan] = without_overlap(add_proper_nouns(mentions_of(doc, *names)))
    fresh = [name for name in every if name.origin is not name_of(doc, text[:1], PERSON).origin]
    assert all(name.rule == PASSED_OVER for name in fresh)
    return [(name.text, name.type) for name in every]


FRESH: list[tuple[str, str, list[tuple[str, EntityType]]]] = [
    ("one word", "They sold Brackenfold again.", [("Brackenfold", PRODUCT)]),
    ("several words", "They sold Merrow Blue Line again.", [("Merrow Blue Line", PRODUCT)]),
    ("a person", "They met Tobias Fenwick again.", [("Tobias Fenwick", PERSON)]),
    ("an institution", "They met the Board of Herring again.", [("Board of Herring", ORGANIZATION)]),
    ("the title before it apart", "They met Minister Brackenfold again.", [("Brackenfold", PRODUCT)]),
    ("the courtesy before it apart", "They met Mr Brackenfold again.", [("Brackenfold", PRODUCT)]),
    ("the title behind it apart", "They met Brackenfold Minister again.", [("Brackenfold", PRODUCT)]),
    ("several words at the head of a sentence", "Merrow Line sank again.", [("Merrow Line", PRODUCT)]),
    ("a credit", "They saw Brackenfold Photo: a boat.", [("Brackenfold", PRODUCT)]),
    ("a title alone", "They met the Minister again.", []),
    ("a letter", "They took plan B again.", []),
    ("the word that begins a sentence", "Brackenfold sank again.", []),
    ("a heading", "Merrow Line Sinks off Oslo", []),
    ("a people", "They met the Danes again.", []),
    ("small words", "They sold the boat again.", []),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in FRESH], ids=[row[0] for row in FRESH])
def test_names_of_their_own(text: str, expected: list[tuple[str, EntityType]]) -> None:
    assert found(text) == expected


def test_the_owner_that_begins_a_sentence() -> None:
    facts = {"'": {"tag": "POS"}}
    assert found("Brackenfold's boat sank.", facts=facts, apart=True) == [("Brackenfold", PRODUCT)]


def test_words_that_hyphens_join() -> None:
    assert found("They met Make-A-Wish again.", facts={"A": {}}, apart=True) == [("Make-A-Wish", PRODUCT)]
    assert found("They met Make - Wish again.", apart=True) == [("Make", PRODUCT), ("Wish", PRODUCT)]


@pytest.mark.parametrize("label", ["DATE", "TIME", "LANGUAGE", "CARDINAL", "ORDINAL"])
def test_what_the_model_holds_for_no_name(label: str) -> None:
    assert found("They sold it in Mayfold again.", facts={"Mayfold": {"label": label}}) == []


@pytest.mark.parametrize("kind", [ORGANIZATION, PLACE, PRODUCT, EVENT])
def test_the_beginning_of_a_name(kind: EntityType) -> None:
    facts = {"Lowmoor": {"dep": "compound"}}
    together = found("They met Lowmoor Explorer again.", [("Explorer", kind)], heads={2: 3}, facts=facts)
    assert together == [("Lowmoor Explorer", kind)]


@pytest.mark.parametrize("kind", [ORGANIZATION, PLACE, PRODUCT, EVENT])
def test_the_rest_of_a_name(kind: EntityType) -> None:
    facts = {"Lowmoor": {"dep": "compound"}}
    together = found("They met Lowmoor Minor again.", [("Lowmoor", kind)], heads={2: 3}, facts=facts)
    assert together == [("Lowmoor Minor", kind)]


@pytest.mark.parametrize(
    ("text", "named", "facts", "heads"),
    [
        ("They met Lowmoor Explorer again.", [("Explorer", ORGANIZATION)], {}, {}),
        (
            "They met Lowmoor, Explorer again.",
            [("Explorer", ORGANIZATION)],
            {"Lowmoor": {"dep": "compound"}},
            {2: 4},
        ),
        ("They met Lowmoor Explorer again.", [("Explorer", WORK)], {"Lowmoor": {"dep": "compound"}}, {2: 3}),
        ("They met Lowmoor Minor again.", [("Lowmoor", ORGANIZATION)], {}, {}),
        ("They met Ana Papers again.", [("Ana Papers", WORK)], {}, {}),
        ("They met Ana Diary again.", [("Ana", PERSON)], {"Diary": {"tag": "NNP"}}, {}),
        ("They met Ana NSHA again.", [("Ana", PERSON)], {"NSHA": {"tag": "NNP"}}, {}),
    ],
    ids=["no compound", "a comma", "a work", "not governed", "all marked", "a person’s thing", "an acronym"],
)
def test_what_is_no_part_of_a_name(
    text: str, named: Named, facts: Mapping[str, Mapping[str, str]], heads: Mapping[int, int]
) -> None:
    assert named[0] in found(text, named, facts=facts, heads=heads)


def test_the_surname_of_a_person() -> None:
    facts = {"Roe": {"tag": "NNP"}}
    assert found("They met Ana Roe again.", [("Ana", PERSON)], facts=facts) == [("Ana Roe", PERSON)]
