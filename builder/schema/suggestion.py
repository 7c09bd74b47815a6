"""The nearest match for a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

MOST_SUGGESTIONS = 20
"""For how many unknown words of one kind the nearest is looked up: each lookup goes through all known words."""


class Suggestions:
    """The nearest matches for the first few of many unknown words.

    Args:
        known: the words that there are.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._by_folded = {name.casefold(): name for name in sorted(known, reverse=True)}
        self._answers: dict[str, str | None] = {}

    def nearest(self, word: str) -> str | None:
        """Return the known word most like ``word``, whatever the case of its letters.

        None if none is near, and for all but the first ``MOST_SUGGESTIONS`` different words.
        """
        if word not in self._answers:
            if len(self._answers) >= MOST_SUGGESTIONS:
                return None
            found = get_close_matches(word.casefold(), list(self._by_folded), n=1, cutoff=0.6)
            self._answers[word] = self._by_folded[found[0]] if found else None
        return self._answers[word]


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """The known word most like ``word``, whatever the case of its letters; None where none is near."""
    return Suggestions(known).nearest(word)
