"""Coordination: the words, names and persons that "and" and commas join."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.annotate.entities.linked_mentions import LinkedMentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.title_words import title_abbreviations
from builder.annotate.parse.document import Token
from builder.model.annotations import EntityType

_CLOSING_REACH = 8
"""Tokens after a name within which an "and" closes the list that it is in: "Ana Roe (D-Ohio) and"."""


def conjuncts(token: Token) -> Iterator[Token]:
    """Yield the tokens that "and" and commas join to a token, in order."""
    # In a list of a thousand names each is a conjunct of the one before it: recursion would be too deep.
    waiting = _direct_conjuncts(token)
    while waiting:
        conjunct = waiting.pop()
        yield conjunct
        waiting.extend(_direct_conjuncts(conjunct))


def _direct_conjuncts(token: Token) -> list[Token]:
    """Return the conjuncts that depend on a token directly, the last first."""
    return [child for child in token.children if child.dep == "conj"][::-1]


def joined_persons(linked: LinkedMentions, mention_i: int, step: int) -> list[str]:
    """Return the keys of the persons in one list with a person, in the order of the text: "A of X, B and C of Y".

    Args:
        linked: the mentions with their entities.
        mention_i: index of the person's mention in ``Mentions.spans``.
        step: 1 for the persons after it, -1 for those before it.
    """
    keys: list[str] = []
    mentions = linked.mentions.spans
    joined_i, other_i = mention_i, mention_i + step
    while 0 <= other_i < len(mentions):
        left_i, right_i = sorted((joined_i, other_i))
        between = linked.doc.tokens[mentions[left_i].last : mentions[right_i].first]
        if not between or not all(map(_may_join, _outside_brackets(between))):
            break
        if mentions[other_i].type is EntityType.PERSON:
            key = linked.keys[other_i]
            # A comma alone joins two persons only if an "and" closes the list further on.
            is_open = "and" not in {token.text for token in between} and not keys
            if is_open and (step < 0 or not _is_before_and(mentions[other_i])):
                break
            if key is not None:
                keys.append(key)
            joined_i = other_i
        other_i += step
    return keys[::step]


def _outside_brackets(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens out of brackets: all but "(D-Ohio)"."""
    is_inside = False
    for token in tokens:
        is_inside = token.text in ("(", "[") or (is_inside and token.text not in (")", "]"))
        if not is_inside and token.text not in (")", "]"):
            yield token


def _may_join(token: Token) -> bool:
    """Return True if a token may be between two persons of a list: "and", a comma, "of" and a place, a title."""
    if token.text in ("of", "from", "and", ",", "&", "-", "(", ")"):
        return True
    return token.pos == "PROPN" or token.text in title_abbreviations()


def _is_before_and(mention: MentionSpan) -> bool:
    """Return True if an "and" is shortly after a mention."""
    following = mention.doc.tokens[mention.last : mention.last + _CLOSING_REACH]
    return any(token.text == "and" for token in following)
