"""What the gazetteer says of a place, in words."""

from __future__ import annotations

from msgspec import Struct

from builder.edition.interface import Interface
from builder.model.place import Place, PlaceKind


class PlaceFacts(Struct, frozen=True):
    """A place in words.

    Attributes:
        where: kind and ``within`` in one.
        kind: what kind of place it is.
        within: the division and country it lies in, or "".
        coordinates: degrees and minutes would feign precision: degrees to one hundredth.
        geo: the same for machines, as a geo URI without its scheme (RFC 5870).
        source: who says where it is.
    """

    kind: str
    where: str
    within: str
    coordinates: str
    geo: str
    source: str


def place_facts(place: Place | None, interface: Interface, *, by_editor: bool = False) -> PlaceFacts | None:
    """Return the facts of a place, None if it was matched to none.

    Args:
        place: the place.
        interface: the words to say them in.
        by_editor: True if an editor set its coordinates.
    """
    if place is None:
        return None
    admin = place.admin if place.kind is PlaceKind.CITY and place.admin != place.name else None
    country = interface.country_name(place.country or "") if place.kind is not PlaceKind.COUNTRY else None
    kind = interface.say(f"place.{place.kind.value}")
    within = ", ".join(part for part in (admin, country) if part)
    return PlaceFacts(
        kind=kind,
        where=interface.say("place.within", kind=kind, within=within) if within else kind,
        within=within,
        coordinates=", ".join(
            (_degrees(interface, place.lat, "north", "south"), _degrees(interface, place.lon, "east", "west"))
        ),
        geo=f"{place.lat:.4f},{place.lon:.4f}",
        source=interface.say(f"place.by-{_source(place, by_editor=by_editor)}"),
    )


def _source(place: Place, *, by_editor: bool) -> str:
    """Return who says where a place is. The editor may have moved one that a table has."""
    return "editor" if place.kind is PlaceKind.SPOT else "both" if by_editor else "tables"


def _degrees(interface: Interface, value: float, positive: str, negative: str) -> str:
    side = interface.say(f"place.{positive if value >= 0 else negative}")
    return f"{interface.decimal(abs(value), digits=2)}° {side}"
