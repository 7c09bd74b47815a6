"""Persons over the archive: full names grouped, then short names linked to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.graph.identity.archive_persons import person_of
from builder.graph.identity.full_names import group_full_names, surname_bucket
from builder.graph.identity.name_evidence import EntityEvidence, EntityKey, NameLink
from builder.graph.identity.same_names import split_by_roles
from builder.graph.identity.short_names import ShortNameIndex
from builder.graph.identity.variant_names import join_misspelled, join_reordered
from builder.names.given_names import is_given_name
from builder.names.matching_keys import person_key


@dataclass(frozen=True, slots=True)
class PersonIdentity:
    """A person over the archive.

    Attributes:
        units: the entities of articles that name the person.
        moved: short names of other entities that refer to the person: the entity's key and the spelling.
        links: those that are less than certain, of ``units`` and of ``moved``.
    """

    units: tuple[EntityEvidence, ...]
    moved: tuple[tuple[EntityKey, str], ...]
    links: tuple[NameLink, ...]


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
    named = [
        part
        for bucket in sorted(full)
        for name in group_full_names(full[bucket])
        for part in split_by_roles(name)
    ]
    groups = join_misspelled(join_reordered(named))
    index = ShortNameIndex([person_of(group) for group in groups])
    members: list[list[EntityEvidence]] = [list(group) for group in groups]
    links: list[list[NameLink]] = [[] for _ in groups]
    moved: list[list[tuple[EntityKey, str]]] = [[] for _ in groups]
    for number, group in enumerate(groups):
        for found in (found for unit in group for found in index.contested(unit)):
            person = number if found.person is None else found.person
            links[person].append(found.link)
            if person != number:
                moved[person].append((found.link.key, found.link.spelling or ""))
    alone: list[tuple[EntityEvidence, NameLink]] = []
    for unit in short:
        found = index.link(unit)
        if found.person is None:
            alone.append((unit, found.link))
        else:
            members[found.person].append(unit)
            links[found.person].append(found.link)
    persons = zip(members, moved, links, strict=True)
    return [
        *(PersonIdentity(tuple(own), tuple(taken), tuple(sure)) for own, taken, sure in persons),
        *_alone(alone),
    ]


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
