"""Bare names of an article that mean places of the site's home region."""

from __future__ import annotations

import pytest

from builder.gazetteer.home_places import Home, is_town_at_home, place_in_region
from builder.gazetteer.lookup import load_gazetteer
from builder.gazetteer.name_keys import folded
from builder.gazetteer.toponym_resolution import locate
from builder.model.place import Place


def region(name: str) -> Place:
    return load_gazetteer().regions(name)[0]


def located(
    home: str, *names: str, known: tuple[str, ...] = (), countries: tuple[str, ...] = ()
) -> dict[str, str | None]:
    """Return the division, or the country of what is in none, of each name that is located."""
    found = locate(
        {name: (name,) for name in names},
        context_countries=countries,
        home=Home(region(home), frozenset(map(folded, known))),
    )
    return {name: place.admin or place.country for name, place in found.items()}


@pytest.mark.parametrize(
    ("home", "names", "expected"),
    [
        # A town of the region, whatever greater place has its name.
        ("Maine", ("Bath",), {"Bath": "Maine"}),
        ("Massachusetts", ("Worcester",), {"Worcester": "Massachusetts"}),
        ("Alabama", ("Florence", "Athens"), {"Florence": "Alabama", "Athens": "Alabama"}),
        ("New South Wales", ("Newcastle",), {"Newcastle": "New South Wales"}),
        # Counties are those of the region.
        ("Texas", ("Jefferson County",), {"Jefferson County": "Texas"}),
        # A village does only if its county is named.
        ("Iowa", ("Manchester", "Dyersville"), {"Manchester": "Iowa"}),
        ("Iowa", ("Madrid", "Boone County"), {"Madrid": "Iowa", "Boone County": "Iowa"}),
        ("Iowa", ("Madrid",), {"Madrid": "Madrid"}),
        # An article about places elsewhere means those.
        ("Maine", ("Bath", "Scotland", "Leeds", "Bristol"), {"Scotland": "GB"}),
        # States, countries and capitals keep their names, and so do the great cities of the country.
        ("Iowa", ("Nevada",), {"Nevada": "US"}),
        ("Missouri", ("Mexico",), {"Mexico": "MX"}),
        ("Mississippi", ("Philadelphia",), {"Philadelphia": "Pennsylvania"}),
        # A country has a small town of almost any name.
        ("United States", ("London", "Paris"), {"London": "England", "Paris": "Île-de-France"}),
        ("Australia", ("Newcastle",), {"Newcastle": "New South Wales"}),
        (
            "England",
            ("Boston", "Washington"),
            {"Boston": "Massachusetts", "Washington": "District of Columbia"},
        ),
        ("Ireland", ("Bandon",), {"Bandon": "South-West"}),
        # A town that no table has is not located.
        ("Iowa", ("Lowmoor Regis",), {}),
    ],
)
def test_bare_names_at_home(home: str, names: tuple[str, ...], expected: dict[str, str]) -> None:
    found = located(home, *names)
    assert {name: found[name] for name in expected} == expected


def test_a_name_that_the_archive_shows_needs_no_county() -> None:
    assert located("Iowa", "Madrid", known=("Madrid",)) == {"Madrid": "Iowa"}
    assert located("Mississippi", "Philadelphia", known=("Philadelphia",)) == {"Philadelphia": "Mississippi"}


def test_a_town_with_the_name_of_a_country_needs_its_neighbors() -> None:
    assert located("Maine", "Norway")["Norway"] == "NO"
    names = ("Norway", "Portland", "Lewiston", "Auburn")
    assert set(located("Maine", *names, known=("Norway",)).values()) == {"Maine"}
    assert located("Maine", *names, known=("Norway",), countries=("NO",))["Norway"] == "NO"


def test_a_region_beside_the_name_decides() -> None:
    found = locate({"bath": ("Bath",)}, hints={"bath": ("England",)}, home=Home(region("Maine")))
    assert found["bath"].country == "GB"


@pytest.mark.parametrize(
    ("town", "beside", "expected"),
    [
        ("Paris", "Idaho", 506),
        ("Dublin", "Va.", 2686),
        ("Yellow Springs", "Ohio", 3793),
        ("Yellow Springs", "Utah", None),
        ("Lowmoor Regis", "Idaho", None),
    ],
)
def test_a_village_is_found_with_its_region_beside_it(town: str, beside: str, expected: int | None) -> None:
    found = locate({"town": (town,)}, hints={"town": (beside,)})
    assert (found["town"].population if found else None) == expected


def test_towns_come_before_counties_of_their_name() -> None:
    place = place_in_region("Delaware", region("Ohio"))
    assert place is not None
    assert place.name == "Delaware"


@pytest.mark.parametrize("name", ["Denmark", "Lowmoor", "Maine"])
def test_towns_of_the_region(name: str) -> None:
    home = Home(region("Maine"))
    assert is_town_at_home("Bath", home)
    assert not is_town_at_home(name, home)
