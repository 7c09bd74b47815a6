"""The map of all places, and the network of all who appear together."""

from __future__ import annotations

from collections.abc import Sequence

from builder.edition import urls
from builder.edition.view import View
from builder.model.annotations import EntityType
from builder.pages.charts.network import Network, site_network
from builder.pages.charts.place_map import (
    REGION_REACH,
    MapPlace,
    MapScope,
    PlaceMap,
    map_places,
    map_title,
    nearest_together,
    regional_map,
)
from builder.pages.frame import make_frame
from builder.pages.page import HtmlContext, Page

PLACES = 100
"""How many places the map of a site shows."""
CLOSE_UPS, CLOSE_UP_PLACES = 4, 3
"""How many regions are shown again from nearer by: those with this many places."""


class MapContext(HtmlContext, frozen=True):
    """The map of all places.

    Attributes:
        map: all of them.
        close_ups: regions with several places.
        omitted: how many located places, the least often named ones, are not on it.
        index_url: leads to the A–Z of places.
    """

    map: PlaceMap
    close_ups: tuple[PlaceMap, ...]
    omitted: int
    index_url: str


class NetworkContext(HtmlContext, frozen=True):
    """The network of a site."""

    network: Network


def map_page(view: View) -> Page:
    """The map of all places, of which one at least is located."""
    path = urls.MAP
    counts = {entity_id: view.counts(entity_id).mentions for entity_id in view.ids_of_type(EntityType.PLACE)}
    located = map_places(view, path, counts)
    places = located[:PLACES]
    near, far = nearest_together(places)
    if far:
        whole = PlaceMap("map", map_title(view.interface, places), MapScope.WORLD, places, (), ())
        close_ups = _close_ups(view, places)
    else:
        whole, close_ups = regional_map(view.interface, "map", near, elsewhere=(), tinted=()), ()
    context = MapContext(
        frame=make_frame(
            view,
            path,
            view.interface.say("nav.map"),
            description=view.interface.say("map.description"),
            styles=(urls.LISTS_STYLE, urls.PICTURES_STYLE, urls.MAP_STYLE),
        ),
        map=whole,
        close_ups=close_ups,
        omitted=len(located) - len(places),
        index_url=urls.relative_url(path, urls.entity_index_path(EntityType.PLACE)),
    )
    return Page(path, "pages/map.html", context)


def network_page(view: View) -> Page:
    """The network of a site, in which two at least meet."""
    path = urls.NETWORK
    network = site_network(view, path)
    frame = make_frame(
        view,
        path,
        view.interface.say("nav.network"),
        description=view.interface.say("ties.description"),
        styles=(urls.LISTS_STYLE, urls.CHARTS_STYLE),
    )
    return Page(path, "pages/network.html", NetworkContext(frame, network))


def _close_ups(view: View, places: Sequence[MapPlace]) -> tuple[PlaceMap, ...]:
    """The regions with most mentions."""
    found: list[PlaceMap] = []
    rest: tuple[MapPlace, ...] = tuple(places)
    while rest and len(found) < CLOSE_UPS:
        near, rest = nearest_together(rest, reach=REGION_REACH)
        if len(near) >= CLOSE_UP_PLACES:
            found.append(regional_map(view.interface, f"map-{len(found) + 1}", near, elsewhere=(), tinted=()))
    return tuple(found)
