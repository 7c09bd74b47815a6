"""Slugs: names as parts of an address."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

_LONGEST = 80
"""Characters of a slug, at most."""
_PLAIN = re.compile(r"[A-Za-z0-9]+(?:(?:[ -]|\. )[A-Za-z0-9]+)*\.?")
"""Names of which the slug is clear: plain words, hyphens between them, and full stops behind them."""


@cache
def slug_of(text: str, *, fallback: str) -> str:
    """Return lower-case ASCII letters and digits joined by hyphens, at most 80 characters; never empty.

    Args:
        text: any text.
        fallback: the slug for a text without a character that a slug can have.
    """
    # Most of the thousands of names of a site are plain, and the library takes 20 microseconds for each.
    if len(text) <= _LONGEST and _PLAIN.fullmatch(text):
        return text.replace(". ", "-").replace(" ", "-").removesuffix(".").lower()
    from slugify import slugify

    return slugify(text, max_length=_LONGEST, word_boundary=True) or fallback


def unique_slug(slug: str, taken: Collection[str]) -> str:
    """Return the slug, with the first of ``-2``, ``-3`` … that is not taken if the slug itself is."""
    number, found = 1, slug
    while found in taken:
        number += 1
        found = f"{slug}-{number}"
    return found
