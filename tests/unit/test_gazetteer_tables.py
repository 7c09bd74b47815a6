"""The shipped tables: sorted, without doubles, with believable values, and fitting one another."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import pytest

from builder.gazetteer.lookup import load_gazetteer
from builder.gazetteer.name_keys import name_key
from builder.gazetteer.tables import rows_of

DATA = Path(__file__).parents[2] / "builder/gazetteer/data"
FILES = sorted(path.name for path in DATA.glob("*.tsv"))
FAR_FLUNG = {"AU", "CA", "KI", "NL", "NO", "RU", "TF", "UM", "US"}
"""Countries with divisions across an ocean or more than 25 degrees away from their middle."""


@pytest.mark.parametrize("file", FILES)
def test_rows_are_sorted_and_single_and_as_wide_as_the_header(file: str) -> None:
    lines = (DATA / file).read_text(encoding="utf-8").splitlines()
    header, *rows = (line for line in lines if not line.startswith("#"))
    assert rows == sorted(set(rows))
    assert {row.count("\t") for row in rows} == {header.count("\t")}
    assert all(cell == cell.strip() for row in rows for cell in row.split("\t"))


@pytest.mark.parametrize("file", ["countries.tsv", "divisions.tsv", "cities.tsv", "world_regions.tsv"])
def test_coordinates_are_on_earth(file: str) -> None:
    lat, lon = (4, 5) if file == "countries.tsv" else (2, 3) if file == "world_regions.tsv" else (3, 4)
    for row in rows_of(file):
        assert -90 <= float(row[lat]) <= 90, row
        assert -180 <= float(row[lon]) <= 180, row


def test_divisions_lie_near_the_middle_of_their_country() -> None:
    countries = load_gazetteer().countries
    for name, code, _, lat, lon, *_ in rows_of("divisions.tsv"):
        middle = countries[code].place
        east = ((float(lon) - middle.lon + 180) % 360 - 180) * math.cos(math.radians(middle.lat))
        far = math.hypot(float(lat) - middle.lat, east)
        assert far < 25 or code in FAR_FLUNG, (name, code, far)


def test_keys_are_those_that_names_are_looked_up_by() -> None:
    for file, column in (("divisions.tsv", 6), ("cities.tsv", 7)):
        for row in rows_of(file):
            keys = row[column].split("|")
            assert all(keys), row
            assert all(key == (name_key(key) if key.islower() else key) for key in keys), row


def test_tables_name_only_known_countries() -> None:
    codes = set(load_gazetteer().countries)
    columns = {
        "divisions.tsv": 1,
        "cities.tsv": 1,
        "city_names.tsv": 2,
        "country_names.tsv": 1,
        "division_abbreviations.tsv": 3,
        "demonyms.tsv": 2,
        "groups.tsv": 2,
        "world_regions.tsv": 4,
    }
    for file, column in columns.items():
        assert {row[column] for row in rows_of(file)} <= codes | {""}, file


def test_capitals_are_marked_once_per_country() -> None:
    marked = Counter(row[1] for row in rows_of("cities.tsv") if "C" in row[6])
    assert set(marked.values()) == {1}
    assert len(marked) > 180


def test_further_names_and_abbreviations_lead_to_a_place() -> None:
    gazetteer = load_gazetteer()
    for name, city, country in rows_of("city_names.tsv"):
        places = gazetteer.candidates(name)
        assert (city, country) in {(place.name, place.country) for place in places}, name
    for abbreviation, _, division, country in rows_of("division_abbreviations.tsv"):
        regions = gazetteer.regions(abbreviation)
        assert {(place.name, place.country) for place in regions} == {(division, country)}, abbreviation


def test_a_form_names_one_group() -> None:
    forms = Counter(form for file in ("demonyms.tsv", "groups.tsv") for form, _, _ in rows_of(file))
    assert [form for form, count in forms.items() if count > 1] == []
    groups = {(file, row[1]) for file in ("demonyms.tsv", "groups.tsv") for row in rows_of(file)}
    assert all(group in forms for _, group in groups)
