"""Buckets of short names: each with the entities that a short name refers to, and the persons who may be meant.

The persons of a bucket are all that a decision on its name compares, so it is the same with all persons of the archive.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct

from builder.codec import Codec
from builder.digest import digest
from builder.graph.identity.archive_persons import person_of
from builder.graph.identity.name_buckets import Buckets
from builder.graph.identity.name_evidence import EntityEvidence, EntityKey, NameLink
from builder.graph.identity.short_names import ShortNameIndex, ShortNameLink, initials_of
from builder.names.person_names import person_name


class _Group(Struct, frozen=True):
    """The entities of one person, with a digest of the evidence on them."""

    units: Sequence[EntityEvidence]
    digest: str


class _Bucket(Struct, frozen=True):
    """The entities that a short name refers to, and the persons who may be meant.

    Attributes:
        form: the short name, folded.
        units: the entities that an article never names otherwise.
        spellings: of the other entities those that may be contested, with the entity.
        persons: in their order.
    """

    form: str
    units: tuple[EntityEvidence, ...]
    spellings: tuple[tuple[EntityEvidence, str], ...]
    persons: tuple[_Group, ...]


class _BucketLinks(Struct, frozen=True, array_like=True):
    """The links of a bucket's entities and of its spellings, in their order; None for a spelling without rivals.

    The persons of the links are numbers within the bucket.
    """

    units: tuple[tuple[int | None, NameLink], ...]
    spellings: tuple[tuple[int | None, NameLink] | None, ...]


_TABLE = Codec(dict[str, tuple[str, _BucketLinks]])


def link_short_names(
    groups: Sequence[Sequence[EntityEvidence]], short: Iterable[EntityEvidence], buckets: Buckets
) -> dict[tuple[EntityKey, str | None], ShortNameLink]:
    """Return the links of the short names of an archive, by the key of an entity and the spelling.

    The spelling is None for an entity that its article never names in full. Spellings that no other person could have
    are left out.

    Args:
        groups: the entities that articles name in full, by person.
        short: those that they never name in full.
        buckets: the decisions on buckets.
    """
    archive = _Archive(groups, short, buckets)
    cases = archive.buckets()
    decided = buckets.decide(
        "short names",
        _TABLE,
        {form: case for form, (case, _) in cases.items()},
        lambda one: _digest(one, buckets),
        _links,
    )
    found: dict[tuple[EntityKey, str | None], ShortNameLink] = {}
    for form, (_, numbers) in cases.items():
        links = (*decided[form].units, *filter(None, decided[form].spellings))
        for person, link in links:
            whole = None if person is None else numbers[person]
            found[link.key, link.spelling] = ShortNameLink(whole, link)
    return found


def _digest(bucket: _Bucket, buckets: Buckets) -> str:
    units = buckets.digest_of((*bucket.units, *(unit for unit, _ in bucket.spellings)))
    if not units:
        return ""
    spellings = (spelling for _, spelling in bucket.spellings)
    persons = (group.digest for group in bucket.persons)
    return digest(bucket.form, units, str(len(bucket.units)), *spellings, "", *persons)


def _links(bucket: _Bucket) -> _BucketLinks:
    index = ShortNameIndex([person_of(group.units) for group in bucket.persons])
    linked = (index.link(unit) for unit in bucket.units)
    contested = (index.contested(unit, spelling) for unit, spelling in bucket.spellings)
    return _BucketLinks(
        tuple((one.person, one.link) for one in linked),
        tuple(None if one is None else (one.person, one.link) for one in contested),
    )


class _Archive:
    """The persons of an archive by the names that can refer to them, without what articles say of them."""

    def __init__(
        self, groups: Sequence[Sequence[EntityEvidence]], short: Iterable[EntityEvidence], buckets: Buckets
    ) -> None:
        self._groups = [_Group(group, buckets.digest_of(group)) for group in groups]
        self._short: dict[str, list[EntityEvidence]] = defaultdict(list)
        for unit in short:
            self._short[unit.name.surname].append(unit)
        self._spellings: dict[str, list[tuple[int, EntityEvidence, str]]] = defaultdict(list)
        self._by_surname: dict[str, list[int]] = defaultdict(list)
        self._by_last_word: dict[str, list[int]] = defaultdict(list)
        self._by_given: dict[str, list[int]] = defaultdict(list)
        self._by_initials: dict[str, list[int]] = defaultdict(list)
        for number, group in enumerate(groups):
            names = {unit.name for unit in group}
            for index, forms in (
                (self._by_surname, {form for name in names for form in name.short_forms}),
                (self._by_last_word, {name.last_word for name in names}),
                (self._by_given, {name.given[0] for name in names if name.given}),
                (self._by_initials, set(filter(None, map(initials_of, names)))),
            ):
                for form in forms:
                    index[form].append(number)
            for unit in group:
                for spelling in sorted(unit.uses):
                    name = person_name(spelling)
                    if not name.is_full:
                        self._spellings[name.surname].append((number, unit, spelling))

    def buckets(self) -> dict[str, tuple[_Bucket, tuple[int, ...]]]:
        """Return the buckets in which anything can be decided, by short name, with the numbers of their persons."""
        found: dict[str, tuple[_Bucket, tuple[int, ...]]] = {}
        for form in sorted({*self._short, *self._spellings}):
            short, spellings = self._short.get(form, ()), self._spellings.get(form, ())
            relatives = self._relatives(form, spellings)
            if not short and not relatives and len(self._by_surname.get(form, ())) <= 1:
                continue
            numbers = {*self._candidates(form), *relatives, *(number for number, _, _ in spellings)}
            persons = tuple(sorted(numbers))
            found[form] = (
                _Bucket(
                    form,
                    tuple(short),
                    tuple((unit, spelling) for _, unit, spelling in spellings),
                    tuple(self._groups[number] for number in persons),
                ),
                persons,
            )
        return found

    def _candidates(self, form: str) -> Collection[int]:
        """Return the persons whom a short name may mean."""
        by_surname = self._by_surname.get(form)
        if by_surname:
            return by_surname
        by_given = self._by_given.get(form, ()) if len(form) > 1 else ()
        by_alias = (number for number, _, _ in self._spellings.get(form, ()))
        return {*by_given, *by_alias, *self._by_initials.get(form, ())}

    def _relatives(self, form: str, spellings: Sequence[tuple[int, EntityEvidence, str]]) -> set[int]:
        """Return the persons with this given name and the surname of an entity that an article calls by it."""
        given = self._by_given.get(form)
        if not given:
            return set()
        surnames = {unit.name.last_word for _, unit, _ in spellings if unit.name.given[0] != form}
        return {number for surname in surnames for number in self._by_last_word[surname]} & set(given)
