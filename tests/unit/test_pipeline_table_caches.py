"""What is forgotten is read or made again when they are needed."""

from __future__ import annotations

from builder.edition.urls import relative_url
from builder.gazetteer.lookup import load_gazetteer
from builder.names.known_names import known_kinds
from builder.pipeline.table_caches import forget_page_caches, forget_tables


def test_forgotten_tables_are_read_again() -> None:
    before, kinds = load_gazetteer(), known_kinds("Reuters")
    assert load_gazetteer() is before
    forget_tables()
    assert load_gazetteer() is not before
    assert load_gazetteer().countries == before.countries
    assert known_kinds("Reuters") == kinds


def test_forgotten_addresses_are_made_again() -> None:
    def address() -> str:
        return relative_url("briefs/a.html", "people/ana-roe.html")

    before = address()
    forget_page_caches()
    again = address()
    assert (again, again is before) == (before, False)
    assert address() is again
