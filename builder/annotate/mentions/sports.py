"""The sport of an article: "Norway" in a report on ice hockey and in one on football are two teams."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from builder.lexicon.word_lists import table

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_LEAD = 1
"""Different words by which one sport must lead the next."""


def sport_of(text: str) -> str:
    """Return the sport that a text has the most different words of; "" without one, or if two have as many."""
    listed = _sports()
    found = Counter(listed[word] for word in {*_WORD.findall(text.lower())} if word in listed)
    ranked = found.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _LEAD):
        return ""
    return ranked[0][0]


@cache
def _sports() -> dict[str, str]:
    return {row[0]: row[1] for row in table("sports")}
