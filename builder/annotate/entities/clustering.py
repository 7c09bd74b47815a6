"""Clustering of the spellings of an article that refer to one entity.

Spellings with the same key are one group; the steps of their type then merge groups, in order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from builder.annotate.entities.alias_merging import KNOWN_NAME, STATED_ALIAS
from builder.annotate.entities.canonical_names import canonical_name, group_name
from builder.annotate.entities.event_merging import EVENT_STEPS
from builder.annotate.entities.merge_steps import MergeStep, TypeSpellings, trace_steps
from builder.annotate.entities.organization_merging import ORGANIZATION_STEPS
from builder.annotate.entities.person_merging import PERSON_STEPS
from builder.annotate.entities.place_merging import PLACE_STEPS
from builder.model.annotations import PAGE_TYPES, EntityType
from builder.names.key_groups import SpellingGroup
from builder.names.matching_keys import person_key, place_key, plain_key

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

TypedForm = tuple[EntityType, str]
"""An entity type and a spelling as written, its words separated by single spaces."""


class SpellingCluster(Struct, frozen=True):
    """The spellings that refer to one entity.

    Attributes:
        type: its type.
        name: its canonical name.
        forms: all spellings, sorted.
    """

    type: EntityType
    name: str
    forms: tuple[str, ...]


def _merge_same_keys(groups: Sequence[SpellingGroup], spellings: TypeSpellings) -> list[SpellingGroup]:
    """Return the groups, merged if their forms have the same key: case, accents, "U.S." for "United States"."""
    keys: dict[EntityType, Callable[[str], str]] = {
        EntityType.PLACE: lambda form: place_key(form, spellings.gazetteer),
        EntityType.GROUP: lambda form: group_name(form, spellings.gazetteer),
        EntityType.PERSON: person_key,
    }
    key_of = keys.get(spellings.type, plain_key)
    same: dict[str, list[str]] = defaultdict(list)
    for group in groups:
        for form in group:
            same[key_of(form)].append(form)
    return list(same.values())


_STEPS: Mapping[EntityType, Sequence[MergeStep]] = {
    EntityType.PERSON: (*PERSON_STEPS, KNOWN_NAME),
    EntityType.ORGANIZATION: (*ORGANIZATION_STEPS, KNOWN_NAME),
    EntityType.EVENT: EVENT_STEPS,
    EntityType.PLACE: PLACE_STEPS,
}
"""The steps of a type between the first and the last, which all types share."""


def steps_of(entity_type: EntityType) -> tuple[MergeStep, ...]:
    """Return the steps of merging for a type, in order."""
    return (MergeStep("same-key", _merge_same_keys), *_STEPS.get(entity_type, ()), STATED_ALIAS)


def spellings_by_type(
    counts: Mapping[TypedForm, int],
    gazetteer: Gazetteer,
    *,
    aliases: Iterable[tuple[TypedForm, TypedForm]] = (),
) -> dict[EntityType, TypeSpellings]:
    """Return the spellings of an article by type, for the types that have pages.

    Args:
        counts: how often each form of each type appears in the article.
        gazetteer: places and groups.
        aliases: pairs of forms that the article says refer to one entity; pairs of two types are left out.
    """
    by_type: dict[EntityType, Counter[str]] = defaultdict(Counter)
    for (entity_type, form), count in sorted(counts.items()):
        if entity_type in PAGE_TYPES:
            by_type[entity_type][form] += count
    pairs: dict[EntityType, list[tuple[str, str]]] = defaultdict(list)
    for first, second in aliases:
        if first[0] is second[0]:
            pairs[first[0]].append((first[1], second[1]))
    return {
        entity_type: TypeSpellings(entity_type, forms, tuple(pairs[entity_type]), gazetteer)
        for entity_type, forms in by_type.items()
    }


def cluster_spellings(spellings: Iterable[TypeSpellings]) -> tuple[SpellingCluster, ...]:
    """Return the clusters, sorted by type and name; each form of each type is in exactly one of them."""
    clusters: list[SpellingCluster] = []
    for own in spellings:
        *_, (_, groups) = trace_steps(steps_of(own.type), own)
        clusters.extend(
            SpellingCluster(own.type, canonical_name(group, own), tuple(sorted(group))) for group in groups
        )
    return tuple(sorted(clusters, key=lambda cluster: (cluster.type, cluster.name, cluster.forms)))
