"""Tables that are forgotten are read again when they are needed."""

from __future__ import annotations

from builder.gazetteer.lookup import load_gazetteer
from builder.names.known_names import known_kinds
from builder.pipeline.table_caches import forget_tables


def test_forgotten_tables_are_read_again() -> None:
    before, kinds = load_gazetteer(), known_kinds("Reuters")
    assert load_gazetteer() is before
    forget_tables()
    assert load_gazetteer() is not before
    assert load_gazetteer().countries == before.countries
    assert known_kinds("Reuters") == kinds
