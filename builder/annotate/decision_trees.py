"""Boosted decision trees over structural features, stored as tables of numbers.

``tools/train_quote_trees.py`` and ``tools/train_name_trees.py`` make the files ``data/*_trees.json``; their sources are
in ``data/trees.md``. They contain thresholds on structural features and leaf values, but no word of any text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

_DATA = Path(__file__).parent / "data"


class Trees(Struct, frozen=True):
    """Decision trees, one per row of each array; smaller trees are padded to the same width.

    Attributes:
        feature, threshold, left, right: ``[trees, nodes]`` arrays. A row of features goes left if the feature
            is at most the threshold. Negative node numbers are leaves: ``~n`` is leaf ``n``.
        value: ``[trees, leaves]``, in log odds.
        depth: of the deepest tree.
    """

    feature: Any
    threshold: Any
    left: Any
    right: Any
    value: Any
    depth: int

    def score(self, rows: Sequence[Sequence[float]]) -> Sequence[float]:
        """Return for each row of features the probability of the class that the trees were trained for."""
        import numpy as np

        return [float(p) for p in 1.0 / (1.0 + np.exp(-self.odds(rows)))]

    def odds(self, rows: Sequence[Sequence[float]]) -> Any:
        """Return for each row of features the log odds, the sum of the trees' leaves, as an array."""
        import numpy as np

        table = np.asarray(rows, dtype=np.float64)
        trees = np.arange(self.feature.shape[0])
        lines = np.arange(table.shape[0])[:, None]
        node = np.zeros((table.shape[0], len(trees)), dtype=np.int64)
        for _ in range(self.depth):
            inner = np.maximum(node, 0)
            goes_left = table[lines, self.feature[trees, inner]] <= self.threshold[trees, inner]
            step = np.where(goes_left, self.left[trees, inner], self.right[trees, inner])
            node = np.where(node >= 0, step, node)
        return self.value[trees, ~node].sum(axis=1)


@cache
def load_trees(name: str, features: tuple[str, ...]) -> Trees:
    """Return the trees of ``data/<name>_trees.json``.

    Args:
        name: of the classifier: ``speaker``, ``quotation`` or ``statement``; for ``load_choices`` ``kind``.
        features: the names of the features of a row, in order.

    Raises:
        ValueError: the file was trained with other features.
    """
    return trees_of(_stored(name, features)["trees"])


@cache
def load_choices(name: str, features: tuple[str, ...]) -> tuple[tuple[str, Trees], ...]:
    """Return the classes of a classifier with more than two, each with its own trees, whose odds are compared.

    Args and Raises as in ``load_trees``.
    """
    return tuple((choice, trees_of(trees)) for choice, trees in _stored(name, features)["choices"].items())


def _stored(name: str, features: tuple[str, ...]) -> dict[str, Any]:
    stored: dict[str, Any] = json.loads((_DATA / f"{name}_trees.json").read_text(encoding="utf-8"))
    if tuple(stored["features"]) != features:
        raise ValueError(
            f"{name}_trees.json has other features than the code. Train it again (data/trees.md)."
        )
    return stored


def trees_of(stored: Sequence[Mapping[str, Any]]) -> Trees:
    """Return trees from their stored form.

    Args:
        stored: one mapping per tree, with parallel lists ``feature``, ``threshold``, ``left`` and ``right`` of its
            nodes, the list ``value`` of its leaves, and its ``depth``.
    """
    import numpy as np

    nodes = max(1, *(len(tree["feature"]) for tree in stored))
    leaves = max(len(tree["value"]) for tree in stored)

    def padded(key: str, width: int, fill: float) -> Any:
        return np.array([[*tree[key], *[fill] * (width - len(tree[key]))] for tree in stored])

    return Trees(
        feature=padded("feature", nodes, 0).astype(np.int64),
        threshold=padded("threshold", nodes, 0.0),
        left=padded("left", nodes, -1).astype(np.int64),
        right=padded("right", nodes, -1).astype(np.int64),
        value=padded("value", leaves, 0.0),
        depth=max(1, *(tree["depth"] for tree in stored)),
    )
