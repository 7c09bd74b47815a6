"""Search for words that an editor quotes from an article, whatever their white space and form of quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.graph.nearest_words import MARKS, NearestWords, folded
from builder.model.article import Article
from builder.model.diagnostic import Diagnostic, error, warning
from builder.model.readable_text import readable
from builder.model.reading import Reading, read_text
from builder.model.shortening import shorten
from builder.model.span import Span

QUOTATION_MARKS = "“”„‟«»\"‘’‚‛‹›'"


class ArticleSearch:
    """A search over the story of one article."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._reading = read_text(article.text)
        self._paragraphs = [_fold(self._reading, paragraph.span) for paragraph in article.story]
        self._story = "\n".join(paragraph for paragraph, _ in self._paragraphs)
        self._whole: str | None = None
        self._nearest: NearestWords | None = None

    def find(self, words: str) -> tuple[Span, ...]:
        """Return the spans at which the words appear as whole words inside one paragraph of the story, in order."""
        wanted = folded(words)
        if not wanted or wanted not in self._story:
            return ()
        head = r"(?<!\w)" if wanted[0].isalnum() else ""
        tail = r"(?!\w)" if wanted[-1].isalnum() else ""
        pattern = re.compile(head + re.escape(wanted) + tail)
        return tuple(
            self._reading.source_span(Span(places[match.start()], places[match.end() - 1] + 1))
            for paragraph, places in self._paragraphs
            for match in pattern.finditer(paragraph)
        )

    def nearest(self, words: str) -> str | None:
        """Return the words of the story that are most similar to words that are not found; None if none are."""
        if self._nearest is None:
            text = self._article.text
            self._nearest = NearestWords([readable(part.span.of(text)) for part in self._article.story])
        return self._nearest.find(words)

    def missing_warning(self, path: str, line: int, words: str) -> Diagnostic:
        """Return the warning for words that are not found, with the most similar ones; ``line`` counts from 1."""
        shown = shorten(words)
        if self._whole is None:
            self._whole = folded(self._article.text)
        if folded(words) in self._whole:
            message = (
                f"“{shown}” does not appear inside one paragraph of the story of {self._article.path}: it runs from"
                " one into another, ends in the middle of a word, or is part of the headline, the byline or"
                " boilerplate."
            )
            return warning(path, line, message, "Quote whole words of one paragraph of the story.")
        nearest = self.nearest(words)
        # The message has marks of its own, and theirs make no difference.
        proposed = shorten(nearest.strip(QUOTATION_MARKS)) if nearest else ""
        hint = f"Did you mean “{proposed}”?" if proposed else "Copy the words from the article."
        return warning(path, line, f"“{shown}” does not appear in {self._article.path}.", hint)

    def ambiguous_error(self, path: str, line: int, words: str, times: int) -> Diagnostic:
        """Return the error for words that appear several times; ``line`` counts from 1."""
        message = f"“{shorten(words)}” appears {times} times in {self._article.path}: it is not clear which is meant."
        return error(path, line, message, "Quote more of the words around it.")


def _fold(reading: Reading, paragraph: Span) -> tuple[str, Sequence[int]]:
    """Return the folded words of a paragraph, and for each folded character its offset in the readable text."""
    characters: list[str] = []
    places: list[int] = []
    span = reading.readable_span(paragraph)
    for place, character in enumerate(span.of(reading.text).translate(MARKS), span.start):
        if not character.isspace():
            characters.append(character)
        elif characters and characters[-1] != " ":
            characters.append(" ")
        else:
            continue
        places.append(place)
    return "".join(characters), places
