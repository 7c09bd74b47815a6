"""Resolution of names on stored parses."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from builder.annotate.quotes.resolution.context import speaker_context
from builder.annotate.quotes.resolution.names import resolve_name
from builder.model.annotations import EntityType
from tests.support.speaker_cases import context_of_case, source_at, speakers_of_case
from tests.support.stored_parses import cases_of, linked_of_case

CASES = cases_of("quotes_names", "names")
SOURCES = cases_of("quotes_names", "sources")
GROUPS = cases_of("quotes_names", "groups")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_speakers_of_names(case: dict[str, Any]) -> None:
    assert speakers_of_case(case["text"]) == case["quotes"]


@pytest.mark.parametrize("case", SOURCES, ids=[case["id"] for case in SOURCES])
def test_speakers_of_one_source(case: dict[str, Any]) -> None:
    context = context_of_case(case["text"])
    assert [*resolve_name(context, source_at(context, case["head"])).keys] == case["keys"]


@pytest.mark.parametrize("case", GROUPS, ids=[case["id"] for case in GROUPS])
def test_name_of_a_group_is_a_speaker_only_if_it_is_an_acronym(case: dict[str, Any]) -> None:
    linked = linked_of_case(case["text"])
    groups = linked.mentions.replaced(replace(mention, type=EntityType.GROUP) for mention in linked.mentions)
    context = speaker_context(replace(linked, mentions=groups), frozenset(), ())
    assert [*resolve_name(context, source_at(context, case["head"])).keys] == case["keys"]
