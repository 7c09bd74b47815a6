"""Merging of the spellings that refer to one place: well-known names, and "the North" of a divided country."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from builder.annotate.entities.alias_merging import merge_known_names
from builder.annotate.entities.merge_steps import MergeStep, TypeSpellings
from builder.lexicon.word_lists import words
from builder.model.place import PlaceKind
from builder.names.compass import COMPASS
from builder.names.key_groups import SpellingGroup
from builder.names.normal_form import normal_form

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer


def _merge_known_places(groups: Sequence[SpellingGroup], spellings: TypeSpellings) -> list[SpellingGroup]:
    """Return the groups, those that are names of one well-known place merged; countries stay as they are."""
    # The gazetteer is more precise about countries: a country is not the empire before it.
    gazetteer = spellings.gazetteer
    countries = [group for group in groups if gazetteer.is_country(normal_form(group[0]))]
    others = [group for group in groups if group not in countries]
    return [*countries, *merge_known_names(others, spellings)]


def _merge_halves_of_countries(
    groups: Sequence[SpellingGroup], spellings: TypeSpellings
) -> list[SpellingGroup]:
    """Return the groups, "the North" merged with the northern half of a country if the article names both halves."""
    merged = [list(group) for group in groups]
    for group in groups:
        if group[0] not in COMPASS:
            continue
        owners = [other for other in merged if any(form.startswith(f"{group[0]} ") for form in other)]
        rest = {
            form.partition(" ")[2] for owner in owners for form in owner if form.startswith(f"{group[0]} ")
        }
        halves = {
            form.partition(" ")[0] for other in merged for form in other if form.partition(" ")[2] in rest
        }
        # "The South" beside North and South Carolina is not the state.
        is_state = any(_is_division(form, spellings.gazetteer) for owner in owners for form in owner)
        if len(owners) == 1 and not is_state and len(halves & COMPASS) > 1:
            merged.remove(group)
            owners[0].extend(group)
    return merged


def _is_division(form: str, gazetteer: Gazetteer) -> bool:
    return any(place.kind is PlaceKind.ADMIN for place in gazetteer.candidates(form)[:1])


def _merge_bare_kinds(groups: Sequence[SpellingGroup], _: TypeSpellings) -> list[SpellingGroup]:
    """Return the groups, a word for a kind of place merged with the only name that ends with it: "the Mall"."""
    merged = [list(group) for group in groups]
    for group in groups:
        if any(" " in form or form.lower() not in words("place_words") for form in group):
            continue
        endings = tuple(f" {form.lower()}" for form in group)
        owners = [other for other in merged if any(form.lower().endswith(endings) for form in other)]
        if len(owners) == 1 and list(group) in merged:
            merged.remove(list(group))
            owners[0].extend(group)
    return merged


PLACE_STEPS = (
    MergeStep("known-name", _merge_known_places),
    MergeStep("half-of-country", _merge_halves_of_countries),
    MergeStep("bare-kind", _merge_bare_kinds),
)
