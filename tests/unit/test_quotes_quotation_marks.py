"""Quotation marks: the words between them, however they are typed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.annotate.quotes.quotation_marks import MarkedSpan, marked_spans
from builder.model.span import Span

WINDOWS = b"\x93The ferry is late,\x94 she said. \x93It\x92s always late.\x94".decode("cp1252")

CLOSED: list[tuple[str, str, list[str]]] = [
    ("curly", "“The ferry is late,” she said.", ["The ferry is late,"]),
    ("curly, split", "“The ferry,” she said, “is late.”", ["The ferry,", "is late."]),
    ("straight", '"The ferry is late," she said.', ["The ferry is late,"]),
    ("straight, split", '"The ferry," she said, "is late."', ["The ferry,", "is late."]),
    ("Windows", WINDOWS, ["The ferry is late,", "It’s always late."]),
    ("typewriter", "``The ferry is late,'' she said.", ["The ferry is late,"]),
    ("two single marks", "‘‘The ferry is late,’’ she said.", ["The ferry is late,"]),
    ("German", "„Die Fähre kommt,“ she said.", ["Die Fähre kommt,"]),
    ("French", "«Le bac arrive», she said.", ["Le bac arrive"]),
    ("French, spaced", "«\u202fLe bac arrive\u202f», she said.", ["Le bac arrive"]),
    ("Danish", "»Færgen kommer,« she said. “Late.”", ["Færgen kommer,", "Late."]),
    ("the closing mark the wrong way round", "“The ferry is late,“ she said.", ["The ferry is late,"]),
    ("the opening mark the wrong way round", "She said ”the ferry is late” again.", ["the ferry is late"]),
    ("single marks within", "“He said, ‘Go,’ and I went,” she said.", ["He said, ‘Go,’ and I went,"]),
    ("straight single marks within", "\"He said, 'Go,'\" she said.", ["He said, 'Go,'"]),
    ("behind a bracket", 'The ferry ("Old Bess") sank.', ["Old Bess"]),
    ("behind a dash", "She spoke—“Late again”—and left.", ["Late again"]),
    ("behind a straight dash", 'She spoke--"Late again"--and left.', ["Late again"]),
    ("a fragment", "She called it “a tub with a flag” and left.", ["a tub with a flag"]),
    ("white space within the marks", "She said “ the ferry is late ” again.", ["the ferry is late"]),
    ("over the end of a line", "“The ferry\nis late,” she said.", ["The ferry\nis late,"]),
    ("a quotation that ends in a figure", 'She said: "We sold 12." He left.', ["We sold 12."]),
    ("marks in a tag", '<a href="ferry.html">“Late,”</a> she said.', ["Late,"]),
    ("no marks", "The ferry was late.", []),
    ("an empty pair", "She said “” and “…” and left.", []),
    ("apostrophes", "It’s the sailors' ferry, and 'tis late, rock 'n' roll or not.", []),
    ("single quotation marks", "‘The ferry is late,’ she said.", []),
    ("inches", 'The plank is 6" wide and 2" thick.', []),
    ("feet and inches", "The captain is 6'2\" tall.", []),
    ("a closing mark with nothing open", "The ferry is late,” she said.", []),
]


def marked(text: str) -> list[MarkedSpan]:
    return list(marked_spans(text, Span(0, len(text))))


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in CLOSED], ids=[row[0] for row in CLOSED])
def test_marks_contain_these_words(text: str, expected: list[str]) -> None:
    found = marked(text)
    assert [one.span.of(text) for one in found] == expected
    assert all(one.closed for one in found)


def test_the_outer_span_contains_the_marks() -> None:
    (one,) = marked("She said, ``Late.'' He left.")
    assert one.outer.of("She said, ``Late.'' He left.") == "``Late.''"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The ferry is late, she said.", [("The ferry is late, she said.", False)]),
        ('"The ferry is late, she said.', [("The ferry is late, she said.", False)]),
        ("“The ferry “Bess” is late.", [("The ferry", False), ("Bess", True)]),
        ("“Late,” she said. “Again", [("Late,", True), ("Again", False)]),
    ],
)
def test_an_open_mark_ends_before_the_next_opening_mark(text: str, expected: list[tuple[str, bool]]) -> None:
    assert [(one.span.of(text), one.closed) for one in marked(text)] == expected


def test_an_open_mark_ends_with_its_paragraph() -> None:
    text = "“The ferry is late.\n\n“It is always late,” she said."
    first = Span(0, text.index("\n"))
    second = Span(first.end + 2, len(text))
    (opened,) = marked_spans(text, first)
    (closed,) = marked_spans(text, second)
    assert (opened.span.of(text), opened.closed) == ("The ferry is late.", False)
    assert (closed.span.of(text), closed.closed) == ("It is always late,", True)


SIGNS = st.text(alphabet="ab1 .,\n“”„«»‟\"'‘’`<>/-—([$")


@settings(deadline=None)
@given(text=st.one_of(st.text(), SIGNS), data=st.data())
def test_marked_spans_of_any_text_do_not_overlap_and_stay_within_the_paragraph(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    paragraph = Span(start, data.draw(st.integers(start, len(text))))
    found = list(marked_spans(text, paragraph))
    for one in found:
        assert paragraph.contains(one.outer)
        assert one.outer.contains(one.span)
        assert one.span.of(text) == one.span.of(text).strip() != ""
    assert all(one.outer.end <= two.outer.start for one, two in pairwise(found))


def test_inches_inside_curly_marks_close_nothing() -> None:
    text = '“The plank is 6" wide,” she said.'
    assert [one.span.of(text) for one in marked(text)] == ['The plank is 6" wide,']
