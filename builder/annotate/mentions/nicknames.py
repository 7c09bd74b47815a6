"""Nicknames in quotation marks or brackets inside a name of a person: “Ana “Red” Roe”, "Ana (the Red) Roe"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.model_entities import MODEL_CONFIDENCE
from builder.annotate.mentions.proper_nouns import names_thing
from builder.annotate.mentions.title_words import is_title
from builder.annotate.parse.document import Document, Token
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType, Origin
from builder.names.given_names import is_given_name

_CLOSING = {"“": "”", '"': '"', "„": "“", "«": "»", "‘": "’", "'": "'", "``": "''", "(": ")"}
"""The mark that closes a nickname, by the mark that opens it."""
_LONGEST = 5
"""Tokens of the longest nickname: “Queen of the Docks”, and one more."""
_MOST_GIVEN = 3
"""Given names and initials before a nickname, at most."""
_SMALL_WORDS = frozenset("a and da de del di du el la le of the van von".split())
"""Words of a nickname that need no capital."""


def join_nicknames(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, each name with a nickname inside as one; what overlaps such a name is left out."""
    names = list(_names(mentions))
    inside = {i for name in names for i in range(name.first, name.last)}
    yield from names
    yield from (mention for mention in mentions if inside.isdisjoint(range(mention.first, mention.last)))


def _names(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield each name of a person that has a nickname inside."""
    doc = mentions.doc
    for mark in doc.tokens:
        if mark.text not in _CLOSING or mark.previous is None:
            continue
        end = _nickname_end(mark)
        if end is None or end.next is None:
            continue
        nickname = doc.tokens[mark.i + 1 : end.i]
        last = _surname_end(end.next)
        if last is None or not _is_nickname(nickname, in_brackets=mark.text == "("):
            continue
        first = _first_given(mark.previous, mentions)
        if first is not None:
            yield _person(doc, first, last)


def _person(doc: Document, first: int, last: int) -> MentionSpan:
    return MentionSpan(doc, first, last, EntityType.PERSON, Origin.RULE, "nickname", MODEL_CONFIDENCE)


def _nickname_end(mark: Token) -> Token | None:
    """Return the mark that closes a nickname; None if the mark does not open one.

    A space is outside of both marks and not inside of them.
    """
    if mark.is_attached or mark.next is None or not mark.next.is_attached:
        return None
    closing = _CLOSING[mark.text]
    for token in mark.doc.tokens[mark.i + 2 : mark.i + _LONGEST + 2]:
        if token.paragraph != mark.paragraph:
            return None
        if token.text == closing:
            attached = token.next is not None and token.next.is_attached
            return token if token.is_attached and not attached else None
    return None


def _is_nickname(tokens: Sequence[Token], *, in_brackets: bool) -> bool:
    """Return True for words that can be a nickname: capitalized, or an epithet with "the".

    Brackets contain a party, a place or an agency more often: there it must be a given name or an epithet.
    """
    if not all(token.text[0].isalpha() for token in tokens):
        return False
    large = [token for token in tokens if token.text.lower() not in _SMALL_WORDS]
    if not large or not all(token.text[0].isupper() for token in large):
        return False
    if in_brackets:
        return tokens[0].text == "the" or all(is_given_name(token.text) for token in tokens)
    return True


def _surname_end(token: Token) -> int | None:
    """Return the index after the surname that begins with a token; None if it is not a surname.

    Particles and the parts of a hyphenated surname belong to it.
    """
    doc, i = token.doc, token.i
    while i + 1 < len(doc.tokens) and doc.tokens[i].text.lower() in words("name_particles"):
        i += 1
    surname = doc.tokens[i]
    if surname.sentence_i != token.sentence_i or not surname.text[0].isupper() or is_title(surname):
        return None
    if not surname.text.isalpha() or surname.text.isupper() or names_thing(surname):
        return None
    # After a nickname the model takes many surnames for nouns: "Ana “Red” Brand".
    if not surname.tag.startswith(("NN", "JJ")):
        return None
    i += 1
    while i + 1 < len(doc.tokens) and doc.tokens[i].text == "-" and doc.tokens[i + 1].is_attached:
        i += 2
    return i


def _first_given(token: Token, mentions: Mentions) -> int | None:
    """Return the index of the first given name before a nickname, of which a token is the last.

    Returns:
        None unless the first of them is a common given name, or the model takes them for a person.
    """
    first = None
    for before in reversed(mentions.doc.tokens[max(token.i - _MOST_GIVEN + 1, 0) : token.i + 1]):
        if before.sentence_i != token.sentence_i or not before.text[0].isupper() or is_title(before):
            break
        if before.pos != "PROPN" and not is_given_name(before.text):
            break
        if before.label == "PERSON" or is_given_name(before.text):
            first = before.i
    return first
