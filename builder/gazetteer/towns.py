"""Towns and villages of one region, from tables that are read only when a build needs them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from builder.gazetteer.name_keys import keys_of, name_key
from builder.gazetteer.tables import PlaceRecord, rows_of, table_exists
from builder.model.place import Place, PlaceKind

TOWN = 5000
"""Inhabitants from which a place is a town; smaller ones are villages."""

_KEPT_REGIONS = 64
"""Regions whose towns are kept in memory."""

_Row = tuple[str, str, str, str, str]
"""Division, name, latitude, longitude and population."""


def towns_named(name: str, region: Place) -> tuple[PlaceRecord, ...]:
    """Return the towns and villages of a name in a region that the table of cities does not have, largest first.

    Args:
        name: as written.
        region: a country or a first-level division; others have no table.
    """
    if region.country is None or region.kind not in (PlaceKind.COUNTRY, PlaceKind.ADMIN) or region.admin:
        return ()
    division = None if region.kind is PlaceKind.COUNTRY else name_key(region.name)
    towns = _towns(region.country, division)
    for key in keys_of(name):
        if key in towns:
            return tuple(sorted((_record(row, region.country) for row in towns[key]), key=_order))
    return ()


@lru_cache(maxsize=_KEPT_REGIONS)
def _towns(country: str, division: str | None) -> Mapping[str, Sequence[_Row]]:
    """Return the rows of a country, or of one of its divisions, by the keys of their names."""
    rows: dict[str, list[_Row]] = {}
    for admin, name, lat, lon, population in _rows(country):
        if division is None or name_key(admin) == division:
            rows.setdefault(name_key(name), []).append((admin, name, lat, lon, population))
    return rows


def _rows(country: str) -> Iterator[list[str]]:
    file = f"towns/{country}.tsv"
    return rows_of(file) if table_exists(file) else iter(())


def _record(row: _Row, country: str) -> PlaceRecord:
    admin, name, lat, lon, population = row
    return PlaceRecord(Place(name, PlaceKind.CITY, float(lat), float(lon), country, admin, int(population)))


def _order(record: PlaceRecord) -> tuple[int, str, float, float]:
    place = record.place
    return -place.population, place.admin or "", place.lat, place.lon
