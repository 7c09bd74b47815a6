"""Locating the places of one article together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.gazetteer.toponym_resolution import locate
from builder.model.place import Place

CASES = yaml.safe_load((Path(__file__).parents[1] / "data/gazetteer/locate.yaml").read_text(encoding="utf-8"))
NAMES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["Georgia", "Paris", "Texas", "Springfield", "Ill.", "Jordan", "Washington", "Gaza", "US"]
    ),
)


def _spelled(place: Place | None) -> str | None:
    return f"{place.name}/{place.admin or ''}/{place.country or ''}" if place else None


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_places_are_resolved_or_left_out(case: dict[str, Any]) -> None:
    found = locate(
        {name: [name] for name in case["names"]},
        context_countries=case.get("countries", ()),
        hints=case.get("hints", {}),
    )
    assert {name: _spelled(found.get(name)) for name in case["places"]} == case["places"]


def test_all_spellings_of_a_key_count() -> None:
    found = locate({"ny": ["New York", "New York state"], "dc": ["Washington", "Washington, D.C."]})
    assert _spelled(found["ny"]) == "New York//US"
    assert _spelled(found["dc"]) == "Washington/District of Columbia/US"


@given(
    names=st.dictionaries(st.text(max_size=5), st.lists(NAMES, max_size=3), max_size=5),
    hints=st.dictionaries(st.text(max_size=5), st.lists(NAMES, max_size=2), max_size=3),
    countries=st.lists(st.sampled_from(["US", "GE", "XX", ""]), max_size=2),
)
def test_the_order_of_names_makes_no_difference(
    names: dict[str, list[str]], hints: dict[str, list[str]], countries: list[str]
) -> None:
    found = locate(names, context_countries=countries, hints=hints)
    backwards = {key: names[key][::-1] for key in reversed(names)}
    again = locate(backwards, context_countries=countries[::-1], hints=hints)
    assert list(found.items()) == list(again.items())
    assert set(found) <= set(names)
