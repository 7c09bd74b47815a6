"""The home region of a site: the editor's, or the one that its archive shows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from builder.gazetteer.lookup import load_gazetteer
from builder.graph.home_region import home_of, names_of_articles
from builder.model.annotations import DocumentEntity, EntityType
from tests.support.annotated import entity_of

IOWA = ("Ames", "Boone", "Marion", "Clinton", "Newton", "Story County", "Polk County", "Decorah", "Waverly")
WORLD = ("Berlin", "Paris", "Cairo", "Delhi", "Lima", "Osaka", "Leeds", "Turin", "Lyon", "Porto")


def home(*articles: Sequence[str], region: str | None = None) -> tuple[str, frozenset[str]] | None:
    """Return the home's name and known names; the first name of an article is in its dateline."""
    found: dict[tuple[str, str], DocumentEntity] = {}
    datelines: dict[str, str | None] = {}
    for number, names in enumerate(articles):
        datelines[str(number)] = names[0].upper()
        for name in names:
            entity = entity_of(name, EntityType.PLACE)
            found[str(number), entity.key] = entity
    given = load_gazetteer().regions(region)[0] if region is not None else None
    shown = home_of(given, names_of_articles(datelines, found))
    return (shown.region.name, shown.known) if shown is not None else None


def test_an_archive_of_towns_and_counties_of_one_state_shows_its_home() -> None:
    found = home(IOWA[:4], IOWA[4:])
    assert found is not None
    assert found[0] == "Iowa"


@pytest.mark.parametrize(
    "articles",
    [
        (WORLD,),
        (IOWA[:5],),
        (IOWA[:6], WORLD),
        ((*IOWA, "Iowa", "Ohio", "Utah", "Texas", "Norway", "Chile", "Kenya", "Japan", "Peru", "Cuba"),),
        (("Berlin", *IOWA[:4]), ("Cairo", *IOWA[4:])),
        (),
    ],
    ids=["world", "few names", "both", "more countries and states", "datelines elsewhere", "nothing"],
)
def test_an_archive_of_other_places_shows_none(articles: tuple[Sequence[str], ...]) -> None:
    assert home(*articles) is None


def test_the_editor_decides() -> None:
    found = home(WORLD, region="Iowa")
    assert found is not None
    assert found[0] == "Iowa"


def test_towns_in_datelines_and_villages_beside_their_county_are_known() -> None:
    found = home(("Ames",), ("Newton", "Madrid", "Boone County"), ("Clinton", "Berlin"), region="Iowa")
    assert found is not None
    assert found[1] == {"ames", "newton", "clinton", "madrid"}
