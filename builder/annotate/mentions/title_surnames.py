"""Surnames that are titles, too: the "Judge" of "Ana Judge" is part of her name, and "Judge said" names her."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.positional_capitals import title_case_sentences
from builder.annotate.parse.document import Token
from builder.annotate.parse.headings import headings
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType, Origin
from builder.names.given_names import is_given_name

TITLE_SURNAME = "title-surname"
"""Rule of a surname that is a title, too; it is appended to that of a given name before it."""

_CONFIDENCE = 0.8
_DETERMINERS = frozenset("a an another any each every her his its my no our that the their this your".split())
"""Words before a title that is no name: "the Judge", "his Bishop"."""


def join_title_surnames(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, given names joined with a surname after them that is a title, too: "Ana" + "Judge"."""
    in_title_case = title_case_sentences(mentions.doc)
    for mention in mentions:
        surname = mention.next
        if (
            surname is not None
            and not mentions.is_taken(surname.i)
            and surname.sentence_i not in in_title_case
            and _is_given(mention)
            and _is_surname(surname)
            and mention.tokens[-1].head_i == surname.i
        ):
            yield replace(mention, last=mention.last + 1, rule=f"{mention.rule}+{TITLE_SURNAME}")
        else:
            yield mention


def find_title_surnames(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield such surnames alone, of the persons whom the article names in full."""
    surnames = {
        mention.tokens[-1].text
        for mention in mentions
        if mention.type is EntityType.PERSON and len(mention.tokens) > 1 and _is_given_first(mention)
    } & {word.capitalize() for word in words("title_surnames")}
    no_text = title_case_sentences(mentions.doc) | headings(mentions.doc) if surnames else frozenset()
    for token in mentions.doc.tokens if surnames else ():
        is_free = (
            token.text in surnames and token.sentence_i not in no_text and not mentions.is_taken(token.i)
        )
        if is_free and _is_surname(token) and not _is_determined(token):
            yield MentionSpan(
                mentions.doc,
                token.i,
                token.i + 1,
                EntityType.PERSON,
                Origin.RULE,
                TITLE_SURNAME,
                _CONFIDENCE,
            )


def _is_given(mention: MentionSpan) -> bool:
    """Return True for a mention that is one given name."""
    return mention.type is EntityType.PERSON and len(mention.tokens) == 1 and _is_given_first(mention)


def _is_given_first(mention: MentionSpan) -> bool:
    return is_given_name(mention.tokens[0].text)


def _is_surname(token: Token) -> bool:
    """Return True for a title with a capital that no name follows: not the "Judge" of "Judge Roe"."""
    following = token.next
    is_last = following is None or following.sentence_i != token.sentence_i or not following.text[0].isupper()
    return (
        token.text.istitle()
        and token.pos == "PROPN"
        and token.text.lower() in words("title_surnames")
        and is_last
    )


def _is_determined(token: Token) -> bool:
    """Return True for a title after an article or a possessive ("the Judge"), or before "of" ("Bishop of Lowmoor")."""
    before, after = token.previous, token.next
    is_called = before is not None and before.text.lower() in _DETERMINERS
    return (
        is_called
        or any(child.dep == "det" for child in token.children)
        or (after is not None and after.text.lower() == "of")
    )
