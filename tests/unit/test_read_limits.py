"""Limits of a seed: each is stated, what lies within is read, what lies beyond is an error that says how to go on."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.model.diagnostic import Diagnostic, Severity
from builder.read import limits
from builder.read.reader import read_seed
from builder.read.seed_files import load_seed

GUIDE = (Path(__file__).parents[2] / "docs" / "limits.md").read_text(encoding="utf-8")
STORY = "Ferry stays\n\nThe ferry will stay, Ana Roe said on Monday.\n\n"


def page(body: str, *, head: str = "") -> str:
    article = f"<article><p>The ferry will stay.</p>{body}</article>"
    return f"<!doctype html><html><head>{head}</head><body>{article}</body></html>"


SEEDS: dict[str, tuple[str, int, Callable[[int], str]]] = {
    "paragraph": (".txt", limits.MAX_PARAGRAPH, lambda n: STORY + "x" * n),
    "paragraph of Markdown": (".md", limits.MAX_PARAGRAPH, lambda n: STORY + "x" * n),
    "paragraph of a page": (".html", limits.MAX_PARAGRAPH, lambda n: page(f"<p>{'x' * n}</p>")),
    "paragraphs": (".txt", limits.MAX_PARAGRAPHS, lambda n: "a\n\n" * n),
    "paragraphs of Markdown": (".md", limits.MAX_PARAGRAPHS, lambda n: "a\n\n" * n),
    "paragraphs of a page": (".html", limits.MAX_PARAGRAPHS, lambda n: page("<p>a</p>" * (n - 1))),
    "headline": (".md", limits.MAX_HEADLINE, lambda n: f"# {'x' * n}\n\n{STORY}"),
    "headline of front matter": (
        ".md",
        limits.MAX_HEADLINE,
        lambda n: f"---\ntitle: {'x' * n}\n---\n{STORY}",
    ),
    "headline of a page": (".html", limits.MAX_HEADLINE, lambda n: page(f"<h1>{'x' * n}</h1>")),
    "summary": (".md", limits.MAX_FIELD, lambda n: f"---\nsummary: {'x' * n}\n---\n{STORY}"),
    "byline": (".md", limits.MAX_FIELD, lambda n: f"---\nauthor: {'x' * n}\n---\n{STORY}"),
    "topic": (".md", limits.MAX_FIELD, lambda n: f"---\ntopics: [{'x' * n}]\n---\n{STORY}"),
    "topics": (
        ".md",
        limits.MAX_TOPICS,
        lambda n: f"---\ntopics: {[f'topic{i}' for i in range(n)]}\n---\n{STORY}",
    ),
    "headings": (".html", limits.MAX_HEADINGS, lambda n: page("<h2>a</h2><p>The ferry stays.</p>" * n)),
    "cells": (".html", limits.MAX_CELLS, lambda n: page(f"<table><tr>{'<td>a' * n}</table>")),
    "elements": (".html", limits.MAX_ELEMENTS, lambda n: page("<img>" * (n - 5))),
    "depth of elements": (
        ".html",
        limits.MAX_ELEMENT_DEPTH,
        lambda n: page("<div>" * (n - 3) + "word" + "</div>" * (n - 3)),
    ),
    "brackets": (".md", limits.MAX_BRACKETS, lambda n: STORY + "[a] " * n),
    "levels of block quotes": (".md", limits.MAX_NESTING, lambda n: STORY + ">" * n + " word"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", SEEDS)
def test_a_seed_within_a_limit_is_read_and_one_beyond_it_is_an_error(name: str) -> None:
    ending, limit, write = SEEDS[name]
    article, diagnostics = read_seed(write(limit).encode(), path=f"seeds/a{ending}")
    assert article is not None, diagnostics
    assert not [found for found in diagnostics if found.severity is Severity.ERROR]
    article, diagnostics = read_seed(write(limit + 1).encode(), path=f"seeds/a{ending}")
    assert article is None
    (told,) = diagnostics
    check(told, limit, path=f"seeds/a{ending}")


def check(told: Diagnostic, limit: int, *, path: str) -> None:
    assert told.severity is Severity.ERROR
    assert told.path == path
    assert f"the limit is {limit:,}." in told.message
    assert told.hint


def test_a_text_of_too_many_characters_is_an_error() -> None:
    paragraph = "The ferry stays. " * 100 + "\n\n"
    data = (paragraph * (limits.MAX_CHARACTERS // len(paragraph) + 1)).encode()
    article, (told,) = read_seed(data, path="seeds/a.txt")
    assert article is None
    check(told, limits.MAX_CHARACTERS, path="seeds/a.txt")


def test_a_paragraph_beyond_its_limit_is_named_by_words_and_line() -> None:
    _, (told,) = read_seed(f"{STORY}The {'word ' * 30_000}".encode(), path="seeds/a.txt")
    assert told.where == "seeds/a.txt:5"
    assert "“The word word" in told.message


def test_markdown_that_is_nested_too_deeply_is_named_by_its_line() -> None:
    text = f"---\ntitle: x\n---\n{STORY}{'>' * 300} word"
    _, (told,) = read_seed(text.encode(), path="seeds/a.md")
    assert told.where == "seeds/a.md:8"


@pytest.mark.parametrize(
    ("ending", "limit"),
    [(".txt", limits.MAX_TEXT_BYTES), (".md", limits.MAX_TEXT_BYTES), (".html", limits.MAX_PAGE_BYTES)],
)
def test_a_file_beyond_its_limit_is_not_read_whole(ending: str, limit: int, tmp_path: Path) -> None:
    seed = tmp_path / "seeds" / f"a{ending}"
    seed.parent.mkdir()
    with seed.open("wb") as file:
        file.truncate(limit)
    data, diagnostics = load_seed(seed, tmp_path)
    assert data is not None
    assert diagnostics == ()
    with seed.open("wb") as file:
        file.truncate(limit * 1_000)  # a file with a hole: reading it would need gigabytes
    data, (told,) = load_seed(seed, tmp_path)
    assert data is None
    check(told, limit, path=f"seeds/a{ending}")
    assert f"{limit * 1_000:,} bytes" in told.message
    article, (told,) = read_seed(b"x" * (limit + 1), path=f"seeds/a{ending}")
    assert article is None
    check(told, limit, path=f"seeds/a{ending}")


def test_the_guide_states_every_limit() -> None:
    values = [value for name, value in vars(limits).items() if name.startswith("MAX_")]
    assert values
    stated = {int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", GUIDE)}
    assert set(values) <= stated
