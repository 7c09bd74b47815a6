"""Entities of the site: clusters of the articles matched with the editor's entries and merges, each with its id."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.gazetteer.lookup import load_gazetteer
from builder.graph.entry_forms import entry_forms
from builder.graph.entry_spellings import entries_by_spelling
from builder.graph.identity.entity_cluster import EntityCluster
from builder.graph.identity.page_titles import id_form
from builder.graph.slugs import slug_of, unique_slug
from builder.graph.unmatched_entries import known_merges
from builder.model.annotations import PAGE_TYPES, EntityType
from builder.model.entity_entries import EntityEntry, EntityRules
from builder.names.matching_keys import place_key
from builder.names.normal_form import normal_form
from builder.names.person_names import are_compatible, fold, person_name

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
    towns = Counter(_bare_town(cluster) for cluster in found)
    for cluster in found:
        entry = _entry_for(cluster, rules, forms)
        if entry is None and towns[_bare_town(cluster)] == 1:
            entry = _entry_for(replace(cluster, name=_bare_town(cluster)), rules, forms)
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


def _entry_for(
    cluster: EntityCluster, rules: EntityRules, forms: Mapping[str, tuple[str, ...]]
) -> EntityEntry | None:
    """Return the only entry that matches a cluster by id or by a spelling; entries of the same type come first.

    A person without such an entry may match the only entry with a compatible full name.

    Returns:
        None if no entry or several match.
    """
    exact = [entry for entry in rules.entries if _names(entry, forms[entry.id], cluster)]
    same_type = [entry for entry in exact if entry.type is cluster.type]
    for fitting in (same_type, exact):
        if len(fitting) == 1:
            return fitting[0]
    if not exact and cluster.type is EntityType.PERSON:
        persons = [entry for entry in rules.entries if _is_same_person(entry, forms[entry.id], cluster)]
        return persons[0] if len(persons) == 1 else None
    return None


def _bare_town(cluster: EntityCluster) -> str:
    """Return the name of a place without its region: an editor's "Lowmoor" is the only "Lowmoor, Ohio" of the site."""
    return cluster.name.partition(", ")[0] if cluster.type is EntityType.PLACE else cluster.name


def _names(entry: EntityEntry, forms: Sequence[str], cluster: EntityCluster) -> bool:
    if entry.type is cluster.type and entry.id == slug_of(cluster.name, fallback=""):
        return True
    if fold(normal_form(cluster.name)) in {fold(normal_form(form)) for form in forms}:
        return True
    # An editor's "New York" is the city, whose page is titled New York City.
    gazetteer = load_gazetteer()
    both_places = entry.type is EntityType.PLACE is cluster.type
    return both_places and place_key(cluster.name, gazetteer) in {
        place_key(form, gazetteer) for form in forms
    }


def _is_same_person(entry: EntityEntry, forms: Sequence[str], cluster: EntityCluster) -> bool:
    if entry.type is not EntityType.PERSON:
        return False
    person = person_name(cluster.name)
    return person.is_full and any(
        person_name(form).is_full and are_compatible(person, person_name(form)) for form in forms
    )
