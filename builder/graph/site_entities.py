"""Entities of the site: clusters of the articles matched with the editor's entries and merges, each with its id."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from builder.graph.entry_forms import entry_forms
from builder.graph.entry_spellings import entries_by_spelling
from builder.graph.entry_titles import EntriesByTitle
from builder.graph.identity.entity_cluster import EntityCluster
from builder.graph.identity.page_titles import id_form
from builder.graph.slugs import slug_of, unique_slug
from builder.graph.unmatched_entries import known_merges
from builder.model.annotations import PAGE_TYPES, EntityType
from builder.model.entity_entries import EntityEntry, EntityRules

_PRECEDENCE = (
    EntityType.PLACE,
    EntityType.ORGANIZATION,
    EntityType.GROUP,
    EntityType.EVENT,
    EntityType.PERSON,
)
"""Types in the order in which they keep the plain slug of a shared name.

"Lowmoor" is the town before it is Mr. Lowmoor.
"""


_RESERVED = frozenset(kind.value for kind in EntityType if kind not in PAGE_TYPES)
"""Ids that would make the anchors of mentions without a page: ``m-date-1``."""


class SiteEntity(Struct, frozen=True):
    """Clusters of article entities with one id.

    Attributes:
        id: the editor's, else the slug of the name; unique.
        type: the editor's, else that of the first cluster.
        entry: the editor's entry, or None.
        clusters: that of its own id first, since it has the name of the page; several if the editor joined them.
        redirects: ids that were merged into this one, sorted.
        former_types: types that the machine gives to its clusters and the editor's entry does not, sorted: its page
            had their addresses.
    """

    id: str
    type: EntityType
    entry: EntityEntry | None
    clusters: tuple[EntityCluster, ...]
    redirects: tuple[str, ...]
    former_types: tuple[EntityType, ...] = ()


def site_entities(
    found: Sequence[EntityCluster], rules: EntityRules, pinned: frozenset[str] = frozenset()
) -> tuple[SiteEntity, ...]:
    """Return the entities of the site, sorted by id; each cluster is part of exactly one.

    Args:
        found: the clusters.
        rules: the editor's.
        pinned: ids that the editor's files use; an entity of which a spelling has such a slug keeps it as its id.
    """
    pinned |= {*rules.merge, *rules.merge.values()}
    entries = {entry.id: entry for entry in rules.entries}
    by_entry: dict[str, list[EntityCluster]] = defaultdict(list)
    free: list[EntityCluster] = []
    forms = entry_forms(rules)
    entries_by_title = EntriesByTitle(rules.entries, forms)
    towns = Counter(_bare_town(cluster) for cluster in found)
    for cluster in found:
        entry = entries_by_title.entry_of(cluster.type, cluster.name)
        if entry is None and towns[_bare_town(cluster)] == 1 and _bare_town(cluster) != cluster.name:
            entry = entries_by_title.entry_of(cluster.type, _bare_town(cluster))
        if entry is None:
            free.append(cluster)
        else:
            by_entry[entry.id].append(cluster)
    split_off = {split.new_id for split in rules.splits}
    whole = [entry for entry in rules.entries if entry.id not in split_off]
    spelled = entries_by_spelling(found, free, whole, forms)
    for cluster in free:
        if cluster.keys[0] in spelled:
            by_entry[spelled[cluster.keys[0]].id].append(cluster)
    free = [cluster for cluster in free if cluster.keys[0] not in spelled]
    taken: dict[str, list[EntityCluster]] = dict(by_entry)
    free.sort(key=lambda one: (-_magnitude(one), _precedence(one), one.name, one.keys))
    used = {*taken, *entries, *_RESERVED}
    for cluster, slug in zip(free, _slugs(free, pinned), strict=True):
        entity_id = unique_slug(slug, used)
        used.add(entity_id)
        taken[entity_id] = [cluster]
    merge = known_merges(rules, taken)
    merged: dict[str, list[str]] = defaultdict(list)
    for entity_id in sorted(taken):
        merged[merge.get(entity_id, entity_id)].append(entity_id)
    gone = _ids_of_spellings(merge, merged, taken)
    return tuple(
        _named(entity_id, sources, taken, entries, gone[entity_id])
        for entity_id, sources in sorted(merged.items())
    )


def _named(
    entity_id: str,
    sources: Sequence[str],
    taken: Mapping[str, Sequence[EntityCluster]],
    entries: Mapping[str, EntityEntry],
    gone: Sequence[str],
) -> SiteEntity:
    """Return the entity of an id, with the clusters of all ids that are merged into it.

    Args:
        entity_id: the id.
        sources: the ids of clusters that become it.
        taken: the clusters by id.
        entries: the editor's, by id.
        gone: further ids that are merged into it, which no cluster has.
    """
    entry = entries.get(entity_id)
    # The page that stays keeps its name, which is that of the first cluster.
    ordered = sorted(sources, key=lambda source: (source != entity_id, source))
    clusters = [cluster for source in ordered for cluster in taken[source]]
    own = taken.get(entity_id, clusters)
    kind = entry.type if entry is not None else own[0].type
    former: set[EntityType] = set()
    if entry is not None:
        slugs = ((one.type, {_short_slug(one), slug_of(one.name, fallback=one.type.value)}) for one in own)
        former = {machine for machine, known in slugs if entity_id in known}
    return SiteEntity(
        id=entity_id,
        type=kind,
        entry=entry,
        clusters=tuple(clusters),
        redirects=tuple(sorted({*sources, *gone} - {entity_id})),
        former_types=tuple(sorted(former - {kind})),
    )


def _ids_of_spellings(
    merge: Mapping[str, str],
    merged: Mapping[str, Sequence[str]],
    taken: Mapping[str, Sequence[EntityCluster]],
) -> Mapping[str, Sequence[str]]:
    """Return for each id the merged ids that no cluster has any more, because its articles already have that spelling.

    Their addresses still redirect.
    """
    gone: dict[str, list[str]] = defaultdict(list)
    for old_id, kept_id in merge.items():
        if old_id in taken or kept_id not in merged:
            continue
        forms = {form for source in merged[kept_id] for cluster in taken[source] for form in cluster.forms}
        if old_id in {slug_of(form, fallback="") for form in forms}:
            gone[kept_id].append(old_id)
    return gone


def _slugs(free: Sequence[EntityCluster], pinned: frozenset[str]) -> Iterator[str]:
    """Yield the slug of each cluster: a pinned one of its spellings, else that of its short or its full name."""
    slugs = [_short_slug(cluster) for cluster in free]
    shared = Counter(slugs)
    for cluster, short in zip(free, slugs, strict=True):
        spellings = pinned and {slug_of(form, fallback="") for form in cluster.forms if " " in form} & pinned
        if short not in pinned and len(spellings) == 1:
            yield next(iter(spellings))
        else:
            # "George Bush" would be two presidents: both keep their initials.
            yield short if shared[short] == 1 else slug_of(cluster.name, fallback=cluster.type.value)


def _short_slug(cluster: EntityCluster) -> str:
    form = id_form(cluster.name, is_person=cluster.type is EntityType.PERSON)
    return slug_of(form, fallback=cluster.type.value)


def _magnitude(cluster: EntityCluster) -> int:
    """Return a measure of the number of articles that grows by one when they are four times as many."""
    return len({seed_id for seed_id, _ in cluster.keys}).bit_length() // 2


def _precedence(cluster: EntityCluster) -> int:
    return _PRECEDENCE.index(cluster.type)


def _bare_town(cluster: EntityCluster) -> str:
    """Return the name of a place without its region: an editor's "Lowmoor" is the only "Lowmoor, Ohio" of the site."""
    return cluster.name.partition(", ")[0] if cluster.type is EntityType.PLACE else cluster.name
