"""Adjuncts of time and place that the model takes into a name: "Lowmoor Council on Monday"."""

from __future__ import annotations

from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType

_DETERMINERS = ("the", "a", "last", "this", "next", "early", "late")
_PREPOSITIONS = ("on", "in", "by", "before", "after", "since", "until", "from", "during")
_CLAUSES = ("when", "while")
_NAMES_WITH_DATES = (EntityType.EVENT, EntityType.WORK, EntityType.LAW, EntityType.PRODUCT)
"""Types of names that may end with a date: "Lowmoor Fair in May" is a book as well as a fair."""


def without_adjunct(tokens: tuple[Token, ...], entity_type: EntityType) -> tuple[Token, ...]:
    """Return the tokens of a name without an adjunct at its end.

    "Lowmoor Council on Monday", "Orve College on Long Island" and "Merrow Convention when Roe" lose it; "Council on
    Harbors" does not.
    """
    if entity_type in _NAMES_WITH_DATES:
        return tokens
    calendar = words("calendar_words")
    for i in range(1, len(tokens) - 1):
        if tokens[i].text in _CLAUSES or _begins_adjunct(tokens[i:]):
            return tokens[:i]
    # "Orve Harbor Board Monday"; "Merrow Thursday" may be the name of a team.
    if len(tokens) > 2 and tokens[-1].text in calendar and tokens[-1].text.endswith("day"):
        return tokens[:-1]
    return tokens


def _begins_adjunct(tokens: tuple[Token, ...]) -> bool:
    """Return True if a preposition begins an adjunct of time or place that is the rest of a name."""
    rest = tokens[1:]
    while len(rest) > 1 and rest[0].text in _DETERMINERS:
        rest = rest[1:]
    if tokens[0].text in _PREPOSITIONS and rest[0].text in words("calendar_words"):
        return True
    return tokens[0].text == "on" and rest[-1].text.lower() in words("place_words")
