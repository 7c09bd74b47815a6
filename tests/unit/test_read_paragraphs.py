"""Where the paragraphs of plain text are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.read.paragraphs import paragraph_spans

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "read" / "paragraphs.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_text_is_split_into_paragraphs(case: dict[str, Any]) -> None:
    words = [span.of(case["text"]).split() for span in paragraph_spans(case["text"])]
    assert [f"{first} {last}" for first, *_, last in words] == case["paragraphs"]


@pytest.mark.parametrize("bullet", ["•", "»", "›", ">>", "►", "–"])
def test_each_line_with_a_bullet_is_a_paragraph(bullet: str) -> None:
    text = f"{bullet} the budget\n{bullet} the roof\n"
    assert [span.of(text) for span in paragraph_spans(text)] == [f"{bullet} the budget", f"{bullet} the roof"]
