"""Whom a bare surname means where an article names two persons who bear it: decided mention by mention."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder.annotate.entities.clustering import Cluster
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
"""Sentences within which the full name is still in the reader's ear."""
_APART = 3
"""Sentences by which one of two must have been named later than the other to be meant by the bare surname."""


@dataclass(frozen=True, slots=True)
class _Person:
    """A cluster that a surname may mean.

    Attributes:
        number: its index among the clusters.
        gender: what its given name tells; None where it tells nothing.
    """

    number: int
    gender: Gender | None


def namesakes_told_apart(
    mentions: Mentions, numbers: Sequence[int | None], clusters: Sequence[Cluster]
) -> list[int | None]:
    """For each name the number of its cluster, bare surnames that two persons share taken to the one who is meant: by a
    courtesy title ("Mrs. Roe"), else by who was named last. Where neither tells, they stay where they were.

    Args:
        numbers: for each name the index in ``clusters`` that its spelling belongs to; None for types without a page.
    """
    bearers = _bearers(mentions, clusters)
    told = list(numbers)
    named: dict[int, int] = {}
    for index, name in enumerate(mentions):
        number = numbers[index]
        if name.type is not EntityType.PERSON or number is None:
            continue
        sentence = name.tokens[0].sentence_i
        persons = bearers.get(name.text)
        if persons is not None:
            alone = number not in {person.number for person in persons}
            told[index] = _meant(name, persons, named if alone else {}, sentence, number)
            number = told[index]
        if number is not None:
            named[number] = sentence
    return told


def _bearers(mentions: Mentions, clusters: Sequence[Cluster]) -> Mapping[str, list[_Person]]:
    """By bare surname the persons of the article who bear it, where they are two or more."""
    persons = {
        number: cluster
        for number, cluster in enumerate(clusters)
        if cluster.type is EntityType.PERSON and person_name(cluster.name).is_full
    }
    by_surname: dict[str, list[tuple[int, Cluster]]] = defaultdict(list)
    for number, cluster in persons.items():
        for surname in dict.fromkeys(person_name(cluster.name).short_forms):
            by_surname[surname].append((number, cluster))
    found: dict[str, list[_Person]] = defaultdict(list)
    shorts = {name.text for name in mentions if name.type is EntityType.PERSON}
    for short in sorted(shorts):
        if " " in short or "-" in short:
            continue
        for number, cluster in by_surname.get(person_name(short).surname, ()):
            if is_short_form(person_name(short), person_name(cluster.name)):
                found[short].append(_Person(number, gender_of(cluster.name.split()[0])))
    return {short: bearers for short, bearers in found.items() if len(bearers) > 1}


def _meant(
    name: MentionSpan,
    persons: Sequence[_Person],
    named: Mapping[int, int],
    sentence: int,
    number: int,
) -> int:
    """The cluster that a bare surname means; ``number`` where nothing tells."""
    before = name.doc.tokens[name.first - 1] if name.first else None
    gender = _COURTESY.get(before.text) if before is not None else None
    if gender is not None:
        persons = [person for person in persons if person.gender in (gender, None)]
        sure = [person for person in persons if person.gender is gender]
        if len(sure) == 1 or len(persons) == 1:
            return (sure or persons)[0].number
    distances = sorted(
        (sentence - named[person.number], person.number) for person in persons if person.number in named
    )
    if not distances or distances[0][0] > _NEAR:
        return number
    if len(distances) > 1 and distances[1][0] - distances[0][0] < _APART:
        return number
    return distances[0][1]
