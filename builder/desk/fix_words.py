"""Words of an article by which a fix or a note names a place, as few as tell it from all others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from builder.graph.text_search import ArticleSearch
from builder.model.article import Article
from builder.model.span import Span

FEWEST = 40
"""Characters of a quote that name it, at least, if it has so many: an editor reads them."""

_WORD = re.compile(r"\S+")
_MARKS = re.compile(r"^[^\w$€£#@(]+|[^\w%)]+$")
"""Marks at the ends of words that belong to no word."""


def words_of_quote(article: Article, search: ArticleSearch, content: Sequence[Span]) -> str | None:
    """Return the first words of a quote that the article has once; None if no words of it are unique.

    Args:
        article: the text.
        search: over the same text.
        content: the spans of the quote.
    """
    for span in content:
        for words in _beginnings(span.of(article.text)):
            if len(search.find(words)) == 1:
                return words
    return None


def words_around(article: Article, search: ArticleSearch, span: Span) -> str | None:
    """Return words with those of a span among them that the article has once, in one paragraph; None without any.

    The words grow by one on either side in turn.
    """
    part = next((one.span for one in article.story if one.span.contains(span)), None)
    if part is None:
        return None
    words = [
        Span(part.start + one.start(), part.start + one.end())
        for one in _WORD.finditer(part.of(article.text))
    ]
    inside = [number for number, word in enumerate(words) if word.overlaps(span)]
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    while first > 0 or last < len(words) - 1:
        if first > 0:
            first -= 1
            if (found := _once(article, search, words[first].start, words[last].end)) is not None:
                return found
        if last < len(words) - 1:
            last += 1
            if (found := _once(article, search, words[first].start, words[last].end)) is not None:
                return found
    return None


def place_of(
    search: ArticleSearch, article: Article, words: str, *, paragraph: int, number: int
) -> Span | None:
    """Return where an editor has selected words; None if the article does not have them there.

    Args:
        search: over the text of the article.
        article: the text.
        words: as the page shows them.
        paragraph: of the published story in which they are, counted from 1, as the page numbers it; 0 if unknown.
        number: how often the paragraph has the words before, as the page shows it.
    """
    found = search.find(words)
    if len(found) == 1:
        return found[0]
    parts = [part.span for part in article.story]
    if 1 <= paragraph <= len(parts):
        found = tuple(span for span in found if parts[paragraph - 1].contains(span))
    return found[number] if number < len(found) else None


def _beginnings(text: str) -> Iterator[str]:
    """Yield the beginnings of a text that end with a word and are long enough, the shortest first; the whole last."""
    whole = " ".join(text.split())
    for word in _WORD.finditer(whole):
        if word.end() >= FEWEST:
            yield whole[: word.end()]
    if len(whole) < FEWEST:
        yield whole


def _once(article: Article, search: ArticleSearch, start: int, end: int) -> str | None:
    """Return the words of a range, without marks at its ends, if the article has them once."""
    words = _MARKS.sub("", " ".join(article.text[start:end].split()))
    return words if len(search.find(words)) == 1 else None
