"""The plan: every page and data file of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup

from builder.model.article import Article
from builder.model.diagnostic import Diagnostic, InputError, error
from builder.model.editorial import Content
from builder.model.graph import Brief, Entity, Graph
from builder.pages import urls
from builder.pages.brief_page import brief_page
from builder.pages.catalog import Catalog, make_catalog
from builder.pages.content_pages import content_page, not_found_page, redirect_page
from builder.pages.data import brief_data, entities_data, quotes_data
from builder.pages.entity_page import entity_page
from builder.pages.feeds import feed_page, robots_file, sitemap_page
from builder.pages.frame import Framer, make_framer
from builder.pages.home import home_page
from builder.pages.indexes import brief_index_page, entity_index_page
from builder.pages.markdown import render_markdown
from builder.pages.page import DataFile, HtmlContext, Page
from builder.pages.picture_pages import map_page, network_page
from builder.pages.pictured import has_timeline
from builder.pages.quote_index import quote_index_page
from builder.pages.timeline import timeline_pages

BUILT_IN = ""
"""The source of a page that every site has."""


def plan_pages(
    graph: Graph, articles: Mapping[str, Article], content: Content, *, version: str
) -> tuple[Page | DataFile, ...]:
    """Every page and data file of the site, sorted by path.

    Args:
        graph: what the site knows.
        articles: by seed id; at least those of the graph's briefs.
        content: what the editor says.
        version: the program's.

    Raises:
        InputError: where two pages have one address.
    """
    catalog = make_catalog(graph, articles, content)
    framer = make_framer(graph, content, version=version)
    planned: dict[str, tuple[str, Page | DataFile]] = {}
    clashes: list[Diagnostic] = []
    for source, page in _sources(catalog, framer):
        if page.path in planned:
            clashes.append(_clash(page.path, planned[page.path][0], source))
        else:
            planned[page.path] = (source, page)
    if clashes:
        raise InputError(clashes)
    pages = [page for _, page in planned.values()]
    if content.site.url:
        pages.append(sitemap_page(content.site.url, _listed(pages)))
    return tuple(sorted(pages, key=lambda page: page.path))


def _sources(catalog: Catalog, framer: Framer) -> Iterator[tuple[str, Page | DataFile]]:
    """Every page with the file of the site that asks for it."""
    for page in _built_in(catalog, framer):
        yield BUILT_IN, page
    for text in catalog.content.pages:
        yield text.path, content_page(framer, text)
    for _, source in sorted(catalog.briefs.items()):
        path = _brief_source(catalog, source.brief, source.article)
        yield path, brief_page(catalog, framer, source)
        yield path, brief_data(catalog, source)
    texts = _entity_texts(catalog)
    for entity in catalog.graph.entities.values():
        path = _entity_source(catalog, entity)
        yield path, entity_page(catalog, framer, entity, texts)
        for old_id in entity.redirects:
            yield catalog.content.entities.path, redirect_page(catalog, framer, entity, old_id)


def _built_in(catalog: Catalog, framer: Framer) -> Iterator[Page | DataFile]:
    """The pages that no file of the editor asks for; those with nothing to show are left out."""
    yield home_page(catalog, framer)
    yield not_found_page(framer)
    types = {entity.type for entity in catalog.graph.entities.values()}
    for kind in urls.SECTIONS:
        if kind in types:
            yield entity_index_page(catalog, framer, kind)
    if catalog.briefs:
        yield brief_index_page(catalog, framer)
    if any(brief.quotes for brief in catalog.graph.briefs.values()):
        yield quote_index_page(catalog, framer)
    yield from _pictures(catalog, framer)
    yield entities_data(catalog)
    yield quotes_data(catalog)
    yield robots_file(catalog.content.site)
    feed = feed_page(catalog)
    if feed is not None:
        yield feed


def _pictures(catalog: Catalog, framer: Framer) -> Iterator[Page]:
    """The pages that are pictures before all."""
    if has_timeline(catalog.graph):
        yield from timeline_pages(catalog, framer)
    for page in (map_page(catalog, framer), network_page(catalog, framer)):
        if page is not None:
            yield page


def _entity_texts(catalog: Catalog) -> dict[str, Markup]:
    """The editor's texts by entity id; a text of another type than its entity's is not shown."""
    entities = catalog.graph.entities
    return {
        text.id: render_markdown(text.markdown, title=entities[text.id].name)
        for text in catalog.content.texts
        if text.id in entities and entities[text.id].type is text.type
    }


def _brief_source(catalog: Catalog, brief: Brief, article: Article) -> str:
    """The file that gives a brief its address: the editor's where it sets the slug, else the seed."""
    settings = catalog.content.briefs.get(brief.seed_id)
    return settings.path if settings is not None and settings.slug else article.path


def _entity_source(catalog: Catalog, entity: Entity) -> str:
    """The file that asks for an entity's page: the editor's entry, else the first brief that names it."""
    if entity.edited:
        return catalog.content.entities.path
    slugs = catalog.appearances.get(entity.id)
    return catalog.briefs[min(slugs)].article.path if slugs else catalog.content.entities.path


def _listed(pages: Iterable[Page | DataFile]) -> Iterator[str]:
    """The paths of the pages that search engines may list."""
    for page in pages:
        if isinstance(page, Page) and isinstance(page.context, HtmlContext) and page.context.frame.indexed:
            yield page.path


def _clash(path: str, first: str, second: str) -> Diagnostic:
    names = [name or "the site's own pages" for name in (first, second)]
    where = second or first
    return error(
        where,
        None,
        f"Two pages have the address {path}: one from {names[0]}, one from {names[1]}.",
        "Give one of them another slug or id.",
    )
