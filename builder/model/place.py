"""Places of the offline gazetteer."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class PlaceKind(StrEnum):
    """Kind of a place, from large to small; a spot is a point about which nothing else is known."""

    CONTINENT = "continent"
    REGION = "region"
    WATER = "water"
    COUNTRY = "country"
    ADMIN = "admin"
    CITY = "city"
    SPOT = "spot"


class Place(Struct, frozen=True, array_like=True):
    """One record of the gazetteer.

    Attributes:
        name: its usual English name.
        kind: continent, region of the world, body of water, country, division of a country (state, province,
            county), city, or a spot, which an editor located and no table has.
        lat, lon: degrees, WGS 84; a point that lies inside it.
        country: ISO 3166-1 alpha-2 code; None if it does not lie in one country.
        admin: the name of the division it lies in (of a county its state), or None.
        population: inhabitants; 0 if the source has no number.
    """

    name: str
    kind: PlaceKind
    lat: float
    lon: float
    country: str | None
    admin: str | None
    population: int
