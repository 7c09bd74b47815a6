r"""Extract the gazetteer's tables from their sources, which builder/gazetteer/data/README.md lists.

    python -m tools.extract_gazetteer --geonames DIR --natural-earth DIR --cldr DIR \
        --us-atlas FILE --names DIR

The same sources give the same bytes.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from builder.gazetteer.name_keys import name_key
from tools.gazetteer_names import DATA, common_words, read_hand_made, search_keys, spellings_of
from tools.gazetteer_shapes import Point, Shape, area, centroid, geojson_shape
from tools.gazetteer_sources import (
    Area,
    City,
    read_areas,
    read_cities,
    read_cldr,
    read_counties,
    read_json,
    read_personal_names,
)

SAME_PLACE_KM = 300.0
"""A division of a country's name is taken for that country's own territory within this distance."""
WITHOUT_COUNTIES = ("AK", "DC")
"""States of the US whose parts are not called counties."""
NOTHING = ""
"""An empty cell of a table."""
TOWN, CITY = 5000, 15000
"""Inhabitants from which a place is in the tables of towns of all countries, and in the table of cities."""
VILLAGE = 500
"""Inhabitants from which a place is in the table of towns of a country with many news sites in English."""
WITH_VILLAGES = ("AU", "CA", "GB", "IE", "NZ", "US", "ZA")


class Division(Struct):
    """A division to be written into the table."""

    country: str
    names: list[str]
    spellings: list[str]
    admin: str
    point: Point
    population: int = 0


def main() -> None:
    """Read the sources and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    for source in ("geonames", "natural-earth", "cldr", "us-atlas", "names"):
        parser.add_argument(f"--{source}", type=Path, required=True)
    arguments = parser.parse_args()
    natural_earth, geonames = arguments.natural_earth, arguments.geonames
    subdivision_names, country_names = read_cldr(arguments.cldr)
    countries = read_json(geonames / "countries.json")
    iso = {row["iso3"]: code for code, row in countries.items()}
    states = read_json(geonames / "us_states.json")
    english = {(row["country"], row["source"]): row["name"] for row in read_hand_made("division_names.tsv")}
    state_names = {f"us{code.lower()}": row["name"] for code, row in states.items()}
    areas = list(read_areas(natural_earth / "build.json", subdivision_names, state_names, iso))
    towns = read_cities(geonames, TOWN)
    area_of = {town.geoname_id: index for town, index in _located(towns, areas)}
    country_rows = list(_countries(countries, country_names, natural_earth / "countries", towns))
    divisions, admin_names = _divisions(areas, towns, area_of, subdivision_names, english)
    own = {(name_key(row[1]), (float(row[5]), float(row[4]))) for row in country_rows}
    divisions = [division for division in divisions if not _is_country(division, own)]
    fips = {row["fips"]: row["name"] for code, row in states.items() if code not in WITHOUT_COUNTIES}
    divisions += _counties(arguments.us_atlas, fips, [town for town in towns if town.country == "US"])
    divisions += _further_counties()
    _write("countries.tsv", "code name names capital lat lon population neighbours", country_rows)
    _write(
        "divisions.tsv",
        "name country admin lat lon population keys alternates",
        (_division_row(division) for division in divisions if search_keys(division.names)),
    )
    words = common_words() | read_personal_names(arguments.names, surnames=2000, share=0.01)
    capitals = {code: row["capital"] for code, row in countries.items()}
    cities = read_cities(geonames, CITY)
    rows = _city_rows(cities, admin_names, capitals, words)
    _write("cities.tsv", "name country admin lat lon population marks keys alternates", rows)
    listed = {city.geoname_id for city in cities}
    villages = [place for place in read_cities(geonames, VILLAGE) if place.country in WITH_VILLAGES]
    smaller = [place for place in {*towns, *villages} if place.geoname_id not in listed]
    _write_towns(smaller, admin_names)


def _write(file: str, header: str, rows: Iterable[Sequence[str]]) -> None:
    """Write the rows of a table, sorted and each once, and print their number."""
    lines = sorted({"\t".join(row) for row in rows})
    (DATA / file).write_text("\n".join([header.replace(" ", "\t"), *lines]) + "\n", encoding="utf-8")
    print(f"{file}: {len(lines)} rows")


def _write_towns(places: Iterable[City], admin_names: Mapping[tuple[str, str], str]) -> None:
    """Write a table of towns for each country: a build reads only that of the region which it needs."""
    by_country: dict[str, list[list[str]]] = defaultdict(list)
    for place in places:
        admin = admin_names.get((place.country, place.admin_code), NOTHING)
        if search_keys([place.name]) and admin != NOTHING:
            figures = [f"{place.lat:.2f}", f"{place.lon:.2f}", str(place.population)]
            by_country[place.country].append([admin, place.name, *figures])
    (DATA / "towns").mkdir(exist_ok=True)
    for country, rows in sorted(by_country.items()):
        _write(f"towns/{country}.tsv", "admin name lat lon population", rows)


def _located(towns: Sequence[City], areas: Sequence[Area]) -> Iterator[tuple[City, int]]:
    """Yield each town with the index of the area that contains it, or else of the nearest one of its country."""
    # The coasts of the areas are coarse, so that towns on them may be outside.
    of_country = defaultdict(list)
    for index, found in enumerate(areas):
        of_country[found.country].append(index)
    for town in towns:
        near = of_country[town.country]
        inside = [index for index in near if areas[index].shape.contains(town.lon, town.lat)]
        if inside:
            yield town, inside[0]
        elif near:
            yield town, min(near, key=lambda index: areas[index].shape.distance(town.lon, town.lat))


def _distance_km(one: Point, other: Point) -> float:
    """Return the distance on a sphere with the Earth's mean radius (haversine formula)."""
    lon1, lat1, lon2, lat2 = map(math.radians, (*one, *other))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * 6371.0 * math.asin(math.sqrt(half))


def _countries(
    countries: Mapping[str, Mapping[str, object]],
    english: Mapping[str, Sequence[str]],
    shapes: Path,
    towns: Sequence[City],
) -> Iterator[list[str]]:
    """Yield the rows of the countries that have a shape or a town."""
    largest = {town.country: town for town in sorted(towns, key=lambda town: town.population)}
    for code, row in sorted(countries.items()):
        name = str(row["name"]).strip().removeprefix("The ")
        names = dict.fromkeys([name, *english.get(code, ())])
        path = shapes / f"{code}.json"
        if path.exists():
            lon, lat = geojson_shape(read_json(path)["geometry"]).inner_point
        elif code in largest:
            lon, lat = largest[code].lon, largest[code].lat
        else:
            continue
        others = "|".join(sorted(other for other in names if other != name))
        neighbours = ",".join(sorted(filter(None, str(row["neighbours"]).split(","))))
        figures = [f"{lat:.2f}", f"{lon:.2f}", str(row["population"])]
        yield [code, name, others, str(row["capital"]).strip(), *figures, neighbours]


def _divisions(
    areas: Sequence[Area],
    towns: Sequence[City],
    area_of: Mapping[int, int],
    cldr: Mapping[str, str],
    english: Mapping[tuple[str, str], str],
) -> tuple[list[Division], dict[tuple[str, str], str]]:
    """Return the divisions, and the first-level division with most people by country and GeoNames code."""
    levels = _levels(areas, towns)
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    divisions = []
    for index, found in enumerate(areas):
        group, code = _group(found, levels[found.country])
        admin = cldr.get(code, group)
        admin = english.get((found.country, admin), admin)
        if group:
            groups[found.country, admin].append(index)
        label = found.label if found.shape.contains(*found.label) else found.shape.inner_point
        better = english.get((found.country, found.names[0]))
        names = [better, *found.names] if better else list(found.names)
        divisions.append(Division(found.country, names, list(found.spellings), admin, label))
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    peopled: Counter[tuple[str, str]] = Counter()
    for town in towns:
        if town.geoname_id in area_of:
            division = divisions[area_of[town.geoname_id]]
            division.population += town.population
            peopled[town.country, division.admin] += town.population
            votes[town.country, town.admin_code][division.admin or division.names[0]] += town.population
    for (country, name), members in sorted(groups.items()):
        point = _middle([areas[index].shape for index in members])
        spellings = sorted({_group(areas[index], levels[country])[0] for index in members})
        divisions.append(Division(country, [name, *spellings], [], NOTHING, point, peopled[country, name]))
    return divisions, {key: max(sorted(count), key=count.__getitem__) for key, count in votes.items()}


def _levels(areas: Sequence[Area], towns: Sequence[City]) -> dict[str, str]:
    """Return each country's first level in Natural Earth: the one with about as many units as in GeoNames."""
    codes: dict[str, set[str]] = defaultdict(set)
    units: dict[str, dict[str, set[str]]] = defaultdict(
        lambda: {"area": set(), "group": set(), "unit": set()}
    )
    for town in towns:
        codes[town.country].add(town.admin_code)
    for index, found in enumerate(areas):
        for level, name in (("area", str(index)), ("group", found.group), ("unit", found.unit)):
            units[found.country][level].add(name)
    return {
        country: min(
            (abs(math.log(len(names) / max(1, len(codes[country])))), level)
            for level, names in by_level.items()
            if level == "area" or len(names - {NOTHING}) > 1
        )[1]
        for country, by_level in units.items()
    }


def _group(found: Area, level: str) -> tuple[str, str]:
    """Return name and code of the first-level unit of an area; empty if the area is one itself."""
    if level == "area":
        return NOTHING, NOTHING
    name = found.group if level == "group" else found.unit
    if name == found.names[0]:
        return NOTHING, NOTHING
    return name, found.group_code if level == "group" else NOTHING


def _middle(shapes: Sequence[Shape]) -> Point:
    """Return the shapes' common center of gravity if it is inside one of them, else a point inside the largest."""
    rings = [polygon[0] for shape in shapes for polygon in shape.polygons]
    weights = [area(ring) for ring in rings]
    centers = [centroid(ring) for ring in rings]
    total = sum(weights)
    lon = sum(weight * x for weight, (x, _) in zip(weights, centers, strict=True)) / total
    lat = sum(weight * y for weight, (_, y) in zip(weights, centers, strict=True)) / total
    if any(shape.contains(lon, lat) for shape in shapes):
        return lon, lat
    return max(shapes, key=lambda shape: area(shape.largest.polygons[0][0])).inner_point


def _is_country(division: Division, countries: Iterable[tuple[str, Point]]) -> bool:
    """Return True if a division is also a country of the table, such as an overseas territory."""
    keys = set(map(name_key, division.names))
    return any(
        key in keys and _distance_km(division.point, point) < SAME_PLACE_KM for key, point in countries
    )


def _counties(path: Path, states: Mapping[str, str], towns: Sequence[City]) -> Iterator[Division]:
    """Yield the counties of the United States, each with the population of its towns."""
    by_degree = defaultdict(list)
    for town in towns:
        by_degree[math.floor(town.lon), math.floor(town.lat)].append(town)
    for name, state, shape in read_counties(path, states):
        west, south, east, north = map(math.floor, shape.box)
        near = (
            town
            for lon in range(west, east + 1)
            for lat in range(south, north + 1)
            for town in by_degree[lon, lat]
        )
        population = sum(town.population for town in near if shape.contains(town.lon, town.lat))
        title = f"{name} Parish" if state == "Louisiana" else f"{name} County"
        yield Division("US", [title], [], state, shape.inner_point, population)


def _further_counties() -> Iterator[Division]:
    """Yield the counties that are in a table made by hand, because no source has them."""
    for row in read_hand_made("counties.tsv"):
        point = float(row["lon"]), float(row["lat"])
        yield Division(row["country"], [row["name"]], [], row["admin"], point, int(row["population"]))


def _division_row(division: Division) -> list[str]:
    keys = search_keys(division.names)
    lon, lat = division.point
    return [
        division.names[0],
        division.country,
        division.admin,
        f"{lat:.2f}",
        f"{lon:.2f}",
        str(division.population),
        "|".join(keys),
        "|".join(spellings_of(division.spellings, keys)),
    ]


def _city_rows(
    cities: Sequence[City],
    admin_names: Mapping[tuple[str, str], str],
    capitals: Mapping[str, str],
    words: frozenset[str],
) -> Iterator[list[str]]:
    """Yield the rows of the cities, with marks for capitals and for names that are also words."""
    seats: dict[str, City] = {}
    for city in sorted(cities, key=lambda city: city.population):
        if name_key(city.name) == name_key(capitals.get(city.country, NOTHING)):
            seats[city.country] = city
    for city in cities:
        keys = search_keys([city.name])
        if keys:
            marks = "C" * (seats.get(city.country) is city) + "W" * (not words.isdisjoint(keys))
            yield [
                city.name,
                city.country,
                admin_names.get((city.country, city.admin_code), NOTHING),
                f"{city.lat:.2f}",
                f"{city.lon:.2f}",
                str(city.population),
                marks,
                "|".join(keys),
                "|".join(spellings_of(city.alternates, keys)),
            ]


if __name__ == "__main__":
    main()
