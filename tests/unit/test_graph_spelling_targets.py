"""Spellings of the editor's entries and their targets."""

from __future__ import annotations

from builder.graph.spelling_targets import SpellingTarget, spelling_targets
from builder.model.annotations import EntityType
from builder.model.editorial import EntityEntry, EntityRules

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
