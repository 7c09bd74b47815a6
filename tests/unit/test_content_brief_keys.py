"""The editor's file of a brief and front matter have one set of keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from builder.content.brief_keys import BRIEF, FRONT_MATTER, is_near_release
from builder.content.load import load_content
from builder.model.article import Article
from builder.model.diagnostic import InputError
from builder.model.editorial import BriefSettings
from builder.read.reader import read_seed

METADATA = ("headline", "date", "source", "source_url", "byline", "summary", "draft")


def of_file(root: Path, text: str) -> BriefSettings:
    path = root / "content" / "briefs" / "a.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return load_content(root).briefs["a"]


def of_seed(text: str) -> Article:
    article, diagnostics = read_seed(f"---\n{text}---\nIt burned.\n".encode(), path="seeds/a.md")
    assert article is not None, diagnostics
    return article


@pytest.mark.parametrize(
    "line",
    [
        *("title: Mill burns", "Headline: Mill burns", "date: 2024-3-5", "date: 2024-03-05T10:00:00Z"),
        *(
            "date: March 5, 2024",
            "publisher: The Ledger",
            "source-url: https://a.example/x",
            "author: By A B",
        ),
        *("authors: [A B, C D]", "authors: [{name: A B}]", "description: It burned.", "excerpt: It burned."),
        *(
            "tags: [a, b]",
            "categories: a, b",
            "keywords: a",
            "draft: true",
            "published: false",
            "status: draft",
        ),
        *("status: published", "permalink: false", "permalink: /a/mill/", "slug: mill", "body: lead"),
        *("build: {render: never}", "layout: post", "corrections: [{date: 2024-03-05, text: One.}]"),
        *(
            "quotes: [{text: It, drop: true}]",
            "mentions: [{text: It, drop: true}]",
            "publishDate: 2041-03-05",
        ),
    ],
)
def test_both_say_the_same(tmp_path: Path, line: str) -> None:
    file, seed = of_file(tmp_path, f"{line}\n"), of_seed(f"{line}\n")
    if file.release is None:
        assert {name: getattr(seed, name) for name in METADATA} == {
            name: getattr(file, name) for name in METADATA
        }
    assert seed.topics == (file.topics or ())
    assert seed.release == (file.release or file.date)
    own = seed.settings or BriefSettings("")
    names = ("slug", "body", "corrections")
    assert [getattr(own, name) for name in names] == [getattr(file, name) for name in names]
    # Front matter begins on the second line.
    assert [replace(fix, line=1) for fix in own.quote_fixes] == list(file.quote_fixes)
    assert [replace(fix, line=1) for fix in own.mention_fixes] == list(file.mention_fixes)


def test_the_two_schemas_have_the_same_fields() -> None:
    assert BRIEF.fields is FRONT_MATTER.fields


@pytest.mark.parametrize("line", ["titel: x", "darft: true", "date: soon", "status: nearly", "draft:"])
def test_a_mistake_in_the_editors_file_is_an_error(tmp_path: Path, line: str) -> None:
    with pytest.raises(InputError):
        of_file(tmp_path, f"{line}\n")


@pytest.mark.parametrize(
    ("key", "is_near"),
    [
        *(("darft", True), ("drafft", True), ("draft ", True), ("pubished", True), ("publishd_at", True)),
        *(("statuss", True), ("embrago", True), ("draft", True)),
        *(("date", False), ("state", False), ("summary", False), ("publicity", False), ("graph", False)),
    ],
)
def test_misspelled_keys_on_publication_are_told(key: str, is_near: bool) -> None:  # noqa: FBT001 - a value of the table
    assert is_near_release(key) is is_near
