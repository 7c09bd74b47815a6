"""Doubts about identity: pages that may be one entity, and pages that may mix two, with the evidence on both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from builder.graph.identity.entity_cluster import EntityCluster
from builder.graph.identity.name_evidence import EntityEvidence, EntityKey, NameLink
from builder.graph.identity.organizations import organization_key
from builder.graph.identity.role_fields import fields_of
from builder.model.annotations import EntityType
from builder.model.graph import DoubtKind
from builder.names.acronyms import is_acronym
from builder.names.alike_names import are_alike, are_misspellings, deletion_keys, nicknames_of
from builder.names.compass import COMPASS
from builder.names.person_names import PersonName, are_compatible, fold, person_name

_LEAST_RIVAL = 0.25
"""Share of the evidence from which another page for a short name is worth an editor's time."""
_PREPOSITIONS = frozenset({"at", "for", "in", "of", "on"})
_FEW_PARTS = 2
"""A page whose name is the beginning of another's has this many times as many articles as they share, at most."""
_RARE = 2
"""Mentions of a misspelled name, at most."""
_SHOWN = 3
"""Companions and roles that are shown as evidence, at most."""


class ClusterDoubt(Struct, frozen=True, array_like=True):
    """A doubt about two clusters.

    Attributes:
        kind: whether two pages may be one entity, or the first page may have mentions of the second.
        first, second: numbers of the clusters.
        keys: the entities of articles that are concerned, sorted; for doubles those of the rarer cluster.
        evidence_for: what speaks for one entity, in words.
        evidence_against: what speaks for two.
    """

    kind: DoubtKind
    first: int
    second: int
    keys: tuple[EntityKey, ...]
    evidence_for: tuple[str, ...]
    evidence_against: tuple[str, ...]


def identity_doubts(
    clusters: Sequence[EntityCluster], evidence: Mapping[EntityKey, EntityEvidence]
) -> tuple[ClusterDoubt, ...]:
    """Return the doubts about the clusters of a site; of each two clusters there is one at most.

    Args:
        clusters: sorted.
        evidence: on the entities of articles, by key.
    """
    found: dict[tuple[int, int], ClusterDoubt] = {}
    for doubt in (
        *_doubts_of_links(clusters),
        *_alike_clusters(clusters, evidence),
        *_parts_of_names(clusters),
    ):
        pair = (min(doubt.first, doubt.second), max(doubt.first, doubt.second))
        found.setdefault(pair, doubt)
    return tuple(found[pair] for pair in sorted(found))


def _doubts_of_links(clusters: Sequence[EntityCluster]) -> Iterator[ClusterDoubt]:
    """Yield a doubt for each two clusters that compete for the short names of some articles."""
    cluster_of = {key: number for number, cluster in enumerate(clusters) for key in cluster.keys}
    contested: dict[tuple[int, int], list[tuple[NameLink, float]]] = defaultdict(list)
    for number, cluster in enumerate(clusters):
        for link in cluster.links:
            for rival, share in link.rivals:
                if share >= _LEAST_RIVAL and cluster_of.get(rival, number) != number:
                    contested[number, cluster_of[rival]].append((link, share))
    for (number, other), links in sorted(contested.items()):
        short = not any(person_name(form).is_full for form in clusters[number].forms)
        spelling = clusters[number].name if short else (links[0][0].spelling or clusters[other].name)
        best = max(share for _, share in links)
        yield ClusterDoubt(
            kind=DoubtKind.DOUBLE if short else DoubtKind.NAMESAKES,
            first=number,
            second=other,
            keys=tuple(sorted({link.key for link, _ in links})),
            evidence_for=(f"{best:.0%} of the evidence says that “{spelling}” is {clusters[other].name}",),
            evidence_against=(
                f"{_articles(len({link.key[0] for link, _ in links}))} does not give the full name",
            ),
        )


def _alike_clusters(
    clusters: Sequence[EntityCluster], evidence: Mapping[EntityKey, EntityEvidence]
) -> Iterator[ClusterDoubt]:
    """Yield a doubt for each two clusters whose names are alike."""
    by_key: dict[Hashable, list[int]] = defaultdict(list)
    for number, cluster in enumerate(clusters):
        for key in dict.fromkeys(_alike_keys(cluster)):
            by_key[key].append(number)
    pairs = {pair for numbers in by_key.values() if len(numbers) <= 50 for pair in combinations(numbers, 2)}
    for pair in sorted(pairs):
        # The page of more articles is first: the rarer name would become one of its spellings.
        first, second = sorted(pair, key=lambda number: (-len(clusters[number].keys), number))
        one, two = clusters[first], clusters[second]
        reasons = _reasons(one, two)
        if reasons:
            yield ClusterDoubt(
                kind=DoubtKind.DOUBLE,
                first=first,
                second=second,
                keys=two.keys,
                evidence_for=(*reasons, *_shared(one, two, evidence)),
                evidence_against=tuple(_differences(one, two, evidence)),
            )


def _parts_of_names(clusters: Sequence[EntityCluster]) -> Iterator[ClusterDoubt]:
    """Yield a doubt for each two pages of an article of which one has the beginning of the other's name.

    "Lowmoor" beside "Lowmoor Healthcare": a short form that the annotator kept apart.
    """
    by_article: dict[tuple[str, EntityType], dict[str, int]] = defaultdict(dict)
    for number, cluster in enumerate(clusters):
        if cluster.type in (EntityType.ORGANIZATION, EntityType.PLACE):
            for seed_id, _ in cluster.keys:
                by_article[seed_id, cluster.type][cluster.name] = number
    found: dict[tuple[int, int], list[EntityKey]] = defaultdict(list)
    for (seed_id, _), names in by_article.items():
        for name, number in names.items():
            for beginning in _beginnings(name):
                if beginning in names:
                    found[number, names[beginning]] += [
                        key for key in clusters[names[beginning]].keys if key[0] == seed_id
                    ]
    for (whole, part), keys in sorted(found.items()):
        # A short name of many articles is a name of its own: "Congress" beside "Peasants' Congress".
        if len(clusters[part].keys) <= _FEW_PARTS * len(keys):
            yield ClusterDoubt(
                kind=DoubtKind.DOUBLE,
                first=whole,
                second=part,
                keys=tuple(sorted(keys)),
                evidence_for=(
                    f"“{clusters[part].name}” is the beginning of the name, and {_articles(len(keys))} has both",
                ),
                evidence_against=(),
            )


def _beginnings(name: str) -> Iterator[str]:
    """Yield the beginnings of a name of several words, if the rest makes no other thing of it.

    "European Council on Foreign Relations", "Selma, Alabama", "Lowmoor Caucus PAC" and "West Virginia" have none.
    """
    parts = name.split()
    for i in range(1, len(parts)):
        rest = parts[i:]
        is_other = "," in name or _PREPOSITIONS & set(rest) or is_acronym(rest[-1]) or parts[0] in COMPASS
        if not is_other:
            yield " ".join(parts[:i])


def _alike_keys(cluster: EntityCluster) -> Iterator[Hashable]:
    """Yield keys of which two clusters with alike names have one in common."""
    yield ("name", fold(cluster.name))
    if cluster.type is EntityType.PERSON:
        name = person_name(cluster.name)
        if name.is_full:
            given = name.given[0]
            yield ("surname", name.surname, given[:1])
            yield from (("given", given, key) for key in deletion_keys(name.surname))
            yield from (("nickname", name.surname, other) for other in (given, *nicknames_of(given)))
    elif cluster.type is EntityType.ORGANIZATION:
        key = organization_key(cluster.name)
        yield ("body", "".join(sorted(key.replace(" ", ""))))
        yield from (("body", key[:i] + key[i + 1 :]) for i in (len(key) - 1,) if len(key) > 8)
        yield ("body", key)


def _reasons(one: EntityCluster, two: EntityCluster) -> list[str]:
    """Return in words why the names of two clusters may be one entity's; empty if they are not alike."""
    if fold(one.name) == fold(two.name):
        if one.type is two.type:
            # Two given names alone are most probably two persons.
            is_given = one.type is EntityType.PERSON and not person_name(one.name).is_full
            return [] if is_given else ["the names are the same"]
        return [f"the names are the same; one is {_a(one.type)}, the other {_a(two.type)}"]
    if one.type is not two.type:
        return []
    if one.type is EntityType.ORGANIZATION:
        return [
            "the names have the same letters"
            if sorted(one.name) == sorted(two.name)
            else "the names differ by a letter"
        ]
    first, second = person_name(one.name), person_name(two.name)
    if not (first.is_full and second.is_full):
        return []
    if first.surname == second.surname and (
        are_compatible(first, second) or _differ_by_suffix(first, second)
    ):
        return ["the names can be one person's"]
    if are_misspellings(first, second) and len(two.keys) <= _RARE and len(two.keys) < len(one.keys):
        return ["the names differ by one letter"]
    if are_alike(first, second):
        return [f"“{first.given[0].title()}” is short for “{second.given[0].title()}”, or the reverse"]
    return []


def _differ_by_suffix(first: PersonName, second: PersonName) -> bool:
    return first.given == second.given and bool(first.suffix) != bool(second.suffix)


def _shared(
    one: EntityCluster, two: EntityCluster, evidence: Mapping[EntityKey, EntityEvidence]
) -> Iterator[str]:
    """Yield in words what the articles about two clusters have in common."""
    heads = _all(one, evidence, "heads") & _all(two, evidence, "heads")
    companions = _all(one, evidence, "companions") & _all(two, evidence, "companions")
    if heads:
        yield f"both have the role {_listed(heads)}"
    if companions:
        yield f"articles about both name {_listed(name.title() for name in companions)}"


def _differences(
    one: EntityCluster, two: EntityCluster, evidence: Mapping[EntityKey, EntityEvidence]
) -> Iterator[str]:
    """Yield in words what speaks for two entities."""
    together = {seed_id for seed_id, _ in one.keys} & {seed_id for seed_id, _ in two.keys}
    if together:
        yield f"{_articles(len(together))} names both"
    first, second = _all(one, evidence, "heads"), _all(two, evidence, "heads")
    if fields_of(first) and fields_of(second) and not fields_of(first) & fields_of(second):
        yield f"one is a {_listed(first)}, the other a {_listed(second)}"
    if person_name(one.name).suffix != person_name(two.name).suffix:
        yield "one has a suffix"


def _all(cluster: EntityCluster, evidence: Mapping[EntityKey, EntityEvidence], what: str) -> set[str]:
    return {word for key in cluster.keys if key in evidence for word in getattr(evidence[key], what)}


def _a(kind: EntityType) -> str:
    """Return a type with its article: "an organization"."""
    return f"{'an' if kind.value[0] in 'aeiou' else 'a'} {kind}"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words)[:_SHOWN])


def _articles(count: int) -> str:
    return "an article" if count == 1 else f"{count} articles"
