"""Tables of towns and villages by country."""

from __future__ import annotations

import pytest

from builder.gazetteer.lookup import load_gazetteer
from builder.gazetteer.tables import rows_of
from builder.gazetteer.towns import town_of_context, towns_named
from builder.model.place import Place
from tests.unit.test_gazetteer_tables import DATA

COUNTRIES = sorted(path.stem for path in (DATA / "towns").glob("*.tsv"))


def region(name: str) -> Place:
    return load_gazetteer().regions(name)[0]


@pytest.mark.parametrize("name", ["Yellow Springs", "YELLOW SPRINGS", "yellow springs"])
def test_a_village_is_found_in_its_state(name: str) -> None:
    (found,) = towns_named(name, region("Ohio"))
    assert (found.place.name, found.place.admin, found.place.population) == ("Yellow Springs", "Ohio", 3793)


def test_a_village_is_not_found_in_another_state() -> None:
    assert towns_named("Yellow Springs", region("Utah")) == ()


def test_towns_of_a_country_are_sorted_by_size() -> None:
    found = [record.place.population for record in towns_named("Marion", region("United States"))]
    assert len(found) > 3
    assert found == sorted(found, reverse=True)


def test_a_county_has_no_table() -> None:
    county = load_gazetteer().candidates("Greene County, Ohio")[0]
    assert towns_named("Yellow Springs", county) == ()


def test_tables_are_sorted_and_name_known_divisions() -> None:
    gazetteer = load_gazetteer()
    assert set(COUNTRIES) <= set(gazetteer.countries)
    for country in ("AU", "CA", "US"):
        rows = list(rows_of(f"towns/{country}.tsv"))
        assert rows == sorted(rows, key="\t".join)
        for admin in {row[0] for row in rows}:
            assert any(place.country == country for place in gazetteer.regions(admin)), admin


@pytest.mark.parametrize("country", COUNTRIES)
def test_rows_are_believable(country: str) -> None:
    for row in rows_of(f"towns/{country}.tsv"):
        _, name, lat, lon, population = row
        assert name == name.strip()
        assert -90 <= float(lat) <= 90, row
        assert -180 <= float(lon) <= 180, row
        assert 0 <= int(population) <= 15000, row  # 0: the source has no number


@pytest.mark.parametrize(
    ("name", "countries", "divisions", "expected"),
    [
        # A village in a state that the article names; a town in a country that it names.
        ("Yellow Springs", (), (("US", "ohio"),), "Ohio"),
        ("Yellow Springs", ("US",), (("US", "ohio"),), "Ohio"),
        ("Yellow Springs", ("US",), (), None),
        ("Yeppoon", ("AU",), (), "Queensland"),
        ("Yeppoon", ("NZ",), (), None),
        # Two towns of the name, or too many regions.
        ("Marion", ("US",), (), None),
        ("Yeppoon", ("AU", "FR", "NZ", "US"), (), None),
        ("Yellow Springs", (), tuple(("US", name) for name in ("ohio", "utah", "iowa", "maine")), None),
        ("Lowmoor Regis", ("AU",), (("US", "ohio"),), None),
    ],
)
def test_a_town_that_an_article_names_without_its_region(
    name: str, countries: tuple[str, ...], divisions: tuple[tuple[str, str], ...], expected: str | None
) -> None:
    found = town_of_context((name,), countries, divisions)
    assert (found.admin if found is not None else None) == expected
