"""Clustering of entities across articles: which entities of different articles are the same.

All articles are clustered together, and their order makes no difference. Namesakes are the danger: entities that could
be two stay two. Only clear cases are merged: the same spelling, a full name with and without middle names, an acronym
that one article spells out, and a surname that only one person of the site has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from builder.gazetteer.lookup import load_gazetteer
from builder.graph.place_identity import PlaceGroup, bare_name, place_groups
from builder.model.annotations import DocumentEntity, EntityType
from builder.names.key_groups import SpellingGroups
from builder.names.matching_keys import plain_key
from builder.names.normal_form import normal_form
from builder.names.person_names import (
    are_compatible,
    fold,
    fullest_form,
    is_short_form,
    lookup_keys,
    person_name,
    storage_keys,
)

_OUTVOTE_FACTOR = 3
"""How many times as many articles must give a name another type before the type in one article counts as wrong."""

_CONFUSED_TYPES = (EntityType.PLACE, EntityType.ORGANIZATION, EntityType.EVENT)
"""Types between which articles often differ; entities of two of them do not share a name of several words."""

EntityKey = tuple[str, str]
"""Key of an entity of one article: the seed id, and the entity's key there."""


@dataclass(frozen=True, slots=True)
class EntityCluster:
    """An entity across articles.

    Attributes:
        name: the fullest name in any article; the most frequent one for places, groups and events.
        keys: of its entities in the articles, sorted.
        forms: all its spellings, sorted.
    """

    type: EntityType
    name: str
    keys: tuple[EntityKey, ...]
    forms: tuple[str, ...]


def cluster_entities(entities: Mapping[EntityKey, DocumentEntity]) -> tuple[EntityCluster, ...]:
    """Return the clusters, sorted by type and name; each entity of an article is in exactly one."""
    found: list[EntityCluster] = []
    types = _agreed_types(entities)
    for kind in sorted(set(types.values())):
        if kind is EntityType.PLACE:
            members = [key for key in entities if types[key] is kind]
            found += [_place_cluster(group, entities) for group in place_groups(members, entities)]
            continue
        by_name: dict[str, list[EntityKey]] = defaultdict(list)
        for key in sorted(entities):
            if types[key] is kind:
                by_name[_name_key(kind, entities[key].name)].append(key)
        for names in _same(kind, by_name, entities):
            members = sorted(key for name in names for key in by_name[name])
            found.append(_cluster(kind, [entities[key] for key in members], members))
    return tuple(sorted(found, key=lambda cluster: (cluster.type, cluster.name, cluster.keys)))


def _agreed_types(entities: Mapping[EntityKey, DocumentEntity]) -> dict[EntityKey, EntityType]:
    """Return the type of each entity after a vote of all articles.

    If many articles give a name one type, an article that gives it another is wrong about it, unless it shows more than
    the name: a given name or a role.
    """
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for entity in entities.values():
        votes[plain_key(entity.name)][entity.type] += 1
    types = {}
    for key, entity in entities.items():
        counts = votes[plain_key(entity.name)]
        best = min(counts, key=lambda kind: (-counts[kind], kind))
        sure = entity.roles or (entity.type is EntityType.PERSON and " " in entity.name)
        alike = entity.type in _CONFUSED_TYPES and best in _CONFUSED_TYPES and " " in entity.name
        outvoted = alike or counts[best] >= _OUTVOTE_FACTOR * counts[entity.type]
        types[key] = best if outvoted and not sure and entity.type is not EntityType.GROUP else entity.type
    return types


def _name_key(kind: EntityType, name: str) -> str:
    """Return the key of a name; names with the same key belong to the same entity."""
    return plain_key(name) if kind is EntityType.ORGANIZATION else fold(normal_form(name))


def _place_cluster(group: PlaceGroup, entities: Mapping[EntityKey, DocumentEntity]) -> EntityCluster:
    """Return the cluster of a place, with its region in the name if others have the bare name."""
    own = [entities[key] for key in group.keys]
    cluster = _cluster(EntityType.PLACE, own, group.keys)
    gazetteer = load_gazetteer()
    names = Counter(bare_name(entity, gazetteer) for entity in own)
    name = min(names, key=lambda name: (-names[name], name))
    return replace(cluster, name=f"{name}, {group.region}" if group.region is not None else name)


def _cluster(
    kind: EntityType, entities: Sequence[DocumentEntity], keys: Sequence[EntityKey]
) -> EntityCluster:
    """Return the cluster of the entities with these keys."""
    names = Counter(entity.name for entity in entities)
    if kind in (EntityType.PERSON, EntityType.ORGANIZATION):
        name = fullest_form(sorted(names))
    else:
        name = min(names, key=lambda name: (-names[name], name))
    forms = {form for entity in entities for form in (entity.name, *entity.aliases)}
    return EntityCluster(kind, name, tuple(keys), tuple(sorted(forms)))


def _same(
    kind: EntityType, by_name: Mapping[str, Sequence[EntityKey]], entities: Mapping[EntityKey, DocumentEntity]
) -> list[list[str]]:
    """Return lists of name keys that belong to the same entity."""
    written = {name: entities[members[0]].name for name, members in by_name.items()}
    if kind is EntityType.PERSON:
        return _same_persons(written)
    if kind is EntityType.ORGANIZATION:
        aliases = {
            name: {plain_key(alias) for key in members for alias in entities[key].aliases}
            for name, members in by_name.items()
        }
        return _by_alias(written, aliases)
    return [[name] for name in sorted(written)]


def _same_persons(written: Mapping[str, str]) -> list[list[str]]:
    """Return lists of name keys that belong to the same person."""
    by_surname: dict[str, list[str]] = defaultdict(list)
    for name in sorted(written):
        by_surname[person_name(written[name]).last_word].append(name)
    groups: list[list[str]] = []
    for names in by_surname.values():
        groups.extend(_family(names, written))
    return groups


def _family(names: Iterable[str], written: Mapping[str, str]) -> list[list[str]]:
    """Return lists of name keys of the same person, given those that share a last word.

    A full name that is compatible with exactly one fuller name joins it. A single word joins the only person whose
    surname it is.
    """
    ordered = sorted(names, key=lambda name: (-len(written[name].split()), -len(name), name))
    groups = _join_full_names([name for name in ordered if person_name(written[name]).is_full], written)
    single = [name for name in ordered if not person_name(written[name]).is_full]
    return groups + _join_surnames(single, groups, written)


def _join_full_names(names: Iterable[str], written: Mapping[str, str]) -> list[list[str]]:
    """Return groups of full names that are compatible with each other, given the longest names first."""
    full = SpellingGroups()
    for name in names:
        person = person_name(written[name])
        fitting = [
            full.kept[number]
            for number in full.find(lookup_keys(person))
            if all(are_compatible(person, person_name(written[other])) for other in full.kept[number])
        ]
        if len(fitting) == 1:
            fitting[0].append(name)
        else:
            full.add([name], storage_keys(person))
    return [*full.kept.values()]


def _join_surnames(
    names: Iterable[str], groups: Sequence[list[str]], written: Mapping[str, str]
) -> list[list[str]]:
    """Add each single word to the only group that has it as a surname; return those that no group takes."""
    by_short = SpellingGroups()
    for group in groups:
        by_short.add((), (form for other in group for form in person_name(written[other]).short_forms))
    alone = []
    for name in names:
        short = person_name(written[name])
        fitting = [
            groups[number]
            for number in by_short.find([short.surname])
            if any(is_short_form(short, person_name(written[other])) for other in groups[number])
        ]
        if len(fitting) == 1:
            fitting[0].append(name)
        else:
            alone.append([name])
    return alone


def _by_alias(written: Mapping[str, str], aliases: Mapping[str, set[str]]) -> list[list[str]]:
    """Join each name that is the alias of exactly one other: "LHB" alone in one article, spelled out in another."""
    owners: dict[str, list[str]] = defaultdict(list)
    for name in sorted(written):
        for alias in sorted(aliases[name]):
            owners[alias].append(name)
    groups = {name: [name] for name in sorted(written)}
    for name in sorted(written):
        owning = [owner for owner in owners.get(name, ()) if owner != name]
        if len(owning) == 1 and name not in aliases.get(owning[0], set()) - {name} and owning[0] in groups:
            groups[owning[0]].extend(groups.pop(name))
    return list(groups.values())
