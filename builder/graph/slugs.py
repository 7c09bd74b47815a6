"""Slugs: names as parts of an address."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from slugify import slugify


@cache
def slug_of(text: str, *, fallback: str) -> str:
    """Return lower-case ASCII letters and digits joined by hyphens, at most 80 characters; never empty.

    Args:
        text: any text.
        fallback: the slug for a text without a character that a slug can have.
    """
    return slugify(text, max_length=80, word_boundary=True) or fallback


def unique_slug(slug: str, taken: Collection[str]) -> str:
    """Return the slug, with the first of ``-2``, ``-3`` … that is not taken if the slug itself is."""
    number, found = 1, slug
    while found in taken:
        number += 1
        found = f"{slug}-{number}"
    return found
