"""Tests of line ends and line numbers."""

from __future__ import annotations

from builder.model.line_ends import line_at, plain_line_ends

TEXT = "one\r\ntwo\rthree\nfour"


def test_line_ends_of_every_system_are_counted_once() -> None:
    assert [line_at(TEXT, TEXT.index(word)) for word in ("one", "two", "three", "four")] == [1, 2, 3, 4]


def test_plain_line_ends_keep_the_lines() -> None:
    assert plain_line_ends(TEXT) == "one\ntwo\nthree\nfour"
