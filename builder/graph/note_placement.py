"""Placement of the editor's notes at the words that they comment on."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from builder.codec import Codec
from builder.digest import digest
from builder.graph.article_errors import report_errors_of
from builder.graph.memory import Memory
from builder.graph.text_search import ArticleSearch
from builder.model.article import Article
from builder.model.brief import LinkedNote
from builder.model.diagnostic import Diagnostic
from builder.model.editorial import BriefNotes, Note
from builder.model.span import Span


class PlacedNotes(Struct, frozen=True, array_like=True):
    """The notes on one article, numbered in the order of the text, and what is wrong with each without a place."""

    notes: tuple[LinkedNote, ...]
    problems: tuple[Diagnostic, ...]


_PLACED = Codec(PlacedNotes)


def placed_notes(
    articles: Mapping[str, Article],
    notes: Mapping[str, BriefNotes],
    memory: Memory,
    sources: Mapping[str, str],
) -> dict[str, PlacedNotes]:
    """Return the editor's notes on each article that has any, by seed id, sorted.

    Args:
        articles: by seed id.
        notes: by seed id; those on other articles are left out.
        memory: what earlier builds remember.
        sources: a digest of each article, by seed id; of others nothing is remembered.
    """

    def make(seed_id: str) -> PlacedNotes:
        article = articles[seed_id]
        with report_errors_of(article):
            return linked_notes(ArticleSearch(article), notes[seed_id])

    keys = {
        seed_id: digest(sources[seed_id], repr(own)) if seed_id in sources else ""
        for seed_id, own in sorted(notes.items())
        if seed_id in articles
    }
    return memory.recall(_PLACED, keys, make)


def linked_notes(search: ArticleSearch, notes: BriefNotes) -> PlacedNotes:
    """Return the notes on one article with their places."""
    placed: list[tuple[Span, Note]] = []
    problems: list[Diagnostic] = []
    for note in notes.notes:
        found = next(filter(None, map(search.find, note.anchors)), ())
        if len(found) == 1:
            placed.append((found[0], note))
            continue
        if found:
            problems.append(search.ambiguous_error(notes.path, note.line, note.anchors[0], len(found)))
        else:
            problems.append(search.missing_warning(notes.path, note.line, note.anchors[-1]))
    placed.sort(key=lambda pair: (pair[0].end, -pair[0].start, pair[1].line))
    linked = (LinkedNote(number, span, note.markdown) for number, (span, note) in enumerate(placed, start=1))
    return PlacedNotes(tuple(linked), tuple(problems))
