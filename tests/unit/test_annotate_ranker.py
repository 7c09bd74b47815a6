"""The speaker ranker: stored trees are walked as they are meant."""

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

from builder.annotate.quotes import ranker as module
from builder.annotate.quotes.features import NAMES
from builder.annotate.quotes.ranker import Ranker, load_ranker

STORED: dict[str, Any] = json.loads(module._FILE.read_text(encoding="utf-8"))

TINY = Ranker(
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


def test_the_file_knows_the_features_of_the_code() -> None:
    assert tuple(STORED["features"]) == NAMES
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("number", range(0, len(STORED["trees"]), 10))
def test_every_node_and_leaf_of_a_tree_is_reached_once(number: int) -> None:
    tree = STORED["trees"][number]
    nodes, leaves = len(tree["feature"]), len(tree["value"])
    assert leaves == nodes + 1
    assert all(0 <= feature < len(NAMES) for feature in tree["feature"])
    reached, depth, level = [], 0, [0]
    while level:
        reached += level
        level = [child for node in level if node >= 0 for child in (tree["left"][node], tree["right"][node])]
        depth += bool(level)
    assert sorted(reached) == sorted([*range(nodes), *(~leaf for leaf in range(leaves))])
    assert depth <= tree["depth"]


def walked(row: Sequence[float]) -> float:
    """The probability of one row by the plainest of walks through the file."""
    odds = 0.0
    for tree in STORED["trees"]:
        node = 0
        while node >= 0:
            goes_left = row[tree["feature"][node]] <= tree["threshold"][node]
            node = tree["left" if goes_left else "right"][node]
        odds += tree["value"][~node]
    return sigmoid(odds)


ROWS = st.lists(
    st.lists(
        st.sampled_from([-4.0, -1.0, 0.0, 0.5, 1.0, 2.0, 7.0, 40.0]), min_size=len(NAMES), max_size=len(NAMES)
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=25, deadline=None)
@given(ROWS)
def test_the_stored_trees_are_scored_as_they_are_written(rows: list[list[float]]) -> None:
    assert list(load_ranker().score(rows)) == pytest.approx([walked(row) for row in rows])


def test_trees_for_other_features_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ranker.json"
    path.write_text(json.dumps({**STORED, "features": [*NAMES[1:], "weather"]}), encoding="utf-8")
    monkeypatch.setattr(module, "_FILE", path)
    with pytest.raises(ValueError, match="other features: run tools"):
        load_ranker.__wrapped__()
