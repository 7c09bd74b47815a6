"""Mistakes that editors make, one at a time: each gives exactly its messages, and each message says what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.scenes import build_scene
from tests.support.sites import PROJECT

MISTAKES: list[dict[str, Any]] = yaml.safe_load(
    (PROJECT / "tests" / "data" / "content" / "mistakes.yaml").read_text(encoding="utf-8")
)


@pytest.mark.model
@pytest.mark.parametrize("row", MISTAKES, ids=lambda row: str(row["mistake"]))
def test_a_mistake_is_told_word_for_word(row: dict[str, Any], good_site: Path, tmp_path: Path) -> None:
    built = build_scene(good_site, tmp_path / "newsroom", row)
    assert built.told == row["messages"]
    for found in built.report.diagnostics:
        assert found.hint or "expected true or false" in found.message or "expected one of" in found.message
        assert any(name in str(found) or name.startswith(f"{found.path}/") for name in row["files"])


def test_the_table_has_many_different_mistakes_in_all_files() -> None:
    names = [row["mistake"] for row in MISTAKES]
    assert len(set(names)) == len(names) >= 40
    for folder in ("site.yaml", "entities.yaml", "briefs/", "notes/", "people/", "pages/"):
        assert any(path.startswith(f"content/{folder}") for row in MISTAKES for path in row["files"])
