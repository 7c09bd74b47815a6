"""The plan: every page and data file of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from builder.edition import urls
from builder.edition.appearances import NEVER
from builder.edition.edition import Edition, make_edition
from builder.edition.view import View
from builder.edition.withdrawn_briefs import withdrawn_briefs
from builder.model.annotations import EntityType
from builder.model.article import Article
from builder.model.diagnostic import Diagnostic, InputError, error
from builder.model.editorial import Content
from builder.model.graph import Graph
from builder.pages.brief.brief_page import brief_page
from builder.pages.charts.picture_pages import map_page, network_page
from builder.pages.content_pages import content_page, not_found_page, redirect_page, withdrawn_page
from builder.pages.entity.entity_page import entity_page
from builder.pages.entity.older_briefs import count_older_pages, older_page
from builder.pages.exports.archive_data import entities_data, quotes_data
from builder.pages.exports.data import brief_data
from builder.pages.exports.feeds import feed_page, json_feed
from builder.pages.exports.sitemaps import robots_file, sitemap_requests
from builder.pages.exports.web_annotations import brief_annotations, brief_text
from builder.pages.lists.brief_index import BRIEFS_PER_PAGE, brief_index_page
from builder.pages.lists.entity_index import ROWS_PER_PAGE, entity_index_page, letter_page
from builder.pages.lists.home import home_page
from builder.pages.lists.search_names import names_script
from builder.pages.lists.search_page import search_page
from builder.pages.lists.timeline import timeline_page
from builder.pages.quotes.quote_data import quotes_script
from builder.pages.quotes.quote_index import quote_shelf_page, quote_speakers_page
from builder.pages.request import File, Request
from builder.pages.sharing.share import SHARED_IDS
from builder.pages.sharing.shared_pages import brief_card, quote_page, quote_picture, site_card
from builder.pages.theme import theme_sheet


def plan_pages(
    graph: Graph, articles: Mapping[str, Article], content: Content, *, version: str, searchable: bool = True
) -> tuple[File, ...]:
    """Return every page and data file of a site, sorted by path.

    Args:
        graph: what the site knows.
        articles: by seed id; at least those of the graph's briefs.
        content: what the editor says.
        version: the program's.
        searchable: False if no index for the search can be made; a site without briefs needs none.

    Raises:
        InputError: if two pages have one address.
    """
    edition = make_edition(graph, articles, content, version=version, searchable=searchable)
    requests = sorted(plan_requests(edition, content), key=lambda request: request.path)
    return tuple(request.make(View(edition)) for request in requests)


def plan_requests(edition: Edition, content: Content) -> tuple[Request, ...]:
    """Return what every file of the site is made of, in the order in which they are made.

    Raises:
        InputError: if two pages have one address.
    """
    planned: dict[str, Request] = {}
    clashes: list[Diagnostic] = []
    for request in _requests(edition, content):
        if request.path in planned:
            clashes.append(_clash(request.path, planned[request.path].asked_by, request.asked_by))
        else:
            planned[request.path] = request
    if clashes:
        raise InputError(clashes)
    requests = list(planned.values())
    if edition.words.url:
        requests += sitemap_requests([request.path for request in requests if request.listed])
    return tuple(sorted(requests, key=_order))


def _order(request: Request) -> tuple[str, int, str]:
    return request.path.rpartition("/")[0], request.place, request.path


def _requests(edition: Edition, content: Content) -> Iterator[Request]:
    yield from _built_in(edition)
    yield from _lists(edition)
    yield from _of_quotes(edition)
    for text in content.pages:
        yield Request(
            urls.content_path(text.slug), partial(content_page, slug=text.slug), text.path, listed=True
        )
    shared = View(edition).derived(SHARED_IDS, edition.briefs) if edition.words.url else {}
    for slug in sorted(edition.briefs):
        yield from _of_brief(
            edition, slug, partial(_brief_source, edition, content, slug), shared.get(slug, ())
        )
    for slug, settings in withdrawn_briefs(content, edition.outlines.values()).items():
        yield Request(urls.brief_path(slug), partial(withdrawn_page, slug=slug), settings.path)
    places = {slug: place for place, slug in enumerate(edition.briefs)}
    for entity_id in edition.entities:
        newest = next(iter(edition.appearances.get(entity_id, NEVER).slugs), "")
        yield from _of_entity(edition, content, entity_id, places.get(newest, len(places)))


def _built_in(edition: Edition) -> Iterator[Request]:
    """Yield the files that no file of the editor asks for; those with nothing to show are left out."""
    yield Request(urls.HOME, home_page, listed=True)
    yield Request(urls.NOT_FOUND, not_found_page)
    if edition.frame.has_search:
        yield Request(urls.SEARCH, search_page, listed=True)
        yield Request(urls.SEARCH_NAMES, names_script)
    targets = {path for _, path in edition.frame.navigation}
    if urls.MAP in targets:
        yield Request(urls.MAP, map_page, listed=True)
    if urls.NETWORK in targets:
        yield Request(urls.NETWORK, network_page, listed=True)
    yield Request(urls.ENTITIES_DATA, entities_data)
    yield Request(urls.QUOTES_DATA, quotes_data)
    yield Request(urls.ROBOTS, robots_file)
    if edition.frame.theme.has_sheet:
        yield Request(urls.THEME_STYLE, theme_sheet)
    if edition.words.url:
        yield Request(urls.SITE_CARD, site_card)
    if edition.frame.has_feed:
        yield Request(urls.FEED, feed_page)
        yield Request(urls.JSON_FEED, json_feed)


def _lists(edition: Edition) -> Iterator[Request]:
    """Yield the indexes and the timeline."""
    for number in range(1, -(-len(edition.briefs) // BRIEFS_PER_PAGE) + 1):
        path = urls.brief_list_path(number)
        yield Request(path, partial(brief_index_page, number=number), listed=True)
    for kind in urls.SECTIONS:
        yield from _entity_indexes(edition, kind)
    for path in edition.timeline_paths:
        yield Request(path, partial(timeline_page, path=path), listed=True)


def _entity_indexes(edition: Edition, kind: EntityType) -> Iterator[Request]:
    """Yield the A–Z of a type of entities, and with very many the pages of its letters."""
    total = sum(head.type is kind for head in edition.heads.values())
    if total:
        path = urls.entity_index_path(kind)
        yield Request(path, partial(entity_index_page, kind=kind), listed=True)
    if total > ROWS_PER_PAGE:
        for letter, ids in edition.letters[kind]:
            for number in range(1, -(-len(ids) // ROWS_PER_PAGE) + 1):
                make = partial(letter_page, kind=kind, letter=letter, number=number)
                yield Request(urls.entity_letter_path(kind, letter, number), make, listed=True)


def _of_quotes(edition: Edition) -> Iterator[Request]:
    """Yield the quote index and the script that its filters read; nothing if no one is quoted."""
    paths = edition.shelf_paths
    if not paths:
        return
    if urls.QUOTE_INDEX not in paths:
        yield Request(urls.QUOTE_INDEX, quote_speakers_page, listed=True)
    for path in paths:
        yield Request(path, partial(quote_shelf_page, path=path), listed=True)
    yield Request(urls.QUOTES_SCRIPT, quotes_script)


def _of_brief(
    edition: Edition, slug: str, source: Callable[[], str], shared: Sequence[str]
) -> Iterator[Request]:
    """Yield the files of a brief; on a site with a public address, those to share too."""
    yield Request(urls.brief_path(slug), partial(brief_page, slug=slug), source, listed=True)
    yield Request(urls.brief_data_path(slug), partial(brief_data, slug=slug), source)
    yield Request(urls.brief_text_path(slug), partial(brief_text, slug=slug), source)
    yield Request(urls.brief_annotations_path(slug), partial(brief_annotations, slug=slug), source)
    if edition.words.url:
        yield Request(urls.brief_card_path(slug), partial(brief_card, slug=slug), source)
        for key in shared:
            make = partial(quote_page, slug=slug, quote_id=key)
            yield Request(urls.shared_quote_path(slug, key), make, source, listed=True)
            picture = partial(quote_picture, slug=slug, quote_id=key)
            yield Request(urls.quote_card_path(slug, key), picture, source)


def _of_entity(edition: Edition, content: Content, entity_id: str, place: int) -> Iterator[Request]:
    """Yield the page of an entity, its lists of older briefs, and the pages at its old addresses."""
    head, source = edition.heads[entity_id], partial(_entity_source, edition, content, entity_id)
    path = urls.entity_path(head.type, entity_id)
    yield Request(path, partial(entity_page, entity_id=entity_id), source, listed=True, place=place)
    for number in range(1, count_older_pages(View(edition), entity_id) + 1):
        older = partial(older_page, entity_id=entity_id, number=number)
        yield Request(urls.older_briefs_path(head.type, entity_id, number), older, source, listed=True)
    for old_id in edition.entities[entity_id].redirects:
        redirect = partial(redirect_page, entity_id=entity_id, old_id=old_id)
        yield Request(urls.entity_path(head.type, old_id), redirect, content.entities.path)
    for old_type in edition.entities[entity_id].former_types:
        redirect = partial(redirect_page, entity_id=entity_id, old_id=entity_id, old_type=old_type)
        yield Request(urls.entity_path(old_type, entity_id), redirect, content.entities.path)


def _brief_source(edition: Edition, content: Content, slug: str) -> str:
    """Return the file that gives a brief its address: the editor's if it sets the slug, else the seed."""
    settings = content.briefs.get(edition.outlines[slug].seed_id)
    return settings.path_of("slug") if settings is not None and settings.slug else edition.parts[slug].path


def _entity_source(edition: Edition, content: Content, entity_id: str) -> str:
    """Return the file that asks for an entity's page: the editor's entry, else the first brief that names it."""
    slugs = edition.appearances.get(entity_id, NEVER).slugs
    if edition.heads[entity_id].edited or not slugs:
        return content.entities.path
    return edition.parts[min(slugs)].path


def _clash(path: str, first: str, second: str) -> Diagnostic:
    names = [name or "the site's own pages" for name in (first, second)]
    blamed = second or first
    is_page = blamed.startswith("content/pages/")
    return error(
        blamed,
        None,
        f"Two pages have the address {path}: one from {names[0]}, one from {names[1]}.",
        "Rename the file: its name is the address." if is_page else "Give one of them another slug or id.",
    )
