"""Weaving of overlapping marks: nesting order and splitting, by example."""

from __future__ import annotations

import pytest

from builder.model.span import Span
from builder.pages.passages import Mark, MarkKind, NoteReference, Passage
from builder.render.weave import Piece, weave

LETTERS = {
    MarkKind.DATELINE: "d",
    MarkKind.QUOTE: "q",
    MarkKind.ROLE: "r",
    MarkKind.MENTION: "m",
    MarkKind.NOTED: "n",
}


def outline(pieces: tuple[Piece, ...]) -> str:
    """Return the tree on one line: ``a[m:b]c``; a star marks a piece with an id, parentheses a reference."""
    parts = []
    for piece in pieces:
        if piece.reference is not None:
            parts.append(f"({piece.reference.number})")
        elif piece.mark is None:
            parts.append(piece.text)
        else:
            star = "*" if piece.id else ""
            parts.append(f"[{LETTERS[piece.mark.kind]}{star}:{outline(piece.pieces)}]")
    return "".join(parts)


def mark(kind: MarkKind, start: int, end: int) -> Mark:
    return Mark(Span(start, end), kind, id=f"{kind}-{start}-{end}")


CASES = [
    ("no mark", [], "abcdef"),
    ("apart", [(MarkKind.MENTION, 0, 2), (MarkKind.MENTION, 4, 6)], "[m*:ab]cd[m*:ef]"),
    ("a mention in a quote", [(MarkKind.MENTION, 1, 3), (MarkKind.QUOTE, 0, 6)], "[q*:a[m*:bc]def]"),
    (
        "the same words: quote outside",
        [(MarkKind.MENTION, 0, 6), (MarkKind.QUOTE, 0, 6)],
        "[q*:[m*:abcdef]]",
    ),
    (
        "a quote that ends in a mention is split, not the mention",
        [(MarkKind.MENTION, 2, 5), (MarkKind.QUOTE, 0, 4)],
        "[q*:ab][m*:[q:cd]e]f",
    ),
    (
        "a quote that begins in a mention keeps its id on its first piece",
        [(MarkKind.MENTION, 0, 3), (MarkKind.QUOTE, 1, 6)],
        "[m*:a[q*:bc]][q:def]",
    ),
    ("a quote in a mention", [(MarkKind.MENTION, 0, 6), (MarkKind.QUOTE, 1, 2)], "[m*:a[q*:b]cdef]"),
    ("an empty mark is left out", [(MarkKind.QUOTE, 3, 3)], "abcdef"),
    ("a mark beyond the end is cut", [(MarkKind.QUOTE, 4, 9)], "abcd[q*:ef]"),
    (
        "a role holds a mention, a dateline both",
        [(MarkKind.MENTION, 1, 2), (MarkKind.ROLE, 0, 3), (MarkKind.DATELINE, 0, 5)],
        "[d*:[r*:a[m*:b]c]de]f",
    ),
]


@pytest.mark.parametrize(("marks", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_marks_nest_and_split_by_kind(marks: list[tuple[MarkKind, int, int]], expected: str) -> None:
    passage = Passage("abcdef", tuple(mark(*row) for row in marks))
    assert outline(weave(passage)) == expected
    assert outline(weave(Passage("abcdef", passage.marks[::-1]))) == expected


def test_linked_mark_inside_a_linked_mark_loses_its_link() -> None:
    outer = Mark(Span(0, 6), MarkKind.MENTION, url="outer.html")
    inner = Mark(Span(2, 4), MarkKind.MENTION, url="inner.html")
    (piece,) = weave(Passage("abcdef", (inner, outer)))
    assert piece.url == "outer.html"
    assert [part.url for part in piece.pieces] == [None, None, None]


def noted(number: int, start: int, end: int) -> Mark:
    return Mark(
        Span(start, end),
        MarkKind.NOTED,
        id=f"noted-{number}",
        reference=NoteReference(number, f"#note-{number}"),
    )


def linked(start: int, end: int) -> Mark:
    return Mark(Span(start, end), MarkKind.MENTION, id=f"m-{start}", url="x.html")


NOTED = [
    ("plain words", [noted(1, 1, 3)], "a[n*:bc](1)def"),
    ("around a name", [noted(1, 0, 4), linked(2, 4)], "[n*:ab[m*:cd]](1)ef"),
    ("in a name: the number follows the link", [noted(1, 2, 3), linked(0, 5)], "[m*:ab[n*:c]de](1)f"),
    ("ending in a name: it is split", [noted(1, 0, 3), linked(2, 5)], "[n*:ab][m*:[n:c]de](1)f"),
    ("beginning in a name", [noted(1, 1, 4), linked(0, 2)], "[m*:a[n*:b]][n:cd](1)ef"),
    ("two on the same words", [noted(1, 1, 3), noted(2, 1, 3)], "a[n*:[n*:bc](1)](2)def"),
    ("one in another", [noted(1, 2, 3), noted(2, 0, 4)], "[n*:ab[n*:c](1)d](2)ef"),
    ("two that cross", [noted(1, 0, 3), noted(2, 2, 5)], "[n*:ab[n*:c]](1)[n:de](2)f"),
    ("across a quote", [noted(1, 0, 3), mark(MarkKind.QUOTE, 2, 5)], "[n*:ab][q*:[n:c](1)de]f"),
]


@pytest.mark.parametrize(("marks", "expected"), [case[1:] for case in NOTED], ids=[case[0] for case in NOTED])
def test_number_of_a_note_follows_its_last_word(marks: list[Mark], expected: str) -> None:
    assert outline(weave(Passage("abcdef", tuple(marks)))) == expected
    assert outline(weave(Passage("abcdef", tuple(marks[::-1])))) == expected
