"""Namesakes: bare surnames that two persons of an article share, resolved mention by mention."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from builder.annotate.entities.acting_persons import Reference, last_actor, references
from builder.annotate.entities.clustering import SpellingCluster
from builder.annotate.mentions.full_names import full_names
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.title_words import is_title
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.model.article import ParagraphKind
from builder.names.courtesy_titles import courtesy_gender
from builder.names.given_names import Gender, likely_gender
from builder.names.person_names import is_short_form, person_name

_FARTHEST = 12
"""Sentences between a surname and the last mention of its person, at most: a reader still remembers the name."""
_FARTHEST_ACTOR = 2
"""Sentences between a surname and the act of its person, at most."""
_LEAST_LEAD = 3
"""Sentences by which one person must have been named later than the other to be the one that a surname refers to."""
_CLEAR = 3
"""How many times as often as each other one a person is named in full whom a surname refers to throughout."""


class _Person(Struct, frozen=True):
    """A cluster that a surname may refer to.

    Attributes:
        cluster_i: index of the cluster.
        gender: the likely gender of its given name; None if unknown.
        first: index of the sentence that names it in full first, outside headlines; None if none does.
        full_count: the number of mentions by a full name.
        is_joint: whether the text names the person together with another of the surname: "Ana and Tomas Roe".
    """

    cluster_i: int
    gender: Gender | None
    first: int | None
    full_count: int
    is_joint: bool


def resolve_namesakes(
    mentions: Mentions, cluster_indices: Sequence[int | None], clusters: Sequence[SpellingCluster]
) -> tuple[list[int | None], frozenset[int]]:
    """Return the cluster of each mention, with bare surnames that two persons share resolved to one of them.

    A courtesy title decides ("Mrs. Roe"), else who has been introduced, else who was named last, else who acted last.
    If none of them decides, the cluster does not change.

    Args:
        mentions: the mentions.
        cluster_indices: for each mention, the index in ``clusters`` of the cluster with its spelling; None for types
            without a page.
        clusters: all clusters.

    Returns:
        For each mention, an index as in ``cluster_indices``; and the indices of the mentions that mean who acted last.
    """
    sharers = _sharers(mentions, cluster_indices, clusters)
    couples = _couples(mentions)
    resolved = list(cluster_indices)
    last_named: dict[int, int] = {}
    last_short: dict[str, tuple[int, int]] = {}
    last_subject: dict[int, int] = {}
    referred = references(mentions, cluster_indices) if sharers else []
    last_actors: dict[str, int] = {}
    acting: set[int] = set()
    for mention_i, mention in enumerate(mentions):
        cluster_i = cluster_indices[mention_i]
        if mention.type is not EntityType.PERSON or cluster_i is None:
            continue
        persons = sharers.get(mention.text)
        if persons is not None:
            before = last_short.get(mention.text)
            if before is not None and _is_displaced(before, persons, last_subject):
                before = None
            actor = _actor(referred, mention, persons) if before is None else None
            cluster_i = _referent(
                *(mention, persons, last_named, before and before[0], cluster_i, actor),
                is_couple=mention.text in couples,
            )
            last_short[mention.text] = cluster_i, mention.tokens[0].sentence_i
            if actor is not None:
                last_actors[mention.text] = actor
            if cluster_i == last_actors.get(mention.text):
                acting.add(mention_i)
            resolved[mention_i] = cluster_i
        last_named[cluster_i] = mention.tokens[0].sentence_i
        if _is_full_subject(mention):
            last_subject[cluster_i] = mention.tokens[0].sentence_i
    return resolved, frozenset(acting)


def _actor(referred: Sequence[Reference], mention: MentionSpan, persons: Sequence[_Person]) -> int | None:
    """Return the index of the cluster of the person who was referred to last before a surname and acts, or None."""
    earlier = [reference for reference in referred if reference.first < mention.first]
    own = [person.cluster_i for person in persons]
    return last_actor(earlier, own, mention.tokens[0].sentence_i, farthest=_FARTHEST_ACTOR)


def _couples(mentions: Mentions) -> frozenset[str]:
    """Return the names that have courtesy titles of both genders: "Mr. Roe" and "Mrs. Roe"."""
    genders: dict[str, set[Gender]] = defaultdict(set)
    for mention in mentions:
        before = mention.previous
        gender = courtesy_gender(before.text) if before is not None else None
        if gender is not None:
            genders[mention.text].add(gender)
    return frozenset(name for name, found in genders.items() if len(found) > 1)


def _is_full_subject(mention: MentionSpan) -> bool:
    """Return True for the full name of the subject of a clause, whom the text then speaks of."""
    return person_name(mention.text).is_full and mention.tokens[-1].dep in ("nsubj", "nsubjpass")


def _sharers(
    mentions: Mentions, cluster_indices: Sequence[int | None], clusters: Sequence[SpellingCluster]
) -> Mapping[str, list[_Person]]:
    """Return the persons who share a surname, at least two, by the bare surname as written."""
    introduced, counts = _full_mentions(mentions, cluster_indices, clusters)
    joint = {cluster_indices[mention_i] for mention_i in full_names(mentions)}
    by_surname: dict[str, list[int]] = defaultdict(list)
    for cluster_i, cluster in enumerate(clusters):
        if cluster.type is not EntityType.PERSON or not person_name(cluster.name).is_full:
            continue
        for surname in dict.fromkeys(person_name(cluster.name).short_forms):
            by_surname[surname].append(cluster_i)
    found: dict[str, list[_Person]] = defaultdict(list)
    shorts = {mention.text for mention in mentions if mention.type is EntityType.PERSON}
    for short in sorted(shorts):
        if person_name(short).given or "-" in short:
            continue
        for cluster_i in by_surname.get(person_name(short).surname, ()):
            name = clusters[cluster_i].name
            if is_short_form(person_name(short), person_name(name)):
                person = _Person(
                    cluster_i,
                    likely_gender(name.split()[0]),
                    introduced.get(cluster_i),
                    counts[cluster_i],
                    cluster_i in joint,
                )
                found[short].append(person)
    return {short: persons for short, persons in found.items() if len(persons) > 1}


def _full_mentions(
    mentions: Mentions, cluster_indices: Sequence[int | None], clusters: Sequence[SpellingCluster]
) -> tuple[dict[int, int], Counter[int]]:
    """Return the sentence that names each cluster in full first, outside headlines, and how often it is so named."""
    introduced: dict[int, int] = {}
    counts: Counter[int] = Counter()
    paragraphs = mentions.doc.paragraphs
    joint = full_names(mentions)
    for mention_i, (mention, cluster_i) in enumerate(zip(mentions, cluster_indices, strict=True)):
        name = person_name(joint.get(mention_i, mention.text))
        if cluster_i is None or mention.type is not EntityType.PERSON or not name.is_full:
            continue
        if name.last_word not in person_name(clusters[cluster_i].name).short_forms:
            continue  # A maiden name does not introduce the surname.
        counts[cluster_i] += 1
        if paragraphs[mention.tokens[0].paragraph].kind is not ParagraphKind.HEADLINE:
            introduced.setdefault(cluster_i, mention.tokens[0].sentence_i)
    return introduced, counts


def _referent(
    mention: MentionSpan,
    persons: Sequence[_Person],
    last_named: Mapping[int, int],
    last_short: int | None,
    cluster_i: int,
    actor: int | None,
    *,
    is_couple: bool,
) -> int:
    """Return the index of the cluster that a bare surname refers to; ``cluster_i`` if nothing decides.

    Args:
        mention: the surname.
        persons: those who share it.
        last_named: by index of a cluster, the index of the sentence that named it last.
        last_short: index of the cluster that the surname referred to last.
        cluster_i: index of the cluster that has the spelling.
        actor: index of the cluster of the one who was referred to last and then acts, or None.
        is_couple: whether the surname has courtesy titles of both genders somewhere in the article.
    """
    before = mention.previous
    gender = courtesy_gender(before.text) if before is not None else None
    owner = next((person for person in persons if person.cluster_i == cluster_i), None)
    if gender is not None:
        own = [person for person in persons if person.gender is gender]
        if is_couple and len(own) == 1:
            return own[0].cluster_i
        persons = [person for person in persons if person.gender in (gender, None)]
        joint = [person for person in persons if person.is_joint]
        if len(persons) == 1:
            return persons[0].cluster_i
        if is_couple and len(joint) == 1:
            return joint[0].cluster_i
        if owner not in persons:
            sure = [person for person in persons if person.gender is gender]
            cluster_i, owner = (sure[0].cluster_i, sure[0]) if len(sure) == 1 else (cluster_i, None)
    sentence_i = mention.tokens[0].sentence_i
    nearest = _nearest(persons, last_named, sentence_i) if owner is None else None
    undecided = cluster_i if nearest is None else nearest
    if _names_office(mention) or (owner is not None and _is_clear(owner, persons)):
        return undecided
    introduced = [person for person in persons if person.first is not None and person.first <= sentence_i]
    if len(introduced) == 1:
        return introduced[0].cluster_i
    if last_short is not None and any(person.cluster_i == last_short for person in introduced):
        return last_short
    return undecided if actor is None else actor


def _is_displaced(
    last_short: tuple[int, int], persons: Sequence[_Person], last_subject: Mapping[int, int]
) -> bool:
    """Return True if another person who has the surname was the subject since it was used last.

    Args:
        last_short: the index of the cluster that the surname referred to last, and that of the sentence.
        persons: those who share it.
        last_subject: by index of a cluster, the index of the sentence that has it last as a subject in full.
    """
    cluster_i, sentence_i = last_short
    return any(
        person.cluster_i != cluster_i and last_subject.get(person.cluster_i, -1) > sentence_i
        for person in persons
    )


def _is_clear(owner: _Person, persons: Sequence[_Person]) -> bool:
    """Return True if a person is named in full far more often than each other one.

    That another one was named last is then not a reason to change who the surname refers to.
    """
    return all(person is owner or owner.full_count >= _CLEAR * person.full_count for person in persons)


def _names_office(mention: MentionSpan) -> bool:
    """Return True for "President Roe" and "the Roe administration": who holds the office need not be introduced."""
    before, after = mention.previous, mention.next
    if before is not None and courtesy_gender(before.text) is None and is_title(before):
        return True
    return after is not None and after.text.lower() in words("tenure_nouns")


def _nearest(persons: Sequence[_Person], last_named: Mapping[int, int], sentence_i: int) -> int | None:
    """Return the index of the cluster that was named last, and clearly later than the others; None without one."""
    distances = sorted(
        (sentence_i - last_named[person.cluster_i], person.cluster_i)
        for person in persons
        if person.cluster_i in last_named
    )
    if not distances or distances[0][0] > _FARTHEST:
        return None
    if len(distances) > 1 and distances[1][0] - distances[0][0] < _LEAST_LEAD:
        return None
    return distances[0][1]
