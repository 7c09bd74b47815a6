"""Merging of the spellings that refer to one person: "Mr. Roe", "Ana Roe" and "Ana P. Roe".

``names.person_names`` compares two names; here the names of an article are merged by these comparisons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from builder.annotate.entities.merge_steps import MergeStep, TypeSpellings
from builder.annotate.entities.short_form_variants import VARIANTS
from builder.lexicon.word_lists import words
from builder.names.alike_names import are_alike, deletion_keys, nicknames_of
from builder.names.given_names import Gender, gender_of, is_given_name
from builder.names.key_groups import SpellingGroup, SpellingGroups, dominant_group
from builder.names.person_names import (
    PersonName,
    are_compatible,
    core_words,
    endings_of,
    is_ending_of,
    is_given_name_of,
    is_short_form,
    lookup_keys,
    person_name,
    storage_keys,
)

_GENERATIONS = ("sr", "jr", "ii", "iii", "iv", "v")
"""Suffixes of persons with one name, from the oldest to the youngest."""
_WORDS_OF_LONG_NAME = 4
"""Words, at least, of a full name whose end may be a short form of it even if a given name is last."""
_WORDS_WITH_MAIDEN = 2
"""Words of a woman's name before the surname of her husband: "Ana Pena" of "Ana Pena Marsh"."""


def _merge_compatible(groups: Sequence[SpellingGroup], spellings: TypeSpellings) -> list[SpellingGroup]:
    """Return the groups, full names merged if they can be one person's: "Ana Roe", "A. Roe" and "Ana P. Roe"."""
    full, short = _full_and_short(groups)
    merged = SpellingGroups()
    for group in sorted(full, key=lambda group: (-len(group[0].split()), -len(group[0]), group)):
        person = person_name(group[0])
        fitting = [
            merged.kept[number]
            for number in merged.find(lookup_keys(person))
            if all(_may_be_one_person(group[0], form, spellings) for form in merged.kept[number])
        ]
        if len(fitting) == 1:
            fitting[0].extend(group)
        else:
            merged.add(group, storage_keys(person))
    return [*merged.kept.values(), *short]


def _may_be_one_person(first: str, second: str, spellings: TypeSpellings) -> bool:
    """Return True if two full names of an article are compatible, and a suffix that only one has is not the difference.

    Beside "Ana Roe Sr." a plain "Ana Roe" is another person. So it is beside "Tomas Roe Jr." if the article has "Tomas
    Roe" more often: its own person is named in full with the suffix first, and rarely in full again.
    """
    one, other = person_name(first), person_name(second)
    if not are_compatible(one, other) or one.suffix == other.suffix:
        return are_compatible(one, other)
    plain, suffixed = (second, first) if one.suffix else (first, second)
    return (one.suffix or other.suffix) != "sr" and spellings.counts[plain] <= spellings.counts[suffixed]


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


def _merge_endings(groups: Sequence[SpellingGroup], _: TypeSpellings) -> list[SpellingGroup]:
    """Return the groups, those of several words that end one full name merged with it: a surname without given name.

    "Pena Marsh" belongs to "Ana Pena Marsh", "Van Orve" to "Jan Van Orve".
    """
    merged = SpellingGroups()
    for group in groups:
        merged.add(group, (ending for form in group for ending in endings_of(form)))
    # The longest first: if it joins a longer one, the shorter endings have one owner still.
    for number in sorted(merged.kept, key=lambda number: -len(core_words(groups[number][0]))):
        form = groups[number][0]
        if not _may_be_surname(form):
            continue
        fitting = [
            other
            for other in merged.find([core_words(form)])
            if other != number and any(_is_surname_of(form, full) for full in merged.kept[other])
        ]
        if len(fitting) == 1:
            merged.merge(number, fitting[0])
    return [*merged.kept.values()]


def _merge_maiden_names(groups: Sequence[SpellingGroup], _: TypeSpellings) -> list[SpellingGroup]:
    """Return the groups, two words that begin one name of three merged with it, if they can be the name without a part.

    That is a woman's name without her last surname, and a family name of two words before the given name.
    """
    merged = SpellingGroups()
    for group in groups:
        merged.add(
            group, (core_words(form)[:-1] for form in group if len(core_words(form)) > _WORDS_WITH_MAIDEN)
        )
    for number in sorted(merged.kept):
        parts = core_words(groups[number][0])
        if len(parts) != _WORDS_WITH_MAIDEN:
            continue
        # "Ana Pena" of "Ana Pena Marsh"; a family name of two words is no given name: "Au Vale" of "Au Vale Khiem".
        if gender_of(parts[0]) is not Gender.FEMALE and any(map(is_given_name, parts)):
            continue
        fitting = [other for other in merged.find([parts]) if other != number]
        if len(fitting) == 1:
            merged.merge(number, fitting[0])
    return [*merged.kept.values()]


def _may_be_surname(form: str) -> bool:
    """Return True if several words may be a surname; with a given name before it, they are another full name."""
    parts = core_words(form)
    if len(parts) < 2 or not all(part.replace("-", "").replace("'", "").isalpha() for part in parts):
        return False
    return parts[0] in words("name_particles") or not is_given_name(parts[0])


def _is_surname_of(form: str, full: str) -> bool:
    """Return True if several words that may be a surname end a full name."""
    # "Honest Ana" is not the surname in "Elect Honest Ana", but "Ki Hong" may be the one in "Jonas Ki Hong".
    ending, whole = core_words(form), core_words(full)
    is_name = is_given_name(whole[0]) or not is_given_name(ending[-1]) or len(whole) >= _WORDS_OF_LONG_NAME
    return is_ending_of(form, full) and is_name


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
            fitting = _without_namesakes(name, fitting)
            if fitting:
                owner = fitting[0] if len(fitting) == 1 else dominant_group(fitting, spellings.counts)
                break
        if owner is None:
            alone.append(group)
        else:
            owner.extend(group)
    return persons + _merge_surnames(alone)


def _without_namesakes(short: PersonName, groups: Sequence[SpellingGroup]) -> list[SpellingGroup]:
    """Return the persons that a short form may refer to: "Roe" is not "Tomas Roe Jr." beside a plain "Tomas Roe".

    Of those who differ by the suffix only, it is the youngest: the text names the father to introduce the son.
    """
    persons = [person_name(group[0]) for group in groups]
    suffixes: dict[tuple[tuple[str, ...], str], list[str]] = defaultdict(list)
    for person in persons:
        suffixes[person.given[:1], person.surname].append(person.suffix)
    return [
        group
        for group, person in zip(groups, persons, strict=True)
        if short.suffix or person.suffix == max(suffixes[person.given[:1], person.surname], key=_generation)
    ]


def _generation(suffix: str) -> int:
    """Return the rank of a suffix: of persons with one name, a bare surname refers to the one with the highest."""
    return _GENERATIONS.index(suffix) if suffix in _GENERATIONS else len(_GENERATIONS)


def _merge_surnames(groups: Sequence[SpellingGroup]) -> list[SpellingGroup]:
    """Return groups of bare surnames, "Berg" merged with "van der Berg" if only that one has a particle before it."""
    with_particle: dict[str, list[SpellingGroup]] = defaultdict(list)
    for group in groups:
        name = person_name(group[0])
        if name.last_word != name.surname:
            with_particle[name.last_word].append(group)
    alone = []
    for group in groups:
        owners = with_particle.get(person_name(group[0]).surname, ())
        if len(owners) == 1:
            owners[0].extend(group)
        else:
            alone.append(group)
    return alone


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
    MergeStep("surname-of-several-words", _merge_endings),
    MergeStep("maiden-name", _merge_maiden_names),
    MergeStep("short-form", _merge_short_forms),
    VARIANTS,
)
