"""Mentions of persons by names and descriptions, on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.quotes.attribution.candidates import Candidate
from builder.annotate.quotes.resolution.descriptions import is_person_noun
from builder.annotate.quotes.resolution.person_mentions import (
    PersonMention,
    described_person,
    is_anaphoric,
    is_qualified,
    named_person,
)
from tests.support.speaker_cases import context_of_case, token_at
from tests.support.stored_parses import cases_of

PERSONS = cases_of("quotes_person_mentions", "persons")
DESCRIPTIONS = cases_of("quotes_person_mentions", "descriptions")


def persons_of(text: str) -> list[PersonMention]:
    """Return the persons that the names and nouns of a text mention, in order."""
    context = context_of_case(text)
    introduced: dict[str, Candidate] = {}
    found: list[PersonMention | None] = []
    for token in context.doc.tokens:
        mention = context.mention_at(token)
        if mention is not None and mention.first == token.i:
            found.append(named_person(context, mention))
        elif mention is None and is_person_noun(token):
            found.append(described_person(context, token, introduced))
    return [person for person in found if person is not None]


@pytest.mark.parametrize("case", PERSONS, ids=[case["id"] for case in PERSONS])
def test_persons_mentioned(case: dict[str, Any]) -> None:
    found = [
        {
            "head": person.token.text,
            "referent": person.referent,
            "gender": person.gender.name.lower() if person.gender is not None else None,
            "cost": person.cost,
            **({"namesakes": [*person.namesakes]} if person.namesakes else {}),
        }
        for person in persons_of(case["text"])
    ]
    assert found == case["persons"]


@pytest.mark.parametrize("case", DESCRIPTIONS, ids=[case["id"] for case in DESCRIPTIONS])
def test_descriptions_that_may_refer_back(case: dict[str, Any]) -> None:
    token = token_at(context_of_case(case["text"]), case["word"])
    assert (is_anaphoric(token), is_qualified(token)) == (case["anaphoric"], case["qualified"])
