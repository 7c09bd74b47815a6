"""Namesakes: bare surnames that two persons of an article share, resolved mention by mention."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder.annotate.entities.clustering import SpellingCluster
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.model.annotations import EntityType
from builder.names.given_names import Gender, gender_of
from builder.names.person_names import is_short_form, person_name

_COURTESY_TITLES = {
    "Mr": Gender.MALE,
    "Mr.": Gender.MALE,
    "Sir": Gender.MALE,
    "Mrs": Gender.FEMALE,
    "Mrs.": Gender.FEMALE,
    "Ms": Gender.FEMALE,
    "Ms.": Gender.FEMALE,
    "Miss": Gender.FEMALE,
    "Lady": Gender.FEMALE,
    "Dame": Gender.FEMALE,
}
_FARTHEST = 12
"""Sentences between a surname and the last mention of its person, at most: a reader still remembers the name."""
_LEAST_LEAD = 3
"""Sentences by which one person must have been named later than the other to be the one that a surname refers to."""


@dataclass(frozen=True, slots=True)
class _Person:
    """A cluster that a surname may refer to.

    Attributes:
        cluster_i: index of the cluster.
        gender: the gender of its given name; None if unknown.
    """

    cluster_i: int
    gender: Gender | None


def resolve_namesakes(
    mentions: Mentions, cluster_indices: Sequence[int | None], clusters: Sequence[SpellingCluster]
) -> list[int | None]:
    """Return the cluster of each mention, with bare surnames that two persons share resolved to one of them.

    A courtesy title decides ("Mrs. Roe"), else who was named last. If neither decides, the cluster does not change.

    Args:
        mentions: the mentions.
        cluster_indices: for each mention, the index in ``clusters`` of the cluster with its spelling; None for types
            without a page.
        clusters: all clusters.

    Returns:
        For each mention, an index as in ``cluster_indices``.
    """
    sharers = _sharers(mentions, clusters)
    resolved = list(cluster_indices)
    last_named: dict[int, int] = {}
    for mention_i, mention in enumerate(mentions):
        cluster_i = cluster_indices[mention_i]
        if mention.type is not EntityType.PERSON or cluster_i is None:
            continue
        persons = sharers.get(mention.text)
        if persons is not None:
            # If the surname is in the cluster of one of them, who is named far more often than the other, that the
            # other was named last is not a reason to change it.
            in_own_cluster = cluster_i not in {person.cluster_i for person in persons}
            cluster_i = _referent(mention, persons, last_named if in_own_cluster else {}, cluster_i)
            resolved[mention_i] = cluster_i
        last_named[cluster_i] = mention.tokens[0].sentence_i
    return resolved


def _sharers(mentions: Mentions, clusters: Sequence[SpellingCluster]) -> Mapping[str, list[_Person]]:
    """Return the persons who share a surname, at least two, by the bare surname as written."""
    by_surname: dict[str, list[tuple[int, SpellingCluster]]] = defaultdict(list)
    for cluster_i, cluster in enumerate(clusters):
        if cluster.type is not EntityType.PERSON or not person_name(cluster.name).is_full:
            continue
        for surname in dict.fromkeys(person_name(cluster.name).short_forms):
            by_surname[surname].append((cluster_i, cluster))
    found: dict[str, list[_Person]] = defaultdict(list)
    shorts = {mention.text for mention in mentions if mention.type is EntityType.PERSON}
    for short in sorted(shorts):
        if " " in short or "-" in short:
            continue
        for cluster_i, cluster in by_surname.get(person_name(short).surname, ()):
            if is_short_form(person_name(short), person_name(cluster.name)):
                found[short].append(_Person(cluster_i, gender_of(cluster.name.split()[0])))
    return {short: persons for short, persons in found.items() if len(persons) > 1}


def _referent(
    mention: MentionSpan, persons: Sequence[_Person], last_named: Mapping[int, int], cluster_i: int
) -> int:
    """Return the index of the cluster that a bare surname refers to; ``cluster_i`` if nothing decides.

    Args:
        mention: the surname.
        persons: those who share it.
        last_named: by index of a cluster, the index of the sentence that named it last.
        cluster_i: index of the cluster that has the spelling.
    """
    before = mention.previous
    gender = _COURTESY_TITLES.get(before.text) if before is not None else None
    if gender is not None:
        persons = [person for person in persons if person.gender in (gender, None)]
        sure = [person for person in persons if person.gender is gender]
        if len(sure) == 1 or len(persons) == 1:
            return (sure or persons)[0].cluster_i
    sentence_i = mention.tokens[0].sentence_i
    distances = sorted(
        (sentence_i - last_named[person.cluster_i], person.cluster_i)
        for person in persons
        if person.cluster_i in last_named
    )
    if not distances or distances[0][0] > _FARTHEST:
        return cluster_i
    if len(distances) > 1 and distances[1][0] - distances[0][0] < _LEAST_LEAD:
        return cluster_i
    return distances[0][1]
