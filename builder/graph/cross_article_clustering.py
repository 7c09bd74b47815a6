"""Which entities of different articles are the same: decided from all of them together, in no order.

Namesakes are the danger: what could be two stays two. Only what is plain is merged: one spelling, one full
name with and without middle names, an acronym that one article spells out, a surname that one person of the
site has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from builder.gazetteer.lookup import load_gazetteer
from builder.model.annotations import DocumentEntity, EntityType
from builder.names.key_groups import Groups
from builder.names.matching_keys import place_key, plain_key
from builder.names.normal_form import spelling
from builder.names.person_names import (
    compatible,
    compatible_as,
    compatible_with,
    fold,
    fullest,
    is_short_form,
    person_name,
)

_OUTVOTED = 3
"""An article is wrong about what a name names where so many times as many articles hold it for something else."""

_SPELLED_OUT = (EntityType.PLACE, EntityType.ORGANIZATION, EntityType.EVENT)
"""Between these the articles often differ; two of them do not bear one name of several words."""

EntityKey = tuple[str, str]
"""An entity of one article: its seed id and its key there."""


@dataclass(frozen=True, slots=True)
class EntityCluster:
    """One thing across articles.

    Attributes:
        type: what it is.
        name: the fullest form seen (of places and groups the most frequent).
        nodes: sorted.
        forms: all its spellings, sorted.
    """

    type: EntityType
    name: str
    nodes: tuple[EntityKey, ...]
    forms: tuple[str, ...]


def cluster_entities(nodes: Mapping[EntityKey, DocumentEntity]) -> tuple[EntityCluster, ...]:
    """The nodes put together to things, sorted by type and name; each node in exactly one."""
    found: list[EntityCluster] = []
    types = _agreed_types(nodes)
    for kind in sorted(set(types.values())):
        by_name: dict[str, list[EntityKey]] = defaultdict(list)
        for node in sorted(nodes):
            if types[node] is kind:
                by_name[_name_key(kind, nodes[node].name)].append(node)
        for names in _same(kind, by_name, nodes):
            members = sorted(node for name in names for node in by_name[name])
            found.append(_identity(kind, [nodes[node] for node in members], members))
    return tuple(sorted(found, key=lambda identity: (identity.type, identity.name, identity.nodes)))


def _agreed_types(nodes: Mapping[EntityKey, DocumentEntity]) -> dict[EntityKey, EntityType]:
    """The type of each node. Where many articles hold one name for one thing, an article that holds it for another is
    wrong about it, unless it says more of it than the name: a given name, or what somebody is.
    """
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for entity in nodes.values():
        votes[plain_key(entity.name)][entity.type] += 1
    types = {}
    for node, entity in nodes.items():
        counts = votes[plain_key(entity.name)]
        best = min(counts, key=lambda kind: (-counts[kind], kind))
        sure = entity.roles or (entity.type is EntityType.PERSON and " " in entity.name)
        alike = entity.type in _SPELLED_OUT and best in _SPELLED_OUT and " " in entity.name
        outvoted = alike or counts[best] >= _OUTVOTED * counts[entity.type]
        types[node] = best if outvoted and not sure and entity.type is not EntityType.GROUP else entity.type
    return types


def _name_key(kind: EntityType, name: str) -> str:
    """Names with one key are one thing's."""
    if kind is EntityType.PLACE:
        return place_key(name, load_gazetteer())
    return plain_key(name) if kind is EntityType.ORGANIZATION else fold(spelling(name))


def _identity(
    kind: EntityType, entities: Sequence[DocumentEntity], nodes: Sequence[EntityKey]
) -> EntityCluster:
    names = Counter(entity.name for entity in entities)
    if kind in (EntityType.PERSON, EntityType.ORGANIZATION):
        name = fullest(sorted(names))
    else:
        name = min(names, key=lambda name: (-names[name], name))
    forms = {form for entity in entities for form in (entity.name, *entity.aliases)}
    return EntityCluster(kind, name, tuple(nodes), tuple(sorted(forms)))


def _same(
    kind: EntityType, by_name: Mapping[str, Sequence[EntityKey]], nodes: Mapping[EntityKey, DocumentEntity]
) -> list[list[str]]:
    """Lists of folded names that are one thing."""
    written = {name: nodes[members[0]].name for name, members in by_name.items()}
    if kind is EntityType.PERSON:
        return _same_persons(written)
    if kind is EntityType.ORGANIZATION:
        aliases = {
            name: {plain_key(alias) for node in members for alias in nodes[node].aliases}
            for name, members in by_name.items()
        }
        return _by_alias(written, aliases)
    return [[name] for name in sorted(written)]


def _same_persons(written: Mapping[str, str]) -> list[list[str]]:
    """Full names that agree with exactly one fuller name join it; a single word joins the one person whose
    surname it is.
    """
    by_surname: dict[str, list[str]] = defaultdict(list)
    for name in sorted(written):
        by_surname[person_name(written[name]).last_word].append(name)
    groups: list[list[str]] = []
    for names in by_surname.values():
        groups.extend(_family(names, written))
    return groups


def _family(names: Iterable[str], written: Mapping[str, str]) -> list[list[str]]:
    full = Groups()
    single = []
    for name in sorted(names, key=lambda name: (-len(written[name].split()), -len(name), name)):
        person = person_name(written[name])
        if not person.is_full:
            single.append(name)
            continue
        fitting = [
            full.kept[number]
            for number in full.found(compatible_with(person))
            if all(compatible(person, person_name(written[other])) for other in full.kept[number])
        ]
        if len(fitting) == 1:
            fitting[0].append(name)
        else:
            full.add([name], compatible_as(person))
    groups = [*full.kept.values()]
    by_short = Groups()
    for group in groups:
        by_short.add((), (form for other in group for form in person_name(written[other]).short_forms))
    alone = []
    for name in single:
        short = person_name(written[name])
        fitting = [
            groups[number]
            for number in by_short.found([short.surname])
            if any(is_short_form(short, person_name(written[other])) for other in groups[number])
        ]
        if len(fitting) == 1:
            fitting[0].append(name)
        else:
            alone.append([name])
    return groups + alone


def _by_alias(written: Mapping[str, str], aliases: Mapping[str, set[str]]) -> list[list[str]]:
    """A name that is the alias of exactly one other joins it: "LHB" alone here, spelled out there."""
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
