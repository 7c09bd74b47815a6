"""Decision trees: how rows are scored, and how stored trees are loaded."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.annotate import decision_trees as module
from builder.annotate.decision_trees import Trees, load_choices, load_trees
from builder.annotate.quotes.attribution.features import CANDIDATE_FEATURES
from builder.annotate.quotes.extraction.scare_quotes import QUOTATION_FEATURES

FEATURES = {"speaker": CANDIDATE_FEATURES, "quotation": QUOTATION_FEATURES}
STORED: dict[str, dict[str, Any]] = {
    name: json.loads((module._DATA / f"{name}_trees.json").read_text(encoding="utf-8")) for name in FEATURES
}

TINY = Trees(
    # One tree of two nodes: feature 0 at most 1.5? leaf 0. Else feature 1 at most 0? leaf 1, else leaf 2.
    # Another of one node, padded: feature 1 at most 2? leaf 0, else leaf 1.
    feature=np.array([[0, 1], [1, 0]]),
    threshold=np.array([[1.5, 0.0], [2.0, 0.0]]),
    left=np.array([[-1, -2], [-1, -1]]),
    right=np.array([[1, -3], [-2, -1]]),
    value=np.array([[1.0, -2.0, 0.5], [0.25, -4.0, 0.0]]),
    depth=2,
)


def sigmoid(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


@pytest.mark.parametrize(
    ("row", "odds"),
    [
        ([0.0, 0.0], 1.0 + 0.25),
        ([1.5, 2.0], 1.0 + 0.25),
        ([1.5, 2.1], 1.0 - 4.0),
        ([2.0, 0.0], -2.0 + 0.25),
        ([2.0, 1.0], 0.5 + 0.25),
        ([2.0, 3.0], 0.5 - 4.0),
    ],
)
def test_rows_go_left_up_to_the_threshold(row: list[float], odds: float) -> None:
    assert list(TINY.score([row])) == pytest.approx([sigmoid(odds)])


def test_rows_are_scored_in_their_order() -> None:
    rows = [[2.0, 3.0], [0.0, 0.0], [2.0, 0.0]]
    assert list(TINY.score(rows)) == [TINY.score([row])[0] for row in rows]
    assert all(type(probability) is float for probability in TINY.score(rows))


@pytest.mark.parametrize("name", sorted(FEATURES))
def test_a_stored_file_has_the_features_of_the_code(name: str) -> None:
    assert tuple(STORED[name]["features"]) == FEATURES[name]
    assert len(set(FEATURES[name])) == len(FEATURES[name])


@pytest.mark.parametrize("name", sorted(FEATURES))
@pytest.mark.parametrize("number", range(0, 150, 10))
def test_every_node_and_leaf_of_a_tree_is_reached_once(name: str, number: int) -> None:
    tree = STORED[name]["trees"][number]
    nodes, leaves = len(tree["feature"]), len(tree["value"])
    assert leaves == nodes + 1
    assert all(0 <= feature < len(FEATURES[name]) for feature in tree["feature"])
    reached, depth, level = [], 0, [0]
    while level:
        reached += level
        level = [child for node in level if node >= 0 for child in (tree["left"][node], tree["right"][node])]
        depth += bool(level)
    assert sorted(reached) == sorted([*range(nodes), *(~leaf for leaf in range(leaves))])
    assert depth <= tree["depth"]


def walked(row: Sequence[float]) -> float:
    """Return the probability of one row by a plain walk through the stored trees."""
    odds = 0.0
    for tree in STORED["speaker"]["trees"]:
        node = 0
        while node >= 0:
            goes_left = row[tree["feature"][node]] <= tree["threshold"][node]
            node = tree["left" if goes_left else "right"][node]
        odds += tree["value"][~node]
    return sigmoid(odds)


ROWS = st.lists(
    st.lists(
        st.sampled_from([-4.0, -1.0, 0.0, 0.5, 1.0, 2.0, 7.0, 40.0]),
        min_size=len(CANDIDATE_FEATURES),
        max_size=len(CANDIDATE_FEATURES),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=25, deadline=None)
@given(ROWS)
def test_scores_agree_with_a_plain_walk_through_the_stored_trees(rows: list[list[float]]) -> None:
    assert list(load_trees("speaker", CANDIDATE_FEATURES).score(rows)) == pytest.approx(
        [walked(row) for row in rows]
    )


def test_trees_for_other_features_are_refused() -> None:
    with pytest.raises(ValueError, match="other features"):
        load_trees.__wrapped__("speaker", (*CANDIDATE_FEATURES[1:], "weather"))


LEAF: dict[str, Any] = {"feature": [], "threshold": [], "left": [], "right": [], "value": [0.25], "depth": 0}
FORK: dict[str, Any] = {
    "feature": [1],
    "threshold": [0.5],
    "left": [-1],
    "right": [-2],
    "value": [1.0, -1.0],
    "depth": 1,
}


@pytest.fixture
def own_trees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Store trees for two choices and two features in a folder of the test."""
    stored = {"features": ["one", "two"], "choices": {"EEL": [FORK, LEAF], "COD": [LEAF]}}
    (tmp_path / "fish_trees.json").write_text(json.dumps(stored), encoding="utf-8")
    monkeypatch.setattr(module, "_DATA", tmp_path)


@pytest.mark.usefixtures("own_trees")
def test_each_choice_has_trees_of_its_own() -> None:
    choices = load_choices.__wrapped__("fish", ("one", "two"))
    assert [name for name, _ in choices] == ["EEL", "COD"]
    rows = [[9.0, 0.5], [9.0, 0.6]]
    odds = {name: list(trees.odds(rows)) for name, trees in choices}
    assert odds == {"EEL": [1.25, -0.75], "COD": [0.25, 0.25]}


@pytest.mark.usefixtures("own_trees")
def test_choices_for_other_features_are_refused() -> None:
    with pytest.raises(ValueError, match="other features"):
        load_choices.__wrapped__("fish", ("two", "one"))
