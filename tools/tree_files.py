"""LightGBM's trees in the format of the shipped files."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


def flat_tree(root: dict[str, Any]) -> dict[str, Any]:
    """Return a tree as parallel lists; negative node numbers are leaves: leaf ``n`` is ``~n``."""
    tree: dict[str, Any] = {"feature": [], "threshold": [], "left": [], "right": [], "value": []}

    def visit(node: dict[str, Any]) -> tuple[int, int]:
        if "split_feature" not in node:
            tree["value"].append(round(node["leaf_value"], 5))
            return ~(len(tree["value"]) - 1), 0
        number = len(tree["feature"])
        tree["feature"].append(node["split_feature"])
        tree["threshold"].append(float(f"{node['threshold']:.6g}"))
        tree["left"].append(0)
        tree["right"].append(0)
        tree["left"][number], left = visit(node["left_child"])
        tree["right"][number], right = visit(node["right_child"])
        return number, 1 + max(left, right)

    _, depth = visit(root)
    return {**tree, "depth": depth}


def write_trees(path: Path, names: Sequence[str], trees: Mapping[str, Any]) -> None:
    """Write trees with the names of their features."""
    text = json.dumps({"features": list(names), **trees}, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")
