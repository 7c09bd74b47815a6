"""Persons over the archive: full names grouped, then short names linked to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from builder.codec import Codec
from builder.graph.identity.full_names import group_full_names, surname_bucket
from builder.graph.identity.name_buckets import Buckets
from builder.graph.identity.name_evidence import EntityEvidence, EntityKey, NameLink
from builder.graph.identity.same_names import split_by_roles
from builder.graph.identity.short_name_buckets import link_short_names
from builder.graph.identity.variant_names import join_misspelled, join_reordered
from builder.names.given_names import is_given_name
from builder.names.matching_keys import person_key


class PersonIdentity(Struct, frozen=True):
    """A person over the archive.

    Attributes:
        units: the entities of articles that name the person.
        moved: short names of other entities that refer to the person: the entity's key and the spelling.
        links: those that are less than certain, of ``units`` and of ``moved``.
    """

    units: tuple[EntityEvidence, ...]
    moved: tuple[tuple[EntityKey, str], ...]
    links: tuple[NameLink, ...]


class _FullNames(Struct, frozen=True, array_like=True):
    """The entities of a bucket of full names, grouped by person: their numbers in the bucket."""

    groups: tuple[tuple[int, ...], ...]


_FULL_NAMES = Codec(dict[str, tuple[str, _FullNames]])


def identify_persons(units: Iterable[EntityEvidence], buckets: Buckets | None = None) -> list[PersonIdentity]:
    """Return the persons of an archive; each entity of an article belongs to exactly one of them.

    The order and the ids of the articles make no difference.

    Args:
        units: the entities.
        buckets: the decisions on buckets of names; None remembers none.
    """
    buckets = buckets or Buckets()
    full: dict[str, list[EntityEvidence]] = defaultdict(list)
    short: list[EntityEvidence] = []
    for unit in units:
        if unit.name.is_full:
            full[surname_bucket(unit)].append(unit)
        else:
            short.append(unit)
    decided = buckets.decide("full names", _FULL_NAMES, full, buckets.digest_of, _grouped)
    named = [[full[bucket][i] for i in group] for bucket in sorted(full) for group in decided[bucket].groups]
    groups = join_misspelled(join_reordered(named))
    found = link_short_names(groups, short, buckets)
    members: list[list[EntityEvidence]] = [list(group) for group in groups]
    links: list[list[NameLink]] = [[] for _ in groups]
    moved: list[list[tuple[EntityKey, str]]] = [[] for _ in groups]
    alone: list[tuple[EntityEvidence, NameLink]] = []
    own = {unit.key: number for number, group in enumerate(groups) for unit in group}
    short_units = {unit.key: unit for unit in short}
    for (key, spelling), one in found.items():
        if one.person is None:
            alone.append((short_units[key], one.link))
            continue
        links[one.person].append(one.link)
        if spelling is None:
            members[one.person].append(short_units[key])
        elif one.person != own[key]:
            moved[one.person].append((key, spelling))
    persons = zip(members, moved, links, strict=True)
    return [
        *(PersonIdentity(tuple(own), tuple(taken), tuple(sure)) for own, taken, sure in persons),
        *_alone(alone),
    ]


def _grouped(units: Sequence[EntityEvidence]) -> _FullNames:
    """Return the entities of a bucket of full names, grouped by person."""
    numbers = {unit.key: i for i, unit in enumerate(units)}
    return _FullNames(
        tuple(
            tuple(numbers[unit.key] for unit in part)
            for name in group_full_names(units)
            for part in split_by_roles(name)
        )
    )


def _alone(found: Sequence[tuple[EntityEvidence, NameLink]]) -> list[PersonIdentity]:
    """Return persons of whom no full name is known: one for each surname, one for each article for given names."""
    by_key: dict[tuple[str, EntityKey | None], list[tuple[EntityEvidence, NameLink]]] = defaultdict(list)
    for unit, link in found:
        name = unit.entity.name
        own = unit.key if is_given_name(name) else None
        by_key[person_key(name), own].append((unit, link))
    return [
        PersonIdentity(tuple(unit for unit, _ in own), (), tuple(link for _, link in own))
        for own in by_key.values()
    ]
