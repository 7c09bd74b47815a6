"""The edition: the site as one finished value, from which pages, search and exports read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from builder.codec import Codec
from builder.edition.appearances import Appearances, appearances_of
from builder.edition.brief_parts import BRIEF_PARTS, BriefParts
from builder.edition.brief_texts import (
    BriefHead,
    BriefText,
    QuoteRef,
    Remarks,
    brief_text,
    head_of,
    newest_first,
    remarks_of,
)
from builder.edition.derivations import Derivation, Derived, MemoryOf
from builder.edition.entity_heads import EntityHead, PlacedRole, entity_head
from builder.edition.index_keys import index_letters
from builder.edition.markdown import render_markdown
from builder.edition.openings import opening
from builder.edition.pictured import close_ties, has_timeline, meetings
from builder.edition.quote_lines import QUOTE_LINES
from builder.edition.quote_shelves import Shelf, quote_paths, quote_shelves, speaker_paths
from builder.edition.reverse_indexes import (
    RolesByBrief,
    TermRef,
    coined_terms,
    placed_roles,
    quotes_of,
    roles_by_brief,
    second_ids,
    teams_of,
    ties_of,
)
from builder.edition.site_frame import SiteFrame, SiteWords, make_site_frame, site_words
from builder.edition.timeline_parts import TimelinePart, timeline_parts
from builder.edition.withdrawn_briefs import withdrawn_briefs
from builder.graph.memory import Memory, NoMemory
from builder.model.annotations import EntityType
from builder.model.article import Article
from builder.model.brief_outline import BriefOutline
from builder.model.editorial import Content
from builder.model.graph import Entity, Graph, Tie
from builder.model.lazy_mapping import LazyMapping, limit_of_passes

_PATHS = Codec(tuple[str, ...])
_QUOTE_PATHS = Codec(dict[str, dict[str, str]])


class TextPage(Struct, frozen=True):
    """A page of the editor's own: its title, and its text as markup."""

    slug: str
    title: str
    html: Markup


# Its indexes, which are made later, are kept in its dictionary.
class Edition(Struct, frozen=True, eq=False, dict=True):
    """The site as one finished value. A reverse index is made when it is looked up first: few builds need them all.

    Attributes:
        graph: what the site knows.
        words: the editor's words about the site.
        frame: what the frames of all pages have in common.
        text_pages: the editor's own pages, by slug.
        briefs: by slug, newest first, undated ones last. Each is loaded when it is looked up.
        outlines: of the briefs, by slug, in the same order.
        remarks: what editors say beside each brief, by slug.
        heads: of the entities, by id.
        texts: the editor's texts as markup, by entity.
        openings: the first sentence of each of them.
        withdrawn: by the slug of each withdrawn brief, why it is no longer published.
        derived: what is made of single briefs, and remembered.
        memory: what earlier builds remember of indexes that follow from the key of the graph.
    """

    graph: Graph
    words: SiteWords
    frame: SiteFrame
    text_pages: Mapping[str, TextPage]
    briefs: Mapping[str, BriefText]
    outlines: Mapping[str, BriefOutline]
    remarks: Mapping[str, Remarks]
    heads: Mapping[str, EntityHead]
    texts: Mapping[str, Markup]
    openings: Mapping[str, str]
    withdrawn: Mapping[str, str]
    derived: Derived
    memory: Memory

    @property
    def key(self) -> str:
        """The key of the graph."""
        return self.graph.key

    @property
    def states(self) -> Mapping[str, str]:
        """By slug, a digest of all that a brief and its article were made from, if it is known."""
        return self.graph.states

    @property
    def entities(self) -> Mapping[str, Entity]:
        """The entities by id, in sorted order."""
        return self.graph.entities

    @cached_property
    def parts(self) -> Mapping[str, BriefParts]:
        """What lists need to know of the briefs' words, by slug."""
        return self.derived.of_all(BRIEF_PARTS)

    @cached_property
    def brief_heads(self) -> Mapping[str, BriefHead]:
        """What links to the briefs show, by slug."""
        return {slug: head_of(outline) for slug, outline in self.outlines.items()}

    @cached_property
    def holds_markdown(self) -> bool:
        """True if there is markup of an editor's Markdown, or Markdown itself."""
        return bool(self.text_pages or self.texts) or any(
            own.notes or own.corrections for own in self.remarks.values()
        )

    @cached_property
    def appearances(self) -> Mapping[str, Appearances]:
        """By entity: its briefs, and the numbers of its mentions."""
        return appearances_of(self.outlines.values())

    @cached_property
    def said(self) -> Mapping[str, tuple[QuoteRef, ...]]:
        """By entity: the quotes credited to it, newest brief first."""
        return quotes_of(self.outlines.values(), lambda speakers, _: speakers)

    @cached_property
    def about(self) -> Mapping[str, tuple[QuoteRef, ...]]:
        """By entity: the quotes of others that mention it, newest brief first."""
        return quotes_of(
            self.outlines.values(), lambda speakers, about: [one for one in about if one not in speakers]
        )

    @cached_property
    def coined(self) -> Mapping[str, tuple[TermRef, ...]]:
        """By entity: the terms that it coined, newest brief first."""
        return coined_terms(self.outlines.values())

    @cached_property
    def ties(self) -> Mapping[str, tuple[Tie, ...]]:
        """By entity: who and what appears with it."""
        return ties_of(self.graph.ties)

    @cached_property
    def close(self) -> Mapping[str, frozenset[str]]:
        """By entity: those after it in sorted order with a close tie to it."""
        return second_ids(self._close_ties)

    @cached_property
    def meetings(self) -> tuple[Tie, ...]:
        """The close ties of those who can meet, in the order of the graph."""
        return meetings(self.graph, self._close_ties)

    @cached_property
    def _close_ties(self) -> tuple[Tie, ...]:
        return close_ties(self.graph)

    @cached_property
    def teams(self) -> Mapping[str, tuple[str, ...]]:
        """By place: the ids of the teams that bear its name, by their names."""
        return teams_of(self.graph)

    @cached_property
    def letters(self) -> Mapping[EntityType, tuple[tuple[str, tuple[str, ...]], ...]]:
        """The A–Z of each type: its letters in order, each with the ids of its entities in order."""
        return index_letters(self.heads.values())

    @cached_property
    def shelves(self) -> Mapping[str, Shelf]:
        """The pages of the quote index, by path."""
        weights = {slug: own.weights for slug, own in self.parts.items()}
        shelves = quote_shelves(self.outlines.values(), weights, self.entities)
        return {shelf.label.path: shelf for shelf in shelves}

    @cached_property
    def shelf_paths(self) -> tuple[str, ...]:
        """The paths of the pages of the quote index, in their order."""
        return self.memory.recall_one(_PATHS, self._key_of("shelves"), lambda: tuple(self.shelves))

    @cached_property
    def quote_paths(self) -> Mapping[str, Mapping[str, str]]:
        """The page of the quote index that shows each quote, by slug and quote id."""
        key = self._key_of("quotes")
        return self.memory.recall_one(_QUOTE_PATHS, key, lambda: quote_paths(self.shelves.values()))

    @cached_property
    def speaker_paths(self) -> Mapping[str, tuple[str, str]]:
        """The page of the quote index on which a speaker's quotes begin, with their anchor there."""
        return speaker_paths(self.shelves.values())

    @cached_property
    def timeline(self) -> Mapping[str, TimelinePart]:
        """The pages of the timeline, by path."""
        if not has_timeline(self.graph):
            return {}
        dated = (entry for own in self.parts.values() for entry in own.dated)
        return {part.path: part for part in timeline_parts(dated)}

    @cached_property
    def timeline_paths(self) -> tuple[str, ...]:
        """The paths of the pages of the timeline, in their order."""
        return self.memory.recall_one(_PATHS, self._key_of("timeline"), lambda: tuple(self.timeline))

    @cached_property
    def roles(self) -> Mapping[str, RolesByBrief]:
        """By entity: its roles by the slugs of the briefs that give them, and under None the editor's."""
        entities = self.entities
        return LazyMapping(entities, lambda key: roles_by_brief(entities[key]), limit=max(1, len(entities)))

    def placed_roles(self, entity_id: str, slug: str) -> tuple[PlacedRole, ...]:
        """Return the roles of an entity that are words of a brief, with anchors numbered in the order of the text."""
        if entity_id not in self.entities or slug not in self.outlines:
            return ()
        own = self.roles[entity_id].get(slug, ())
        return placed_roles(entity_id, slug, own, self.parts[slug]) if own else ()

    def _key_of(self, index: str) -> str:
        """Return the key of an index in the memory."""
        return f"{index} {self.key}" if self.key else ""


def make_edition(
    graph: Graph,
    articles: Mapping[str, Article],
    content: Content,
    *,
    version: str,
    searchable: bool = True,
    memory_of: MemoryOf | None = None,
    kept: Sequence[Derivation[Any]] = (),
) -> Edition:
    """Return the site as one finished value.

    Args:
        graph: what the site knows.
        articles: by seed id; at least those of the graph's briefs.
        content: what the editor says.
        version: the program's.
        searchable: False if no index for the search can be made; a site without briefs needs none.
        memory_of: returns what earlier builds remember of single briefs; None remembers nothing.
        kept: all derivations of single briefs but those of the edition itself.
    """
    outlines = {outline.slug: outline for outline in newest_first(graph.outlines.values())}
    briefs = LazyMapping(
        outlines,
        lambda slug: brief_text(graph.briefs[slug], articles[outlines[slug].seed_id]),
        limit=limit_of_passes(len(outlines)),
    )
    memory_of = memory_of or (lambda _: NoMemory())
    derived = Derived(briefs, graph.states, memory_of, (QUOTE_LINES, *kept))
    derived.keep(whole=(BRIEF_PARTS,))
    memory = memory_of(__name__)
    texts = _texts(graph, content)
    placed = {entry.id for entry in content.entities.entries if entry.lat is not None}
    return Edition(
        graph=graph,
        words=site_words(content.site),
        frame=make_site_frame(
            graph, content, version=version, has_search=searchable and bool(graph.briefs), memory=memory
        ),
        text_pages={page.slug: _text_page(page.slug, page.title, page.markdown) for page in content.pages},
        briefs=briefs,
        outlines=outlines,
        remarks={slug: remarks_of(outline) for slug, outline in outlines.items()},
        heads={key: entity_head(one, is_placed=key in placed) for key, one in graph.entities.items()},
        texts=texts,
        openings={key: sentence for key, html in texts.items() if (sentence := opening(html)) is not None},
        withdrawn={
            slug: own.withdrawn or ""
            for slug, own in withdrawn_briefs(content, graph.outlines.values()).items()
        },
        derived=derived,
        memory=memory,
    )


def _text_page(slug: str, title: str, markdown: str) -> TextPage:
    return TextPage(slug, title, render_markdown(markdown, title=title))


def _texts(graph: Graph, content: Content) -> dict[str, Markup]:
    """Return the editor's texts by entity id; a text of another type than its entity's is not shown."""
    return {
        text.id: render_markdown(text.markdown, title=graph.entities[text.id].name)
        for text in content.texts
        if text.id in graph.entities and graph.entities[text.id].type is text.type
    }
