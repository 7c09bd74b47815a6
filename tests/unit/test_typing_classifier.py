"""Classifier of spellings: its stored trees, and how their chances are weighed against the votes of the rules."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.annotate import decision_trees as trees
from builder.annotate.mentions.coarse_types import COARSE_TYPE_OF, COARSE_TYPES, TYPE_OF
from builder.annotate.mentions.mention_span import TYPED
from builder.annotate.typing import classifier as module
from builder.annotate.typing.classifier import (
    NO_NAME,
    TypePrediction,
    chances_of,
    predict_types,
    spelling_chances,
)
from builder.annotate.typing.features import FEATURES, SpellingFeatures

FILE = trees._DATA / "kind_trees.json"

ROWS = st.lists(
    st.lists(
        st.sampled_from([0.0, 0.5, 1.0, 2.0, 6.5, 8.0]), min_size=len(FEATURES), max_size=len(FEATURES)
    ).map(tuple),
    max_size=4,
)


@settings(max_examples=25, deadline=None)
@given(ROWS)
def test_the_chances_of_a_spelling_sum_to_one(rows: list[tuple[float, ...]]) -> None:
    chances = chances_of(rows)
    assert len(chances) == len(rows)
    for chance in chances:
        assert list(chance) == [*COARSE_TYPES, NO_NAME]
        assert sum(chance.values()) == pytest.approx(1.0)
        assert all(0.0 <= share <= 1.0 for share in chance.values())
    assert chances == [chances_of([row])[0] for row in rows], "a row does not depend on the others"


def chosen(
    monkeypatch: pytest.MonkeyPatch, chances: Mapping[str, float], voted: str | None
) -> TypePrediction:
    """Return the prediction for a spelling with these chances; the other chances are zero."""
    given = dict.fromkeys((*COARSE_TYPES, NO_NAME), 0.0) | dict(chances)
    monkeypatch.setattr(module, "chances_of", lambda rows: [given for _ in rows])
    found = spelling_chances(SpellingFeatures({"Elster": ()}, {"Elster": (0,)}))
    return predict_types(found, {"Elster": voted})["Elster"]


@pytest.mark.parametrize(
    ("chances", "voted", "expected"),
    [
        ({"PERSON": 0.6, "PLACE": 0.4}, None, TypePrediction("PERSON", 0.6)),
        ({"PERSON": 0.55, "PLACE": 0.45}, "PLACE", TypePrediction("PLACE", 0.45)),
        ({"PERSON": 0.6, "PLACE": 0.4}, "PLACE", TypePrediction("PERSON", 0.6)),
        ({"OTHER": 0.6, "ORG": 0.4}, None, TypePrediction("ORG", 0.4)),
        ({"OTHER": 0.7, "ORG": 0.3}, None, TypePrediction("OTHER", 0.7)),
        ({"EVENT": 0.6, "ORG": 0.4}, None, TypePrediction("ORG", 0.4)),
        ({"EVENT": 0.65, "ORG": 0.35}, None, TypePrediction("EVENT", 0.65)),
        ({NO_NAME: 0.6, "ORG": 0.4}, None, TypePrediction("ORG", 1.0)),
        ({NO_NAME: 0.8, "ORG": 0.2}, None, TypePrediction(NO_NAME, 0.0)),
        ({NO_NAME: 0.6, "ORG": 0.3, "PERSON": 0.1}, "ORG", TypePrediction("ORG", 0.75)),
        ({NO_NAME: 1.0}, None, TypePrediction(NO_NAME, 0.0)),
        ({"PERSON": 0.5, "PLACE": 0.5}, None, TypePrediction("PERSON", 0.5)),
    ],
)
def test_chances_are_weighed_against_the_vote(
    monkeypatch: pytest.MonkeyPatch, chances: Mapping[str, float], voted: str | None, expected: TypePrediction
) -> None:
    assert chosen(monkeypatch, chances, voted) == expected


def test_without_spellings_nothing_is_predicted() -> None:
    assert spelling_chances(SpellingFeatures({}, {})) == {}
    assert predict_types({}, {}) == {}
    assert chances_of([]) == []


def test_coarse_types_and_entity_types_agree() -> None:
    assert set(COARSE_TYPE_OF.values()) == set(COARSE_TYPES) == set(TYPE_OF)
    assert all(COARSE_TYPE_OF[kind] == name for name, kind in TYPE_OF.items())
    assert set(TYPED) == set(COARSE_TYPE_OF)


def numbers(value: Any) -> bool:
    """Return True if a part of the file contains only numbers."""
    if isinstance(value, dict):
        return set(value) == {"feature", "threshold", "left", "right", "value", "depth"} and all(
            map(numbers, value.values())
        )
    return all(map(numbers, value)) if isinstance(value, list) else type(value) in (int, float)


def test_the_file_is_small_and_contains_only_numbers_and_names_of_features() -> None:
    assert FILE.stat().st_size < 300_000
    stored = json.loads(FILE.read_text(encoding="utf-8"))
    assert set(stored) == {"features", "choices"}
    assert tuple(stored["features"]) == FEATURES
    assert list(stored["choices"]) == [*COARSE_TYPES, NO_NAME]
    assert len({len(of) for of in stored["choices"].values()}) == 1, "as many trees for each answer"
    assert all(numbers(tree) for of in stored["choices"].values() for tree in of)
