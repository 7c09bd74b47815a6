"""The home page: the newest briefs, who is in the news, and a quote worth reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from builder.model.annotations import EntityType
from builder.pages import urls
from builder.pages.catalog import BriefText, Catalog, Utterance
from builder.pages.frame import Framer, Sharing
from builder.pages.glance import key_quotes
from builder.pages.indexes import BriefCard, IndexRow, brief_cards, index_row
from builder.pages.links import QuoteCard, quote_card
from builder.pages.page import HtmlContext, Page
from builder.pages.schema_org import site_node

BRIEFS_SHOWN = 12
PEOPLE_SHOWN = 8
PLACES_SHOWN = 8


@dataclass(frozen=True, slots=True)
class HomeContext(HtmlContext):
    """What the home page shows.

    Attributes:
        briefs: the newest; ``total`` counts all, ``index_url`` leads to them.
        people, places: those named most in these briefs.
        quote: the most quotable one of the newest brief that has any, or None.
    """

    briefs: tuple[BriefCard, ...]
    total: int
    index_url: str
    people: tuple[IndexRow, ...]
    people_url: str
    places: tuple[IndexRow, ...]
    places_url: str
    quote: QuoteCard | None
    quotes_url: str


def home_page(catalog: Catalog, framer: Framer) -> Page:
    """The home page."""
    path = urls.HOME
    newest = tuple(catalog.briefs.values())[:BRIEFS_SHOWN]
    context = HomeContext(
        frame=framer.frame(
            path,
            "",
            description=catalog.content.site.tagline or _headlines(newest),
            styles=(*urls.LIST_STYLES, *urls.INDEX_STYLES),
            sharing=Sharing(nodes=(site_node(catalog),)),
        ),
        briefs=brief_cards(catalog, newest, path),
        total=len(catalog.briefs),
        index_url=urls.relative_url(path, urls.BRIEF_INDEX),
        people=_most_named(catalog, newest, EntityType.PERSON, limit=PEOPLE_SHOWN),
        people_url=urls.relative_url(path, urls.entity_index_path(EntityType.PERSON)),
        places=_most_named(catalog, newest, EntityType.PLACE, limit=PLACES_SHOWN),
        places_url=urls.relative_url(path, urls.entity_index_path(EntityType.PLACE)),
        quote=_quote(catalog, newest),
        quotes_url=urls.relative_url(path, urls.QUOTE_INDEX),
    )
    return Page(path, "pages/home.html", context)


def _most_named(
    catalog: Catalog, newest: Iterable[BriefText], kind: EntityType, *, limit: int
) -> tuple[IndexRow, ...]:
    """The entities of one type that most of these briefs name, then those they name most often."""
    briefs: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    for source in newest:
        for entity_id, found in catalog.entities_of[source.brief.slug].items():
            if catalog.entity(entity_id).type is kind:
                briefs[entity_id] += 1
                mentions[entity_id] += len(found)
    ranked = sorted(briefs, key=lambda key: (-briefs[key], -mentions[key], key))[:limit]
    return tuple(index_row(catalog, urls.HOME, catalog.entity(entity_id)) for entity_id in ranked)


def _headlines(newest: Iterable[BriefText]) -> str:
    """What there is to read, for a site without a tagline."""
    return " · ".join(source.brief.headline for source in newest)


def _quote(catalog: Catalog, newest: Iterable[BriefText]) -> QuoteCard | None:
    for source in newest:
        found = key_quotes(Utterance(source, quote) for quote in source.brief.quotes)
        if found:
            return quote_card(catalog, urls.HOME, found[0])
    return None
