"""Coined names of companies, websites and newspapers that the model passes over: "NewsMerrow", "Orve Today"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.annotate.parse.headings import headings
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType, Origin

COINED = "coined"
"""Rule of a name that its capitals show."""

_CONFIDENCE = 0.6
_INNER_CAPITAL = re.compile(
    r"(?!(?:Mac|De|Di|Du|La|Le|Van|Von|Fitz)[A-Z])[A-Z][a-z]{2,}[a-z0-9]*(?:[A-Z][a-z0-9]+){1,2}"
)
"""Two or three capitalized words written as one; surnames begin with a particle ("McRoe", "DeVale")."""
_SIGNS = ("#", "@")


def find_coined_names(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the names with a capital inside, the brands on a line by themselves, and newspapers called "Today"."""
    in_title_case = headings(mentions.doc)
    for token in mentions.doc.tokens:
        if mentions.is_taken(token.i):
            if _is_today(token) and token.sentence_i not in in_title_case:
                yield from _newspaper(token, mentions)
        elif _is_coined(token) or (token.text in words("brands") and _is_line(token)):
            yield _mention(mentions, token.i, token.i + 1)


def _is_coined(token: Token) -> bool:
    """Return True for words written as one, unless they are a hashtag or a handle ("@NewsMerrow")."""
    before = token.previous
    is_tag = before is not None and before.text in _SIGNS and token.is_attached
    return not is_tag and _INNER_CAPITAL.fullmatch(token.text) is not None


def _mention(mentions: Mentions, first: int, last: int) -> MentionSpan:
    return MentionSpan(mentions.doc, first, last, EntityType.ORGANIZATION, Origin.RULE, COINED, _CONFIDENCE)


def _is_line(token: Token) -> bool:
    """Return True if a word is a sentence by itself, with or without a stop, and not in capitals like a label."""
    sentence = token.sentence
    return (
        not token.text.isupper()
        and token.i == sentence.first
        and all(other.pos == "PUNCT" for other in sentence.tokens[1:])
    )


def _is_today(token: Token) -> bool:
    return token.text in ("Today", "TODAY") and token.tag == "NNP"


def _newspaper(today: Token, mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the newspaper or channel that is called after a country: "Orve" and "Today" are two names for the model."""
    before = today.previous
    place = mentions.at(before.i) if before is not None else None
    if (
        place is None
        or place.type is not EntityType.PLACE
        or before is None
        or before.sentence_i != today.sentence_i
    ):
        return
    if mentions.doc.text[before.end : today.start] == " " and before.text.isupper() == today.text.isupper():
        yield _mention(mentions, place.first, today.i + 1)
