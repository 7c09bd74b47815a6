"""The margin of a brief: the editor's notes beside the words that they speak of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from markupsafe import Markup
from msgspec import Struct

from builder.edition import urls
from builder.edition.brief_texts import BriefText
from builder.edition.markdown import render_markdown
from builder.edition.view import View
from builder.edition.wording import one_line, shorten
from builder.model.brief import LinkedNote
from builder.pages.passages import Mark, MarkKind, NoteReference

WORDS_LIMIT = 60
"""So many characters of the words that a note speaks of stand in its heading."""


class MarginNote(Struct, frozen=True):
    """A note as the page shows it.

    Attributes:
        number: from 1 in the order of the text.
        id: its anchor.
        words: those that it speaks of, shortened.
        noted_url: leads to them.
        text_html: the note itself.
    """

    number: int
    id: str
    words: str
    noted_url: str
    text_html: Markup


def shown_notes(view: View, source: BriefText) -> tuple[LinkedNote, ...]:
    """The notes on words that the page shows."""
    return tuple(note for note in view.remarks(source.brief.slug).notes if source.shows(note.span))


def note_marks(view: View, source: BriefText, path: str) -> Iterator[Mark]:
    """The marks on the words that notes speak of."""
    for note in shown_notes(view, source):
        reference = NoteReference(note.number, urls.relative_url(path, path, urls.note_anchor(note.number)))
        yield Mark(note.span, MarkKind.NOTED, id=urls.noted_anchor(note.number), reference=reference)


def margin_notes(source: BriefText, path: str, notes: Iterable[LinkedNote]) -> dict[int, list[MarginNote]]:
    """The notes by the place of their paragraph among the published ones, counted from 0."""
    places = {part.span: number for number, part in enumerate(source.published)}
    found: dict[int, list[MarginNote]] = defaultdict(list)
    for note in notes:
        paragraph = source.paragraph_of(note.span)
        if paragraph is not None:
            found[places[paragraph.span]].append(_margin_note(source, path, note))
    return found


def _margin_note(source: BriefText, path: str, note: LinkedNote) -> MarginNote:
    return MarginNote(
        number=note.number,
        id=urls.note_anchor(note.number),
        words=shorten(one_line(note.span.of(source.text)), limit=WORDS_LIMIT),
        noted_url=urls.relative_url(path, path, urls.noted_anchor(note.number)),
        text_html=render_markdown(note.markdown),
    )
