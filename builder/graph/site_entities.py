"""The editor's entries joined with what was found: whose name, whose id, what is merged, what is ignored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder.graph.cross_article_clustering import EntityCluster
from builder.graph.slugs import slug_of, unique_slug
from builder.model.annotations import PAGE_TYPES, EntityType
from builder.model.editorial import EntityEntry, EntityRules
from builder.names.normal_form import spelling
from builder.names.person_names import compatible, fold, person_name

_PRECEDENCE = (
    EntityType.PLACE,
    EntityType.ORGANIZATION,
    EntityType.GROUP,
    EntityType.EVENT,
    EntityType.PERSON,
)
"""Who keeps the plain slug where two types share a name: "Lowmoor" is the town before it is Mr. Lowmoor."""


_RESERVED = frozenset(kind.value for kind in EntityType if kind not in PAGE_TYPES)
"""Ids that would make the anchors of mentions without a page: ``m-date-1``."""


@dataclass(frozen=True, slots=True)
class SiteEntity:
    """Identities under one id.

    Attributes:
        id: the editor's, else the slug of the name; unique.
        type: the editor's, else the found one.
        entry: the editor's entry, or None.
        identities: sorted as they were found; several where the editor joined them.
        redirects: ids that were merged into this one, sorted.
    """

    id: str
    type: EntityType
    entry: EntityEntry | None
    clusters: tuple[EntityCluster, ...]
    redirects: tuple[str, ...]


def site_entities(found: Sequence[EntityCluster], rules: EntityRules) -> tuple[SiteEntity, ...]:
    """Every identity with its id, sorted by id."""
    entries = {entry.id: entry for entry in rules.entries}
    by_entry: dict[str, list[EntityCluster]] = defaultdict(list)
    free: list[EntityCluster] = []
    for identity in found:
        entry = _entry_for(identity, rules)
        if entry is None:
            free.append(identity)
        else:
            by_entry[entry.id].append(identity)
    taken: dict[str, list[EntityCluster]] = dict(by_entry)
    for identity in sorted(free, key=lambda one: (_precedence(one), one.name, one.nodes)):
        slug = slug_of(identity.name, fallback=identity.type.value)
        taken[unique_slug(slug, {*taken, *entries, *_RESERVED})] = [identity]
    merged: dict[str, list[str]] = defaultdict(list)
    for entity_id in sorted(taken):
        merged[rules.merge.get(entity_id, entity_id)].append(entity_id)
    return tuple(_named(entity_id, sources, taken, entries) for entity_id, sources in sorted(merged.items()))


def _named(
    entity_id: str,
    sources: Sequence[str],
    taken: Mapping[str, Sequence[EntityCluster]],
    entries: Mapping[str, EntityEntry],
) -> SiteEntity:
    entry = entries.get(entity_id)
    clusters = [identity for source in sources for identity in taken[source]]
    own = taken.get(entity_id, clusters)
    return SiteEntity(
        id=entity_id,
        type=entry.type if entry is not None else own[0].type,
        entry=entry,
        clusters=tuple(clusters),
        redirects=tuple(source for source in sources if source != entity_id),
    )


def _precedence(identity: EntityCluster) -> int:
    return _PRECEDENCE.index(identity.type)


def _entry_for(identity: EntityCluster, rules: EntityRules) -> EntityEntry | None:
    """The entry that speaks of an identity: by its id or one of its spellings, of the same type first."""
    exact = [entry for entry in rules.entries if _names(entry, identity)]
    same_type = [entry for entry in exact if entry.type is identity.type]
    for fitting in (same_type, exact):
        if len(fitting) == 1:
            return fitting[0]
    if not exact and identity.type is EntityType.PERSON:
        by_surname = [entry for entry in rules.entries if _is_same_person(entry, identity)]
        return by_surname[0] if len(by_surname) == 1 else None
    return None


def _names(entry: EntityEntry, identity: EntityCluster) -> bool:
    if entry.type is identity.type and entry.id == slug_of(identity.name, fallback=""):
        return True
    return fold(spelling(identity.name)) in {fold(spelling(form)) for form in _forms(entry)}


def _is_same_person(entry: EntityEntry, identity: EntityCluster) -> bool:
    if entry.type is not EntityType.PERSON:
        return False
    person = person_name(identity.name)
    return person.is_full and any(
        person_name(form).is_full and compatible(person, person_name(form)) for form in _forms(entry)
    )


def _forms(entry: EntityEntry) -> tuple[str, ...]:
    return ((entry.name,) if entry.name else ()) + entry.aliases
