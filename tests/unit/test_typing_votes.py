"""Votes of the rules on stored parses."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from builder.annotate.pipeline import detect_mentions
from builder.annotate.typing.votes import apply_votes, votes_by_spelling
from builder.gazetteer.lookup import load_gazetteer
from builder.model.annotations import EntityType
from tests.support.parsed import document_of, mentions_of, name_of
from tests.support.stored_parses import cases_of, document_of_case, with_dateline

CASES = cases_of("typing_votes", "votes")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_rules_vote_for_the_type_of_a_spelling(case: dict[str, Any]) -> None:
    mentions = detect_mentions(document_of_case(case["text"]), load_gazetteer())
    votes = votes_by_spelling(mentions).get(case["spelling"], {})
    found = {entity_type.value: weight for entity_type, weight in votes.items() if weight}
    assert found == pytest.approx({name: sum(weights) for name, weights in case["votes"].items()})


def test_the_dateline_votes_for_a_place() -> None:
    doc = document_of("HOLLIN - It rained.")
    mentions = mentions_of(with_dateline(doc, "HOLLIN", None))
    assert votes_by_spelling(mentions)["Hollin"][EntityType.PLACE] == 3.0
    assert votes_by_spelling(mentions_of(doc)) == {}


def test_an_acronym_has_the_votes_of_its_full_name() -> None:
    doc = document_of("The Harbor Board met. The HB left.")
    full, acronym = (
        name_of(doc, "Harbor Board", EntityType.ORGANIZATION),
        name_of(doc, "HB", EntityType.PLACE),
    )
    votes = votes_by_spelling(mentions_of(doc, full, acronym))
    assert votes["HB"][EntityType.ORGANIZATION] == votes["Harbor Board"][EntityType.ORGANIZATION] > 0
    assert EntityType.ORGANIZATION is apply_votes(acronym, votes).type


def test_an_acronym_does_not_have_the_votes_of_a_person() -> None:
    doc = document_of("Then Harbor Vale met. The HV left.")
    full, acronym = name_of(doc, "Harbor Vale", EntityType.PERSON), name_of(doc, "HV", EntityType.PLACE)
    assert votes_by_spelling(mentions_of(doc, full, acronym))["HV"][EntityType.PERSON] == 0.0


def test_a_work_needs_more_votes_than_its_confidence_to_change() -> None:
    doc = document_of("They saw Elster. Then Elster left.")
    work, place = name_of(doc, "Elster", EntityType.WORK), name_of(doc, "Elster", EntityType.PLACE, nth=1)
    votes = votes_by_spelling(mentions_of(doc, place))
    assert apply_votes(work, votes) is work
    assert apply_votes(replace(work, confidence=0.5), votes).type is EntityType.PLACE
