"""Resolution of descriptions: the speaker that "the mayor", "his lawyer, Ana Roe" or "a board statement" refers to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.title_words import is_role_head
from builder.annotate.parse.document import Token
from builder.annotate.quotes.attribution.candidates import Candidate
from builder.annotate.quotes.attribution.cues import is_speech
from builder.annotate.quotes.resolution.bodies import resolve_body
from builder.annotate.quotes.resolution.context import (
    SpeakerContext,
    head_of,
    paragraphs_between,
    tokens_before_head,
)
from builder.annotate.quotes.resolution.coordination import joined_persons
from builder.annotate.quotes.resolution.gender import gender_of_noun
from builder.annotate.quotes.resolution.issuers import giver_of, issuers_of
from builder.annotate.quotes.resolution.role_index import HeldRole
from builder.annotate.quotes.resolution.speaker import Speaker
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.names.role_phrases import spoken_as

_LIMITING = words("rank_words") | {"former"}
_DEFINITE = frozenset("the this that".split())
_UNNAMED = frozenset("source witness caller reader viewer".split())
"""What an article calls a person that it does not name."""

_REACH = 3
"""Paragraphs between "the mayor" and the name of the mayor, at most."""


def resolve_description(context: SpeakerContext, source: Candidate) -> Speaker:
    """Return what a description refers to: persons in apposition, the person with its role, its issuer, or no entity.

    Without an entity the words of the description are the speaker.
    """
    head = source.head
    beside = _persons_beside(context, source)
    if beside:
        return Speaker(tuple(beside), source, "apposition", 0.95)
    if is_definite(head) and head.tag in ("NN", "NNP") and is_role_head(head):
        holder = _latest_holder(context, source)
        if holder is not None:
            return Speaker((holder[0],), source, "role", holder[1])
    place = _place_named_after(context, head)
    if place is not None:
        return Speaker((place,), source, "apposition", 0.9)
    body = resolve_body(context, source)
    if body is not None:
        return Speaker((body[0],), source, "body", body[1])
    issuers = issuers_of(context, head) if head.lemma.lower() in words("document_nouns") else ()
    if issuers:
        return Speaker(issuers, source, "issuer", 0.85)
    if head.lemma.lower() in words("utterance_nouns"):
        giver = giver_of(context, head)
        # An answer speaks for the person it comes from. The answer itself is not a speaker.
        return (
            Speaker((giver,), None, "giver", 0.85) if giver is not None else Speaker((), None, "giver", 0.0)
        )
    owner = _owner_of_thought(context, head)
    if owner is not None:
        return Speaker((owner,), source, "owner", 0.8)
    return Speaker((), source, "words", 0.9)


def _owner_of_thought(context: SpeakerContext, head: Token) -> str | None:
    """Return the key of the person or body whose speech or thought a noun is: "Roe's bet is that", "Roe's plan"."""
    if head.lemma.lower() not in words("speech_nouns") | words("thought_nouns"):
        return None
    owner = next((child for child in head.children if child.dep == "poss"), None)
    key = context.speaker_key_at(owner) if owner is not None else None
    return key if key is not None and context.entities[key].type is not EntityType.PLACE else None


def is_definite(head: Token) -> bool:
    """Return True if a noun refers to a person that the reader knows already: "the mayor", "that teacher"."""
    return any(child.text.lower() in _DEFINITE for child in head.children)


def is_person_noun(token: Token) -> bool:
    """Return True if a noun refers to persons: an office, an occupation, a relative."""
    if token.pos not in ("NOUN", "PROPN"):
        return False
    return (
        token.lemma.lower() in words("person_nouns")
        or gender_of_noun(token.lemma.lower()) is not None
        or is_role_head(token)
    )


def is_specific(source: Candidate) -> bool:
    """Return True if a description says more than an office: "the fire chief", not "the chief"."""
    return any(
        token.pos in ("NOUN", "PROPN") and token.dep == "compound" for token in tokens_before_head(source)
    )


def sole_holder(context: SpeakerContext, source: Candidate) -> str | None:
    """Return the key of the only person with the office of a description; None if there are several or none.

    Only the noun counts: "the Lowmoor senator" may refer to the only senator, wherever the article says that senator
    is from.
    """
    if not is_definite(source.head) or not is_role_head(source.head):
        return None
    holders = {role.key for role in _roles_with_noun(context, source)}
    return holders.pop() if len(holders) == 1 else None


def next_holder(context: SpeakerContext, source: Candidate, reach: int) -> str | None:
    """Return the key of the only person with the office of a description in the paragraphs after it; else None."""
    head = source.head
    tokens = context.doc.tokens
    roles = (role for role in _roles_with_noun(context, source) if role.first > head.i)
    holders = {role.key for role in roles if paragraphs_between(head, tokens[role.first]) <= reach}
    return holders.pop() if len(holders) == 1 else None


def is_called_so(context: SpeakerContext, source: Candidate) -> bool:
    """Return True if the text gives someone just the office of a description: "President Roe … the president"."""
    return any(role.is_bare for role in _roles_with_noun(context, source))


def renames_focus(context: SpeakerContext, source: Candidate, keys: Sequence[str]) -> bool:
    """Return True if a description may be another word for the person in focus: "Roe left. The Lowmoor native said".

    Args:
        context: the article.
        source: the description.
        keys: the person in focus.
    """
    head = source.head
    if head.tag != "NN" or not is_definite(head) or not is_role_head(head) or head.lemma.lower() in _UNNAMED:
        return False
    verb = head.head
    if head.dep != "nsubj" or verb.dep not in ("ROOT", "conj", "ccomp", "parataxis", "relcl"):
        return False
    if not is_speech(verb):
        # “…,” said Roe. The judge frowned. “…”: the judge is another person.
        return False
    # "The Roe supporter" is not Roe, nor is "the Orve coach". A verb with a conjunction is in a clause that others say.
    named = (context.mention_at(token) for token in tokens_before_head(source))
    if any(mention is not None and _is_other(context, mention) for mention in named):
        return False
    if any(
        child.dep == "mark" or child.tag in ("WP", "WDT", "WRB") for child in verb.children
    ) or _is_reported_clause(verb):
        return False
    noun = head.lemma.lower()
    # Someone who has the office, or had it, or has a lower one, is called so: "the president" is no vice president.
    offices = (*context.roles.with_noun(noun, former=False), *context.roles.with_noun(noun, former=True))
    return not offices or {role.key for role in _roles_with_noun(context, source)} == set(keys)


def _is_other(context: SpeakerContext, mention: MentionSpan) -> bool:
    """Return True for a name before a description of someone else: a person's, or surely that of a body."""
    # A town that the article names once may be an organization for the model alone: "the Lowmoor native".
    is_sure = " " in mention.text or context.linked.keys.count(context.key_of(mention)) > 1
    return mention.type is EntityType.PERSON or (mention.type is EntityType.ORGANIZATION and is_sure)


def _is_reported_clause(verb: Token) -> bool:
    """Return True if the clause of a verb is after the verb that reports it: "Roe said the mayor denied"."""
    return verb.dep == "ccomp" and verb.head.i < verb.i


def _place_named_after(context: SpeakerContext, head: Token) -> str | None:
    """Return the key of the place that "of" joins to a noun for places: "the city of Lowmoor"."""
    if head.lemma.lower() not in words("government_nouns") or not is_definite(head):
        return None
    for child in head.children:
        if child.dep == "prep" and child.text.lower() == "of":
            objects = [token for token in child.children if token.dep == "pobj"]
            mention = context.mention_at(objects[0]) if objects else None
            if mention is not None and mention.type is EntityType.PLACE:
                return context.key_of(mention)
    return None


def _persons_beside(context: SpeakerContext, source: Candidate) -> list[str]:
    """Return the keys of the persons (or the organization) named beside a description.

    "Both teachers, Ana Roe of Lowmoor and Tomas Vale", "Lawyer Ana Roe".
    """
    if source.head.lemma.lower() not in words("document_nouns"):
        beside = _appositions(context, source.head) or _name_after_title(context, source)
        if beside:
            return beside
    # The description may be an apposition itself: "Ana Roe, the board's lawyer".
    key = context.role_heads.get(source.head.i)
    return [key] if key is not None else []


def _appositions(context: SpeakerContext, head: Token) -> list[str]:
    """Return the keys of the persons in apposition or joined to a head, and of an organization in apposition."""
    keys: list[str] = []
    named = (child for clause in head.children if _names(clause) for child in clause.children)
    for child in (*head.children, *named):
        mention_i = context.linked.mentions.index_at.get(child.i)
        if child.dep not in ("appos", "conj", "oprd") or mention_i is None:
            continue
        mention = context.linked.mentions.spans[mention_i]
        found = [context.linked.keys[mention_i]]
        if mention.type is EntityType.PERSON:
            found += joined_persons(context.linked, mention_i, 1)
        elif mention.type is not EntityType.ORGANIZATION or child.dep != "appos":
            continue
        keys.extend(key for key in found if key is not None and key not in keys)
    return keys


def _names(clause: Token) -> bool:
    """Return True for the clause of "a postman named Roe"."""
    return clause.dep == "acl" and clause.lemma.lower() in ("call", "name")


def _name_after_title(context: SpeakerContext, source: Candidate) -> list[str]:
    """Return the key of the person whose name is right after a description that is a title; else empty.

    The parse does not always show such an apposition.
    """
    # An article or "his" before it shows that the description is not a title.
    if context.doc.tokens[source.first].tag in ("DT", "PRP$") or not is_role_head(source.head):
        return []
    mention = context.linked.mentions.at(source.last)
    if mention is None or mention.type is not EntityType.PERSON or mention.first != source.last:
        return []
    key = context.key_of(mention)
    return [key] if key is not None else []


def _latest_holder(context: SpeakerContext, source: Candidate) -> tuple[str, float] | None:
    """Return the person last mentioned before a description whose role it names, with the certainty of that.

    Returns:
        None if the description may refer to two persons, or if no mention of one is near enough.
    """
    head = source.head
    keys = {role.key for role in _roles_of_description(context, source) if role.first < head.i}
    latest: dict[str, Token] = {}
    for key in keys:
        mention = _latest_mention(context, key, head) if key is not None else None
        if key is not None and mention is not None:
            latest[key] = head_of(mention)
    by_distance = sorted(latest, key=lambda key: -latest[key].i)
    if not by_distance:
        return None
    distance = paragraphs_between(latest[by_distance[0]], head)
    rivals = [key for key in by_distance[1:] if paragraphs_between(latest[key], head) <= distance + 1]
    is_sole = len(by_distance) == 1 and is_specific(source)
    if (distance > _REACH and not is_sole) or rivals:
        return None
    return by_distance[0], 0.85 if distance <= 1 else 0.6


def _latest_mention(context: SpeakerContext, key: str, head: Token) -> MentionSpan | None:
    """Return the last mention of an entity before a token, outside quotation marks."""
    mentions = context.mentions_by_key[key]
    before = mentions[: bisect_left(mentions, head.i, key=lambda mention: mention.first)]
    return next((mention for mention in reversed(before) if mention.first not in context.marked), None)


def _roles_of_description(context: SpeakerContext, source: Candidate) -> list[HeldRole]:
    """Return the roles that match the noun of a description and all words that it adds to the noun."""
    added = [spoken_as(word)[0] for word in _added_words(source)]
    return [role for role in _roles_with_noun(context, source) if role.words.issuperset(added)]


def _roles_with_noun(context: SpeakerContext, source: Candidate) -> Sequence[HeldRole]:
    """Return the roles that match the noun of a description, whatever else it says."""
    added = _added_words(source)
    rank = words("rank_words").intersection(added)
    roles = context.roles.with_noun(source.head.lemma.lower(), former="former" in added)
    return [role for role in roles if role.rank == rank]


def _added_words(source: Candidate) -> list[str]:
    """Return the words that a description adds to its noun: "the former senator from Lowmoor" → "former", "lowmoor"."""
    beside = [*tokens_before_head(source)]
    for child in source.head.children:
        if child.dep == "prep" and child.text.lower() in ("of", "from", "for"):
            beside.extend(child.subtree)
    return [
        token.text.lower()
        for token in beside
        if token.pos in ("PROPN", "NOUN") or (token.pos == "ADJ" and token.text.lower() in _LIMITING)
    ]
