"""Canonical names: the name under which an entity is shown, among the spellings of its cluster."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from builder.annotate.entities.merge_steps import TypeSpellings
from builder.gazetteer.division_names import division_title, shared_title
from builder.gazetteer.name_keys import with_whole_compass
from builder.model.annotations import EntityType
from builder.names.acronyms import is_acronym
from builder.names.alike_names import are_misspellings
from builder.names.compass import COMPASS
from builder.names.normal_form import normal_form
from builder.names.person_names import fullest_form, person_name

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

_SHOUTED = 5
"""Letters of the longest form in capitals that is an acronym; a longer one is from a headline."""


def canonical_name(group: Sequence[str], spellings: TypeSpellings) -> str:
    """Return the canonical name of a cluster: the fullest form, or the gazetteer's if all forms are abbreviations."""
    entity_type, gazetteer = spellings.type, spellings.gazetteer
    if entity_type is EntityType.GROUP:
        return group_name(group[0], gazetteer)
    if entity_type is EntityType.PLACE:
        country = normal_form(with_whole_compass(group[0]))
        if gazetteer.is_country(country):
            return gazetteer.candidates(country)[0].name
    plain = [form for form in group if not (form.isupper() and len(form) > _SHOUTED)]
    if entity_type is EntityType.PERSON:
        return _person_name(plain or [form.title() for form in group], plain, spellings)
    if entity_type is EntityType.PLACE:
        return _place_name(group, plain, spellings)
    return fullest_form(_spelled_out(plain) or plain or [form.title() for form in group])


def group_name(form: str, gazetteer: Gazetteer) -> str:
    """Return the name of a group's page: the gazetteer's ("Danish" → "Danes"), else the form itself."""
    group = gazetteer.group(form)
    return group.name if group is not None else form


def _person_name(forms: Sequence[str], plain: Sequence[str], spellings: TypeSpellings) -> str:
    best = fullest_form(forms)
    # Of two spellings that differ by a letter the rarer one is the misspelling.
    variants = [form for form in plain if are_misspellings(person_name(form), person_name(best))]
    return min([best, *variants], key=lambda form: -spellings.counts[form])


def _place_name(group: Sequence[str], plain: Sequence[str], spellings: TypeSpellings) -> str:
    gazetteer = spellings.gazetteer
    shared = shared_title(group, gazetteer)
    if shared is not None:
        return shared
    whole = [form for form in plain if gazetteer.abbreviated_division(form) is None]
    capital = gazetteer.city_key(group[0]) if not whole else None
    if capital is not None:
        return gazetteer.candidates(capital)[0].name
    division = division_title(group[0], gazetteer) if not whole else None
    if division is not None:
        return division
    best = min(_spelled_out(whole) or whole or group, key=lambda form: (-spellings.counts[form], form))
    return best if whole else best.title()


def _spelled_out(forms: Sequence[str]) -> list[str]:
    return [form for form in forms if not is_acronym(form) and form not in COMPASS]
