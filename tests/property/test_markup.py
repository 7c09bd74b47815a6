"""Marks that nest and cross in any way become balanced markup, and the text stays intact."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Template

from builder.model.span import Span
from builder.pages.passages import Mark, MarkKind, NoteReference, Passage, cut_passage
from builder.render.render import make_environment
from builder.render.weave import Piece, weave
from tests.support.sample import TEMPLATES

TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab <>&\"'“”\u00a0—é\n😀"), st.characters(exclude_categories=["Cs", "Cc"])
    ),
    max_size=40,
)


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    """Draw a text with up to twelve marks anywhere: apart, nested, crossing, equal, empty, beyond its end."""
    text = draw(TEXTS)
    edges = st.integers(min_value=0, max_value=len(text) + 3)
    marks = []
    for number in range(draw(st.integers(min_value=0, max_value=12))):
        start, end = sorted((draw(edges), draw(edges)))
        kind = draw(st.sampled_from(MarkKind))
        marks.append(
            Mark(
                span=Span(start, end),
                kind=kind,
                id=draw(st.sampled_from([f"id-{number}", None])),
                style=draw(st.sampled_from(["person", "place"])),
                url=draw(st.sampled_from(["x.html?a=1&b=2", None])) if kind is MarkKind.MENTION else None,
                title=draw(st.sampled_from(['a "title" <b>', None])),
                value=draw(st.sampled_from(["2014-01-05", None])) if kind is MarkKind.MENTION else None,
                uncertain=draw(st.booleans()),
                reference=NoteReference(number, f"#note-{number}") if kind is MarkKind.NOTED else None,
            )
        )
    return Passage(text, tuple(marks))


class Strict(HTMLParser):
    """A parser that fails on markup that is not balanced."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[str] = []
        self.ids: list[str] = []
        self.tags: set[str] = set()
        self.references: list[tuple[str, int]] = []
        self._in_reference = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not (tag == "a" and "a" in self.open), "a link in a link"
        self.open.append(tag)
        self.tags.add(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if ("role", "doc-noteref") in attrs:
            self._in_reference = True

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, "tags cross"
        self._in_reference = False

    def handle_data(self, data: str) -> None:
        if self._in_reference:
            self.references.append((data, len(self.text)))
        else:
            self.text += data


def template() -> Template:
    """Return a template that writes a passage."""
    environment = make_environment([Path(TEMPLATES)])
    return environment.from_string("{{ found|markup }}")


MACRO = template()


@pytest.mark.slow
@settings(max_examples=2000, deadline=None)
@given(passages())
def test_markup_is_balanced_and_text_is_intact(passage: Passage) -> None:
    reader = Strict()
    reader.feed(MACRO.render(found=passage))
    reader.close()
    assert reader.text == passage.text
    assert reader.open == []
    assert reader.tags <= {"a", "span", "time"}
    assert len(reader.ids) == len(set(reader.ids))
    ends = {
        str(mark.reference.number): min(mark.span.end, len(passage.text))
        for mark in passage.marks
        if mark.reference is not None and mark.span.start < min(mark.span.end, len(passage.text))
    }
    assert sorted(number for number, _ in reader.references) == sorted(ends), "each number appears once"
    assert all(place >= ends[number] for number, place in reader.references), "behind its words"


@pytest.mark.slow
@settings(max_examples=1000, deadline=None)
@given(passages())
def test_every_mark_covers_its_words_and_keeps_its_id(passage: Passage) -> None:
    covered: dict[int, str] = {}
    first: dict[int, bool] = {}

    def words(piece: Piece) -> str:
        return piece.text + "".join(words(inner) for inner in piece.pieces)

    def walk(pieces: tuple[Piece, ...]) -> None:
        for piece in pieces:
            if piece.mark is not None:
                key = id(piece.mark)
                if key not in covered:
                    assert piece.id == piece.mark.id, "the first piece carries the id"
                else:
                    assert piece.id is None, "no later piece does"
                first[key] = True
                covered[key] = covered.get(key, "") + words(piece)
            walk(piece.pieces)

    walk(weave(passage))
    for mark in passage.marks:
        assert covered.get(id(mark), "") == passage.text[mark.span.start : mark.span.end]


@pytest.mark.slow
@settings(max_examples=500, deadline=None)
@given(passages(), st.data())
def test_excerpt_of_a_passage_keeps_every_mark_within_its_text(passage: Passage, data: st.DataObject) -> None:
    edges = st.integers(min_value=0, max_value=len(passage.text))
    start, end = sorted((data.draw(edges), data.draw(edges)))
    cut = cut_passage(passage.text, Span(start, end), passage.marks)
    assert (cut.text, cut.start) == (passage.text[start:end], start)
    for mark in cut.marks:
        assert start <= mark.span.start < mark.span.end <= end
    kept = {mark.id for mark in cut.marks if mark.id is not None}
    began_inside = {
        mark.id for mark in passage.marks if mark.id and start <= mark.span.start < min(end, mark.span.end)
    }
    assert kept == began_inside
    for mark in cut.marks:
        if mark.reference is not None:
            (whole,) = [other for other in passage.marks if other.reference == mark.reference]
            assert whole.span.end == mark.span.end, "a number follows the last of its words"
