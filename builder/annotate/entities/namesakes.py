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

_COURTESY = {
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
_NEAR = 12
"""Sentences within which a reader still remembers the full name."""
_APART = 3
"""Sentences by which one of two persons must have been named later than the other to be the antecedent."""


@dataclass(frozen=True, slots=True)
class _Person:
    """A cluster that a surname may refer to.

    Attributes:
        number: its index among the clusters.
        gender: the gender of its given name; None if unknown.
    """

    number: int
    gender: Gender | None


def resolve_namesakes(
    mentions: Mentions, numbers: Sequence[int | None], clusters: Sequence[SpellingCluster]
) -> list[int | None]:
    """Return the cluster of each mention, with bare surnames that two persons share resolved to one of them.

    A courtesy title decides ("Mrs. Roe"), else who was named last. If neither decides, the cluster does not change.

    Args:
        mentions: the mentions.
        numbers: for each mention, the index in ``clusters`` of the cluster that has its spelling; None for types
            without a page.
        clusters: all clusters.

    Returns:
        For each mention, an index as in ``numbers``.
    """
    sharers = _sharers(mentions, clusters)
    resolved = list(numbers)
    last_named: dict[int, int] = {}
    for index, mention in enumerate(mentions):
        number = numbers[index]
        if mention.type is not EntityType.PERSON or number is None:
            continue
        persons = sharers.get(mention.text)
        if persons is not None:
            # If the surname is in the cluster of one of them, who is named far more often than the other, that the
            # other was named last is not a reason to change it.
            in_own_cluster = number not in {person.number for person in persons}
            number = _referent(mention, persons, last_named if in_own_cluster else {}, number)
            resolved[index] = number
        last_named[number] = mention.tokens[0].sentence_i
    return resolved


def _sharers(mentions: Mentions, clusters: Sequence[SpellingCluster]) -> Mapping[str, list[_Person]]:
    """Return the persons who share a surname, two or more, by bare surname."""
    persons = {
        number: cluster
        for number, cluster in enumerate(clusters)
        if cluster.type is EntityType.PERSON and person_name(cluster.name).is_full
    }
    by_surname: dict[str, list[tuple[int, SpellingCluster]]] = defaultdict(list)
    for number, cluster in persons.items():
        for surname in dict.fromkeys(person_name(cluster.name).short_forms):
            by_surname[surname].append((number, cluster))
    found: dict[str, list[_Person]] = defaultdict(list)
    shorts = {mention.text for mention in mentions if mention.type is EntityType.PERSON}
    for short in sorted(shorts):
        if " " in short or "-" in short:
            continue
        for number, cluster in by_surname.get(person_name(short).surname, ()):
            if is_short_form(person_name(short), person_name(cluster.name)):
                found[short].append(_Person(number, gender_of(cluster.name.split()[0])))
    return {short: persons for short, persons in found.items() if len(persons) > 1}


def _referent(
    mention: MentionSpan, persons: Sequence[_Person], last_named: Mapping[int, int], number: int
) -> int:
    """Return the cluster that a bare surname refers to; ``number`` if nothing decides.

    Args:
        mention: the surname.
        persons: those who share it.
        last_named: by cluster, the index of the sentence that named it last.
        number: the cluster that has the spelling.
    """
    before = mention.previous
    gender = _COURTESY.get(before.text) if before is not None else None
    if gender is not None:
        persons = [person for person in persons if person.gender in (gender, None)]
        sure = [person for person in persons if person.gender is gender]
        if len(sure) == 1 or len(persons) == 1:
            return (sure or persons)[0].number
    sentence = mention.tokens[0].sentence_i
    distances = sorted(
        (sentence - last_named[person.number], person.number)
        for person in persons
        if person.number in last_named
    )
    if not distances or distances[0][0] > _NEAR:
        return number
    if len(distances) > 1 and distances[1][0] - distances[0][0] < _APART:
        return number
    return distances[0][1]
