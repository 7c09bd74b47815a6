"""Publication status of seeds: whether, and from which date, they may be published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.model.diagnostic import Severity
from builder.read.reader import read_seed

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "read" / "releases.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_seed_states_its_publication_status(case: dict[str, Any]) -> None:
    article, diagnostics = read_seed(case["text"].encode(), path=f"seeds/{case['file']}")
    if "error" in case:
        assert article is None
        found = [found for found in diagnostics if found.severity is Severity.ERROR]
        assert [(one.path, one.line) for one in found] == [(f"seeds/{case['file']}", case["error"])]
        assert found[0].hint
        return
    assert diagnostics == ()
    assert article is not None
    assert article.draft is case.get("draft")
    assert article.release == (str(case["release"]) if "release" in case else None)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_the_ends_of_lines_make_no_difference(ending: str) -> None:
    text = "\ufeff\n---\ntitle: x\ndraft: true\n---\n\nThe mill burned.\n".replace("\n", ending)
    article, _ = read_seed(text.encode(), path="seeds/a.md")
    assert article is not None
    assert article.draft is True


def test_a_draft_without_a_story_is_an_article_and_an_error() -> None:
    article, (found,) = read_seed(b"---\ntitle: Not yet\ndraft: true\n---\n", path="seeds/a.md")
    assert article is not None
    assert article.draft is True
    assert found.severity is Severity.ERROR


def test_an_unclear_value_is_reported_with_what_to_write() -> None:
    _, (found,) = read_seed(b"---\ndraft: perhaps\n---\n\nThe mill burned.\n", path="seeds/a.md")
    assert str(found) == (
        "seeds/a.md:2: error: `draft` is “perhaps”, which does not say whether the article may be published. "
        "Write “draft: true” to hold the brief back, or “draft: false”."
    )
