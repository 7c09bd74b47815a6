"""Short names over the archive: whom a surname or a given name alone refers to in each article.

Each person who can be called so has a weight: how many articles introduce the person in full and then use the short
name, how many name the person at all, and whether title, gender, roles and companions of the article agree. The short
name is linked if one person has nearly all of the weight, and stays apart otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from builder.graph.identity.archive_persons import Person, usage_of
from builder.graph.identity.name_evidence import EntityEvidence, EntityKey, NameLink, SpellingUse
from builder.graph.identity.role_fields import fields_of
from builder.names.alike_names import nicknames_of
from builder.names.given_names import Gender, is_given_name
from builder.names.known_names import other_names
from builder.names.person_names import PersonName, are_compatible, fold, person_name

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
_OTHER_PRONOUN = 0.1
_LATER = 0.05
"""Factor for a person whom the article introduces only after it has used the short name."""
_NEAREST = 3.0
"""Factor for the person named last before the short name, of several whom the article has introduced."""
LEAST_LEAD = 150
"""Code points by which that person must have been named later than the others."""
_RELATIVE = 0.1
"""Factor for a person whom the article names in full only as the relative of another."""
_SAME_OFFICE = 10.0
_OTHER_OFFICE = 0.1
"""Factor for a person of whom other offices are known, or whose own article gives the office to the surname alone."""
_UNKNOWN_OFFICE = 0.7
_SAME_ROLE = 4.0
_KIN = 100.0
"""Factor for a person with the surname of the one whose relative the given name introduces, or beside it."""
_FEWEST_INITIALS = 3
"""Initials of a full name that can stand for it, at least: "J.F.K."."""
_LINKED = 0.6
"""Share of the weight from which a short name that stands alone is linked."""
_LEAST_RIVAL = 0.05
"""Share from which a person is a rival for a name."""
_MOVED = 0.8
"""Share from which a short name is taken from a person whom the article names in full."""


class ShortNameLink(Struct, frozen=True):
    """The person that a short name of an article refers to.

    Attributes:
        person: number of the person; None if the name stays apart.
        link: the link with its confidence and rivals.
    """

    person: int | None
    link: NameLink


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
            for form in sorted(filter(None, map(initials_of, names))):
                self._by_initials[form].append(number)
        self._first = [min(unit.key for unit in person.units) for person in persons]
        self._used = usage_of(persons)
        self._foreign: dict[EntityKey, frozenset[str]] = {}
        self._by_alias: dict[str, list[int]] = defaultdict(list)
        for number, own in enumerate(self._used):
            for form in sorted(own):
                self._by_alias[form].append(number)

    def link(self, unit: EntityEvidence) -> ShortNameLink:
        """Return the link of an entity that its article never names in full."""
        shares = self._shares(unit.name, _joined(unit.uses.values()), unit)
        if shares and shares[0][1] >= _LINKED:
            return self._linked(unit, None, shares, shares[0][0])
        return self._linked(unit, None, shares, None)

    def contested(self, unit: EntityEvidence, spelling: str) -> ShortNameLink | None:
        """Return the link of a spelling of an entity that its article names in full.

        Returns:
            None if it is not a short name, or if only one entity could have it.
        """
        short = person_name(spelling)
        is_foreign = short.surname in self._foreign_given(unit)
        if short.is_full or not (short.surname in unit.name.short_forms or is_foreign):
            return None
        if not is_foreign and len(self._by_surname.get(short.surname, ())) <= 1:
            return None
        own, use = self._own[unit.key], unit.uses[spelling]
        shares = self._shares(short, use, unit)
        is_moved = bool(shares) and shares[0][0] != own and shares[0][1] >= _MOVED and not use.acts
        return self._linked(unit, spelling, shares, shares[0][0] if is_moved else own)

    def _linked(
        self,
        unit: EntityEvidence,
        spelling: str | None,
        shares: Sequence[tuple[int, float]],
        person: int | None,
    ) -> ShortNameLink:
        """Return the link to a person; without one the confidence is what the others leave."""
        rivals = tuple(
            (self._first[number], round(share, 3))
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
        candidates = by_surname or by_given or self._by_alias.get(form) or self._with_initials(form)
        is_given = not by_surname and is_given_name(form)
        kin = self._kin(unit)
        weights = {
            number: self._weight(number, short, use, unit, is_given=is_given, is_kin=number in kin)
            for number in candidates
        }
        is_titled = bool(use.offices or use.genders)
        stranger = _STRANGER if by_surname or not by_given else _STRANGER_RARE
        if is_given or (is_given_name(form) and not is_titled and unit.key not in self._own):
            stranger = _STRANGER_GIVEN
        article = unit.key[0]
        here = {
            number: self._persons[number].last_full_name(article, use.first)
            for number in candidates
            if article in self._persons[number].full_counts
            and article not in self._persons[number].background
        }
        for number, factor in _order_factors(here if by_surname else {}).items():
            weights[number] *= factor
        if here and all(last is None for last in here.values()):
            stranger *= _LATER
        total = sum(weights.values()) + stranger
        ranked = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple((number, weight / total) for number, weight in ranked)

    def _foreign_given(self, unit: EntityEvidence) -> frozenset[str]:
        """Return the given names, folded, that its article uses for an entity, and that only a relative has.

        "Mr. Roe, known as Tom" is Tom Roe, though the article names only Ana Roe in full.
        """
        known = self._foreign.get(unit.key)
        if known is None:
            known = self._foreign[unit.key] = self._found_foreign(unit)
        return known

    def _found_foreign(self, unit: EntityEvidence) -> frozenset[str]:
        given = unit.name.given[:1]
        if not given:
            return frozenset()
        own = {given[0], *nicknames_of(given[0])}
        found = {fold(form) for form in unit.uses if " " not in form} - own - {*unit.name.short_forms}
        return frozenset(form for form in found if self._relatives(form, unit))

    def _kin(self, unit: EntityEvidence) -> frozenset[int]:
        """Return the persons whose given names its article uses for an entity, and who have its surname."""
        return frozenset(
            number for form in self._foreign_given(unit) for number in self._relatives(form, unit)
        )

    def _relatives(self, given: str, unit: EntityEvidence) -> list[int]:
        """Return the persons with a given name and the surname of an entity."""
        return [
            number
            for number in self._by_given.get(given, ())
            if unit.name.last_word in self._persons[number].surnames
        ]

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
        self,
        number: int,
        short: PersonName,
        use: SpellingUse,
        unit: EntityEvidence,
        *,
        is_given: bool,
        is_kin: bool,
    ) -> float:
        person = self._persons[number]
        if short.suffix and short.suffix not in person.suffixes:
            return 0.0
        article = unit.key[0]
        using = self._used[number].get(short.surname, ())
        used = len(using) - (article in using)
        weight = _USED * used + (_NAMED_GIVEN if is_given else _NAMED) * len(person.full_counts)
        if article in person.full_counts:
            weight *= _IN_ARTICLE * (1 + person.full_counts[article])
        if is_kin:
            weight *= _KIN
        if unit.kin_surname is not None and unit.kin_surname in person.surnames:
            weight *= _KIN
        return weight * _agreement(person, use, unit)


def _order_factors(last_named: Mapping[int, int | None]) -> Mapping[int, float]:
    """Return the factors by which the order of the article speaks for persons whom it names in full, or against them.

    Args:
        last_named: where each person is named in full last before the short name; None if only after it.
    """
    known = sorted(start for start in last_named.values() if start is not None)
    is_clear = len(known) > 1 and known[-1] - known[-2] >= LEAST_LEAD
    return {
        number: _LATER if start is None else _NEAREST if is_clear and start == known[-1] else 1.0
        for number, start in last_named.items()
    }


def _agreement(person: Person, use: SpellingUse, unit: EntityEvidence) -> float:
    """Return the factor by which title, gender, roles and companions speak for a person, or against it."""
    factor = 1.0
    if use.genders and person.gender is not None and person.gender not in use.genders:
        factor *= _OTHER_GENDER
    elif use.pronoun is not None and person.gender is not None and person.gender is not use.pronoun:
        factor *= _OTHER_PRONOUN
    if unit.key[0] in person.background:
        factor *= _RELATIVE
    if use.offices:
        if use.offices & person.heads:
            factor *= _SAME_OFFICE
        elif fields_of(use.offices):
            factor *= _OTHER_OFFICE if unit.key in person.keys or fields_of(person.heads) else _UNKNOWN_OFFICE
    if (unit.heads - use.offices) & person.heads and unit.key not in person.keys:
        factor *= _SAME_ROLE
    return factor * (1 + min(len(unit.companions & person.companions), 3))


def initials_of(name: PersonName) -> str:
    """Return the initials of a full name with a middle name, folded; empty for other names."""
    found = "".join(part[0] for part in (*name.given, name.surname) if part)
    return found if len(found) >= _FEWEST_INITIALS else ""


def _joined(uses: Iterable[SpellingUse]) -> SpellingUse:
    """Return the uses of several spellings as one."""
    found = list(uses)
    pronouns = {use.pronoun for use in found if use.pronoun is not None}
    return SpellingUse(
        sum(use.count for use in found),
        frozenset[str]().union(*(use.offices for use in found)),
        frozenset[Gender]().union(*(use.genders for use in found)),
        pronouns.pop() if len(pronouns) == 1 else None,
        min((use.first for use in found), default=0),
    )
