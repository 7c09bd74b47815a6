"""Persons over the archive: full names grouped, then short names linked to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.graph.identity.full_names import group_full_names, surname_bucket
from builder.graph.identity.name_evidence import EntityEvidence, EntityKey
from builder.graph.identity.same_names import split_by_roles
from builder.graph.identity.short_names import ShortNameIndex, ShortNameLink, person_of
from builder.names.given_names import Gender, is_given_name
from builder.names.known_names import known_kinds
from builder.names.matching_keys import person_key

FULL_NAME_CONFIDENCE = 0.97
"""Confidence that an entity with a full name is the person of that name."""


@dataclass(frozen=True, slots=True)
class PersonIdentity:
    """A person over the archive.

    Attributes:
        units: the entities of articles that name the person.
        moved: short names of other entities that refer to the person, by the entity's key and the spelling.
        confidences: of each of ``units``, by key.
        links: how the short names were decided.
    """

    units: tuple[EntityEvidence, ...]
    moved: tuple[ShortNameLink, ...]
    links: tuple[ShortNameLink, ...]


def identify_persons(units: Iterable[EntityEvidence]) -> list[PersonIdentity]:
    """Return the persons of an archive; each entity of an article belongs to exactly one of them.

    The order and the ids of the articles make no difference.
    """
    full: dict[str, list[EntityEvidence]] = defaultdict(list)
    short: list[EntityEvidence] = []
    for unit in units:
        if unit.name.is_full:
            full[surname_bucket(unit)].append(unit)
        else:
            short.append(unit)
    groups = [
        part
        for bucket in sorted(full)
        for name in group_full_names(full[bucket])
        for part in split_by_roles(name)
    ]
    index = ShortNameIndex([person_of(group) for group in groups])
    members: list[list[EntityEvidence]] = [list(group) for group in groups]
    links: list[list[ShortNameLink]] = [[] for _ in groups]
    moved: list[list[ShortNameLink]] = [[] for _ in groups]
    for group in groups:
        for unit in group:
            for link in index.moves(unit):
                if link.person is not None:
                    moved[link.person].append(link)
    alone: list[tuple[EntityEvidence, ShortNameLink]] = []
    for unit in short:
        link = index.link(unit)
        if link.person is None:
            alone.append((unit, link))
        else:
            members[link.person].append(unit)
            links[link.person].append(link)
    return [
        *(
            PersonIdentity(tuple(own), tuple(taken), tuple(joined))
            for own, taken, joined in zip(members, moved, links, strict=True)
        ),
        *_alone(alone),
    ]


def _alone(found: Sequence[tuple[EntityEvidence, ShortNameLink]]) -> list[PersonIdentity]:
    """Return persons of whom no full name is known: one for each surname, one for each article for given names."""
    by_key: dict[tuple[str, Gender | None, EntityKey | None], list[tuple[EntityEvidence, ShortNameLink]]]
    by_key = defaultdict(list)
    for unit, link in found:
        form = person_key(unit.entity.name)
        own = unit.key if is_given_name(unit.entity.name) and not known_kinds(unit.entity.name) else None
        by_key[form, None, own].append((unit, link))
    return [
        PersonIdentity(tuple(unit for unit, _ in own), (), tuple(link for _, link in own))
        for own in by_key.values()
    ]
