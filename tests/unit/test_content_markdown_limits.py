"""Limits of the editor's Markdown: within them all words are shown, beyond them an error names the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.content.load import load_content
from builder.content.markdown_limits import MAX_BRACKETS, MAX_LEVELS
from builder.edition.markdown import render_markdown
from tests.unit.test_content_errors import errors_of, write_files

FILES = {
    "content/pages/about.md": "---\ntitle: About\n---\n\nWords.\n\n{}\n",
    "content/people/ana-roe.md": "\n\n\n\n\n\n{}\n",
    "content/notes/ferry.md": "> the ferry\n\nNote.\n\n\n\n{}\n",
}


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(("opening", "levels"), [("> ", 1), ("- ", 2), ("1. ", 2), ("> - ", 3)])
def test_nesting_beyond_the_limit_is_an_error(file: str, opening: str, levels: int, tmp_path: Path) -> None:
    within = f"{opening * (MAX_LEVELS // levels)}innermost"
    write_files(tmp_path, {file: FILES[file].format(within)})
    if not (file.startswith("content/notes") and opening.startswith(">")):  # there a quote begins a note
        load_content(tmp_path)
    assert "innermost" in render_markdown(within)
    write_files(tmp_path, {file: FILES[file].format(opening + within)})
    (message,) = errors_of(tmp_path)
    assert message.startswith(
        f"{file}:7: error: Block quotes and lists are nested more than {MAX_LEVELS} levels deep"
    )


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("words", ["[", "![", "[a]", "[a]("])
def test_brackets_beyond_the_limit_are_an_error(file: str, words: str, tmp_path: Path) -> None:
    write_files(tmp_path, {file: FILES[file].format(words * MAX_BRACKETS)})
    load_content(tmp_path)
    write_files(tmp_path, {file: FILES[file].format(words * (MAX_BRACKETS + 1))})
    (message,) = errors_of(tmp_path)
    assert message.startswith(
        f"{file}: error: The file has 5,001 opening square brackets; the limit is 5,000."
    )
