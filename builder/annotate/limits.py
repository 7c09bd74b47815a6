"""The limits of an article: beyond them, annotating and linking it would take minutes, or hours.

Every limit is far above what real articles have: 3,000 characters in a paragraph, 300 quotation marks, 2,000 mentions.
An article at any of them is built in about half a minute at most.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from builder.annotate.mentions.index import Mentions
from builder.annotate.parse.document import Document
from builder.model.article import Article, Paragraph

WORDS_OF_ARTICLE = 100_000
"""Words and punctuation marks of all paragraphs: a book."""

MARKS_OF_PARAGRAPH = 1_000
"""Quotation marks of a paragraph. Every quotation is weighed against the names near it."""

MARKS_OF_ARTICLE = 10_000
"""Quotation marks of an article."""

WORDS_OF_SENTENCE = 5_000
"""Words and punctuation marks of a sentence, as the language model parts it. Clauses may be nested in each other."""

NAMES_OF_SENTENCE = 2_000
"""Names, dates and figures of a sentence. Each may be joined to each."""

NAMES_OF_ARTICLE = 10_000
"""Names, dates and figures of an article."""

ENTITIES_OF_ARTICLE = 1_000
"""Persons, places, organizations and the like that an article names. Each gets a page, and a tie to each."""

_WORD = re.compile(r"\w+|[^\w\s]")
_MARK = re.compile(r"[“”„‟«»\"]|``|''|‘‘|’’")


class LimitError(Exception):
    """An article has more of something than it may.

    Attributes:
        message: what there is too much of, how much, and the limit.
        hint: what to do about it.
        offset: the code point of the article's text at which it begins; None if it is the article as a whole.
    """

    def __init__(self, message: str, hint: str, *, offset: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.offset = offset


def check_text(article: Article, paragraphs: Sequence[Paragraph]) -> None:
    """Refuse an article that is too much for the language model or the rules of quotations.

    Args:
        article: the article.
        paragraphs: those of its paragraphs that are to be annotated.

    Raises:
        LimitError: it has too many words or quotation marks.
    """
    words = marks = 0
    for paragraph in paragraphs:
        text = paragraph.span.of(article.text)
        words += sum(1 for _ in _WORD.finditer(text))
        own = sum(1 for _ in _MARK.finditer(text))
        if own > MARKS_OF_PARAGRAPH:
            _refuse("paragraph", own, "quotation marks", MARKS_OF_PARAGRAPH, offset=paragraph.span.start)
        marks += own
    if words > WORDS_OF_ARTICLE:
        _refuse("article", words, "words and punctuation marks", WORDS_OF_ARTICLE)
    if marks > MARKS_OF_ARTICLE:
        _refuse("article", marks, "quotation marks", MARKS_OF_ARTICLE)


def check_sentences(doc: Document) -> None:
    """Refuse an article with a sentence that is too long.

    Raises:
        LimitError: it has one.
    """
    for sentence in doc.sentences:
        length = sentence.last - sentence.first
        if length > WORDS_OF_SENTENCE:
            start = doc.tokens[sentence.first].start
            _refuse("sentence", length, "words and punctuation marks", WORDS_OF_SENTENCE, offset=start)


def check_mentions(mentions: Mentions) -> None:
    """Refuse an article with too many names, in one sentence or in all.

    Raises:
        LimitError: it has too many.
    """
    if len(mentions) > NAMES_OF_ARTICLE:
        _refuse("article", len(mentions), "names, dates and figures", NAMES_OF_ARTICLE)
    by_sentence = Counter(mention.tokens[0].sentence_i for mention in mentions)
    for sentence, count in sorted(by_sentence.items()):
        if count > NAMES_OF_SENTENCE:
            start = mentions.doc.sentences[sentence].span.start
            _refuse("sentence", count, "names, dates and figures", NAMES_OF_SENTENCE, offset=start)


def check_entities(count: int) -> None:
    """Refuse an article that names too many persons, places, organizations and the like.

    Raises:
        LimitError: it does.
    """
    if count > ENTITIES_OF_ARTICLE:
        _refuse("article", count, "different persons, places and organizations", ENTITIES_OF_ARTICLE)


def _refuse(what: str, count: int, things: str, limit: int, *, offset: int | None = None) -> None:
    where = "The article has" if offset is None else f"A {what} has"
    raise LimitError(
        f"{where} {count:,} {things}; at most {limit:,} can be annotated.",
        f"Split the {what}, or move the file out of seeds/.",
        offset=offset,
    )
