"""Groups of the spellings in an article that name one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

from builder.names.key_groups import Group, Groups, dominant
from builder.names.person_names import (
    PersonName,
    alike,
    compatible,
    compatible_as,
    compatible_with,
    is_given_name,
    is_short_form,
    nicknames_of,
    person_name,
    slips_of,
)


def merged_persons(groups: Sequence[Group], forms: Counter[str]) -> list[Group]:
    """Return the groups, those of one person merged.

    Args:
        groups: forms that have the same words.
        forms: how often each form appears in the article.
    """
    full = [group for group in groups if person_name(group[0]).is_full]
    short = [group for group in groups if not person_name(group[0]).is_full]
    merged = Groups()
    for group in sorted(full, key=lambda group: (-len(group[0].split()), -len(group[0]), group)):
        person = person_name(group[0])
        fitting = [
            merged.kept[number]
            for number in merged.found(compatible_with(person))
            if all(compatible(person, person_name(form)) for form in merged.kept[number])
        ]
        if len(fitting) == 1:
            fitting[0].extend(group)
        else:
            merged.add(group, compatible_as(person))
    persons = _merge_spellings([*merged.kept.values()])
    return persons + _without_owner(short, persons, forms)


def _merge_spellings(persons: Sequence[Group]) -> list[Group]:
    """Return the persons, merging those whose name the article spells in two ways."""
    merged = Groups()
    for group in persons:
        keys = [key for form in group for key in _alike_keys(person_name(form))]
        fitting = [number for number in merged.found(keys) if _is_one_person(group, merged.kept[number])]
        if len(fitting) == 1:
            merged.kept[fitting[0]].extend(group)
            merged.register(fitting[0], keys)
        else:
            merged.add(group, keys)
    return [*merged.kept.values()]


def _alike_keys(person: PersonName) -> Iterator[Hashable]:
    """Yield the keys of a full name; two names that are alike have one in common."""
    if not person.given:
        return
    given = person.given[0]
    yield from (("given", person.surname, slip) for slip in slips_of(given))
    yield from (("surname", person.given, slip) for slip in slips_of(person.surname))
    yield from (("nickname", person.surname, name) for name in (given, *nicknames_of(given)))


def _is_one_person(group: Sequence[str], other: Sequence[str]) -> bool:
    return any(alike(person_name(form), person_name(theirs)) for form in group for theirs in other)


def _without_owner(short: Sequence[Group], persons: Sequence[Group], forms: Counter[str]) -> list[Group]:
    """Return the single words that name none of the persons; add each of the others to the person it names."""
    by_short, by_given = Groups(), Groups()
    for group in persons:
        full = [person for person in map(person_name, group) if person.given]
        by_short.add((), (key for person in full for key in person.short_forms))
        by_given.add((), (person.given[0] for person in full))
    alone = []
    for group in short:
        name = person_name(group[0])
        owner: Group | None = None
        for fits, index in ((is_short_form, by_short), (is_given_name, by_given)):
            fitting = [
                persons[number]
                for number in index.found([name.surname])
                if any(fits(name, person_name(form)) for form in persons[number])
            ]
            if fitting:
                owner = fitting[0] if len(fitting) == 1 else dominant(fitting, forms)
                break
        if owner is None:
            alone.append(group)
        else:
            owner.extend(group)
    return alone
