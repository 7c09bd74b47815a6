"""Institutions and documents joined with the owner in an "of" phrase."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.mentions.of_phrases import join_of_phrases
from builder.model.annotations import EntityType
from tests.support.parsed import document_of, mentions_of, name_of
from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of

ORGANIZATION, PERSON, PLACE = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PLACE
LAW, GROUP = EntityType.LAW, EntityType.GROUP
CASES = cases_of("mentions_of_phrases", "of-phrases")

JOINED: list[tuple[str, str, tuple[str, EntityType], tuple[str, EntityType], bool]] = [
    (
        "of the",
        "The Senate of the Lowmoor Republic met.",
        ("Senate", ORGANIZATION),
        ("Lowmoor Republic", PLACE),
        True,
    ),
    ("of", "The Senate of Lowmoor met.", ("Senate", ORGANIZATION), ("Lowmoor", PLACE), True),
    (
        "of a body",
        "The Board of the Mill Trust met.",
        ("Board", ORGANIZATION),
        ("Mill Trust", ORGANIZATION),
        True,
    ),
    ("of a people", "The Bank of the Danes met.", ("Bank", ORGANIZATION), ("Danes", GROUP), True),
    ("a law", "The Constitution of Lowmoor fell.", ("Constitution", LAW), ("Lowmoor", PLACE), True),
    (
        "of a person",
        "The Board of Tobias Fenwick met.",
        ("Board", ORGANIZATION),
        ("Tobias Fenwick", PERSON),
        False,
    ),
    (
        "no institution",
        "The Pellworth of Lowmoor met.",
        ("Pellworth", ORGANIZATION),
        ("Lowmoor", PLACE),
        False,
    ),
    (
        "another preposition",
        "The Senate in Lowmoor met.",
        ("Senate", ORGANIZATION),
        ("Lowmoor", PLACE),
        False,
    ),
    ("a place", "The Bay of Lowmoor froze.", ("Bay", PLACE), ("Lowmoor", PLACE), False),
    (
        "a name that is clear enough",
        "The New Elster Harbour Board of Lowmoor met.",
        ("New Elster Harbour Board", ORGANIZATION),
        ("Lowmoor", PLACE),
        False,
    ),
]


@pytest.mark.parametrize(
    ("text", "first", "second", "together"), [row[1:] for row in JOINED], ids=[row[0] for row in JOINED]
)
def test_institution_is_joined_with_its_owner(
    text: str,
    first: tuple[str, EntityType],
    second: tuple[str, EntityType],
    together: bool,  # noqa: FBT001
) -> None:
    doc = document_of(text)
    names = [name_of(doc, *first), name_of(doc, *second)]
    found = list(join_of_phrases(mentions_of(doc, *names)))
    if together:
        assert [mention.text for mention in found] == [text[4 : text.index(second[0]) + len(second[0])]]
        assert found[0].type is first[1]
    else:
        assert found == names


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_owner_after_of_belongs_to_the_name(case: dict[str, Any]) -> None:
    assert changes_of_case("of-phrases", case) == expected_changes(case)
