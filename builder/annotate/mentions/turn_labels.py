"""Turn labels: the words before a colon, or the letters Q and A, that open the turns of a printed conversation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from builder.annotate.parse.document import Document
from builder.lexicon.word_lists import table, words
from builder.model.article import ParagraphKind
from builder.model.span import Span
from builder.names.person_names import fold

TURN_PARAGRAPHS = (ParagraphKind.TEXT, ParagraphKind.BLOCK_QUOTE)

_PARTY = r"(?:\s*\([^()\n:]{1,40}\)(?:, [^()\n:a-z]{1,40})?)?"
_NAME = re.compile(
    r"[\"“]?[*_]{0,3}(?P<label>[^\W\d_][^\n:;?!\"“”()*_]{0,60}?)" + _PARTY + r"[*_]{0,3}:[*_]{0,3}\s+(?=\S)"
)
_LETTER = re.compile(r"[\"“]?[*_]{0,3}(?P<label>[QA])(?:[.:][*_]{0,3}|[*_]{1,3}[.:]?)\s+(?=\S)")
_BARE_LETTER = re.compile(r"(?P<label>[QA])\s+(?=[A-Z“\"])")
"""A letter without a mark, as the White House and courts print it."""

_MARKS = '"“'
_MOST_WORDS = 6
_MOST_NAMES = 3
"""Words of a name behind a title, at most."""
_QUESTION, _ANSWER = ("q", "question"), ("a", "answer")
_TITLE_WORDS = frozenset(("the", "prime", "state", "lord", "lady", "mme", "atty"))
"""Words of titles that no list of offices has."""


class TurnLabel(Struct, frozen=True):
    """Words at the front of a paragraph that may be the label of a turn.

    Attributes:
        paragraph: index in ``Document.paragraphs``.
        span: the words, without a party in brackets.
        text: the same as a string.
        start: offset of the first character after the label and its colon.
        is_letter: True for "Q" and "A", and False for "QUESTION".
        is_marked: True if a quotation mark is before it.
    """

    paragraph: int
    span: Span
    text: str
    start: int
    is_letter: bool
    is_marked: bool

    @property
    def asks(self) -> bool:
        """True for "Q" and "QUESTION"."""
        return fold(self.text) in _QUESTION

    @property
    def answers(self) -> bool:
        """True for "A" and "ANSWER"."""
        return fold(self.text) in _ANSWER

    @property
    def is_function(self) -> bool:
        """True for those who ask without a name: "Q", "REPORTER", "HOST", "AUDIENCE MEMBER"."""
        return self.asks or is_function(self.text)

    @property
    def in_capitals(self) -> bool:
        """True for "ANA ROE" and "Q"."""
        return self.text.isupper()


def turn_labels(doc: Document) -> Iterator[TurnLabel]:
    """Yield the possible labels of the paragraphs of a document, in order; no "A" if there is no "Q"."""
    labels = tuple(_possible_labels(doc))
    asks = any(label.asks for label in labels)
    yield from (label for label in labels if asks or not label.answers)


def _possible_labels(doc: Document) -> Iterator[TurnLabel]:
    for i, paragraph in enumerate(doc.paragraphs):
        if paragraph.kind not in TURN_PARAGRAPHS:
            continue
        span = paragraph.span
        letter = _LETTER.match(doc.text, span.start, span.end) or _BARE_LETTER.match(
            doc.text, span.start, span.end
        )
        match = letter or _NAME.match(doc.text, span.start, span.end)
        if match is not None and (letter is not None or _is_label(match["label"])):
            label = Span(*match.span("label"))
            is_marked = doc.text[span.start] in _MARKS
            yield TurnLabel(i, label, match["label"], match.end(), letter is not None, is_marked)


def core_of(text: str) -> str:
    """Return a label without its titles: "GOV. ROE" → "ROE"; the whole label if it is nothing but a title."""
    written = text.split(",", maxsplit=1)[0].split()
    first = next((i for i, word in enumerate(written) if not is_title_word(word)), 0)
    return " ".join(written[first:])


def is_titled(text: str) -> bool:
    """Return True for a name after a title that only persons have, in short: "MS. ROE", "Sen. Ana Roe"."""
    first, *name = text.split(",", maxsplit=1)[0].split()
    is_name = 0 < len(name) <= _MOST_NAMES and all(word[0].isupper() and word.isalpha() for word in name)
    return is_name and fold(first) in _short_titles() and not any(map(is_title_word, name))


@cache
def _short_titles() -> frozenset[str]:
    found = {row[0] for name in ("office_abbreviations", "title_abbreviations") for row in table(name)}
    return frozenset(map(fold, found | words("honorifics")))


def is_title_word(word: str) -> bool:
    """Return True for a word of a title before a name: "Gov.", "PRIME", "Minister"."""
    return fold(word) in _title_words()


def is_function(text: str) -> bool:
    """Return True for words that name a function and no person: "HOST", "UNIDENTIFIED REPORTER", "REPORTER 2"."""
    folded = [fold(word).rstrip("s") or word for word in text.partition(",")[0].split() if word.isalpha()]
    if not folded:
        return False
    nouns = words("label_functions")
    return any(word in nouns for word in folded) and all(
        word in nouns or word in words("person_nouns") or word in words("role_heads") for word in folded
    )


def initials_of(name: str) -> str:
    """Return the initials of the words of a name with a capital letter: "Ana van der Roe" → "AR"."""
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper() and word != "The")


@cache
def _title_words() -> frozenset[str]:
    lists = ("honorifics", "rank_words", "role_heads", "role_modifiers")
    found = {fold(word) for name in lists for word in words(name)}
    found |= {row[0] for row in table("office_abbreviations")}
    return frozenset(found | {fold(row[0]) for row in table("title_abbreviations")} | _TITLE_WORDS)


def _is_label(label: str) -> bool:
    """Return True if each word but particles begins with a capital letter; a comma only among capitals."""
    written = label.split()
    if len(written) > _MOST_WORDS or ("," in label and not label.isupper()):
        return False
    if not written[0][0].isupper():
        return False
    return all(
        word[0].isupper() or word[0].isdigit() or fold(word) in words("name_particles") for word in written
    )
