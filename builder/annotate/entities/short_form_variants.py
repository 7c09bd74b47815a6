"""Variants of the short forms of persons: misspelt surnames, and nicknames of given names, each of one person only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from builder.annotate.entities.merge_steps import MergeStep, TypeSpellings
from builder.names.alike_names import nicknames_of
from builder.names.given_names import is_given_name
from builder.names.key_groups import SpellingGroup
from builder.names.known_names import known_kinds
from builder.names.misspellings import is_misspelling
from builder.names.person_names import PersonName, person_name

_MOST_MENTIONS = 2
"""Mentions of a misspelling, at most: what an article writes more often is a name."""
_FEWEST_OF_PERSON = 2
"""Mentions of a person, at least, whom a variant of the given name refers to."""


def _merge_variants(groups: Sequence[SpellingGroup], spellings: TypeSpellings) -> list[SpellingGroup]:
    """Return the groups, single words merged with the only person of whose short forms they are variants.

    "Marlwoe" is the "Marlowe" of "Ana Marlowe", and "Larry" is "Lawrence Marlowe".
    """
    full = [group for group in groups if _is_full(group)]
    owners = [list(group) for group in full]
    by_word = _by_word(full)
    kept: list[SpellingGroup] = []
    for group in groups:
        if _is_full(group):
            continue
        fitting = _misspelt(group, by_word, spellings)
        if not fitting or is_given_name(group[0]):
            # "Mohamed" is not the "Mohammed Vale" whom the article names once.
            fitting = {
                number
                for number in fitting or _nicknamed(group, full)
                if sum(spellings.counts[form] for form in owners[number]) >= _FEWEST_OF_PERSON
            }
        if len(fitting) == 1:
            owners[next(iter(fitting))].extend(group)
        else:
            kept.append(group)
    return [*owners, *kept]


def _is_full(group: Sequence[str]) -> bool:
    return any(person_name(form).is_full for form in group)


def _full_names(group: Sequence[str]) -> list[PersonName]:
    return [name for name in map(person_name, group) if name.is_full]


def _by_word(groups: Sequence[SpellingGroup]) -> Mapping[str, Set[int]]:
    """Return the indices of the persons by each of their short forms: surname or first given name."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for name in _full_names(group):
            found[name.last_word].add(number)
            found[name.given[0]].add(number)
    return found


def _misspelt(group: Sequence[str], by_word: Mapping[str, Set[int]], spellings: TypeSpellings) -> Set[int]:
    """Return the persons whose short forms a word misspells."""
    word = person_name(group[0]).surname
    if sum(spellings.counts[form] for form in group) > _MOST_MENTIONS or known_kinds(group[0]):
        return frozenset()
    return frozenset[int]().union(*(by_word[other] for other in by_word if is_misspelling(word, other)))


def _nicknamed(group: Sequence[str], full: Sequence[SpellingGroup]) -> Set[int]:
    """Return the persons of whose given name a word is a nickname."""
    word = person_name(group[0]).surname
    if not is_given_name(word):
        return frozenset()
    return frozenset(
        number
        for number, group in enumerate(full)
        if any(word in nicknames_of(name.given[0]) for name in _full_names(group))
    )


VARIANTS = MergeStep("short-form-variant", _merge_variants)
