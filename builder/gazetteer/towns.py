"""Towns and villages of one region, from tables that are read only when a build needs them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from builder.gazetteer.name_keys import keys_of, name_key
from builder.gazetteer.tables import PlaceRecord, rows_of, table_exists
from builder.model.place import Place, PlaceKind

TOWN = 5000
"""Inhabitants from which a place is a town; smaller ones are villages."""

_KEPT_REGIONS = 64
"""Regions whose towns are kept in memory."""

_KEPT_COUNTRIES = 8
"""Countries whose tables are kept in memory, as text."""

_MOST_IN_CONTEXT = 3
"""Countries, or divisions, that an article may name so that a small town is looked for in all of them."""


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


def town_of_context(
    spellings: Sequence[str], countries: Collection[str], divisions: Collection[tuple[str, str]]
) -> Place | None:
    """Return the only town of a name in the countries and first-level divisions that an article names.

    Args:
        spellings: of a name that no other table has.
        countries: codes.
        divisions: country and key of the name of each division, in which villages count, too.

    Returns:
        None if there is no such town or more than one, or if the article names many countries or divisions.
    """
    if len(countries) > _MOST_IN_CONTEXT or len(divisions) > _MOST_IN_CONTEXT:
        return None
    areas: list[tuple[str, str | None]] = [*sorted(divisions)]
    areas += [(country, None) for country in sorted(countries)]
    found = {
        _record(row, country)
        for country, division in areas
        for key in {key for spelling in spellings for key in keys_of(spelling)}
        for row in _towns(country, division, TOWN if division is None else 0).get(key, ())
    }
    return found.pop().place if len(found) == 1 else None


@lru_cache(maxsize=_KEPT_REGIONS)
def _towns(country: str, division: str | None, least: int = 0) -> Mapping[str, Sequence[str]]:
    """Return the rows of a country, or of one of its divisions, by the keys of their names.

    Args:
        country: its code.
        division: the key of its name; None for all of the country.
        least: the inhabitants that a place must have.
    """
    rows: dict[str, list[str]] = {}
    divisions = _rows_by_division(country)
    for row in chain.from_iterable(divisions.values()) if division is None else divisions.get(division, ()):
        _, name, _, _, population = row.split("\t")
        if int(population) >= least:
            rows.setdefault(name_key(name), []).append(row)
    return rows


@lru_cache(maxsize=_KEPT_COUNTRIES)
def _rows_by_division(country: str) -> Mapping[str, Sequence[str]]:
    """Return the rows of a country by the keys of the names of its divisions."""
    # A row is parsed when it is needed: a country as text takes a third of the memory.
    file = f"towns/{country}.tsv"
    rows: dict[str, list[str]] = {}
    for row in rows_of(file) if table_exists(file) else ():
        rows.setdefault(row[0], []).append("\t".join(row))
    found: dict[str, list[str]] = {}
    for admin, own in rows.items():
        found.setdefault(name_key(admin), []).extend(own)
    return found


def _record(row: str, country: str) -> PlaceRecord:
    """Return the town of one row of a country's table."""
    admin, name, lat, lon, population = row.split("\t")
    return PlaceRecord(Place(name, PlaceKind.CITY, float(lat), float(lon), country, admin, int(population)))


def _order(record: PlaceRecord) -> tuple[int, str, float, float]:
    place = record.place
    return -place.population, place.admin or "", place.lat, place.lon
