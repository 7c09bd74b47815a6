"""Mentions of persons, by name or by description: the possible antecedents of a pronoun."""

from __future__ import annotations

from collections.abc import MutableMapping

from msgspec import Struct

from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.annotate.quotes.attribution.candidates import Candidate, candidate_at
from builder.annotate.quotes.resolution.context import SpeakerContext, head_of
from builder.annotate.quotes.resolution.descriptions import is_definite, resolve_description
from builder.annotate.quotes.resolution.gender import gender_of_noun, gender_of_title
from builder.annotate.quotes.resolution.names import namesakes_of, resolve_person
from builder.annotate.quotes.resolution.salience import SUBJECTS, grammatical_cost, is_missed_subject
from builder.model.annotations import EntityType
from builder.names.given_names import Gender

SURNAME = "#surname "
"""The beginning of a referent that is an ambiguous surname without "Mr." or the like."""

_SINGLE_WORD = 0.4
"""Cost of a name of one word alone: many of them are not names of persons."""

_UNKNOWN_CERTAINTY = 0.65
"""Certainty of a definite description that refers to a person the text does not name."""

_SURE_ROLE = 0.8
"""Certainty from which the person that a description is resolved to may be an antecedent."""


class PersonMention(Struct, frozen=True):
    """A mention of a person: a possible antecedent.

    Attributes:
        token: the head of the mention.
        referent: the key of the entity; for a person without one "#" and what identifies the person in the article.
        words: the words that describe a person without an entity; None beside a key.
        cost: of the mention's grammatical role, see ``grammatical_cost``.
        gender: as the text shows it; None if it does not.
        certainty: 0..1, the probability that the mention refers to this person.
        namesakes: the keys of the persons that an ambiguous surname may refer to: a pronoun can show which.
    """

    token: Token
    referent: str
    words: Candidate | None
    cost: float
    gender: Gender | None
    certainty: float = 1.0
    namesakes: tuple[str, ...] = ()


def named_person(context: SpeakerContext, mention: MentionSpan) -> PersonMention | None:
    """Return the person that a mention names; None for other types and for a modifier ("the Roe plan")."""
    key, head = context.key_of(mention), head_of(mention)
    if mention.type is not EntityType.PERSON or key is None:
        return None
    if head.dep in ("compound", "nmod", "amod") and not is_missed_subject(head):
        return None
    mention_i = context.linked.mentions.index_at[mention.first]
    speaker = resolve_person(context, Candidate(head, mention.first, mention.last, mention_i), mention)
    title = gender_of_title(mention)
    cost = grammatical_cost(context, head)
    if speaker.keys:
        key = speaker.keys[0]
        doubt = 0.0 if _is_surely_person(context, mention, key) else _SINGLE_WORD
        return PersonMention(head, key, None, cost + doubt, title or context.genders.get(key))
    return PersonMention(
        token=head,
        referent=(SURNAME if title is None else f"#{title} ") + mention.text,
        words=Candidate(
            head, speaker.words.first if speaker.words else mention.first, mention.last, mention_i
        ),
        cost=cost,
        gender=title,
        namesakes=tuple(namesakes_of(context, mention)),
    )


def _is_surely_person(context: SpeakerContext, mention: MentionSpan, key: str) -> bool:
    """Return True if a mention or another of its entity has two words, or if the text gives the entity a role."""
    entity = context.entities.get(key)
    is_known = entity is not None and (" " in entity.name or bool(entity.roles))
    return " " in mention.text or is_known


def described_person(
    context: SpeakerContext, token: Token, introduced: MutableMapping[str, Candidate]
) -> PersonMention | None:
    """Return the person that a description in the singular refers to: one with a name, or a new one ("a partner").

    Args:
        context: the article.
        token: the head of the description.
        introduced: for each noun the last unnamed person that it introduced; a new person is added.
    """
    if not may_refer_to_person(context, token):
        return None
    source = candidate_at(token, context.linked.mentions)
    speaker = resolve_description(context, source)
    lemma = token.lemma.lower()
    cost = grammatical_cost(context, token)
    if speaker.keys:
        if len(speaker.keys) > 1 or speaker.certainty < _SURE_ROLE:
            return None
        return PersonMention(token, speaker.keys[0], None, cost, context.genders.get(speaker.keys[0]))
    if not is_anaphoric(token):
        introduced[lemma] = source
    known = introduced.get(lemma)
    if known is None:
        return None
    return PersonMention(token, f"#{known.head.i}", known, cost, gender_of_noun(lemma))


def unknown_person(context: SpeakerContext, token: Token) -> PersonMention:
    """Return the person of a definite description that the text does not name."""
    return PersonMention(
        token=token,
        referent=f"#{token.i}",
        words=candidate_at(token, context.linked.mentions),
        cost=grammatical_cost(context, token),
        gender=gender_of_noun(token.lemma.lower()),
        certainty=_UNKNOWN_CERTAINTY,
    )


def is_anaphoric(token: Token) -> bool:
    """Return True if a description may refer to a person mentioned before: "the senator", not "the board's lawyer"."""
    is_complemented = any(
        child.dep == "poss" or (child.dep == "prep" and child.text.lower() in ("for", "of", "to"))
        for child in token.children
    )
    return is_definite(token) and not is_complemented


def is_member(token: Token) -> bool:
    """Return True for one member of a group who is known already: "the Republican", "the Lowmoor Liberal"."""
    if token.dep != "nsubj" or token.tag not in ("NN", "NNP"):
        return False
    # "The Republican who wrote it" and "the Republican from Lowmoor" introduce someone.
    is_bare = all(child.dep in ("det", "compound", "punct") for child in token.children)
    return is_bare and any(child.text.lower() == "the" for child in token.children)


def is_qualified(token: Token) -> bool:
    """Return True if an adjective distinguishes a description from others: "the new mayor"."""
    # "The new mayor" may be another person than the one in focus.
    return any(child.dep == "amod" and child.text.lower() != "former" for child in token.children)


def may_refer_to_person(context: SpeakerContext, token: Token) -> bool:
    """Return True if a noun is a source, or a subject with an article or the like."""
    if token.tag not in ("NN", "NNP"):
        return False
    # Without an article a noun is a title more often than a description.
    is_determined = any(child.dep in ("det", "poss", "nummod") for child in token.children)
    return context.is_source(token) or (token.dep in SUBJECTS and is_determined)
