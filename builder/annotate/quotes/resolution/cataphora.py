"""Cataphora: a description that opens an article or a section of it, before the name of the person described."""

from __future__ import annotations

from bisect import bisect_left

from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.title_words import is_role_head
from builder.annotate.parse.document import Token
from builder.annotate.quotes.attribution.candidates import Candidate
from builder.annotate.quotes.resolution.context import SpeakerContext, head_of
from builder.annotate.quotes.resolution.descriptions import is_definite, next_holder
from builder.annotate.quotes.resolution.speaker import Speaker
from builder.model.annotations import EntityType

_OPENING = 2
"""Paragraphs at the front of an article, from 0, that may describe a person whom the next ones name."""

_REACH = 2
"""Paragraphs between a description and the name, at most."""

_LONGEST_HEADING = 6
"""Tokens of a paragraph that only opens a section: "11:50 a.m."."""

_OTHERS = frozenset("another other one some official aide".split())
"""Words of descriptions of persons whom the article does not name."""


def resolve_forward(context: SpeakerContext, source: Candidate) -> Speaker | None:
    """Return the person whom the next paragraphs name for a description in an opening; None without one.

    "A Lowmoor judge has closed the pier. ¶ Ana Roe ruled that it is rotten."
    """
    head = source.head
    if head.tag not in ("NN", "NNP") or not is_role_head(head) or not _is_opening(head):
        return None
    if any(token.text.lower() in _OTHERS or token.tag == "PRP$" for token in source.tokens):
        return None
    holder = next_holder(context, source, _REACH) or _next_subject(context, source)
    return Speaker((holder,), source, "forward", 0.8) if holder is not None else None


def _next_subject(context: SpeakerContext, source: Candidate) -> str | None:
    """Return the key of the next person who is new to an article, if it gives the person no other role.

    None for "the mayor", which refers back more often than forward.
    """
    if is_definite(source.head) and not any(child.dep == "poss" for child in source.head.children):
        return None
    for mention in context.linked.mentions.spans[_first_after(context, source) :]:
        token = head_of(mention)
        if token.paragraph - source.head.paragraph > _REACH:
            return None
        is_subject = context.is_source(token) or (token.dep == "nsubj" and token.head.dep == "ROOT")
        if is_subject and not context.is_marked(token):
            return _key_of_new(context, mention)
    return None


def _key_of_new(context: SpeakerContext, mention: MentionSpan) -> str | None:
    """Return the key of a person with a full name at the first mention, if the article gives the person no role."""
    key = context.key_of(mention)
    if key is None or mention.type is not EntityType.PERSON or " " not in mention.text:
        return None
    is_new = context.mentions_by_key[key][0] is mention
    return key if is_new and not context.entities[key].roles else None


def _first_after(context: SpeakerContext, source: Candidate) -> int:
    """Return the index of the first mention after a source."""
    return bisect_left(context.linked.mentions.spans, source.last, key=lambda mention: mention.first)


def _is_opening(head: Token) -> bool:
    """Return True if a token is in the first paragraphs of an article, or in the first of a section."""
    doc = head.doc
    if head.paragraph <= _OPENING:
        return True
    start = doc.paragraph_start(head)
    heading = doc.tokens[start - 1]
    tokens = doc.tokens[doc.paragraph_start(heading) : start]
    return len(tokens) <= _LONGEST_HEADING and all(token.pos not in ("VERB", "AUX") for token in tokens)
