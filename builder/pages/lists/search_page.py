"""The page of the search: its fields, and the lists that lead to everything where it cannot run."""

from __future__ import annotations

from msgspec import Struct

from builder.edition import urls
from builder.edition.labels import Label, label_of
from builder.edition.search_shards import search_shards
from builder.edition.view import View
from builder.pages.frame import make_frame
from builder.pages.page import HtmlContext, NavLink, Page

BRIEF = "brief"
QUOTE = "quote"
"""The types of the results that are not entities; an entity has its own type."""


class SearchType(Struct, frozen=True):
    """A type of results: what the index calls it, and its names for one and for many."""

    value: str
    label: Label


class SearchContext(HtmlContext, frozen=True):
    """What the page of the search offers.

    Attributes:
        types: those that the site has.
        years: of the dated briefs, newest first.
        lists: the indexes of the site.
        library_url: the script that searches, loaded when something is searched for.
        names_url: the script with the names of the entities, loaded likewise.
        shards: the number of shards of the index.
    """

    types: tuple[SearchType, ...]
    years: tuple[str, ...]
    lists: tuple[NavLink, ...]
    library_url: str
    names_url: str
    shards: int


def search_page(view: View) -> Page:
    """The page of the search."""
    path = urls.SEARCH
    types, lists = _types_and_lists(view)
    context = SearchContext(
        frame=make_frame(
            view,
            path,
            view.interface.say("nav.search"),
            description=view.interface.say("search.description"),
            styles=urls.SEARCH_STYLES,
            scripts=urls.SEARCH_SCRIPTS,
        ),
        types=types,
        years=tuple(sorted(set(filter(None, view.years)), reverse=True)),
        lists=tuple(
            NavLink(label, urls.relative_url(path, target), current=False) for label, target in lists
        ),
        library_url=urls.relative_url(path, f"{urls.SEARCH_INDEX}/pagefind.js"),
        names_url=urls.relative_url(path, urls.SEARCH_NAMES),
        shards=len(search_shards(view.slugs)),
    )
    return Page(path, "pages/search.html", context)


def _types_and_lists(view: View) -> tuple[tuple[SearchType, ...], tuple[tuple[str, str], ...]]:
    """The types of results with something to find, and the lists that show the same."""
    interface = view.interface
    briefs, quotes = interface.say("nav.briefs"), interface.say("nav.quotes")
    types = [SearchType(BRIEF, Label(interface.say("search.brief-one"), briefs))]
    lists = [(briefs, urls.BRIEF_INDEX)]
    for kind in urls.SECTIONS:
        if kind in view.types:
            label = label_of(interface, kind)
            types.append(SearchType(kind, label))
            lists.append((label.many, urls.entity_index_path(kind)))
    if view.shelf_labels:
        types.append(SearchType(QUOTE, Label(interface.say("search.quote-one"), quotes)))
        lists.append((quotes, urls.QUOTE_INDEX))
    return tuple(types), tuple(lists)
