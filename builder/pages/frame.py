"""The frame around every HTML page: titles, navigation and the addresses that all pages share."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from builder.model.annotations import EntityType
from builder.model.editorial import Content, Site
from builder.model.graph import Graph
from builder.pages import urls
from builder.pages.labels import LABELS
from builder.pages.page import Frame, NavLink
from builder.pages.pictured import has_map, has_network, has_timeline
from builder.pages.wording import shorten

DESCRIPTION_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Framer:
    """Makes the frames of one site.

    Attributes:
        navigation: label and path from the site's root.
        has_feed: whether the site has a feed.
        generator: name and version of the program.
    """

    site: Site
    navigation: tuple[tuple[str, str], ...]
    has_feed: bool
    generator: str

    def frame(
        self,
        path: str,
        title: str,
        *,
        description: str = "",
        section: str | None = None,
        data_url: str | None = None,
        indexed: bool = True,
        styles: Sequence[str] = (),
    ) -> Frame:
        """The frame of one page.

        Args:
            path: of the page.
            title: of the page alone; "" for the home page.
            description: in one sentence, shortened where it is long.
            section: the path of the navigation's entry that the page belongs to; None means its own.
            data_url: the page as data.
            indexed: whether search engines may list the page.
            styles: the style sheets that the page needs besides those of every page.
        """
        site = self.site
        stands_in = path == urls.NOT_FOUND and site.url is not None
        return Frame(
            title=title,
            description=shorten(description, limit=DESCRIPTION_LIMIT),
            site_title=site.title,
            tagline=site.tagline,
            language=site.language,
            generator=self.generator,
            home_url=urls.relative_url(path, urls.HOME),
            nav=tuple(
                NavLink(label, urls.relative_url(path, target), target == (section or path))
                for label, target in self.navigation
            ),
            style_urls=tuple(urls.relative_url(path, style) for style in (*urls.STYLES, *styles)),
            icon_url=urls.relative_url(path, urls.ICON),
            theme_script_url=urls.relative_url(path, urls.THEME_SCRIPT),
            script_url=urls.relative_url(path, urls.SCRIPT),
            feed_url=urls.relative_url(path, urls.FEED) if self.has_feed else None,
            canonical_url=urls.absolute_url(site.url, path) if site.url and indexed else None,
            data_url=data_url,
            base_path=urls.base_path(site.url) if stands_in and site.url else None,
            skip_url=f"{path if stands_in else ''}#main",
            indexed=indexed,
        )


def make_framer(graph: Graph, content: Content, *, version: str) -> Framer:
    """The framer of a site; ``version`` is the program's, of which the pages name the first two parts."""
    types = {entity.type for entity in graph.entities.values()}
    quotes = any(brief.quotes for brief in graph.briefs.values())
    return Framer(
        site=content.site,
        navigation=_navigation(
            content, types, quotes=quotes, briefs=bool(graph.briefs), pictures=_pictures(graph)
        ),
        has_feed=any(brief.date for brief in graph.briefs.values()),
        generator=f"newsgloss {'.'.join(version.split('.')[:2])}",
    )


def _navigation(
    content: Content,
    types: Collection[EntityType],
    *,
    quotes: bool,
    briefs: bool,
    pictures: Sequence[tuple[str, str]],
) -> tuple[tuple[str, str], ...]:
    """The built-in entries that have something to show, the editor's pages, the editor's links."""
    links = [("Briefs", urls.BRIEF_INDEX)] if briefs else []
    links += [(LABELS[kind].many, urls.entity_index_path(kind)) for kind in urls.SECTIONS if kind in types]
    links += [("Quotes", urls.QUOTE_INDEX)] if quotes else []
    links += pictures
    ordered = [page for page in content.pages if page.order is not None]
    for page in sorted(ordered, key=lambda page: (page.order or 0, page.slug)):
        links.append((page.title, urls.content_path(page.slug)))
    links += [(link.label, link.path) for link in content.site.navigation]
    return tuple(links)


def _pictures(graph: Graph) -> list[tuple[str, str]]:
    """The pages of pictures that have something to show."""
    links = [("Timeline", urls.TIMELINE)] if has_timeline(graph) else []
    links += [("Map", urls.MAP)] if has_map(graph) else []
    return links + ([("Network", urls.NETWORK)] if has_network(graph) else [])
