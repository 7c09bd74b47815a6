"""Merging of the spellings that refer to one person: "Mr. Roe", "Ana Roe" and "Ana P. Roe".

``names.person_names`` compares two names; here the names of an article are merged by these comparisons.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from builder.annotate.entities.merge_steps import MergeStep, TypeSpellings
from builder.names.key_groups import SpellingGroup, SpellingGroups, dominant_group
from builder.names.person_names import (
    PersonName,
    are_alike,
    are_compatible,
    deletion_keys,
    is_given_name_of,
    is_short_form,
    lookup_keys,
    nicknames_of,
    person_name,
    storage_keys,
)


def _merge_compatible(groups: Sequence[SpellingGroup], _: TypeSpellings) -> list[SpellingGroup]:
    """Return the groups, full names merged if they can be one person's: "Ana Roe", "A. Roe" and "Ana P. Roe"."""
    full, short = _full_and_short(groups)
    merged = SpellingGroups()
    for group in sorted(full, key=lambda group: (-len(group[0].split()), -len(group[0]), group)):
        person = person_name(group[0])
        fitting = [
            merged.kept[number]
            for number in merged.find(lookup_keys(person))
            if all(are_compatible(person, person_name(form)) for form in merged.kept[number])
        ]
        if len(fitting) == 1:
            fitting[0].extend(group)
        else:
            merged.add(group, storage_keys(person))
    return [*merged.kept.values(), *short]


def _merge_misspellings(groups: Sequence[SpellingGroup], _: TypeSpellings) -> list[SpellingGroup]:
    """Return the groups, persons merged if the article spells their name in two ways: "Ana Roe" and "Anna Roe"."""
    full, short = _full_and_short(groups)
    merged = SpellingGroups()
    for group in full:
        keys = [key for form in group for key in _alike_keys(person_name(form))]
        fitting = [number for number in merged.find(keys) if _is_one_person(group, merged.kept[number])]
        if len(fitting) == 1:
            merged.kept[fitting[0]].extend(group)
            merged.register(fitting[0], keys)
        else:
            merged.add(group, keys)
    return [*merged.kept.values(), *short]


def _merge_short_forms(groups: Sequence[SpellingGroup], spellings: TypeSpellings) -> list[SpellingGroup]:
    """Return the groups, each surname or given name merged with the one person in the article who has it.

    If several have it, it refers to the one named far more often than the others, if there is one.
    """
    full, short = _full_and_short(groups)
    persons = [list(group) for group in full]
    by_short, by_given = SpellingGroups(), SpellingGroups()
    for group in persons:
        full_names = [name for name in map(person_name, group) if name.given]
        by_short.add((), (key for name in full_names for key in name.short_forms))
        by_given.add((), (name.given[0] for name in full_names))
    alone = []
    for group in short:
        name = person_name(group[0])
        owner: SpellingGroup | None = None
        for fits, index in ((is_short_form, by_short), (is_given_name_of, by_given)):
            fitting = [
                persons[number]
                for number in index.find([name.surname])
                if any(fits(name, person_name(form)) for form in persons[number])
            ]
            if fitting:
                owner = fitting[0] if len(fitting) == 1 else dominant_group(fitting, spellings.counts)
                break
        if owner is None:
            alone.append(group)
        else:
            owner.extend(group)
    return persons + alone


def _full_and_short(groups: Sequence[SpellingGroup]) -> tuple[list[SpellingGroup], list[SpellingGroup]]:
    """Return the groups of full names, and those of single words."""
    full = [group for group in groups if person_name(group[0]).is_full]
    return full, [group for group in groups if not person_name(group[0]).is_full]


def _alike_keys(person: PersonName) -> Iterator[Hashable]:
    """Yield the keys of a full name; two names for which ``are_alike`` is true have one in common."""
    if not person.given:
        return
    given = person.given[0]
    yield from (("given", person.surname, key) for key in deletion_keys(given))
    yield from (("surname", person.given, key) for key in deletion_keys(person.surname))
    yield from (("nickname", person.surname, name) for name in (given, *nicknames_of(given)))


def _is_one_person(group: Sequence[str], other: Sequence[str]) -> bool:
    return any(are_alike(person_name(form), person_name(theirs)) for form in group for theirs in other)


PERSON_STEPS = (
    MergeStep("compatible-names", _merge_compatible),
    MergeStep("misspelling", _merge_misspellings),
    MergeStep("short-form", _merge_short_forms),
)
