"""Finding words that an editor quotes from an article, whatever the white space and the form of the marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from heapq import nlargest

from builder.model.article import Article
from builder.model.diagnostic import Diagnostic, error
from builder.model.span import Span

NEAR = 0.6
"""Least likeness (0..1) of words that are offered in place of some that are not found."""

FEW = 3
"""So few words are compared with every stretch of the story: there may be none that they share."""

COMPARED = 50
"""How many stretches that share the most words are compared letter by letter."""

SHOWN = 80
"""So many characters of quoted words are told in a message."""

_MARKS = str.maketrans({**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛‹›′`´", "'")})


class QuotedWords:
    """The words of one article's story, ready to be searched."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._paragraphs = [_fold(article.text, paragraph.span) for paragraph in article.story]

    def find(self, words: str) -> tuple[Span, ...]:
        """Where the words stand as whole words inside one paragraph of the story, in order."""
        wanted = _folded(words)
        if not wanted:
            return ()
        head = r"(?<!\w)" if wanted[0].isalnum() else ""
        tail = r"(?!\w)" if wanted[-1].isalnum() else ""
        pattern = re.compile(head + re.escape(wanted) + tail)
        return tuple(
            Span(places[match.start()], places[match.end() - 1] + 1)
            for folded, places in self._paragraphs
            for match in pattern.finditer(folded)
        )

    def nearest(self, words: str) -> str | None:
        """The words of the story that are most like these, None where none are near."""
        wanted = _folded(words)
        best, found = NEAR, None
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(wanted.casefold())
        for candidate in self._candidates(wanted.casefold().split()):
            matcher.set_seq1(_folded(candidate).casefold())
            if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and matcher.ratio() > best:
                best, found = matcher.ratio(), candidate
        return _trimmed(found, wanted) if found is not None else None

    def missing(self, path: str, line: int, words: str) -> Diagnostic:
        """The error that words are not found, with the nearest ones; ``line`` counts from 1."""
        told = shorten(words)
        if _folded(words) in _folded(self._article.text):
            message = (
                f"“{told}” does not stand inside one paragraph of the story of {self._article.path}: it runs from one"
                " into another, ends in the middle of a word, or stands in the headline, the byline or boilerplate."
            )
            return error(path, line, message, "Quote whole words of one paragraph of the story.")
        nearest = self.nearest(words)
        hint = f"Did you mean “{shorten(nearest)}”?" if nearest else "Copy the words from the article."
        return error(path, line, f"“{told}” does not stand in {self._article.path}.", hint)

    def ambiguous(self, path: str, line: int, words: str, times: int) -> Diagnostic:
        """The error that words stand several times; ``line`` counts from 1."""
        message = (
            f"“{shorten(words)}” stands {times} times in {self._article.path}: which is meant is not clear."
        )
        return error(path, line, message, "Quote more of the words around it.")

    def _candidates(self, wanted: Sequence[str]) -> list[str]:
        """Stretches of as many words as are wanted; of long ones those that share the most words with them."""
        stretches = list(self._stretches(len(wanted)))
        if len(wanted) <= FEW:
            return stretches
        known = set(wanted)
        shared = [sum(word in known for word in _folded(stretch).casefold().split()) for stretch in stretches]
        best = nlargest(COMPARED, range(len(stretches)), key=lambda index: (shared[index], -index))
        return [stretches[index] for index in best]

    def _stretches(self, count: int) -> Iterator[str]:
        """Every ``count`` words in a row of a paragraph as the article has them, white space folded."""
        for paragraph in self._article.story:
            words = paragraph.span.of(self._article.text).split()
            for start in range(max(1, len(words) - count + 1)):
                yield " ".join(words[start : start + count])


def shorten(words: str) -> str:
    """The words on one line, with an ellipsis where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1].rstrip() + "…"


def _trimmed(words: str, like: str) -> str:
    """The words without marks and punctuation at an end where the other words have none."""
    start = 0 if not like[0].isalnum() else next((n for n, one in enumerate(words) if one.isalnum()), 0)
    end = len(words)
    while like[-1].isalnum() and end > start and not words[end - 1].isalnum():
        end -= 1
    return words[start:end]


def same_words(first: str, second: str) -> bool:
    """Whether two texts differ in nothing but white space and the form of marks."""
    return _folded(first) == _folded(second)


def _folded(words: str) -> str:
    return " ".join(words.translate(_MARKS).split())


def _fold(text: str, span: Span) -> tuple[str, Sequence[int]]:
    """The words of a span folded, and for each folded character its place in the text."""
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(span.of(text).translate(_MARKS), span.start):
        if not character.isspace():
            folded.append(character)
        elif folded and folded[-1] != " ":
            folded.append(" ")
        else:
            continue
        places.append(place)
    return "".join(folded), places
