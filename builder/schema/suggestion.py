"""Suggestions for unknown words: the nearest known word."""

from __future__ import annotations

from collections.abc import Iterable

MOST_SUGGESTIONS = 20
"""Unknown words of one kind for which the nearest is searched: each search compares all known words."""


class Suggestions:
    """Nearest known words for the first few of many unknown words.

    Args:
        known: all known words.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._by_folded = {name.casefold(): name for name in sorted(known, reverse=True)}
        self._answers: dict[str, str | None] = {}

    def nearest(self, word: str) -> str | None:
        """Return the known word that is most like ``word``, ignoring case.

        Returns:
            None if no word is near, and for all but the first ``MOST_SUGGESTIONS`` different words.
        """
        if word not in self._answers:
            if len(self._answers) >= MOST_SUGGESTIONS:
                return None
            from difflib import get_close_matches

            found = get_close_matches(word.casefold(), list(self._by_folded), n=1, cutoff=0.6)
            self._answers[word] = self._by_folded[found[0]] if found else None
        return self._answers[word]


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like ``word``, ignoring case; None if no word is near."""
    return Suggestions(known).nearest(word)
