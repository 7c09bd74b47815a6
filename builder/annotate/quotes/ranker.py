"""The speaker ranker: boosted decision trees over the features, kept as a small table of numbers.

The file ``data/speaker_ranker.json`` is made by ``tools/train_speaker_ranker.py``; ``data/speaker_ranker.md``
says from what. It holds thresholds on structural features and leaf values, and no word of any text.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from builder.annotate.quotes.features import NAMES

_FILE = Path(__file__).parent.parent / "data" / "speaker_ranker.json"


@dataclass(frozen=True, slots=True)
class Ranker:
    """Decision trees, one a row; shorter trees are padded with their own leaves.

    Attributes:
        feature, threshold, left, right: ``[trees, nodes]`` arrays. A row goes left where its feature is at
            most the threshold. Node numbers below zero are leaves: leaf ``n`` is ``~n``.
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
        """For each row of features the probability that its candidate names the speaker."""
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
        odds = self.value[trees, ~node].sum(axis=1)
        return [float(p) for p in 1.0 / (1.0 + np.exp(-odds))]


@cache
def load_ranker() -> Ranker:
    """The trained trees.

    Raises:
        ValueError: the file was trained with other features than the code has.
    """
    import numpy as np

    stored = json.loads(_FILE.read_text(encoding="utf-8"))
    if tuple(stored["features"]) != NAMES:
        raise ValueError(
            "speaker_ranker.json was trained with other features: run tools/train_speaker_ranker.py"
        )
    trees = stored["trees"]
    nodes = max(len(tree["feature"]) for tree in trees)
    leaves = max(len(tree["value"]) for tree in trees)

    def padded(key: str, width: int, fill: float) -> Any:
        return np.array([[*tree[key], *[fill] * (width - len(tree[key]))] for tree in trees])

    return Ranker(
        feature=padded("feature", nodes, 0).astype(np.int64),
        threshold=padded("threshold", nodes, 0.0),
        left=padded("left", nodes, -1).astype(np.int64),
        right=padded("right", nodes, -1).astype(np.int64),
        value=padded("value", leaves, 0.0),
        depth=max(tree["depth"] for tree in trees),
    )
