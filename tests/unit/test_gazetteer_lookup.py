"""Looking up names of places and groups."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.gazetteer.country_names import country_name
from builder.gazetteer.lookup import GroupRecord, lies_in, load_gazetteer
from builder.gazetteer.name_keys import name_key
from builder.model.place import PlaceKind

GROUPS = (
    (Path(__file__).parents[1] / "data/gazetteer/groups.tsv").read_text(encoding="utf-8").splitlines()[1:]
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U.S.", "US"),
        ("the Hague", "Hague"),
        ("St. Louis", "Saint Louis"),
        ("São Tomé", "SAO TOME"),
        ("Sana’a", "Sanaa"),
        ("Guinea-Bissau", "Guinea Bissau"),
        ("Łódź", "Lodz"),
    ],
)
def test_two_spellings_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other) != ""


@pytest.mark.parametrize(("one", "other"), [("US", "us"), ("Us", "US"), ("Niger", "Nigeria"), ("Ill.", "IL")])
def test_two_names_have_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("US", ("United States", PlaceKind.COUNTRY)),
        ("the United States", ("United States", PlaceKind.COUNTRY)),
        ("Republic of Iraq", ("Iraq", PlaceKind.COUNTRY)),
        ("Al-Anbar", ("Al Anbar", PlaceKind.ADMIN)),
        ("Anbar Governorate", ("Al Anbar", PlaceKind.ADMIN)),
        ("Ariz.", ("Arizona", PlaceKind.ADMIN)),
        ("N. Y.", ("New York", PlaceKind.ADMIN)),
        ("Ft. Worth", ("Fort Worth", PlaceKind.CITY)),
        ("city of Leeds", ("Leeds", PlaceKind.CITY)),
        ("Saigon", ("Ho Chi Minh City", PlaceKind.CITY)),
        ("Mediterranean", ("Mediterranean Sea", PlaceKind.WATER)),
        ("Europe", ("Europe", PlaceKind.CONTINENT)),
        ("County Kerry", ("Kerry", PlaceKind.ADMIN)),
        ("Lanark County, Ontario", ("Lanark County", PlaceKind.ADMIN)),
        ("Qld.", ("Queensland", PlaceKind.ADMIN)),
        ("NSW", ("New South Wales", PlaceKind.ADMIN)),
        ("USSR", ("Soviet Union", PlaceKind.REGION)),
        ("Czechoslovakia", ("Czechoslovakia", PlaceKind.REGION)),
    ],
)
def test_the_most_likely_place_is_the_first_candidate(name: str, first: tuple[str, PlaceKind]) -> None:
    place = load_gazetteer().candidates(name)[0]
    assert (place.name, place.kind) == first


@pytest.mark.parametrize(
    "name", ["us", "", " ", ",", "the", "IN", "Miss", "Leeds, Ohio", "city of", "no such place"]
)
def test_words_that_are_not_places_have_no_candidates(name: str) -> None:
    assert load_gazetteer().candidates(name) == ()


def test_a_region_after_a_comma_narrows_the_candidates() -> None:
    states = {place.admin for place in load_gazetteer().candidates("Springfield, Mass.")}
    assert states == {"Massachusetts"}


@given(st.text(max_size=40))
def test_any_text_can_be_looked_up(name: str) -> None:
    gazetteer = load_gazetteer()
    assert gazetteer.candidates(name) == gazetteer.candidates(name)
    assert {place.kind for place in gazetteer.regions(name)} <= {PlaceKind.COUNTRY, PlaceKind.ADMIN}
    gazetteer.group(name)
    gazetteer.is_country(name)


@pytest.mark.parametrize("row", GROUPS)
def test_every_form_names_its_group(row: str) -> None:
    form, name, country = row.split("\t")
    assert load_gazetteer().group(form) == GroupRecord(name, country or None)


@pytest.mark.parametrize("form", ["turkish delight", "danish", "swede", "polish", "Iraq", ""])
def test_words_that_are_not_groups_name_none(form: str) -> None:
    assert load_gazetteer().group(form) is None


def test_countries_are_found_by_name_and_code() -> None:
    gazetteer = load_gazetteer()
    assert gazetteer.is_country("Ivory Coast")
    assert gazetteer.is_country("U.K.")
    assert not gazetteer.is_country("Texas")
    assert country_name("IQ") == "Iraq"
    assert country_name("ZZ") is None


def test_a_place_lies_in_its_country_and_division_and_not_in_itself() -> None:
    gazetteer = load_gazetteer()
    city, division, country = (gazetteer.candidates(name)[0] for name in ("Ramadi", "Anbar", "Iraq"))
    assert lies_in(city, division)
    assert lies_in(city, country)
    assert lies_in(division, country)
    assert not lies_in(country, country)
    assert not lies_in(division, city)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("NYC", "new york city"),
        ("Saigon", "ho chi minh city"),
        ("SAIGON", "ho chi minh city"),
        ("D.C.", "washington"),
        ("D. C.", "washington"),
        ("DC", "washington"),
        ("Washington, D.C.", "washington"),
        ("Washington", None),
        ("New York City", None),
        ("N.Y.", None),
        ("A.C.T.", "canberra"),
        ("Ont.", None),
        ("Ohio", None),
        ("Lowmoor", None),
        ("", None),
    ],
)
def test_a_further_name_gives_the_key_of_its_city(name: str, key: str | None) -> None:
    assert load_gazetteer().city_key(name) == key


@given(st.text(max_size=20))
def test_the_key_of_a_city_is_that_of_a_name(name: str) -> None:
    key = load_gazetteer().city_key(name)
    assert key is None or key == name_key(key)


def test_region_names_include_regions_seas_and_rivers() -> None:
    gazetteer = load_gazetteer()
    names = gazetteer.region_names()
    assert names == sorted(set(names))
    assert {"Africa", "Scandinavia", "Baltic Sea", "Amazon River", "Baltic countries"} <= set(names)
    assert not {"Norway", "Ohio", "Oslo"} & set(names)
    kinds = {PlaceKind.CONTINENT, PlaceKind.REGION, PlaceKind.WATER}
    for name in names:
        assert any(place.kind in kinds for place in gazetteer.candidates(name)), name


@pytest.mark.parametrize(
    ("name", "postal", "division"),
    [
        ("Va.", False, "Virginia"),
        ("Va", False, "Virginia"),
        ("N. Y.", False, "New York"),
        ("VA", False, None),
        ("VA", True, "Virginia"),
        ("Virginia", True, None),
        ("Lowmoor.", True, None),
        ("", True, None),
    ],
)
def test_an_abbreviation_means_its_division(name: str, postal: bool, division: str | None) -> None:  # noqa: FBT001
    found = load_gazetteer().abbreviated_division(name, postal=postal)
    assert (found.name if found is not None else None) == division


@pytest.mark.parametrize(
    ("name", "first"),
    [("N. Korea", "North Korea"), ("W. Virginia", "West Virginia"), ("U-S-A", "United States")],
)
def test_compass_words_and_chants_are_read_in_full(name: str, first: str) -> None:
    assert load_gazetteer().candidates(name)[0].name == first
