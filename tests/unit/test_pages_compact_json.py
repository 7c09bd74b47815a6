"""Compact JSON is what Python's own module writes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.pages.compact_json import compact_json, json_rows

TEXTS = st.text(st.characters(exclude_categories=[]))
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(min_value=1e-4, max_value=1e6).map(lambda number: round(number, 4))
    | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=12,
)


@given(VALUES)
def test_json_is_that_of_the_standard_library(value: object) -> None:
    assert compact_json(value) == json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@pytest.mark.parametrize(
    "value", ["\x00\x1f\x7f\u2028", '“Orve” / \\ "', "half \ud800", (1, 0.5, True), 1.0, 0.985]
)
def test_json_of_odd_values(value: object) -> None:
    assert compact_json({"a": value}) == json.dumps({"a": value}, ensure_ascii=False, separators=(",", ":"))


@given(st.lists(VALUES, max_size=4))
def test_rows_are_the_values_of_a_list(rows: list[object]) -> None:
    made = b"[" + json_rows(rows) + b"]"
    texts = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    assert made == f"[{f',{chr(10)}'.join(texts)}]".encode("utf-8", "replace")
