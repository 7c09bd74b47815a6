"""Splitting of spans that contain several names."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.model_entities import model_entities
from builder.annotate.mentions.splitting import split_entity
from tests.support.rule_changes import changes_of_case, expected_changes
from tests.support.stored_parses import cases_of, document_of_case

ENTITIES = cases_of("mentions_splitting", "entities")
JOINED = cases_of("mentions_splitting", "joined")
DEMONYMS = cases_of("mentions_splitting", "demonyms")


def described(mention: MentionSpan) -> str:
    return f"{mention.text} ({mention.type})"


@pytest.mark.parametrize("case", ENTITIES, ids=[case["id"] for case in ENTITIES])
def test_entity_is_split_into_its_names(case: dict[str, Any]) -> None:
    entities = model_entities(document_of_case(case["text"]))
    splits = {described(entity): [described(part) for part in split_entity(entity)] for entity in entities}
    assert splits == case["splits"]


@pytest.mark.parametrize("case", JOINED, ids=[case["id"] for case in JOINED])
def test_joined_names_are_split_if_one_appears_alone(case: dict[str, Any]) -> None:
    assert changes_of_case("split-joined", case) == expected_changes(case)


@pytest.mark.parametrize("case", DEMONYMS, ids=[case["id"] for case in DEMONYMS])
def test_demonym_is_split_off_if_the_rest_appears_alone(case: dict[str, Any]) -> None:
    assert changes_of_case("split-demonyms", case) == expected_changes(case)
