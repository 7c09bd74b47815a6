"""The nearest match: words of an article that resemble some that an editor quotes and that are not found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from heapq import nlargest

NEAR = 0.6
"""Least similarity (0..1) of words that are proposed."""

FEW = 3
"""Quotations of at most this many words are compared with every stretch: they may share no word with the right one."""

COMPARED = 50
"""Of longer quotations, the number of stretches that are compared letter by letter: those that share most words."""

COMPARED_LETTERS = 200
"""Characters of a quotation that are compared: messages show fewer."""

MOST_STRETCHES = 400_000
"""Stretches of one article that are looked at for all its quotations; then nothing more is proposed.

Twenty quotations of an article of 20,000 words: a file of hundreds that match nothing is a file for another article.
"""

MARKS = str.maketrans({**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛‹›′`´", "'")})


class NearestWords:
    """The words of one article's paragraphs, to be compared.

    Args:
        paragraphs: as the article has them.
    """

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self._words = [paragraph.split() for paragraph in paragraphs]
        self._folded = [[word.translate(MARKS).casefold() for word in words] for words in self._words]
        self._left = MOST_STRETCHES

    def find(self, words: str) -> str | None:
        """Return the words of a paragraph that are most similar; None if none are, or too many were asked for."""
        wanted = _beginning(folded(words))
        if not wanted or self._left <= 0:
            return None
        best, found = NEAR, None
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(wanted.casefold())
        compared: set[str] = set()
        for paragraph, start, count in self._candidates(wanted.casefold().split()):
            candidate = " ".join(self._folded[paragraph][start : start + count])
            if candidate in compared or len(candidate) > 2 * COMPARED_LETTERS:
                continue
            compared.add(candidate)
            matcher.set_seq1(candidate)
            if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and matcher.ratio() > best:
                best, found = matcher.ratio(), " ".join(self._words[paragraph][start : start + count])
        return _trimmed(found, wanted) if found is not None else None

    def _candidates(self, wanted: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        """Return paragraph, first word and number of words of the stretches to compare.

        They have as many words as are wanted. Of long ones, only those that share the most words are returned.
        """
        count = len(wanted)
        known = set(wanted)
        stretches = [
            (shared, number, start)
            for number, words in enumerate(self._folded)
            for start, shared in enumerate(_shared(words, known, count))
        ]
        self._left -= len(stretches)
        if count > FEW:
            # The earlier stretch first if two share as many words.
            stretches = nlargest(COMPARED, stretches, key=lambda stretch: stretch[0])
        return ((number, start, count) for _, number, start in stretches)


def folded(words: str) -> str:
    """Return words with plain quotation marks and single spaces."""
    return " ".join(words.translate(MARKS).split())


def _shared(words: Sequence[str], known: set[str], count: int) -> Iterator[int]:
    """Yield, for each stretch of ``count`` words or the only one of fewer, how many of them are known."""
    shared = sum(word in known for word in words[:count])
    yield shared
    for start in range(len(words) - count):
        shared += (words[start + count] in known) - (words[start] in known)
        yield shared


def _beginning(words: str) -> str:
    """Return as many words as are compared, the last one whole unless there is only one."""
    if len(words) <= COMPARED_LETTERS:
        return words
    cut = words[:COMPARED_LETTERS]
    return cut.rpartition(" ")[0] or cut


def _trimmed(words: str, like: str) -> str:
    """Return the words without marks and punctuation at each end at which the other words have none."""
    start = 0 if not like[0].isalnum() else next((n for n, one in enumerate(words) if one.isalnum()), 0)
    end = len(words)
    while like[-1].isalnum() and end > start and not words[end - 1].isalnum():
        end -= 1
    return words[start:end]
