"""Proper nouns that the model passed over: names of their own, parts of a mention, or common nouns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from builder.annotate.mentions.index import without_overlap
from builder.annotate.mentions.mention_span import PASSED_OVER, MentionSpan
from builder.annotate.mentions.proper_nouns import add_proper_nouns
from builder.model.annotations import EntityType, Origin
from tests.support.parsed import document_of, mentions_of, name_of
from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

ORGANIZATION, PERSON, PLACE = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PLACE
PRODUCT, EVENT, WORK = EntityType.PRODUCT, EntityType.EVENT, EntityType.WORK

THEY = {"They": {"pos": "PRON"}, "The": {"pos": "DET"}, "A": {"pos": "DET"}}
CASES = cases_of("mentions_proper_nouns", "proper-nouns")
Named = Sequence[tuple[str, EntityType]]


def found(
    text: str,
    named: Named = (),
    *,
    heads: Mapping[int, int] | None = None,
    facts: Mapping[str, Mapping[str, str]] | None = None,
    apart: bool = False,
) -> list[tuple[str, EntityType]]:
    """Return the text and type of all mentions after the rule."""
    doc = document_of(text, heads=heads, facts={**THEY, **(facts or {})}, apart=apart)
    names = [name_of(doc, words, kind) for words, kind in named]
    every: list[MentionSpan] = without_overlap(add_proper_nouns(mentions_of(doc, *names)))
    added = [mention for mention in every if mention.origin is not Origin.MODEL]
    assert all(mention.rule == PASSED_OVER for mention in added)
    return [(mention.text, mention.type) for mention in every]


ADDED: list[tuple[str, str, list[tuple[str, EntityType]]]] = [
    ("one word", "They sold Brackenfold again.", [("Brackenfold", PRODUCT)]),
    ("several words", "They sold Merrow Blue Line again.", [("Merrow Blue Line", PRODUCT)]),
    ("a person", "They met Tobias Fenwick again.", [("Tobias Fenwick", PERSON)]),
    ("an institution", "They met the Board of Herring again.", [("Board of Herring", ORGANIZATION)]),
    ("without the title before it", "They met Minister Brackenfold again.", [("Brackenfold", PRODUCT)]),
    ("without the courtesy before it", "They met Mr Brackenfold again.", [("Brackenfold", PRODUCT)]),
    ("without the title after it", "They met Brackenfold Minister again.", [("Brackenfold", PRODUCT)]),
    ("several words at the beginning of a sentence", "Merrow Line sank again.", [("Merrow Line", PRODUCT)]),
    ("a credit", "They saw Brackenfold Photo: a boat.", [("Brackenfold", PRODUCT)]),
    (
        "a word of credits without a colon",
        "They saw Brackenfold Photo again.",
        [("Brackenfold Photo", PRODUCT)],
    ),
    ("a title alone", "They met the Minister again.", []),
    ("a letter", "They took plan B again.", []),
    ("the word that begins a sentence", "Brackenfold sank again.", []),
    ("a heading", "Merrow Line Sinks off Oslo", []),
    ("a people", "They met the Danes again.", []),
    ("words in lower case", "They sold the boat again.", []),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in ADDED], ids=[row[0] for row in ADDED])
def test_run_of_proper_nouns_is_a_mention(text: str, expected: list[tuple[str, EntityType]]) -> None:
    assert found(text) == expected


def test_owner_at_the_beginning_of_a_sentence_is_a_mention() -> None:
    facts = {"'": {"tag": "POS"}}
    assert found("Brackenfold's boat sank.", facts=facts, apart=True) == [("Brackenfold", PRODUCT)]


def test_hyphens_without_spaces_join_a_name() -> None:
    assert found("They met Make-A-Wish again.", facts={"A": {}}, apart=True) == [("Make-A-Wish", PRODUCT)]
    assert found("They met Make - Wish again.", apart=True) == [("Make", PRODUCT), ("Wish", PRODUCT)]


@pytest.mark.parametrize("label", ["DATE", "TIME", "LANGUAGE", "CARDINAL", "ORDINAL"])
def test_words_with_other_labels_are_not_names(label: str) -> None:
    assert found("They sold it in Hollimas again.", facts={"Hollimas": {"label": label}}) == []


def test_a_date_that_only_begins_like_a_month_is_a_name() -> None:
    assert found("They sold it in Mayfold again.", facts={"Mayfold": {"label": "DATE"}}) == [
        ("Mayfold", PRODUCT)
    ]


@pytest.mark.parametrize("kind", [ORGANIZATION, PLACE, PRODUCT, EVENT])
def test_compound_before_a_mention_is_its_beginning(kind: EntityType) -> None:
    facts = {"Lowmoor": {"dep": "compound"}}
    together = found("They met Lowmoor Explorer again.", [("Explorer", kind)], heads={2: 3}, facts=facts)
    assert together == [("Lowmoor Explorer", kind)]


@pytest.mark.parametrize("kind", [ORGANIZATION, PLACE, PRODUCT, EVENT])
def test_head_after_a_mention_is_its_rest(kind: EntityType) -> None:
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
        (
            "They met Lowmoor\n\nExplorer sank.",
            [("Explorer", ORGANIZATION)],
            {"Lowmoor": {"dep": "compound"}},
            {2: 3},
        ),
        ("They met Lowmoor Explorer again.", [("Explorer", WORK)], {"Lowmoor": {"dep": "compound"}}, {2: 3}),
        ("They met Lowmoor Minor again.", [("Lowmoor", ORGANIZATION)], {}, {}),
        ("They met Ana Papers again.", [("Ana Papers", WORK)], {}, {}),
        ("They met Ana Diary again.", [("Ana", PERSON)], {"Diary": {"tag": "NNP"}}, {}),
        ("They met Ana NSHA again.", [("Ana", PERSON)], {"NSHA": {"tag": "NNP"}}, {}),
    ],
    ids=[
        "no compound",
        "a comma",
        "another paragraph",
        "a work",
        "not governed",
        "all marked",
        "a person’s thing",
        "an acronym",
    ],
)
def test_other_proper_nouns_do_not_extend_a_mention(
    text: str, named: Named, facts: Mapping[str, Mapping[str, str]], heads: Mapping[int, int]
) -> None:
    assert named[0] in found(text, named, facts=facts, heads=heads)


def test_surname_completes_a_given_name() -> None:
    facts = {"Roe": {"tag": "NNP"}}
    assert found("They met Ana Roe again.", [("Ana", PERSON)], facts=facts) == [("Ana Roe", PERSON)]


def test_word_that_opens_a_sentence_is_in_a_persons_name_only_if_it_is_a_given_name() -> None:
    facts = {"Poor": {"dep": "compound"}, "Ana": {"dep": "compound"}}
    assert found("Poor Roe sank it.", [("Roe", PERSON)], heads={0: 1}, facts=facts) == [("Roe", PERSON)]
    assert found("Ana Roe sank it.", [("Roe", PERSON)], heads={0: 1}, facts=facts) == [("Ana Roe", PERSON)]


def test_heading_does_not_extend_a_mention() -> None:
    facts = {"Lowmoor": {"dep": "compound"}}
    heading = "Merrow And Lowmoor Explorer Sink Again Today"
    assert found(heading, [("Explorer", ORGANIZATION)], heads={2: 3}, facts=facts) == [
        ("Explorer", ORGANIZATION)
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_proper_nouns_are_added_or_extend_mentions(case: dict[str, Any]) -> None:
    assert changes_of_case("proper-nouns", case) == expected_changes(case)
