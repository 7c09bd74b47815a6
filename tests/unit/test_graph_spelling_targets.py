"""Spellings of the editor's entries and their targets."""

from __future__ import annotations

from builder.graph.spelling_targets import SpellingTarget, spelling_targets, unmarked_spellings
from builder.model.annotations import EntityType
from builder.model.entity_entries import EntityEntry, EntityRules
from tests.support.annotated import article_of

PERSON, ORGANIZATION = EntityType.PERSON, EntityType.ORGANIZATION


def test_spellings_of_a_merged_entry_refer_to_the_entity_it_was_merged_into() -> None:
    rules = EntityRules(
        entries=(
            EntityEntry("ana", PERSON, 2, name="Ana Roe", aliases=("the mayor",)),
            EntityEntry("bess", ORGANIZATION, 3),
        ),
        merge={"ana": "mayor"},
    )
    assert spelling_targets(rules) == {
        "Ana Roe": SpellingTarget("mayor", PERSON),
        "the mayor": SpellingTarget("mayor", PERSON),
    }


def test_a_spelling_is_found_in_decomposed_letters_and_around_invisible_characters() -> None:
    text = (
        "Rene\u0301e Velin, as Renée Ve\u00adlin of the ferry is called, left. Re\u200bnée Velinska stayed.\n"
    )
    entry = EntityEntry("velin", PERSON, 2, name="Rene\u0301e Velin", aliases=())
    targets = spelling_targets(EntityRules(entries=(entry,), merge={}))
    found = list(unmarked_spellings(article_of(text, "ferry"), targets, (), frozenset()))
    assert [span.of(text) for span, _ in found] == ["Rene\u0301e Velin", "Renée Ve\u00adlin"]
