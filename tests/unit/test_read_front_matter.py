"""Front matter of seeds: its forms, its keys, and texts that only look like it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.content.brief_keys import FRONT_MATTER, ignored_keys, name_of
from builder.content.release import plain_word, release_key
from builder.model.article import ParagraphKind
from builder.model.diagnostic import Severity
from builder.model.editorial import Body, Correction, MentionFix, QuoteFix
from builder.read.reader import read_seed

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "read" / "front_matter.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_head_is_read(case: dict[str, Any]) -> None:
    text = case["text"].replace("DEEP", "[" * 5000)
    article, diagnostics = read_seed(text.encode(), path=f"seeds/{case['file']}")
    said = case.get("says", [])
    assert len(diagnostics) == len(said), diagnostics
    assert all(words in str(found) for words, found in zip(said, diagnostics, strict=True))
    if "error" in case:
        assert article is None
        assert [found.line for found in diagnostics if found.severity is Severity.ERROR] == [case["error"]]
        return
    assert article is not None
    expected = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in case.get("article", {}).items()
    }
    assert {key: getattr(article, key) for key in expected} == expected
    if "story" in case:
        assert article.story[0].span.of(article.text) == case["story"]
    if "first" in case:
        assert article.paragraphs[0].span.of(article.text) == case["first"]


def test_the_head_of_a_plain_text_stays_in_it_as_boilerplate() -> None:
    text = "---\ntitle: x\n---\nIt burned.\n"
    article, _ = read_seed(text.encode(), path="seeds/a.txt")
    assert article is not None
    assert article.text == text
    kinds = {one.span.of(text): one.kind for one in article.paragraphs}
    assert kinds.pop("It burned.") is ParagraphKind.TEXT
    assert set(kinds.values()) == {ParagraphKind.BOILERPLATE}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "head", ["+++\ntitle = 'x'\ndate = 0\n+++", "\n---\ntitle: x\ndate: 0\n---", "Title: x\nDate: 0"]
)
def test_lines_are_counted_with_any_line_end(head: str, ending: str) -> None:
    _, (found,) = read_seed(f"{head}\n\nIt burned.\n".replace("\n", ending).encode(), path="seeds/a.md")
    lines = head.casefold().split("\n")
    assert found.line == 1 + next(n for n, line in enumerate(lines) if line.startswith("date"))


def test_front_matter_may_say_all_that_the_editors_file_may() -> None:
    head = """---
slug: mill
body: lead
corrections: [{date: 2024-03-06, text: It burned twice.}]
quotes:
  - {text: It burned, drop: true}
mentions:
  - {text: Monday, drop: true}
---
It burned.
"""
    article, diagnostics = read_seed(head.encode(), path="seeds/a.md")
    assert diagnostics == ()
    assert article is not None
    found = article.settings
    assert found is not None
    assert (found.path, found.slug, found.body) == ("seeds/a.md", "mill", Body.LEAD)
    assert found.corrections == (Correction("2024-03-06", "It burned twice."),)
    assert found.quote_fixes == (QuoteFix("It burned", 6),)
    assert found.mention_fixes == (MentionFix("Monday", 8),)
    assert found.lines == {"slug": 2, "body": 3, "corrections": 4, "quotes": 5, "mentions": 7}


def test_an_article_without_such_keys_has_no_settings() -> None:
    article, _ = read_seed(b"---\ntitle: x\ndraft: true\n---\nIt burned.\n", path="seeds/a.md")
    assert article is not None
    assert article.settings is None


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("/2024/03/Mill-Burns/", "mill-burns"),
        ("mill.html", "mill"),
        ("/mill?x=1#y", "mill"),
        ("/a/index.html", None),
    ],
)
def test_the_last_part_of_an_address_is_the_slug(address: str, slug: str | None) -> None:
    article, _ = read_seed(f"---\npermalink: {address}\n---\nIt burned.\n".encode(), path="seeds/a.md")
    assert article is not None
    assert (article.settings.slug if article.settings else None) == slug


def test_no_key_has_two_meanings() -> None:
    names = {
        (plain_word(name), known.name)
        for known in FRONT_MATTER.fields
        for name in (known.name, *known.aliases)
    }
    assert {name_of(name) for name, _ in names} == {known.name for known in FRONT_MATTER.fields}
    assert all(name_of(name) == meant for name, meant in names)
    assert not ignored_keys() & {name for name, _ in names}
    assert not [key for key in ignored_keys() if release_key(key)]
    assert all(key == plain_word(key) for key in ignored_keys())
