"""Full names over the archive: which of them name one person.

Names are compared in buckets of one surname. The names of most articles come first, so that a rare namesake joins a
frequent person or stays apart, and never takes that person over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.graph.identity.name_evidence import EntityEvidence
from builder.graph.identity.role_fields import fields_of
from builder.lexicon.word_lists import words
from builder.names.alike_names import nicknames_of
from builder.names.known_names import known_things
from builder.names.person_names import PersonName, are_compatible, person_name

_CLEAR = 3
"""A name that fits two persons is that of the one whom this many times as many articles name."""
_SLIPS = 3
"""One article in this many may keep two names of one person apart."""
_ABBREVIATED = 2
"""A person is also called without "Jr." if this many times as many articles write it as leave it out."""


class _FullName(Struct, frozen=True):
    """A full name, without its nickname, and the entities of articles that have it."""

    name: PersonName
    units: tuple[EntityEvidence, ...]

    @property
    def articles(self) -> frozenset[str]:
        return frozenset(unit.key[0] for unit in self.units)


def surname_bucket(unit: EntityEvidence) -> str:
    """Return the key of the bucket of a full name: only names of one bucket can be one person's."""
    return unit.name.last_word


def group_full_names(units: Iterable[EntityEvidence]) -> list[list[EntityEvidence]]:
    """Return the entities of articles with full names grouped by person, given those of one bucket."""
    by_name: dict[PersonName, list[EntityEvidence]] = defaultdict(list)
    for unit in units:
        by_name[_plain(unit.name)].append(unit)
    names = [_FullName(name, tuple(own)) for name, own in by_name.items()]
    linked = _linked_in_article(names)
    persons: list[list[_FullName]] = []
    for name in sorted(names, key=_rank):
        fitting = [person for person in persons if _fits(name, person, linked)]
        best = _clearly_best(fitting)
        if best is None:
            persons.append([name])
        else:
            best.append(name)
    return [[unit for name in person for unit in name.units] for person in persons]


def _plain(name: PersonName) -> PersonName:
    return replace(name, nickname="") if name.nickname else name


def _rank(name: _FullName) -> tuple[int, int, tuple[str, ...], str, str]:
    """Return a key that sorts the names of most articles first, then those of most words."""
    own = name.name
    return (-len(name.articles), -len(own.given), own.given, own.surname, own.suffix)


def _clearly_best(persons: Sequence[list[_FullName]]) -> list[_FullName] | None:
    """Return the only person, or the one in far more articles than the others; None if there is no such person."""
    ranked = sorted(persons, key=_article_count, reverse=True)
    if len(ranked) > 1 and _article_count(ranked[0]) < _CLEAR * _article_count(ranked[1]):
        return None
    return ranked[0] if ranked else None


def _article_count(person: Sequence[_FullName]) -> int:
    return len(frozenset[str]().union(*(name.articles for name in person)))


def _linked_in_article(names: Sequence[_FullName]) -> frozenset[tuple[PersonName, PersonName]]:
    """Return the pairs of names that an article uses for one entity."""
    return frozenset(
        (name.name, other)
        for name in names
        for unit in name.units
        for other in (_plain(person_name(form)) for form in unit.uses)
        if other.is_full and other != name.name
    )


def _fits(
    name: _FullName, person: Sequence[_FullName], linked: frozenset[tuple[PersonName, PersonName]]
) -> bool:
    """Return True if a full name can be that of a person, and the evidence supports it."""
    return all(_can_be_one(name, other, linked) for other in person) and any(
        _is_supported(name, other, linked) for other in person
    )


def _can_be_one(name: _FullName, other: _FullName, linked: frozenset[tuple[PersonName, PersonName]]) -> bool:
    first, second = name.name, other.name
    if not _given_names_agree(first, second, name, other):
        return False
    if first.suffix != second.suffix and not _suffix_is_optional(name, other):
        return False
    # An article that keeps two names apart says that they are two persons. A single one may be wrong about a nickname,
    # and of "Bob Roe" and "Robert Roe Jr." no article can decide that they are one.
    together = len(name.articles & other.articles)
    if not together or (first, second) in linked or (second, first) in linked:
        return True
    is_rare = _SLIPS * together < len(name.articles | other.articles)
    return _are_nicknames(first, second) and (is_rare or first.suffix != second.suffix)


def _given_names_agree(first: PersonName, second: PersonName, name: _FullName, other: _FullName) -> bool:
    if any(
        are_compatible(person_name(one.entity.name), person_name(two.entity.name))
        for one in name.units[:1]
        for two in other.units[:1]
    ):
        return True
    return _are_nicknames(first, second)


def _are_nicknames(first: PersonName, second: PersonName) -> bool:
    """Return True if two names have one surname, and one has a nickname of the other's given name."""
    return (
        first.surname == second.surname
        and first.given[0] != second.given[0]
        and (
            second.given[0] in nicknames_of(first.given[0]) or first.given[0] in nicknames_of(second.given[0])
        )
    )


def _suffix_is_optional(name: _FullName, other: _FullName) -> bool:
    """Return True if two names of which one has "Jr." can still be one person's.

    They can if the suffix is usually written and sometimes left out: a father would be named without it more often.
    Rarer suffixes need a role that both have.
    """
    if name.name.suffix and other.name.suffix:
        return False
    with_suffix, without = (name, other) if name.name.suffix else (other, name)
    if _same_thing(with_suffix, without):
        return True
    if _are_nicknames(name.name, other.name):
        # Father and son have one given name; what they have in common must be said in different articles.
        both = name.articles & other.articles
        return with_suffix.name.suffix == "jr" and _share_evidence(
            [unit for unit in name.units if unit.key[0] not in both],
            [unit for unit in other.units if unit.key[0] not in both],
            fewest_companions=2,
        )
    heads = _all(unit.heads for unit in with_suffix.units)
    if not heads & words("kin_nouns") and heads & _all(unit.heads for unit in without.units):
        return True
    return len(with_suffix.articles) >= _ABBREVIATED * len(without.articles)


def _same_thing(name: _FullName, other: _FullName) -> bool:
    """Return True if the two are names of one well-known person."""
    return any(
        known_things(one.entity.name) & known_things(two.entity.name)
        for one in name.units[:1]
        for two in other.units[:1]
    )


def _is_supported(
    name: _FullName, other: _FullName, linked: frozenset[tuple[PersonName, PersonName]]
) -> bool:
    """Return True if two names that can be one person's are so by form, or by what articles say of them.

    "Joe" and "Joseph" alone are not enough: many people share a surname.
    """
    first, second = name.name, other.name
    if (first, second) in linked or (second, first) in linked:
        return True
    if first.given[0] == second.given[0] and first.suffix == second.suffix:
        return True
    if len(first.given[0]) == 1 or len(second.given[0]) == 1 or first.given[0] == second.given[0]:
        return True
    return _share_evidence(name.units, other.units)


def _share_evidence(
    units: Sequence[EntityEvidence], others: Sequence[EntityEvidence], *, fewest_companions: int = 1
) -> bool:
    """Return True if two names have a role in common, or companions and no roles of different fields."""
    own, theirs = _all(unit.heads for unit in units), _all(unit.heads for unit in others)
    if fields_of(own) and fields_of(theirs) and not fields_of(own) & fields_of(theirs):
        return False
    companions = _all(unit.companions for unit in units) & _all(unit.companions for unit in others)
    return bool(own & theirs) or len(companions) >= fewest_companions


def _all(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*sets)
