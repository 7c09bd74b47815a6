"""Short names over the archive: whom a surname or a given name alone refers to in each article.

Each person who can be called so has a weight: how many articles introduce the person in full and then use the short
name, how many name the person at all, and whether title, gender, roles and companions of the article agree. The short
name is linked if one person has nearly all of the weight, and stays apart otherwise.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.graph.identity.name_evidence import EntityEvidence, EntityKey, NameLink, SpellingUse
from builder.graph.identity.role_fields import fields_of
from builder.names.given_names import Gender, is_given_name
from builder.names.known_names import other_names
from builder.names.person_names import PersonName, are_compatible, person_name

_USED = 3.0
"""Weight of an article that introduces the person in full and then uses the short name."""
_NAMED = 1.0
"""Weight of any other article that names the person in full, for a surname."""
_NAMED_GIVEN = 0.1
"""The same for a given name, which is rarely used alone."""
_IN_ARTICLE = 10.0
"""Factor for a person whom the article itself names in full; times one more than the number of full names."""
_STRANGER = 0.3
"""Weight of a person whom no article names in full, for a surname."""
_STRANGER_GIVEN = 3.0
"""The same for a given name, which many people share."""
_STRANGER_RARE = 1.0
"""The same for a given name that is not in the table of common ones ("Oprah"): fewer people share it."""
_OTHER_GENDER = 0.02
_SAME_OFFICE = 10.0
_OTHER_OFFICE = 0.1
"""Factor for a person of whom other offices are known, or whose own article gives the office to the surname alone."""
_UNKNOWN_OFFICE = 0.7
_SAME_ROLE = 4.0
_KIN = 100.0
"""Factor for a person with the surname of the one whose relative the given name introduces."""
_FEWEST_INITIALS = 3
"""Initials of a full name that can stand for it, at least: "J.F.K."."""
_LINKED = 0.6
"""Share of the weight from which a short name that stands alone is linked."""
_LEAST_RIVAL = 0.05
"""Share from which a person is a rival for a name."""
_MOVED = 0.8
"""Share from which a short name is taken from a person whom the article names in full."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the archive, by the articles that name the person in full.

    Attributes:
        units: its entities in these articles.
        heads: the heads of its roles.
        gender: what the articles show, if they agree.
        companions: of all articles.
        full_counts: how often each article names the person in full, by seed id.
        keys: of the entities.
        suffixes, surnames: of the names; of a surname of several words the last.
    """

    units: tuple[EntityEvidence, ...]
    heads: frozenset[str]
    gender: Gender | None
    companions: frozenset[str]
    full_counts: Mapping[str, int]
    keys: frozenset[EntityKey]
    suffixes: frozenset[str]
    surnames: frozenset[str]


@dataclass(frozen=True, slots=True)
class ShortNameLink:
    """The person that a short name of an article refers to.

    Attributes:
        person: number of the person; None if the name stays apart.
        link: the link with its confidence and rivals.
    """

    person: int | None
    link: NameLink


def person_of(units: Sequence[EntityEvidence]) -> Person:
    """Return a person, given its entities in articles."""
    genders = {unit.gender for unit in units if unit.gender is not None}
    return Person(
        units=tuple(units),
        heads=frozenset[str]().union(*(unit.heads for unit in units)),
        gender=next(iter(genders)) if len(genders) == 1 else None,
        companions=frozenset[str]().union(*(unit.companions for unit in units)),
        full_counts=_full_counts(units),
        keys=frozenset(unit.key for unit in units),
        suffixes=frozenset(unit.name.suffix for unit in units),
        surnames=frozenset(unit.name.last_word for unit in units),
    )


def _full_counts(units: Sequence[EntityEvidence]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for unit in units:
        counts[unit.key[0]] += unit.full_count
    return counts


class ShortNameIndex:
    """The persons of an archive by the short names that can refer to them."""

    def __init__(self, persons: Sequence[Person]) -> None:
        self._persons = persons
        self._by_surname: dict[str, list[int]] = defaultdict(list)
        self._by_given: dict[str, list[int]] = defaultdict(list)
        self._by_initials: dict[str, list[int]] = defaultdict(list)
        self._own: dict[EntityKey, int] = {}
        for number, person in enumerate(persons):
            names = {unit.name for unit in person.units}
            for form in sorted({form for name in names for form in name.short_forms}):
                self._by_surname[form].append(number)
            for form in sorted({name.given[0] for name in names if name.given}):
                self._by_given[form].append(number)
            for unit in person.units:
                self._own[unit.key] = number
            for form in sorted(filter(None, map(_initials, names))):
                self._by_initials[form].append(number)
        self._used = _usage(persons)

    def link(self, unit: EntityEvidence) -> ShortNameLink:
        """Return the link of an entity that its article never names in full."""
        shares = self._shares(unit.name, _joined(unit.uses.values()), unit)
        if shares and shares[0][1] >= _LINKED:
            return self._linked(unit, None, shares, shares[0][0])
        return self._linked(unit, None, shares, None)

    def contested(self, unit: EntityEvidence) -> Iterator[ShortNameLink]:
        """Yield the links of the short names of an entity that its article names in full, if others could have them."""
        own = self._own[unit.key]
        for form, use in sorted(unit.uses.items()):
            short = person_name(form)
            if short.is_full or short.surname not in unit.name.short_forms:
                continue
            if len(self._by_surname.get(short.surname, ())) > 1:
                shares = self._shares(short, use, unit)
                is_moved = bool(shares) and shares[0][0] != own and shares[0][1] >= _MOVED
                yield self._linked(unit, form, shares, shares[0][0] if is_moved else own)

    def _linked(
        self,
        unit: EntityEvidence,
        spelling: str | None,
        shares: Sequence[tuple[int, float]],
        person: int | None,
    ) -> ShortNameLink:
        """Return the link to a person; without one the confidence is what the others leave."""
        rivals = tuple(
            (min(one.key for one in self._persons[number].units), round(share, 3))
            for number, share in shares
            if number != person and share >= _LEAST_RIVAL
        )
        share = next((share for number, share in shares if number == person), 0.0)
        if person is None:
            share = 1 - (shares[0][1] if shares else 0.0)
        return ShortNameLink(person, NameLink(unit.key, spelling, round(share, 3), rivals))

    def _shares(
        self, short: PersonName, use: SpellingUse, unit: EntityEvidence
    ) -> tuple[tuple[int, float], ...]:
        """Return the persons whom a short name can refer to with their shares of the weight, the greatest first."""
        form = short.surname
        by_surname = self._by_surname.get(form, [])
        by_given = self._by_given.get(form, []) if len(form) > 1 else []
        candidates = by_surname or by_given or self._with_initials(form)
        is_given = not by_surname and is_given_name(form)
        weights = {number: self._weight(number, short, use, unit, is_given=is_given) for number in candidates}
        is_titled = bool(use.offices or use.genders)
        stranger = _STRANGER if by_surname or not by_given else _STRANGER_RARE
        if is_given or (is_given_name(form) and not is_titled and unit.key not in self._own):
            stranger = _STRANGER_GIVEN
        total = sum(weights.values()) + stranger
        ranked = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple((number, weight / total) for number, weight in ranked)

    def _with_initials(self, form: str) -> list[int]:
        """Return the persons with these initials; those of a well-known person must have that person's name."""
        known = [person_name(name) for name in other_names(form)]
        return [
            number
            for number in self._by_initials.get(form, ())
            if not known
            or any(
                are_compatible(unit.name, name)
                for unit in self._persons[number].units
                for name in known
                if name.is_full
            )
        ]

    def _weight(
        self, number: int, short: PersonName, use: SpellingUse, unit: EntityEvidence, *, is_given: bool
    ) -> float:
        person = self._persons[number]
        if short.suffix and short.suffix not in person.suffixes:
            return 0.0
        article = unit.key[0]
        using = self._used[number].get(short.surname, frozenset())
        used = len(using) - (article in using)
        weight = _USED * used + (_NAMED_GIVEN if is_given else _NAMED) * len(person.full_counts)
        if article in person.full_counts:
            weight *= _IN_ARTICLE * (1 + person.full_counts[article])
        if unit.kin_surname is not None and unit.kin_surname in person.surnames:
            weight *= _KIN
        return weight * _agreement(person, use, unit)


def _agreement(person: Person, use: SpellingUse, unit: EntityEvidence) -> float:
    """Return the factor by which title, gender, roles and companions speak for a person, or against it."""
    factor = 1.0
    if use.genders and person.gender is not None and person.gender not in use.genders:
        factor *= _OTHER_GENDER
    if use.offices:
        if use.offices & person.heads:
            factor *= _SAME_OFFICE
        elif fields_of(use.offices):
            factor *= _OTHER_OFFICE if unit.key in person.keys or fields_of(person.heads) else _UNKNOWN_OFFICE
    if (unit.heads - use.offices) & person.heads and unit.key not in person.keys:
        factor *= _SAME_ROLE
    return factor * (1 + min(len(unit.companions & person.companions), 3))


def _initials(name: PersonName) -> str:
    """Return the initials of a full name with a middle name, folded; empty for other names."""
    found = "".join(part[0] for part in (*name.given, name.surname) if part)
    return found if len(found) >= _FEWEST_INITIALS else ""


def _usage(persons: Sequence[Person]) -> list[Mapping[str, frozenset[str]]]:
    """Return for each person the articles that use a short name for the person, by the short name.

    An article counts if no title before the short name contradicts the gender or the roles of the person.
    """
    found: list[Mapping[str, frozenset[str]]] = []
    for person in persons:
        own: dict[str, set[str]] = defaultdict(set)
        for unit in person.units:
            for form, use in unit.uses.items():
                short = person_name(form)
                agrees = not use.genders or person.gender is None or person.gender in use.genders
                if not short.is_full and agrees:
                    own[short.surname].add(unit.key[0])
        found.append({form: frozenset(articles) for form, articles in own.items()})
    return found


def _joined(uses: Iterable[SpellingUse]) -> SpellingUse:
    """Return the uses of several spellings as one."""
    found = list(uses)
    return SpellingUse(
        sum(use.count for use in found),
        frozenset[str]().union(*(use.offices for use in found)),
        frozenset[Gender]().union(*(use.genders for use in found)),
    )
