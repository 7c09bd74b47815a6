"""Tags of languages (BCP 47)."""

from __future__ import annotations

_SAME = {"nb": "no", "nn": "no", "arz": "ar", "ary": "ar"}
"""Languages that count as another: two standards of Norwegian, dialects of Arabic."""


def primary_language(tag: str) -> str:
    """Return the language of a tag without region and script, in small letters: "en" for "en-GB"."""
    primary = tag.partition("-")[0].lower()
    return _SAME.get(primary, primary)


def foreign_language(own: str | None, site: str) -> str | None:
    """Return the tag of words' own language if it is not that of the site; None if it is, or is not known."""
    if own is None or primary_language(own) == primary_language(site):
        return None
    return own
