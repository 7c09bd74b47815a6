"""What the gazetteer says of a place, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from builder.gazetteer.country_names import country_name
from builder.model.place import Place, PlaceKind

KIND_WORDS: Mapping[PlaceKind, str] = MappingProxyType(
    {
        PlaceKind.CONTINENT: "Continent",
        PlaceKind.REGION: "Region",
        PlaceKind.WATER: "Body of water",
        PlaceKind.COUNTRY: "Country",
        PlaceKind.ADMIN: "Province or state",
        PlaceKind.CITY: "City or town",
        PlaceKind.SPOT: "Place",
    }
)


EDITOR = "The editor"
TABLES = "GeoNames (CC BY 4.0) or Natural Earth"
BOTH = f"{TABLES}; coordinates by the editor"
"""Who says where a place is. The editor may have moved one that a table has."""


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """A place in words.

    Attributes:
        kind: what kind of place it is.
        within: the division and country it lies in, or "".
        coordinates: degrees and minutes would feign precision: degrees to one hundredth.
        geo: the same for machines, as a geo URI without its scheme (RFC 5870).
        source: who says where it is.
    """

    kind: str
    within: str
    coordinates: str
    geo: str
    source: str


def place_facts(place: Place | None, *, by_editor: bool = False) -> PlaceFacts | None:
    """Return the facts of a place, None if it was matched to none; ``by_editor`` if an editor set its coordinates."""
    if place is None:
        return None
    admin = place.admin if place.kind is PlaceKind.CITY and place.admin != place.name else None
    country = country_name(place.country or "") if place.kind is not PlaceKind.COUNTRY else None
    return PlaceFacts(
        kind=KIND_WORDS[place.kind],
        within=", ".join(part for part in (admin, country) if part),
        coordinates=f"{_degrees(place.lat, 'N', 'S')}, {_degrees(place.lon, 'E', 'W')}",
        geo=f"{place.lat:.4f},{place.lon:.4f}",
        source=EDITOR if place.kind is PlaceKind.SPOT else BOTH if by_editor else TABLES,
    )


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):.2f}° {positive if value >= 0 else negative}"
