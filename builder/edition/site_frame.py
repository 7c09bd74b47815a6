"""What every page of a site shows around its own content."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct
from msgspec.structs import replace

from builder.codec import Codec
from builder.edition import urls
from builder.edition.claims import Claims, make_claims
from builder.edition.interface import Interface, interface_of
from builder.edition.labels import label_of
from builder.edition.pictured import has_map, has_network, has_timeline
from builder.graph.memory import Memory
from builder.model.annotations import EntityType
from builder.model.editorial import Content, Site
from builder.model.graph import Graph
from builder.model.theme import Theme

_FLAG = Codec(bool)


class SiteWords(Struct, frozen=True):
    """The editor's words about the site that its pages show; fields as in ``editorial.Site``."""

    title: str
    tagline: str
    notice: str
    url: str | None
    language: str


class SiteFrame(Struct, frozen=True):
    """What the frames of all pages have in common.

    Attributes:
        navigation: label and path from the site's root.
        has_feed: True if the site has a feed.
        has_search: True if the site can be searched.
        generator: name and version (without its last part) of the program.
        claims: what the pages may say of the site.
        theme: how the pages look; its links do not have the lines of the editor's file.
    """

    navigation: tuple[tuple[str, str], ...]
    has_feed: bool
    has_search: bool
    generator: str
    claims: Claims
    theme: Theme


def site_words(site: Site) -> SiteWords:
    """Return the words of a site's settings that its pages show."""
    return SiteWords(site.title, site.tagline, site.notice, site.url, site.language)


def make_site_frame(
    graph: Graph, content: Content, *, version: str, has_search: bool, memory: Memory
) -> SiteFrame:
    """Return what the frames of a site's pages have in common.

    Args:
        version: the program's, of which the pages name the first two parts.
        has_search: True if the site can be searched.
        memory: what earlier builds remember of what follows from the key of the graph.
    """
    return SiteFrame(
        navigation=_navigation(graph, content, has_search=has_search, memory=memory),
        has_feed=has_timeline(graph),
        has_search=has_search,
        generator=f"newsgloss {'.'.join(version.split('.')[:2])}",
        claims=make_claims(graph, content.site.language),
        theme=_without_lines(content.site.theme),
    )


def _without_lines(theme: Theme) -> Theme:
    """Return a theme that is the same wherever its file has it: all pages depend on it."""
    return replace(theme, social=tuple(replace(link, line=1) for link in theme.social))


def _navigation(
    graph: Graph, content: Content, *, has_search: bool, memory: Memory
) -> tuple[tuple[str, str], ...]:
    """Return the built-in entries that have something to show, the editor's pages, the editor's links."""
    types = {entity.type for entity in graph.entities.values()}
    interface = interface_of(content.site.language)
    has_quotes = any(outline.quotes for outline in graph.outlines.values())
    links = [(interface.say("nav.briefs"), urls.BRIEF_INDEX)] if graph.briefs else []
    links += _indexes(interface, types)
    links += [(interface.say("nav.quotes"), urls.QUOTE_INDEX)] if has_quotes else []
    links += _pictures(interface, graph, memory)
    links += [(interface.say("nav.search"), urls.SEARCH)] if has_search else []
    ordered = [page for page in content.pages if page.order is not None]
    for page in sorted(ordered, key=lambda page: (page.order or 0, page.slug)):
        links.append((page.title, urls.content_path(page.slug)))
    links += [(link.label, link.path) for link in content.site.navigation]
    return tuple(links)


def _indexes(interface: Interface, types: Collection[EntityType]) -> list[tuple[str, str]]:
    return [
        (label_of(interface, kind).many, urls.entity_index_path(kind))
        for kind in urls.SECTIONS
        if kind in types
    ]


def _pictures(interface: Interface, graph: Graph, memory: Memory) -> list[tuple[str, str]]:
    """Return the pages of pictures that have something to show."""
    links = [(interface.say("nav.timeline"), urls.TIMELINE)] if has_timeline(graph) else []
    links += [(interface.say("nav.map"), urls.MAP)] if has_map(graph) else []
    key = f"network {graph.key}" if graph.key else ""
    meet = memory.recall_one(
        _FLAG, key, lambda: has_network(graph)
    )  # the ties of a real archive take long to load
    return links + ([(interface.say("nav.network"), urls.NETWORK)] if meet else [])
