"""The edition: the site as one finished value, from which pages, search and exports read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from builder.edition import urls
from builder.edition.appearances import Appearances, appearances_of
from builder.edition.brief_parts import BRIEF_PARTS, BriefParts
from builder.edition.brief_texts import (
    BriefHead,
    BriefText,
    QuoteRef,
    Remarks,
    brief_text,
    group,
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
from builder.edition.site_frame import SiteFrame, SiteWords, make_site_frame, site_words
from builder.edition.timeline_parts import TimelinePart, timeline_parts
from builder.edition.withdrawn_briefs import withdrawn_briefs
from builder.graph.memory import NoMemory
from builder.model.annotations import EntityType
from builder.model.article import Article
from builder.model.brief_outline import BriefOutline
from builder.model.editorial import Content
from builder.model.graph import Entity, Graph, RoleSeen, Tie
from builder.model.lazy_mapping import LazyMapping, limit_of_passes


class TextPage(Struct, frozen=True):
    """A page of the editor's own: its title, and its text as markup."""

    slug: str
    title: str
    html: Markup


class TermRef(Struct, frozen=True):
    """A term that an entity coined: the slug of its brief, and its place among the brief's mentions."""

    slug: str
    mention_i: int


class Edition(Struct, frozen=True):
    """The site as one finished value.

    Attributes:
        words: the editor's words about the site.
        frame: what the frames of all pages have in common.
        text_pages: the editor's own pages, by slug.
        briefs: by slug, newest first, undated ones last. Each is loaded when it is looked up.
        outlines: of the briefs, by slug, in the same order.
        brief_heads: what links to the briefs show, by slug.
        paths: the seeds of the articles of the briefs, by slug.
        key: of the graph.
        states: of briefs, by slug, a digest of all that the brief and its article were made from, if it is known.
        remarks: what editors say beside each brief, by slug.
        entities: by id, in sorted order.
        heads: of the entities, by id.
        appearances: by entity: its briefs, and the numbers of its mentions.
        said: by entity: the quotes credited to it, newest brief first.
        about: by entity: the quotes of others that mention it, newest brief first.
        coined: by entity: the terms that it coined, newest brief first.
        ties: by entity: who and what appears with it.
        close: by entity: those after it in sorted order with a close tie to it.
        meetings: the close ties of those who can meet, in the order of the graph.
        roles: by entity: its roles that are words of a brief.
        roles_by_brief: by slug, then by entity: the same roles.
        brief_roles: by slug, then by each entity of the brief: the roles that the editor and the brief give it.
        teams: by place: the ids of the teams that bear its name, by their names.
        shelves: the pages of the quote index, by path.
        quote_paths: the page of the quote index that shows each quote, by slug and quote id.
        speaker_paths: the page of the quote index on which a speaker's quotes begin, with their anchor there.
        timeline: the pages of the timeline, by path.
        letters: the A–Z of each type: its letters in order, each with the ids of its entities in order.
        texts: the editor's texts as markup, by entity.
        openings: the first sentence of each of them.
        withdrawn: by the slug of each withdrawn brief, why it is no longer published.
        derived: what is made of single briefs, and remembered.
        holds_markdown: True if there is markup of an editor's Markdown, or Markdown itself.
    """

    words: SiteWords
    frame: SiteFrame
    text_pages: Mapping[str, TextPage]
    briefs: Mapping[str, BriefText]
    outlines: Mapping[str, BriefOutline]
    brief_heads: Mapping[str, BriefHead]
    paths: Mapping[str, str]
    key: str
    states: Mapping[str, str]
    remarks: Mapping[str, Remarks]
    entities: Mapping[str, Entity]
    heads: Mapping[str, EntityHead]
    appearances: Mapping[str, Appearances]
    said: Mapping[str, tuple[QuoteRef, ...]]
    about: Mapping[str, tuple[QuoteRef, ...]]
    coined: Mapping[str, tuple[TermRef, ...]]
    ties: Mapping[str, tuple[Tie, ...]]
    close: Mapping[str, frozenset[str]]
    meetings: tuple[Tie, ...]
    roles: Mapping[str, tuple[PlacedRole, ...]]
    roles_by_brief: Mapping[str, Mapping[str, Sequence[PlacedRole]]]
    brief_roles: Mapping[str, Mapping[str, tuple[RoleSeen, ...]]]
    teams: Mapping[str, tuple[str, ...]]
    shelves: Mapping[str, Shelf]
    quote_paths: Mapping[str, Mapping[str, str]]
    speaker_paths: Mapping[str, tuple[str, str]]
    timeline: Mapping[str, TimelinePart]
    letters: Mapping[EntityType, tuple[tuple[str, tuple[str, ...]], ...]]
    texts: Mapping[str, Markup]
    openings: Mapping[str, str]
    withdrawn: Mapping[str, str]
    derived: Derived
    holds_markdown: bool


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
    derived = Derived(briefs, graph.states, memory_of or (lambda _: NoMemory()), (QUOTE_LINES, *kept))
    parts = derived.of_all(BRIEF_PARTS)
    weights = {slug: own.weights for slug, own in parts.items()}
    shelves = quote_shelves(outlines.values(), weights, graph.entities)
    texts = _texts(graph, content)
    dated = (entry for own in parts.values() for entry in own.dated)
    timeline = timeline_parts(dated) if has_timeline(graph) else ()
    placed = {entry.id for entry in content.entities.entries if entry.lat is not None}
    close = close_ties(graph)
    roles = _placed_roles(graph, parts)
    remarks = {slug: remarks_of(outline) for slug, outline in outlines.items()}
    text_pages = {page.slug: _text_page(page.slug, page.title, page.markdown) for page in content.pages}
    heads = {key: entity_head(one, is_placed=key in placed) for key, one in graph.entities.items()}
    return Edition(
        words=site_words(content.site),
        frame=make_site_frame(graph, content, version=version, has_search=searchable and bool(graph.briefs)),
        text_pages=text_pages,
        briefs=briefs,
        outlines=outlines,
        brief_heads={slug: head_of(outline) for slug, outline in outlines.items()},
        paths={slug: own.path for slug, own in parts.items()},
        key=graph.key,
        states=graph.states,
        remarks=remarks,
        entities=graph.entities,
        heads=heads,
        appearances=appearances_of(outlines.values()),
        said=_quotes(outlines.values(), lambda speakers, _: speakers),
        about=_quotes(
            outlines.values(), lambda speakers, about: [one for one in about if one not in speakers]
        ),
        coined=_coined(outlines.values()),
        ties=_ties(graph.ties),
        close=_close(close),
        meetings=meetings(graph, close),
        roles=roles,
        roles_by_brief=_by_brief(roles.values()),
        brief_roles=_brief_roles(graph, outlines),
        teams=_teams(graph),
        shelves={shelf.label.path: shelf for shelf in shelves},
        quote_paths=quote_paths(shelves),
        speaker_paths=speaker_paths(shelves),
        timeline={part.path: part for part in timeline},
        letters=index_letters(heads.values()),
        texts=texts,
        withdrawn={
            slug: own.withdrawn or ""
            for slug, own in withdrawn_briefs(content, graph.outlines.values()).items()
        },
        derived=derived,
        holds_markdown=bool(text_pages or texts)
        or any(own.notes or own.corrections for own in remarks.values()),
        openings={key: sentence for key, html in texts.items() if (sentence := opening(html)) is not None},
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


def _quotes(
    outlines: Iterable[BriefOutline], of: Callable[[tuple[str, ...], tuple[str, ...]], Iterable[str]]
) -> dict[str, tuple[QuoteRef, ...]]:
    """Return quotes by entity; ``of`` gives the entities of a quote from its speakers and those it is about."""
    return group(
        (entity_id, QuoteRef(outline.slug, quote.id))
        for outline in outlines
        for quote in outline.quotes
        for entity_id in of(quote.speaker_ids, quote.about_ids)
    )


def _ties(ties: Iterable[Tie]) -> dict[str, tuple[Tie, ...]]:
    """Return the ties of each entity. Real archives have a hundred thousand: `group` would take twice as long."""
    found: dict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        found[tie.first_id].append(tie)
        found[tie.second_id].append(tie)
    return {key: tuple(own) for key, own in found.items()}


def _close(ties: Iterable[Tie]) -> dict[str, frozenset[str]]:
    """Return the second ids of close ties, by the first one."""
    found: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        found[tie.first_id].add(tie.second_id)
    return {key: frozenset(own) for key, own in found.items()}


def _coined(outlines: Iterable[BriefOutline]) -> dict[str, tuple[TermRef, ...]]:
    return group(
        (entity_id, TermRef(outline.slug, mention_i))
        for outline in outlines
        for mention_i, coiner_ids in outline.coined
        for entity_id in coiner_ids
    )


def _teams(graph: Graph) -> dict[str, tuple[str, ...]]:
    """Return the ids of the teams that bear the name of each place, sorted by their names."""
    named = [entity for entity in graph.entities.values() if entity.named_after is not None]
    named.sort(key=lambda team: (team.name, team.id))
    return group((team.named_after or "", team.id) for team in named)


def _brief_roles(
    graph: Graph, outlines: Mapping[str, BriefOutline]
) -> dict[str, dict[str, tuple[RoleSeen, ...]]]:
    by_brief = group(
        ((entity.id, role.brief_slug), role) for entity in graph.entities.values() for role in entity.roles
    )
    return {
        slug: {
            key: by_brief.get((key, None), ()) + by_brief.get((key, slug), ()) for key in outline.entity_ids
        }
        for slug, outline in outlines.items()
    }


def _by_brief(roles: Iterable[tuple[PlacedRole, ...]]) -> dict[str, dict[str, list[PlacedRole]]]:
    """Return roles by brief and by entity."""
    found: dict[str, dict[str, list[PlacedRole]]] = defaultdict(dict)
    for own in roles:
        for role in own:
            found[role.slug].setdefault(role.entity_id, []).append(role)
    return dict(found)


def _placed_roles(graph: Graph, parts: Mapping[str, BriefParts]) -> dict[str, tuple[PlacedRole, ...]]:
    """Return the roles that are words of a brief, with anchors numbered in the order of the text."""
    found: dict[str, tuple[PlacedRole, ...]] = {}
    for entity in graph.entities.values():
        numbers: dict[str, int] = defaultdict(int)
        placed = []
        seen = {(role.brief_slug, role.span) for role in entity.roles if role.brief_slug and role.span}
        for slug, span in sorted(seen):
            if slug not in parts:
                continue
            anchor = None
            if parts[slug].shows(span.start):
                numbers[slug] += 1
                anchor = urls.role_anchor(entity.id, numbers[slug])
            placed.append(PlacedRole(entity.id, slug, span.start, span.end, anchor))
        if placed:
            found[entity.id] = tuple(placed)
    return found
