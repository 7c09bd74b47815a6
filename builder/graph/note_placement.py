"""Placement of the editor's notes at the words that they comment on."""

from __future__ import annotations

from builder.graph.text_search import ArticleSearch
from builder.model.diagnostic import Diagnostic
from builder.model.editorial import BriefNotes, Note
from builder.model.graph import LinkedNote
from builder.model.span import Span


def linked_notes(
    search: ArticleSearch, notes: BriefNotes | None
) -> tuple[tuple[LinkedNote, ...], tuple[Diagnostic, ...]]:
    """Return the notes on one article, numbered in the order of the text, and an error for each without a place."""
    placed: list[tuple[Span, Note]] = []
    problems: list[Diagnostic] = []
    for note in notes.notes if notes is not None else ():
        found = next(filter(None, map(search.find, note.anchors)), ())
        if len(found) == 1:
            placed.append((found[0], note))
            continue
        path = notes.path if notes is not None else ""
        if found:
            problems.append(search.ambiguous_error(path, note.line, note.anchors[0], len(found)))
        else:
            problems.append(search.missing_error(path, note.line, note.anchors[-1]))
    placed.sort(key=lambda pair: (pair[0].end, -pair[0].start, pair[1].line))
    linked = (LinkedNote(number, span, note.markdown) for number, (span, note) in enumerate(placed, start=1))
    return tuple(linked), tuple(problems)
