"""Tags of languages (BCP 47)."""

from __future__ import annotations

_SAME = {"nb": "no", "nn": "no", "arz": "ar", "ary": "ar"}
"""Languages that count as another: two standards of Norwegian, dialects of Arabic."""


def primary_language(tag: str) -> str:
    """Return the language of a tag without region and script, in small letters: "en" for "en-GB"."""
    primary = tag.partition("-")[0].lower()
    return _SAME.get(primary, primary)
