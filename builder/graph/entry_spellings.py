"""Entries of the editor's that name an entity by a spelling that is not its title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from builder.graph.identity.entity_cluster import EntityCluster
from builder.graph.identity.name_evidence import EntityKey
from builder.graph.slugs import slug_of
from builder.model.entity_entries import EntityEntry
from builder.names.normal_form import normal_form
from builder.names.person_names import fold


def entries_by_spelling(
    clusters: Sequence[EntityCluster],
    free: Sequence[EntityCluster],
    entries: Sequence[EntityEntry],
    forms: Mapping[str, Sequence[str]],
) -> dict[EntityKey, EntityEntry]:
    """Return the entry of each free cluster of which one spelling is that, or the id, of exactly one entry.

    Clusters are identified by their first key.

    A spelling that two clusters of a type have, as a shared surname, decides nothing.

    Args:
        clusters: all clusters.
        free: those whose title no entry has.
        entries: the editor's.
        forms: the spellings of each entry, by id.
    """
    if not entries:
        return {}
    owners: dict[tuple[str, str], set[EntityKey]] = defaultdict(set)
    for cluster in clusters:
        for key in _keys_of_cluster(cluster):
            owners[cluster.type, key].add(cluster.keys[0])
    unmatched = {cluster.keys[0] for cluster in free}
    found: dict[EntityKey, set[EntityEntry]] = defaultdict(set)
    for entry in entries:
        for key in _keys_of_entry(entry, forms[entry.id]):
            own = owners.get((entry.type, key), set())
            if len(own) == 1 and own <= unmatched:
                found[next(iter(own))].add(entry)
    return {key: next(iter(own)) for key, own in found.items() if len(own) == 1}


def _keys_of_cluster(cluster: EntityCluster) -> Iterator[str]:
    for form in {cluster.name, *cluster.forms}:
        yield _name_key(form)
        # The slug of a single word would be that of many entities.
        if " " in form:
            yield _id_key(slug_of(form, fallback=""))


def _keys_of_entry(entry: EntityEntry, forms: Sequence[str]) -> Iterator[str]:
    yield _id_key(entry.id)
    for form in forms:
        yield _name_key(form)


def _name_key(form: str) -> str:
    return f"name {fold(normal_form(form))}"


def _id_key(slug: str) -> str:
    return f"id {slug}"
