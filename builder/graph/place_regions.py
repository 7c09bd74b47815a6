"""Regions by which English names tell places from their namesakes."""

from __future__ import annotations

from builder.gazetteer.country_names import country_name
from builder.gazetteer.lookup import Gazetteer
from builder.model.place import Place, PlaceKind


def region_of(place: Place, gazetteer: Gazetteer) -> str | None:
    """Return the region by which English names tell a city from its namesakes: the state or the country."""
    if place.kind in (PlaceKind.COUNTRY, PlaceKind.CONTINENT, PlaceKind.REGION, PlaceKind.WATER):
        return None
    if place.kind is PlaceKind.ADMIN and place.admin is None:
        return None
    if place.admin is not None and place.country in _divided_countries(gazetteer):
        return place.admin
    return country_name(place.country or "")


def _divided_countries(gazetteer: Gazetteer) -> frozenset[str]:
    """Return the countries whose divisions have abbreviations, which English texts write after a town."""
    return frozenset(abbreviation.country for abbreviation in gazetteer.abbreviations.values())
