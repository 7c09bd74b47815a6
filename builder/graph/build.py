"""Composition of the graph stage: annotations and the editor's files → one graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from builder.digest import digest
from builder.graph.decisions import BRIEF, DECISIONS, BareGraph, Decisions
from builder.graph.memory import Memory, NoMemory
from builder.graph.note_placement import placed_notes
from builder.graph.tie_codec import TIES
from builder.model.annotations import Annotations
from builder.model.article import Article
from builder.model.brief import Brief
from builder.model.brief_outline import OutlinedBriefs
from builder.model.diagnostic import Diagnostic
from builder.model.editorial import Content, Site
from builder.model.graph import Graph, Tie
from builder.model.lazy_mapping import LazyMapping
from builder.model.lazy_sequence import LazySequence


def build_graph(
    articles: Mapping[str, Article],
    annotations: Mapping[str, Annotations],
    content: Content,
    *,
    memory: Memory | None = None,
    sources: Mapping[str, str] | None = None,
    is_partial: bool = False,
) -> tuple[Graph, tuple[Diagnostic, ...]]:
    """Build the graph of a site.

    Args:
        articles: the articles to publish, by seed id, in any order. Each is looked up when it is needed.
        annotations: by seed id, one for each article; likewise.
        content: the editor's files.
        memory: what earlier builds remember, above all of single articles; None remembers nothing.
        sources: a digest of each article with its annotations, by seed id, for the memory.
        is_partial: True if other articles are held back.

    Returns:
        The graph, and the diagnostics: an error for each fix or note that cannot be applied, and a warning for each
        other decision that has no effect.

    Raises:
        InputError: if two briefs have the same slug, or an article cannot be linked.
    """
    memory = memory or NoMemory()
    # The states of briefs and the key of the graph say what pages are made of: other code may make others of it.
    sources = {one: digest(memory.made_by, source) for one, source in (sources or {}).items()}
    articles = LazyMapping(sorted(articles), articles.__getitem__, limit=1)
    rules = _without_words(content)
    is_known = articles.keys() <= sources.keys()
    key = (
        digest(repr(rules), str(is_partial), *(f"{one} {sources[one]}" for one in articles))
        if is_known
        else ""
    )

    made: list[BareGraph] = []

    def whole() -> BareGraph:
        if not made:
            # Most builds after an edit of the editor's need none of its code.
            from builder.graph.bare_graph import make_bare_graph

            made.append(make_bare_graph(articles, annotations, rules, memory, sources, is_partial=is_partial))
        return made[0]

    decisions = memory.recall_one(DECISIONS, key, lambda: whole().decisions)
    ties: Sequence[Tie] = made[0].ties if made else _ties(decisions, memory, lambda: whole().ties)
    if memory.remembers and is_known:
        made.clear()  # What it was made from is large, and needed again only if the memory loses a brief.
    briefs = memory.lookup(
        BRIEF,
        {slug: decisions.states.get(slug, "") for slug in decisions.outlines},
        lambda slug: whole().briefs[slug],
    )
    notes = placed_notes(articles, content.notes, memory, sources)
    remarks = {
        slug: notes[outline.seed_id].notes
        for slug, outline in decisions.outlines.items()
        if outline.seed_id in notes
    }

    def load(slug: str) -> Brief:
        return replace(briefs[slug], notes=remarks[slug]) if slug in remarks else briefs[slug]

    outlines = decisions.outlines | {
        slug: replace(decisions.outlines[slug], notes=own) for slug, own in remarks.items()
    }
    graph = Graph(
        entities=decisions.entities,
        briefs=OutlinedBriefs(outlines, load),
        ties=ties,
        doubts=decisions.doubts,
        states=decisions.states,
        key=key,
    )
    unplaced = (problem for one in notes.values() for problem in one.problems)
    return graph, (*unplaced, *decisions.diagnostics)


def _ties(decisions: Decisions, memory: Memory, make: Callable[[], tuple[Tie, ...]]) -> Sequence[Tie]:
    """Return the ties, which are loaded when one is looked up."""
    # The hundred thousand of a real archive take longer to load than all else of the graph, and few builds look at one.
    load: Callable[[], tuple[Tie, ...]] = memory.lookup_one(TIES, decisions.ties_key, make)
    return LazySequence(load)


def _without_words(content: Content) -> Content:
    """Return the editor's files without what no decision depends on: notes, the words of texts and pages, titles."""
    return Content(
        site=Site(home=content.site.home, body=content.site.body),
        entities=content.entities,
        briefs=content.briefs,
        texts=tuple(replace(text, markdown="") for text in content.texts),
    )
