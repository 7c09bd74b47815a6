"""Heads of articles (headline, byline, publication date, dateline) and boilerplate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.model.span import Span
from builder.read.boilerplate import is_boilerplate
from builder.read.byline import find_byline, find_signature
from builder.read.dateline import find_dateline
from builder.read.reader import read_seed

DATA = Path(__file__).parents[1] / "data" / "read"


def cases(name: str) -> Any:
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", cases("datelines.yaml"), ids=lambda case: case["text"])
def test_a_dateline_is_found_only_in_datelines(case: dict[str, str]) -> None:
    text = case["text"]
    found = find_dateline(text, Span(0, len(text)))
    if found is None:
        assert "dateline" not in case
        return
    dateline, date = found
    assert dateline.span.of(text) == case.get("dateline")
    assert dateline.place.of(text) == case["place"]
    assert (dateline.region.of(text) if dateline.region else None) == case.get("region")
    assert date == case.get("date")


@pytest.mark.parametrize("case", cases("bylines.yaml"), ids=lambda case: case["text"])
def test_bylines_and_signatures_name_their_authors(case: dict[str, str]) -> None:
    assert find_byline(case["text"]) == case.get("byline")
    assert find_signature(case["text"]) == case.get("signature")


@pytest.mark.parametrize("words", cases("boilerplate.yaml")["boilerplate"])
def test_boilerplate_is_recognized(words: str) -> None:
    assert is_boilerplate(words)
    assert is_boilerplate(words.upper())


@pytest.mark.parametrize("words", cases("boilerplate.yaml")["story"])
def test_a_sentence_of_a_story_is_never_boilerplate(words: str) -> None:
    assert not is_boilerplate(words)


def test_a_long_paragraph_is_never_stock_boilerplate() -> None:
    assert not is_boilerplate("Share this article " + "and so on " * 20)


@pytest.mark.parametrize("case", cases("article_heads.yaml"), ids=lambda case: case["name"])
def test_the_head_is_separated_from_the_story(case: dict[str, Any]) -> None:
    article, diagnostics = read_seed(case["text"].encode(), path="seeds/ferry.txt")
    assert article is not None
    assert diagnostics == ()
    assert [paragraph.kind.value for paragraph in article.paragraphs] == case["kinds"]
    assert article.headline == case.get("headline")
    assert article.byline == case.get("byline")
    assert article.date == case.get("date")
    assert (article.dateline.place.of(article.text) if article.dateline else None) == case.get("place")
