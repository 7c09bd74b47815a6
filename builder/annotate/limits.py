"""Limits of an article. Beyond them its annotation would take minutes or hours."""

# Every limit is far above the largest figures of real articles: 3,000 characters in a paragraph, 300 quotation marks,
# 2,000 mentions. An article at any of them is built in about half a minute at most.

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from builder.annotate.mentions.index import Mentions
from builder.annotate.parse.document import Document
from builder.model.article import Article, Paragraph

WORDS_OF_ARTICLE = 100_000
"""Words and punctuation marks of all paragraphs: the length of a book."""

MARKS_OF_PARAGRAPH = 1_000
"""Quotation marks of a paragraph. Every quotation is compared with all candidates near it."""

MARKS_OF_ARTICLE = 10_000
"""Quotation marks of an article."""

WORDS_OF_SENTENCE = 5_000
"""Words and punctuation marks of a sentence, as the language model splits the text. Its clauses may be nested."""

NAMES_OF_SENTENCE = 2_000
"""Names, dates and figures of a sentence. Each may be joined to any other."""

NAMES_OF_ARTICLE = 10_000
"""Names, dates and figures of an article."""

ENTITIES_OF_ARTICLE = 1_000
"""Persons, places, organizations and the like in an article. Each gets a page, and a tie to every other."""

_WORD = re.compile(r"\w+|[^\w\s]")
_MARK = re.compile(r"[“”„‟«»\"]|``|''|‘‘|’’")


class LimitError(Exception):
    """An article that exceeds a limit.

    Attributes:
        message: what exceeds the limit, by how much, and the limit.
        hint: what the user can do.
        offset: index in ``Article.text`` at which the paragraph or sentence begins; None for the whole article.
    """

    def __init__(self, message: str, hint: str, *, offset: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.offset = offset


def check_text(article: Article, paragraphs: Sequence[Paragraph]) -> None:
    """Refuse an article that is too long for the language model, or has too many quotation marks.

    Args:
        article: the article.
        paragraphs: the paragraphs to annotate.

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
    """Refuse a document with a sentence that is too long.

    Raises:
        LimitError: a sentence has too many words.
    """
    for sentence in doc.sentences:
        length = sentence.last - sentence.first
        if length > WORDS_OF_SENTENCE:
            start = doc.tokens[sentence.first].start
            _refuse("sentence", length, "words and punctuation marks", WORDS_OF_SENTENCE, offset=start)


def check_mentions(mentions: Mentions) -> None:
    """Refuse a document with too many mentions, in one sentence or in all.

    Raises:
        LimitError: a sentence or the document has too many.
    """
    if len(mentions) > NAMES_OF_ARTICLE:
        _refuse("article", len(mentions), "names, dates and figures", NAMES_OF_ARTICLE)
    by_sentence = Counter(mention.tokens[0].sentence_i for mention in mentions)
    for sentence, count in sorted(by_sentence.items()):
        if count > NAMES_OF_SENTENCE:
            start = mentions.doc.sentences[sentence].span.start
            _refuse("sentence", count, "names, dates and figures", NAMES_OF_SENTENCE, offset=start)


def check_entities(count: int) -> None:
    """Refuse a document that refers to too many entities.

    Raises:
        LimitError: there are too many.
    """
    if count > ENTITIES_OF_ARTICLE:
        _refuse("article", count, "different persons, places and organizations", ENTITIES_OF_ARTICLE)


def _refuse(unit: str, count: int, things: str, limit: int, *, offset: int | None = None) -> None:
    subject = "The article has" if offset is None else f"A {unit} has"
    raise LimitError(
        f"{subject} {count:,} {things}; at most {limit:,} can be annotated.",
        f"Split the {unit}, or move the file out of seeds/.",
        offset=offset,
    )
