"""The home page: the newest briefs, who is in the news, and a quote worth reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from builder.edition import urls
from builder.edition.brief_texts import BriefText, Utterance
from builder.edition.view import View
from builder.model.annotations import EntityType
from builder.pages.charts.place_map import REGION_REACH, PlaceMap, map_places, nearest_together, regional_map
from builder.pages.charts.place_scenes import scene_mentions
from builder.pages.frame import Sharing, make_frame
from builder.pages.links import EntityLink
from builder.pages.lists.indexes import BriefCard, IndexRow, brief_cards, index_row
from builder.pages.page import HtmlContext, Page
from builder.pages.quotes.quotable import key_quotes
from builder.pages.quotes.quote_card import QuoteCard, quote_card
from builder.pages.schema_org import site_node

BRIEFS_SHOWN = 11
"""One that leads, and the rest in rows of two."""
PEOPLE_SHOWN = 8
PLACES_SHOWN = 8
MAPPED = 16
"""How many places the map shows."""


class HomeContext(HtmlContext, frozen=True):
    """What the home page shows.

    Attributes:
        briefs: the newest, if they are dated; ``total`` counts all, ``index_url`` leads to them.
        all_dated: whether each of these briefs has a date.
        people, places: those named most in these briefs.
        map: the region that these briefs speak of most; None where none of their places is located.
        map_too: the places on it that are not among ``places``.
        quote: the most quotable one of these briefs, of the newest where several are; or None.
    """

    briefs: tuple[BriefCard, ...]
    all_dated: bool
    total: int
    index_url: str
    people: tuple[IndexRow, ...]
    people_url: str
    places: tuple[IndexRow, ...]
    places_url: str
    map: PlaceMap | None
    map_too: tuple[EntityLink, ...]
    map_url: str
    quote: QuoteCard | None
    quotes_url: str


def home_page(view: View) -> Page:
    """The home page."""
    path = urls.HOME
    newest = tuple(map(view.brief, view.slugs[:BRIEFS_SHOWN]))
    places = _most_named(view, newest, EntityType.PLACE, limit=PLACES_SHOWN)
    map_ = _map(view, newest)
    listed = {row.link.id for row in places}
    context = HomeContext(
        frame=make_frame(
            view,
            path,
            "",
            description=view.words.tagline or _headlines(newest),
            styles=(*urls.INDEX_STYLES, urls.HOME_STYLE, urls.PICTURES_STYLE),
            sharing=Sharing(nodes=(site_node(view),)),
        ),
        briefs=brief_cards(view, view.slugs[:BRIEFS_SHOWN], path),
        all_dated=bool(newest) and all(source.brief.date for source in newest),
        total=len(view.slugs),
        index_url=urls.relative_url(path, urls.BRIEF_INDEX),
        people=_most_named(view, newest, EntityType.PERSON, limit=PEOPLE_SHOWN),
        people_url=urls.relative_url(path, urls.entity_index_path(EntityType.PERSON)),
        places=places,
        places_url=urls.relative_url(path, urls.entity_index_path(EntityType.PLACE)),
        map=map_,
        map_too=tuple(place.link for place in map_.places if place.link.id not in listed) if map_ else (),
        map_url=urls.relative_url(path, urls.MAP),
        quote=_quote(view, newest),
        quotes_url=urls.relative_url(path, urls.QUOTE_INDEX),
    )
    return Page(path, "pages/home.html", context)


def _most_named(
    view: View, newest: Iterable[BriefText], kind: EntityType, *, limit: int
) -> tuple[IndexRow, ...]:
    """The entities of one type that most of these briefs name, then those they name most often."""
    briefs: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    for source in newest:
        for entity_id, found in source.entities.items():
            if view.entity(entity_id).type is kind:
                briefs[entity_id] += 1
                mentions[entity_id] += len(found)
    ranked = sorted(briefs, key=lambda key: (-briefs[key], -mentions[key], key))[:limit]
    return tuple(index_row(view, urls.HOME, view.entity(entity_id)) for entity_id in ranked)


def _headlines(newest: Iterable[BriefText]) -> str:
    """What there is to read, for a site without a tagline."""
    return " · ".join(source.brief.headline for source in newest)


def _map(view: View, newest: Iterable[BriefText]) -> PlaceMap | None:
    """Where the news is: the places that lie near each other, by how often these briefs name them."""
    counts: Counter[str] = Counter()
    for source in newest:
        for entity_id, found in source.entities.items():
            if scenes := scene_mentions(source, found):
                counts[entity_id] += len(scenes)
    near, _ = nearest_together(map_places(view, urls.HOME, counts), reach=REGION_REACH)
    return regional_map(view.interface, "map", near[:MAPPED], elsewhere=(), tinted=()) if near else None


def _quote(view: View, newest: Iterable[BriefText]) -> QuoteCard | None:
    found = key_quotes(Utterance(source, quote) for source in newest for quote in source.brief.quotes)
    return quote_card(view, urls.HOME, found[0]) if found else None
