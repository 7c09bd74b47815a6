"""Kinds of articles by their words: reports on sport and on business name teams and companies by any word."""

from __future__ import annotations

import re
from collections.abc import Set

from builder.annotate.parse.document import Document
from builder.lexicon.word_lists import words
from builder.model.span import Span

SCORE = r"\d{1,3}(?:[-–]| [-–] )\d{1,3}"
"""A score, as a pattern: "2-0", "2 – 0"."""

_FEWEST = 3
"""Different words of a kind of news that an article has, at least."""
_TOKENS = 300
"""Tokens of a long article for each word that it must have."""
_WON = re.compile(rf"(?m)^\w[^\n]{{2,40}} {SCORE}(?: \w[^\n]{{2,40}})?$|[a-z] {SCORE} ")
_RANKED = re.compile(r"(?m)^\s*\d{1,2}\. [A-Z][^\n()]{3,40} \([^()\n]{2,30}\)[^\n]*\d")
"""A line of a ranking: "1. Ana Roe (Norway) 12.60"."""
_HEADED = re.compile(r"\s*([A-Za-z ]{4,30}) ?[-–] ?[A-Za-z]")
"""The name of a sport before the headline of an agency: "SOCCER - LOWMOOR BEAT ORVE"."""


def is_about_sport(doc: Document) -> bool:
    """Return True for a report on matches or athletes; a score and a ranking count as one of its words each."""
    if sport_heading(doc) is not None:
        return True
    signs = bool(_WON.search(doc.reading)) + bool(_RANKED.search(doc.reading))
    return _distinct(doc, words("sport_words")) + signs >= _needed(doc)


def sport_heading(doc: Document) -> Span | None:
    """Return the span of the name of a sport before the headline of an agency; None without one."""
    headed = _HEADED.match(doc.reading)
    if headed is None or headed[1].strip().lower() not in words("sport_names"):
        return None
    return Span(*headed.span(1))


def is_about_business(doc: Document) -> bool:
    """Return True for a report on companies."""
    return _distinct(doc, words("business_words")) >= _needed(doc)


def _needed(doc: Document) -> int:
    """Return how many different words an article must have: a long one has some of them by chance."""
    return max(_FEWEST, len(doc.tokens) // _TOKENS)


def _distinct(doc: Document, listed: Set[str]) -> int:
    """Return the number of different words of a list that an article has."""
    return len({token.text.lower() for token in doc.tokens} & listed)
