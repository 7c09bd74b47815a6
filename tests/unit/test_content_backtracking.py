"""Patterns of editors that could take forever are refused, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.content.backtracking import is_explosive
from builder.content.load import load_content
from builder.lexicon.word_lists import data_lines
from builder.read.word_lists import DATA
from tests.unit.test_content_errors import errors_of, write_files


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+$",
        r"(a*)*$",
        r"^(\w+)*!",
        r"(?:\w+\s?)+$",
        r"(?:\s*\w+)*:",
        r"((x+))+y",
        r"(?:\d+|\w+)+$",
        r"(?:[A-Z]{2,})+\.",
        r"a(b(c+)+)d",
        r"(?P<word>\w+?)+$",
        r"(a+){20,}",
        r"(?=(a+)+$)a",
    ],
)
def test_a_repeated_repetition_is_an_error(pattern: str, tmp_path: Path) -> None:
    assert is_explosive(pattern)
    write_files(tmp_path, {"content/site.yaml": f"title: A\nboilerplate:\n  - '{pattern}'\n"})
    (message,) = errors_of(tmp_path)
    assert message.startswith("content/site.yaml:3: error: `boilerplate`: “")
    assert "repeats a repetition" in message


@pytest.mark.parametrize(
    "pattern",
    [
        r"^Follow us on \w+",
        r"(?:\w+ )+today$",
        r"(?:, \w+)*",
        r"\s*\w+\s*",
        r"(?:ab)+",
        r"(a+){1,3}",
        r"(a|b|c)+",
        r"(?:\d+\.)+\d+",
        r"^[-–—*# ]+$",
        r"(a+)(b+)",
        r"(?:a+)?",
    ],
)
def test_other_patterns_are_read(pattern: str, tmp_path: Path) -> None:
    assert not is_explosive(pattern)
    write_files(tmp_path, {"content/site.yaml": f"boilerplate:\n  - '{pattern}'\n"})
    assert load_content(tmp_path).site.boilerplate == (pattern,)


@pytest.mark.parametrize("pattern", data_lines(DATA / "boilerplate.txt"))
def test_the_built_in_patterns_are_sound(pattern: str) -> None:
    assert not is_explosive(pattern)
