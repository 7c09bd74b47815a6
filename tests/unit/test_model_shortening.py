"""Tests of the shortening of words for messages."""

from __future__ import annotations

from builder.model.shortening import LONGEST_SHOWN, shorten


def test_words_are_shortened_to_one_line() -> None:
    assert shorten("a\n b") == "a b"
    assert shorten("abcdef ghi", length=8) == "abcdef…"


def test_words_of_the_usual_length_are_not_cut() -> None:
    assert shorten("a" * LONGEST_SHOWN) == "a" * LONGEST_SHOWN
    assert shorten("a" * (LONGEST_SHOWN + 1)) == "a" * (LONGEST_SHOWN - 1) + "…"
