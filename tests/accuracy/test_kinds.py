"""What is reached on kinds of news other than politics does not fall.

The least numbers that are right are in ``tests/data/kinds/floors.yaml``; ``python -m tests.measure_kinds`` prints the
numbers and, with ``--mistakes``, what is wrong.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.support.news_kinds import FLOORS, kinds, measure


@pytest.mark.parametrize("kind", kinds())
def test_what_is_reached_on_a_kind_of_news_does_not_fall(kind: str, tmp_path: Path) -> None:
    floors: dict[str, int] = yaml.safe_load(FLOORS.read_text(encoding="utf-8"))[kind]
    figures = measure(kind, tmp_path)
    reached = {column: getattr(figures, column).right for column in floors}
    assert {column: min(reached[column], floor) for column, floor in floors.items()} == floors
