"""Who is who over the archive, and where it is at home: decided over all articles, and remembered until one changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from msgspec import Struct

from builder.codec import Codec
from builder.digest import digest
from builder.gazetteer.home_places import Home
from builder.graph.article_outlines import ArticleOutline
from builder.graph.cross_article_clustering import cluster_entities, voting_forms
from builder.graph.home_region import PlaceNames, home_of, names_of_articles
from builder.graph.identity.doubts import ClusterDoubt, identity_doubts
from builder.graph.identity.entity_cluster import EntityCluster
from builder.graph.identity.evidence_codec import EVIDENCE
from builder.graph.identity.evidence_digest import evidence_digests
from builder.graph.identity.name_buckets import Buckets
from builder.graph.identity.name_evidence import (
    EntityEvidence,
    EntityKey,
    gather_evidence,
)
from builder.graph.memory import Memory
from builder.model.annotations import Annotations, DocumentEntity, EntityType
from builder.model.article import Article
from builder.model.place import Place
from builder.names.matching_keys import plain_key


class ArchiveIdentity(Struct, frozen=True, array_like=True):
    """Who is who over the archive: the clusters, sorted, and the doubts about them."""

    clusters: tuple[EntityCluster, ...]
    doubts: tuple[ClusterDoubt, ...]


class _Shown(Struct, frozen=True, array_like=True):
    """The home of an archive, or None."""

    home: Home | None


_ENTITIES = Codec(tuple[DocumentEntity, ...])
_IDENTITY = Codec(ArchiveIdentity)
_DIGESTS = Codec(tuple[str, ...])
_NAMES = Codec(tuple[PlaceNames, ...])
_REGION = Codec(Place)
_SHOWN = Codec(_Shown)


def home_of_archive(
    region: Place | None,
    outlines: Mapping[str, ArticleOutline],
    found: Mapping[EntityKey, DocumentEntity],
    memory: Memory,
) -> Home | None:
    """Return the home of a site; None if the editor has not set it and the archive shows none.

    Args:
        region: the editor's, or None.
        outlines: of all articles, by seed id, sorted.
        found: the entities of all articles, by key.
        memory: what earlier builds remember.
    """
    names = names_of_articles({seed_id: one.dateline for seed_id, one in outlines.items()}, found)
    key = digest("" if region is None else _REGION.digest(region), _NAMES.digest(tuple(names)))
    return memory.recall_one(_SHOWN, key, lambda: _Shown(home_of(region, names))).home


def identity_of_archive(
    articles: Mapping[str, Article],
    annotations: Mapping[str, Annotations],
    found: Mapping[EntityKey, DocumentEntity],
    home: Home | None,
    memory: Memory,
    sources: Mapping[str, str],
) -> ArchiveIdentity:
    """Return who is who over the archive.

    Args:
        articles: all articles, by seed id, sorted.
        annotations: by seed id.
        found: the entities of all articles, by key.
        home: of the site.
        memory: what earlier builds remember, above all the evidence in single articles.
        sources: a digest of each article with its annotations, by seed id; without all of them nothing is remembered.
    """
    own: dict[str, dict[EntityKey, DocumentEntity]] = defaultdict(dict)
    for key, entity in found.items():
        own[key[0]][key] = entity
    keys = {
        seed_id: digest(sources[seed_id], _ENTITIES.digest(tuple(own[seed_id].values())))
        if seed_id in sources
        else ""
        for seed_id in articles
    }
    fresh: dict[str, tuple[EntityEvidence, ...]] = {}

    def gather(seed_id: str) -> tuple[EntityEvidence, ...]:
        if seed_id not in fresh:
            fresh[seed_id] = tuple(
                gather_evidence(articles[seed_id], annotations[seed_id], own[seed_id]).values()
            )
        return fresh[seed_id]

    at_home = _SHOWN.digest(_Shown(home))

    def make(digests: Mapping[str, tuple[str, ...]]) -> ArchiveIdentity:
        units = memory.recall(EVIDENCE, keys, gather)
        fresh.clear()
        evidence = {unit.key: unit for of_article in units.values() for unit in of_article}
        sealed = {
            unit.key: one
            for seed_id, own_digests in digests.items()
            for unit, one in zip(units[seed_id], own_digests, strict=True)
        }
        place_keys = {seed_id: digest(key, at_home) if key else "" for seed_id, key in keys.items()}
        buckets = Buckets(memory, sealed) if digests else Buckets()
        clusters = cluster_entities(found, evidence, home, memory, place_keys, buckets)
        return ArchiveIdentity(clusters, identity_doubts(clusters, evidence))

    if not all(keys.values()):
        return make({})
    # Most edits of an article change nothing that decides who is who.
    persons = _may_be_persons(own)
    digest_keys = {seed_id: digest(key, *sorted(persons[seed_id])) for seed_id, key in keys.items()}

    def seal(seed_id: str) -> tuple[str, ...]:
        return evidence_digests(gather(seed_id), {(seed_id, key) for key in persons[seed_id]})

    shown = memory.recall_all("digests of evidence", _DIGESTS, digest_keys, seal)
    states = (part for seed_id, own_digests in shown.items() for part in (seed_id, digest(*own_digests)))
    return memory.recall_one(_IDENTITY, digest(at_home, *states), lambda: make(shown))


def _may_be_persons(
    own: Mapping[str, Mapping[EntityKey, DocumentEntity]],
) -> Mapping[str, frozenset[str]]:
    """Return the keys of the entities that are persons, or become persons if most articles say so, by seed id.

    Args:
        own: the entities of each article, by seed id.
    """
    entities = [entity for found in own.values() for entity in found.values()]
    persons = [entity for entity in entities if entity.type is EntityType.PERSON]
    names = {plain_key(form) for entity in persons for form in voting_forms(entity)}
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for seed_id, of_article in own.items():
        found[seed_id] = frozenset(
            entity.key
            for entity in of_article.values()
            if entity.type is EntityType.PERSON or plain_key(entity.name) in names
        )
    return found
