"""Notes on the quotes without a speaker, which every build reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from builder.codec import Codec
from builder.graph.memory import Memory
from builder.model.diagnostic import Diagnostic, note
from builder.model.shortening import shorten
from builder.pipeline.build_report import is_unresolved
from builder.pipeline.site_data import SiteData
from builder.pipeline.worklist.source_lines import SourceLines, find_line, first_words

CODE = ("builder.pipeline.worklist.unresolved_notes",)
"""Modules that find the words of quotes. Their import closure is part of the key of what is remembered of them."""


@dataclass(frozen=True, slots=True)
class _Quote:
    """A quote without a speaker.

    Attributes:
        words: shortened.
        line: of its seed, from 1; None if the lines of the seed are not those of the text.
        beginning: its first words, by which its line can be found.
    """

    words: str
    line: int | None
    beginning: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Seed:
    """A seed with its quotes without a speaker, in the order of the text."""

    path: str
    quotes: tuple[_Quote, ...]


_SEED = Codec(_Seed)


def unresolved_notes(
    site_data: SiteData, *, read_source: Callable[[str], str], memory: Memory
) -> Sequence[Diagnostic]:
    """Return a note for each quote without a speaker, in the order of files and text.

    Args:
        site_data: the data of the site.
        read_source: returns the text of a seed's file, by its path relative to the site's root.
        memory: what earlier builds remember of single articles.
    """
    graph = site_data.graph
    slugs = {
        outline.seed_id: slug
        for slug, outline in graph.outlines.items()
        if any(map(is_unresolved, outline.quotes))
    }
    keys = {slugs[seed_id]: graph.states.get(slugs[seed_id], "") for seed_id in sorted(slugs)}
    notes = []
    for seed in memory.recall(_SEED, keys, lambda slug: _seed(site_data, slug)).values():
        source = read_source(seed.path) if any(quote.line is None for quote in seed.quotes) else ""
        for quote in seed.quotes:
            line = quote.line if quote.line is not None else find_line(source, quote.beginning)
            message = f"The quote “{quote.words}” has no speaker."
            notes.append(note(seed.path, line, message, "List all such quotes with newsgloss review."))
    return notes


def _seed(site_data: SiteData, slug: str) -> _Seed:
    brief = site_data.graph.briefs[slug]
    article = site_data.articles[brief.seed_id]
    lines = SourceLines(article, lambda _: "")
    return _Seed(
        article.path,
        tuple(
            _Quote(
                shorten(" … ".join(span.of(article.text) for span in quote.content)),
                lines.of(quote.content[0]),
                first_words(article.text, quote.content[0]),
            )
            for quote in filter(is_unresolved, brief.quotes)
        ),
    )
