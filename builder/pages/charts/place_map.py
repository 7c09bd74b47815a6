"""The facts of a map: which places it shows. Where they stand on the page is worked out when it is drawn."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from builder.edition.brief_texts import BriefText
from builder.edition.entity_heads import EntityHead
from builder.edition.interface import Interface
from builder.edition.place_facts import place_facts
from builder.edition.view import View
from builder.model.annotations import EntityType
from builder.model.place import Place, PlaceKind
from builder.pages.charts.place_scenes import scene_mentions
from builder.pages.links import EntityLink, entity_link

REACH = 25.0
"""How far, in degrees, a place may be from the middle of a regional map."""
REGION_REACH = 14.0
"""The same where a region is shown from nearer by."""
NAMED_IN_TITLE = 6


class MapScope(StrEnum):
    """How much of the world a map shows."""

    WORLD = "world"
    REGION = "region"


class MapPlace(Struct, frozen=True):
    """A place that a map shows.

    Attributes:
        where: its kind, and what it lies in.
        lat, lon: degrees, WGS 84.
        area: the area that it is or lies in, as ISO 3166-1 alpha-2 code, or ``US:`` and the name of a state.
        mentions: how often it is named by what the map is of: the order in which labels find room.
    """

    link: EntityLink
    kind: PlaceKind
    where: str
    coordinates: str
    lat: float
    lon: float
    area: str | None
    mentions: int


class PlaceMap(Struct, frozen=True):
    """A map.

    Attributes:
        id: names it on its page.
        title: what it shows, in words.
        places: those on it, most often named first.
        elsewhere: places that lie too far off.
        tinted: the areas to tint.
    """

    id: str
    title: str
    scope: MapScope
    places: tuple[MapPlace, ...]
    elsewhere: tuple[MapPlace, ...]
    tinted: tuple[str, ...]


def brief_map(view: View, source: BriefText, path: str) -> PlaceMap | None:
    """The map in the sidebar of a brief: the region that it speaks of most; None where no place is located."""
    found = source.entities
    counts = {
        entity_id: len(scenes)
        for entity_id, mentions in found.items()
        if (scenes := scene_mentions(source, mentions))
    }
    places = map_places(view, path, counts)
    if not places:
        return None
    near, far = nearest_together(places)
    return regional_map(view.interface, "map", near, elsewhere=far, tinted=_areas(near))


def entity_map(view: View, entity: EntityHead, path: str) -> PlaceMap | None:
    """The map on the page of a place: it, and the area it lies in; None where it is not located."""
    if entity.place is None:
        return None
    (place,) = map_places(view, path, {entity.id: 1})
    return regional_map(
        view.interface, "map", (place,), elsewhere=(), tinted=(place.area,) if place.area else ()
    )


def map_places(view: View, path: str, counts: Mapping[str, int]) -> tuple[MapPlace, ...]:
    """The located places among entities, those with the highest counts first."""
    places = []
    for entity_id, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        entity = view.entity(entity_id)
        place, facts = entity.place, place_facts(entity.place, view.interface)
        if entity.type is EntityType.PLACE and place is not None and facts is not None:
            link = entity_link(view, path, entity_id)
            places.append(
                MapPlace(
                    link,
                    place.kind,
                    facts.where,
                    facts.coordinates,
                    place.lat,
                    place.lon,
                    _area(place),
                    count,
                )
            )
    return tuple(places)


def nearest_together(
    places: Sequence[MapPlace], *, reach: float = REACH
) -> tuple[tuple[MapPlace, ...], tuple[MapPlace, ...]]:
    """The places around the one that has most mentions around it, and the rest; both in the given order, both empty
    where no place is given.
    """
    around = [
        [index for index, other in enumerate(places) if degrees_apart(place, other) <= reach]
        for place in places
    ]
    best = max(around, key=lambda indexes: sum(places[index].mentions for index in indexes), default=())
    near = tuple(places[index] for index in best)
    return near, tuple(place for index, place in enumerate(places) if index not in best)


def regional_map(
    interface: Interface,
    map_id: str,
    places: tuple[MapPlace, ...],
    *,
    elsewhere: tuple[MapPlace, ...],
    tinted: tuple[str, ...],
) -> PlaceMap:
    """A map of places that lie near each other."""
    return PlaceMap(map_id, map_title(interface, places), MapScope.REGION, places, elsewhere, tinted)


def map_title(interface: Interface, places: Sequence[MapPlace]) -> str:
    """What a map shows, in words."""
    names = [place.link.name for place in places]
    if len(names) > NAMED_IN_TITLE:
        names = [
            *names[: NAMED_IN_TITLE - 1],
            interface.counted("more-place", len(names) - NAMED_IN_TITLE + 1),
        ]
    return interface.say("map.title", places=interface.names(names))


def degrees_apart(one: MapPlace, other: MapPlace) -> float:
    """The angle between two places on the globe, in degrees (the haversine formula)."""
    phi1, phi2 = math.radians(one.lat), math.radians(other.lat)
    half_lat = math.sin((phi2 - phi1) / 2)
    half_lon = math.sin(math.radians(other.lon - one.lon) / 2)
    square = half_lat * half_lat + math.cos(phi1) * math.cos(phi2) * half_lon * half_lon
    return math.degrees(2 * math.asin(min(math.sqrt(square), 1.0)))


def _areas(places: Iterable[MapPlace]) -> tuple[str, ...]:
    """The areas that are themselves among the places."""
    found = {place.area for place in places if place.area is not None and is_area(place)}
    return tuple(sorted(found))


def is_area(place: MapPlace) -> bool:
    """Whether a place is itself one of the areas that the outlines have."""
    state = place.kind is PlaceKind.ADMIN and place.area is not None and place.area.startswith("US:")
    return place.kind is PlaceKind.COUNTRY or state


def _area(place: Place) -> str | None:
    """The area that a place is or lies in: a state of the United States, else a country."""
    state = place.name if place.kind is PlaceKind.ADMIN and place.admin is None else place.admin
    if place.country == "US" and state and place.kind is not PlaceKind.COUNTRY:
        return f"US:{state}"
    return place.country
