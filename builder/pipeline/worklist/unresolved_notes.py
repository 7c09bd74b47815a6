"""Notes on the quotes without a speaker, which every build reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from builder.codec import Codec
from builder.digest import digest
from builder.graph.memory import Memory
from builder.model.diagnostic import Diagnostic, note
from builder.model.shortening import shorten
from builder.pipeline.build_report import is_unresolved
from builder.pipeline.site_data import SiteData
from builder.pipeline.worklist.source_lines import SourceLines

CODE = ("builder.pipeline.worklist.unresolved_notes",)
"""Modules that make the notes. Their import closure is part of the key of what is remembered of them."""

_NOTES = Codec(tuple[Diagnostic, ...])


def unresolved_notes(
    site_data: SiteData, *, read_source: Callable[[str], str], memory: Memory
) -> Sequence[Diagnostic]:
    """Return a note for each quote without a speaker, in the order of files and text.

    Args:
        site_data: the data of the site.
        read_source: returns the text of a seed's file, by its path relative to the site's root.
        memory: what earlier builds remember of single articles.
    """
    graph, files = site_data.graph, site_data.files
    slugs = {
        outline.seed_id: slug
        for slug, outline in graph.outlines.items()
        if any(map(is_unresolved, outline.quotes))
    }
    keys = {
        slugs[seed_id]: digest(graph.states[slugs[seed_id]], files[seed_id])
        if slugs[seed_id] in graph.states and seed_id in files
        else ""
        for seed_id in sorted(slugs)
    }
    found = memory.recall(_NOTES, keys, lambda slug: tuple(_notes(site_data, slug, read_source)))
    return [one for notes in found.values() for one in notes]


def _notes(site_data: SiteData, slug: str, read_source: Callable[[str], str]) -> Sequence[Diagnostic]:
    brief = site_data.graph.briefs[slug]
    article = site_data.articles[brief.seed_id]
    lines = SourceLines(article, read_source)
    notes = []
    for quote in filter(is_unresolved, brief.quotes):
        words = " … ".join(span.of(article.text) for span in quote.content)
        line = lines.of(quote.content[0])
        message = f"The quote “{shorten(words)}” has no speaker."
        notes.append(note(article.path, line, message, "List all such quotes with newsgloss review."))
    return notes
