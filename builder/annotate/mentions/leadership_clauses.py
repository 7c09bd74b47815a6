"""Clauses that say which body a person leads: "Ana Roe, who led the Parks Board"."""

from __future__ import annotations

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.lexicon.kind_nouns import kind_of_noun
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType

_LONGEST_OBJECT = 10
"""Tokens of the longest name or description of a body."""


def leadership_clause(mentions: Mentions, mention: MentionSpan) -> tuple[Token, ...]:
    """Return the clause after a name that says which body the person leads or led; else empty.

    The clause ends with the words for the body: "who led the Parks Board" of "who led the Parks Board for ten years".
    """
    tokens = mention.doc.tokens
    first = mention.last
    if first < len(tokens) and tokens[first].text == ",":
        first += 1
    rest = tokens[first : first + 2 + _LONGEST_OBJECT]
    if len(rest) < 3 or rest[0].text != "who" or rest[0].paragraph != mention.tokens[0].paragraph:
        return ()
    if rest[1].lemma.lower() not in words("leadership_verbs") or rest[1].tag not in ("VBD", "VBZ"):
        return ()
    body = _body(mentions, rest[2:])
    return (*rest[:2], *body) if body else ()


def _body(mentions: Mentions, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the noun phrase at the beginning of tokens if it refers to a body; else empty."""
    n = 0
    while n < len(tokens) and (
        tokens[n].pos in ("DET", "ADJ", "NOUN", "PROPN") or tokens[n].tag in ("PRP$", "POS")
    ):
        mention = mentions.at(tokens[n].i)
        n += 1 if mention is None else mention.last - tokens[n].i
    phrase = tokens[:n]
    return phrase if phrase and _is_body(mentions, phrase[-1]) else ()


def _is_body(mentions: Mentions, token: Token) -> bool:
    mention = mentions.at(token.i)
    if mention is not None:
        return mention.type is EntityType.ORGANIZATION
    return kind_of_noun(token.lemma.lower()) == "ORG"
