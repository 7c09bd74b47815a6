"""The plan: every page and data file of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from markupsafe import Markup

from builder.edition import urls
from builder.edition.catalog import Catalog, make_catalog
from builder.edition.markdown import render_markdown
from builder.edition.openings import opening
from builder.edition.pictured import has_timeline
from builder.edition.shelves import Shelf, shelve, with_shelves
from builder.model.article import Article
from builder.model.diagnostic import Diagnostic, InputError, error
from builder.model.editorial import Content
from builder.model.graph import Brief, Entity, Graph
from builder.pages.brief.brief_page import brief_page
from builder.pages.charts.picture_pages import map_page, network_page
from builder.pages.content_pages import content_page, not_found_page, redirect_page
from builder.pages.entity.entity_page import entity_page
from builder.pages.entity.older_briefs import older_pages
from builder.pages.exports.data import brief_data, entities_data, quotes_data
from builder.pages.exports.feeds import feed_page, json_feed
from builder.pages.exports.sitemaps import page_dates, robots_file, sitemap_pages
from builder.pages.exports.web_annotations import brief_annotations, brief_text
from builder.pages.frame import Framer, make_framer
from builder.pages.lists.brief_index import brief_index_pages
from builder.pages.lists.entity_index import entity_index_pages
from builder.pages.lists.home import home_page
from builder.pages.lists.search_page import search_page
from builder.pages.lists.timeline import timeline_pages
from builder.pages.page import DataFile, HtmlContext, Page
from builder.pages.picture import Picture
from builder.pages.quotes.quote_data import quotes_script
from builder.pages.quotes.quote_index import quote_index_pages
from builder.pages.sharing.shared_pages import shared_files, site_card

File = Page | DataFile | Picture
"""What a plan is made of."""

BUILT_IN = ""
"""The source of a page that every site has."""


def plan_pages(
    graph: Graph, articles: Mapping[str, Article], content: Content, *, version: str, searchable: bool = True
) -> tuple[File, ...]:
    """Every page and data file of the site, sorted by path.

    Args:
        graph: what the site knows.
        articles: by seed id; at least those of the graph's briefs.
        content: what the editor says.
        version: the program's.
        searchable: whether an index for the search could be made; a site without briefs needs none.

    Raises:
        InputError: where two pages have one address.
    """
    catalog = make_catalog(graph, articles, content)
    shelves = shelve(catalog)
    texts = entity_texts(catalog)
    openings = {key: sentence for key, html in texts.items() if (sentence := opening(html)) is not None}
    catalog = replace(with_shelves(catalog, shelves), openings=openings)
    framer = make_framer(graph, content, version=version, searchable=searchable and bool(graph.briefs))
    planned: dict[str, tuple[str, File]] = {}
    clashes: list[Diagnostic] = []
    for source, page in _sources(catalog, framer, shelves, texts):
        if page.path in planned:
            clashes.append(_clash(page.path, planned[page.path][0], source))
        else:
            planned[page.path] = (source, page)
    if clashes:
        raise InputError(clashes)
    pages = [page for _, page in planned.values()]
    if content.site.url:
        pages += sitemap_pages(content.site.url, tuple(_listed(pages)), page_dates(catalog))
    return tuple(sorted(pages, key=lambda page: page.path))


def _sources(
    catalog: Catalog, framer: Framer, shelves: tuple[Shelf, ...], texts: Mapping[str, Markup]
) -> Iterator[tuple[str, File]]:
    """Every page with the file of the site that asks for it."""
    for page in (*_built_in(catalog, framer), *_of_quotes(catalog, framer, shelves)):
        yield BUILT_IN, page
    for text in catalog.content.pages:
        yield text.path, content_page(framer, text)
    for _, source in sorted(catalog.briefs.items()):
        path = _brief_source(catalog, source.brief, source.article)
        yield path, brief_page(catalog, framer, source)
        yield path, brief_data(catalog, source)
        yield path, brief_text(source)
        yield path, brief_annotations(catalog, source)
        if catalog.content.site.url:
            for shared in shared_files(catalog, framer, source):
                yield path, shared
    for entity in catalog.graph.entities.values():
        path = _entity_source(catalog, entity)
        yield path, entity_page(catalog, framer, entity, texts)
        for older in older_pages(catalog, framer, entity):
            yield path, older
        for old_id in entity.redirects:
            yield catalog.content.entities.path, redirect_page(catalog, framer, entity, old_id)


def _of_quotes(catalog: Catalog, framer: Framer, shelves: tuple[Shelf, ...]) -> Iterator[File]:
    """The quote index and the script that its filters read; nothing where nobody is quoted."""
    if shelves:
        yield from quote_index_pages(catalog, framer, shelves)
        yield quotes_script(catalog, shelves)


def _built_in(catalog: Catalog, framer: Framer) -> Iterator[File]:
    """The pages that no file of the editor asks for; those with nothing to show are left out."""
    yield home_page(catalog, framer)
    yield not_found_page(framer)
    types = {entity.type for entity in catalog.graph.entities.values()}
    for kind in urls.SECTIONS:
        if kind in types:
            yield from entity_index_pages(catalog, framer, kind)
    if catalog.briefs:
        yield from brief_index_pages(catalog, framer)
    if framer.has_search:
        yield search_page(catalog, framer)
    yield from _pictures(catalog, framer)
    yield entities_data(catalog)
    yield quotes_data(catalog)
    yield robots_file(catalog.content.site)
    if catalog.content.site.url:
        yield site_card(catalog)
    for feed in (feed_page(catalog), json_feed(catalog)):
        if feed is not None:
            yield feed


def _pictures(catalog: Catalog, framer: Framer) -> Iterator[Page]:
    """The pages that are pictures before all."""
    if has_timeline(catalog.graph):
        yield from timeline_pages(catalog, framer)
    for page in (map_page(catalog, framer), network_page(catalog, framer)):
        if page is not None:
            yield page


def entity_texts(catalog: Catalog) -> dict[str, Markup]:
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


def _listed(pages: Iterable[File]) -> Iterator[str]:
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
