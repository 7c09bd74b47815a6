"""Given names between a noun for relatives and "and": "her sons, Orik and Tom Roe"."""

from __future__ import annotations

from collections.abc import Iterator

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType, Origin

_RULE = "joint-given-name"
_CONFIDENCE = 0.75
_COUPLES = ("couple", "spouses", "twins")
"""Nouns for two people besides the plurals of nouns for relatives."""


def mark_joint_given_names(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, with the given names alone that share the surname of the full name after "and" as persons."""
    given = {
        found.first: found
        for mention in mentions
        if (found := _given_name_before(mention, mentions)) is not None
    }
    yield from (mention for mention in mentions if mention.first not in given)
    yield from given.values()


def _given_name_before(mention: MentionSpan, mentions: Mentions) -> MentionSpan | None:
    """Return the given name alone before "and" and a full name; None without one that is not found yet."""
    joint = mention.previous
    given = joint.previous if joint is not None and joint.text in ("and", "&") else None
    if given is None or mention.type is not EntityType.PERSON or len(mention.tokens) != 2:
        return None
    found = mentions.at(given.i)
    if found is not None and (len(found.tokens) > 1 or found.type is EntityType.PERSON):
        return None
    is_name = given.text.isalpha() and given.text[0].isupper() and not given.text.isupper()
    if not is_name or not is_after_relatives(given):
        return None
    return MentionSpan(mentions.doc, given.i, given.i + 1, EntityType.PERSON, Origin.RULE, _RULE, _CONFIDENCE)


def is_after_relatives(first: Token) -> bool:
    """Return True for the first name after a noun for several relatives: "my parents", "his daughters,"."""
    before = first.previous
    if before is not None and before.text == ",":
        before = before.previous
    if before is None or before.sentence_i != first.sentence_i:
        return False
    lower = before.text.lower()
    return lower in _COUPLES or (before.lemma.lower() in words("kin_nouns") and lower != before.lemma.lower())
