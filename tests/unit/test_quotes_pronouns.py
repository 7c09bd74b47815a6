"""Resolution of "he" and "she" on stored parses."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from builder.annotate.quotes.resolution.pronouns import resolve_pronouns
from tests.support.speaker_cases import context_of_case, speakers_of_case, token_at
from tests.support.stored_parses import cases_of

PRONOUNS = cases_of("quotes_pronouns", "pronouns")
ANTECEDENTS = cases_of("quotes_pronouns", "antecedents")


@pytest.mark.parametrize("case", PRONOUNS, ids=[case["id"] for case in PRONOUNS])
def test_speakers_of_pronouns(case: dict[str, Any]) -> None:
    assert speakers_of_case(case["text"]) == case["quotes"]


@pytest.mark.parametrize("case", ANTECEDENTS, ids=[case["id"] for case in ANTECEDENTS])
def test_antecedents_and_their_certainty(case: dict[str, Any]) -> None:
    context = context_of_case(case["text"])
    found = [
        {"word": context.doc.tokens[i].text, "keys": [*speaker.keys], "certainty": speaker.certainty}
        for i, speaker in sorted(resolve_pronouns(context).pronouns.items())
    ]
    assert found == case["antecedents"]


@pytest.mark.parametrize(("is_source", "certainty"), [(True, 0.55), (False, 0.95)])
def test_a_one_word_name_that_speaks_makes_the_next_pronoun_uncertain(
    is_source: bool,  # noqa: FBT001
    certainty: float,
) -> None:
    context = context_of_case("Ana Roe runs the ferry. Lowmoor said so. She was late.")
    pronoun, name = token_at(context, "She"), token_at(context, "Lowmoor")
    context = replace(context, speech={name.i: frozenset()} if is_source else {})
    found = resolve_pronouns(context).pronouns[pronoun.i]
    assert (found.keys, found.certainty) == (("ana-roe",), certainty)
