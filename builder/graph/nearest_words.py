"""Nearest match: the words of an article that are most similar to a quotation that is not found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from heapq import nlargest

from builder.model.readable_text import readable

NEAR = 0.6
"""Least similarity, 0..1, of words that are proposed."""

FEW = 3
"""Words of a short quotation, which is compared with every passage: it may share no word with the right one."""

COMPARED = 50
"""Passages that a longer quotation is compared with letter by letter: those that share the most words with it."""

COMPARED_LETTERS = 200
"""Characters of a quotation that are compared: messages show fewer."""

MOST_PASSAGES = 400_000
"""Passages of one article that are read for all its quotations together; after that, nothing is proposed."""
# 400,000 is twenty quotations of an article of 20,000 words. A file with hundreds of quotations that match nothing is
# a file for another article.

MARKS = str.maketrans({**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛‹›′`´", "'")})


class NearestWords:
    """A search for similar words in the paragraphs of one article.

    Args:
        paragraphs: the text of each.
    """

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self._words = [paragraph.split() for paragraph in paragraphs]
        self._folded = [[word.translate(MARKS).casefold() for word in words] for words in self._words]
        self._left = MOST_PASSAGES

    def find(self, words: str) -> str | None:
        """Return the most similar words of a paragraph.

        Returns:
            None if none are as similar as ``NEAR``, or if the limit of passages is reached.
        """
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
        """Return paragraph, first word and number of words of each passage to compare.

        A passage has as many words as the quotation. For a long quotation, only the passages that share the most words
        with it are returned.
        """
        count = len(wanted)
        known = set(wanted)
        passages = [
            (shared, number, start)
            for number, words in enumerate(self._folded)
            for start, shared in enumerate(_shared(words, known, count))
        ]
        self._left -= len(passages)
        if count > FEW:
            # Of two passages that share as many words, the earlier comes first.
            passages = nlargest(COMPARED, passages, key=lambda passage: passage[0])
        return ((number, start, count) for _, number, start in passages)


def folded(words: str) -> str:
    """Return words in readable form with plain quotation marks and single spaces."""
    return " ".join(readable(words).translate(MARKS).split())


def _shared(words: Sequence[str], known: set[str], count: int) -> Iterator[int]:
    """Yield how many words are known in each passage of ``count`` words, or in the only one if there are fewer."""
    shared = sum(word in known for word in words[:count])
    yield shared
    for start in range(len(words) - count):
        shared += (words[start + count] in known) - (words[start] in known)
        yield shared


def _beginning(words: str) -> str:
    """Return the first ``COMPARED_LETTERS`` characters, cut after a whole word unless there is only one."""
    if len(words) <= COMPARED_LETTERS:
        return words
    cut = words[:COMPARED_LETTERS]
    return cut.rpartition(" ")[0] or cut


def _trimmed(words: str, like: str) -> str:
    """Return the words without punctuation at each end at which ``like`` has none."""
    start = 0 if not like[0].isalnum() else next((n for n, one in enumerate(words) if one.isalnum()), 0)
    end = len(words)
    while like[-1].isalnum() and end > start and not words[end - 1].isalnum():
        end -= 1
    return words[start:end]
