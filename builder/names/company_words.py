"""Words that end the names of companies: "News", "Media Corp.", "Pumps"."""

from __future__ import annotations

from collections.abc import Iterable

from builder.lexicon.word_lists import words


def are_company_words(parts: Iterable[str]) -> bool:
    """Return True if all words mark a company or its industry, whatever their case and full stops."""
    forms = words("company_words") | words("industry_words")
    return all(part.lower().rstrip(".") in forms for part in parts)
