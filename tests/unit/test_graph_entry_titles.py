"""Entries of the editor's by title: the same as if every entry were compared."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.gazetteer.lookup import load_gazetteer
from builder.graph.entry_forms import entry_forms
from builder.graph.entry_titles import EntriesByTitle
from builder.graph.slugs import slug_of
from builder.model.annotations import EntityType
from builder.model.entity_entries import EntityEntry, EntityRules
from builder.names.matching_keys import place_key
from builder.names.normal_form import normal_form
from builder.names.person_names import are_compatible, fold, person_name

NAMES = [
    *(
        "Ana Roe",
        "A. Roe",
        "Ana M. Roe",
        "ANA ROE",
        "Roe, Ana",
        "Ben Roe",
        "Roe",
        "José Ibarra",
        "Jose Ibarra Jr.",
    ),
    *("New York", "New York City", "N.Y.", "Lowmoor", "Lowmoor, Ohio", "State of Ohio", "Ohio", "…"),
]
KINDS = [EntityType.PERSON, EntityType.PLACE, EntityType.ORGANIZATION]


def brute_force(entries: Sequence[EntityEntry], kind: EntityType, title: str) -> EntityEntry | None:
    """Return the entry of a title, by comparing each."""
    forms, gazetteer = entry_forms(EntityRules(entries=tuple(entries))), load_gazetteer()
    exact = [
        entry
        for entry in entries
        if (entry.type is kind and entry.id == slug_of(title, fallback=""))
        or any(fold(normal_form(title)) == fold(normal_form(form)) for form in forms[entry.id])
        or (
            entry.type is kind is EntityType.PLACE
            and any(place_key(title, gazetteer) == place_key(form, gazetteer) for form in forms[entry.id])
        )
    ]
    persons = [
        entry
        for entry in entries
        if entry.type is kind is EntityType.PERSON
        and person_name(title).is_full
        and any(
            person_name(form).is_full and are_compatible(person_name(title), person_name(form))
            for form in forms[entry.id]
        )
    ]
    of_type = [entry for entry in exact if entry.type is kind]
    found = next((some for some in (of_type, exact) if len(some) == 1), [] if exact else persons)
    return found[0] if len(found) == 1 else None


@st.composite
def some_entries(draw: st.DrawFn) -> list[EntityEntry]:
    ids = draw(st.lists(st.sampled_from(sorted({slug_of(one, fallback="x") for one in NAMES})), unique=True))
    return [
        EntityEntry(
            id=one,
            type=draw(st.sampled_from(KINDS)),
            line=line,
            name=draw(st.none() | st.sampled_from(NAMES)),
            aliases=tuple(draw(st.lists(st.sampled_from(NAMES), max_size=2))),
        )
        for line, one in enumerate(ids, start=1)
    ]


@given(some_entries())
@settings(max_examples=150, deadline=None)
def test_the_entry_of_a_title_is_that_of_a_comparison_with_each(entries: list[EntityEntry]) -> None:
    by_title = EntriesByTitle(entries, entry_forms(EntityRules(entries=tuple(entries))))
    for kind in KINDS:
        for title in NAMES:
            assert by_title.entry_of(kind, title) == brute_force(entries, kind, title)
