"""The nearest match for a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """The known word most like ``word``, whatever the case of its letters; None where none is near."""
    by_folded = {name.casefold(): name for name in sorted(known, reverse=True)}
    nearest = get_close_matches(word.casefold(), list(by_folded), n=1, cutoff=0.6)
    return by_folded[nearest[0]] if nearest else None
