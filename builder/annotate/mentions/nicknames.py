"""Nicknames in quotation marks or brackets inside a name of a person: “Ana “Red” Roe”, "Ana (the Red) Roe"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.model_entities import MODEL_CONFIDENCE
from builder.annotate.mentions.proper_nouns import names_thing
from builder.annotate.mentions.title_words import is_title
from builder.annotate.parse.document import Document, Sentence, Token
from builder.annotate.parse.headings import is_heading
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType, Origin
from builder.names.given_names import is_given_name

_CLOSING = {"“": "”", '"': '"', "„": "“", "«": "»", "‘": "’", "'": "'", "``": "''", "(": ")"}
"""The mark that closes a nickname, by the mark that opens it."""
_LONGEST = 4
"""Tokens of the longest nickname: “Queen of the Docks”."""
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
    """Yield each name of a person that has a nickname inside, or one in quotation marks before the surname."""
    doc = mentions.doc
    for mark in doc.tokens:
        found = _nickname(mark) if mark.text in _CLOSING else None
        if found is None:
            continue
        nickname, after = found
        last = _surname_end(after)
        if last is None or not _is_nickname(nickname, in_brackets=mark.text == "("):
            continue
        first = None if mark.previous is None else _first_given(mark.previous, mentions)
        if first is None and _stands_for_given_name(nickname, after):
            first = mark.i
        if first is not None:
            yield _person(doc, first, last)


def _person(doc: Document, first: int, last: int) -> MentionSpan:
    return MentionSpan(doc, first, last, EntityType.PERSON, Origin.RULE, "nickname", MODEL_CONFIDENCE)


def _nickname(mark: Token) -> tuple[Sequence[Token], Token] | None:
    """Return the words of a nickname and the token after it; None if the mark does not open one.

    A space is outside of both marks and not inside of them. In brackets there may be quotation marks, too.
    """
    doc = mark.doc
    if mark.is_attached or mark.next is None or not mark.next.is_attached:
        return None
    opening = mark.next if mark.text == "(" and mark.next.text in _CLOSING else mark
    for token in doc.tokens[opening.i + 2 : opening.i + _LONGEST + 2]:
        if token.paragraph != mark.paragraph:
            return None
        if token.text == _CLOSING[opening.text] and token.is_attached:
            end = token if opening is mark else token.next
            after = None if end is None else end.next
            if end is None or after is None or after.is_attached:
                return None
            is_closed = opening is mark or (end.text == ")" and end.is_attached)
            return (doc.tokens[opening.i + 1 : token.i], after) if is_closed else None
    return None


def _stands_for_given_name(nickname: Sequence[Token], surname: Token) -> bool:
    """Return True for a nickname that contains the given name, before the surname of a person: “Iron Mike” Roe."""
    return (
        len(nickname) > 1
        and all(token.text[0].isupper() for token in nickname)
        and is_given_name(nickname[-1].text)
        and surname.label == "PERSON"
    )


def _is_nickname(tokens: Sequence[Token], *, in_brackets: bool) -> bool:
    """Return True for words that can be a nickname: capitalized, or an epithet with "the".

    Brackets contain a party, a place or an agency more often: there it must be a given name or an epithet.
    """
    large = [token for token in tokens if token.text != "-" and token.text.lower() not in _SMALL_WORDS]
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
    if not _is_word(surname.text) or surname.text.isupper() or names_thing(surname):
        return None
    # In title case a capital does not show a surname: “Dan Hollow Wears ‘Red Boats’ Hats”.
    if is_heading(surname.sentence) and _is_unstopped(surname.sentence) and surname.label != "PERSON":
        return None
    # After a nickname the model takes many surnames for nouns: "Ana “Red” Brand".
    if not surname.tag.startswith(("NN", "JJ")):
        return None
    i += 1
    while i + 1 < len(doc.tokens) and doc.tokens[i].text == "-" and doc.tokens[i + 1].is_attached:
        i += 2
    return i


def _is_unstopped(sentence: Sentence) -> bool:
    """Return True for a sentence without a full stop or the like: a heading, and not a short one full of names."""
    return sentence.tokens[-1].text[-1].isalnum()


def _is_word(text: str) -> bool:
    """Return True for letters, with an apostrophe or a hyphen among them: "D'Orve"."""
    return "".join(character for character in text if character not in "'’-").isalpha()


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
