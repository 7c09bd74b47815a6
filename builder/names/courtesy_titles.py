"""Courtesy titles before surnames, and the gender that they show."""

from __future__ import annotations

from builder.names.given_names import Gender

_TITLES = {
    "mr": Gender.MALE,
    "sir": Gender.MALE,
    "mrs": Gender.FEMALE,
    "ms": Gender.FEMALE,
    "miss": Gender.FEMALE,
    "lady": Gender.FEMALE,
    "dame": Gender.FEMALE,
}


def courtesy_gender(word: str) -> Gender | None:
    """Return the gender that a capitalized courtesy title shows, with or without its stop; None for other words."""
    return _TITLES.get(word.removesuffix(".").lower()) if word[:1].isupper() else None
