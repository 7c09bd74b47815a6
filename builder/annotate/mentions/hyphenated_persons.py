"""Persons beside hyphens: two in "the Roe-Vale plan", and one in "anti-Roe"."""

from __future__ import annotations

from collections.abc import Iterator, Set

from builder.annotate.mentions.boundaries import PREFIXES
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.model.annotations import EntityType, Origin
from builder.names.known_names import SURNAME, known_kinds
from builder.names.person_names import fold, person_name

HYPHENATED = "hyphenated"
"""Rule of a person beside a hyphen."""
_CONFIDENCE = 0.75


def find_hyphenated_persons(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, two persons joined by a hyphen divided, and the persons after "anti-" and "pro-"."""
    surnames = _surnames(mentions)
    joined = {hyphen.i: hyphen for hyphen in _hyphens(mentions) if _joins_persons(hyphen, mentions, surnames)}
    for mention in mentions:
        if not any(mention.first <= i < mention.last for i in joined):
            yield mention
    for i in sorted(joined):
        yield from (_person(mentions, side) for side in (i - 1, i + 1))
    for hyphen in _hyphens(mentions):
        token = mentions.doc.tokens[hyphen.i + 1]
        before = mentions.doc.tokens[hyphen.i - 1]
        is_free = mentions.is_free(hyphen.i - 1, hyphen.i + 2)
        if is_free and before.text.lower() in PREFIXES and fold(token.text) in surnames:
            yield _person(mentions, token.i)


def _surnames(mentions: Mentions) -> Set[str]:
    """Return the surnames of full names, folded."""
    names = [person_name(mention.text) for mention in mentions if mention.type is EntityType.PERSON]
    return frozenset(name.last_word for name in names if name.is_full)


def _hyphens(mentions: Mentions) -> Iterator[Token]:
    """Yield the hyphens between two words, the second with a capital and a small letter: not "super-PAC"."""
    tokens = mentions.doc.tokens
    for token in tokens[1:-1]:
        after = tokens[token.i + 1]
        if token.text == "-" and token.is_attached and after.is_attached and _is_capitalized(after.text):
            yield token


def _is_capitalized(word: str) -> bool:
    return word[0].isupper() and not word.isupper()


def _joins_persons(hyphen: Token, mentions: Mentions, surnames: Set[str]) -> bool:
    """Return True if a hyphen joins the surnames of two persons and nothing else: one of them is in the article."""
    tokens = mentions.doc.tokens
    sides = (tokens[hyphen.i - 1], tokens[hyphen.i + 1])
    covering = {mentions.index_at.get(i) for i in range(hyphen.i - 1, hyphen.i + 2)} - {None}
    if any(
        mentions.spans[number or 0].first < hyphen.i - 1 or mentions.spans[number or 0].last > hyphen.i + 2
        for number in covering
    ):
        return False
    known = [fold(side.text) in surnames for side in sides]
    if not all(mentions.spans[number or 0].type is EntityType.PERSON for number in covering):
        return all(known)
    return (
        tokens[hyphen.i - 1].text[0].isupper()
        and any(known)
        and all(
            is_known or SURNAME in known_kinds(side.text) for is_known, side in zip(known, sides, strict=True)
        )
    )


def _person(mentions: Mentions, i: int) -> MentionSpan:
    return MentionSpan(mentions.doc, i, i + 1, EntityType.PERSON, Origin.RULE, HYPHENATED, _CONFIDENCE)
