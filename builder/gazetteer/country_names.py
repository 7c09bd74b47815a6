"""Names of countries by their codes, read without the rest of the gazetteer: pages need no more of it."""

from __future__ import annotations

from functools import cache

from builder.gazetteer.tables import rows_of


def country_name(code: str) -> str | None:
    """Return the usual English name of the country with this ISO 3166-1 alpha-2 code, or None."""
    return _names().get(code)


@cache
def _names() -> dict[str, str]:
    return {code: name for code, name, *_ in rows_of("countries.tsv")}
