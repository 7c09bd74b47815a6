"""Locations of places: matches with the gazetteer and the editor's coordinates."""

from __future__ import annotations

import pytest

from builder.graph.article_links import ArticleLinks
from builder.graph.mention_linking import linked_mentions
from builder.graph.places import agreed_places, edited_place, places_of_article
from builder.model.annotations import EntityType
from builder.model.article import Article, Dateline
from builder.model.entity_entries import EntityEntry
from builder.model.place import Place, PlaceKind
from tests.support.annotated import annotations_of, article_of, entity_of
from tests.support.sample import span_of

PLACE = EntityType.PLACE


def located(article: Article, *names: str) -> dict[str, Place]:
    """Return the located places of an article in which these names are marked, by id."""
    entities = [entity_of(name, PLACE) for name in names]
    annotations = annotations_of(article, *entities, entity_of("Ana Roe"))
    ids = {entity.key: (entity.key, entity.type) for entity in annotations.entities}
    mentions = linked_mentions(article, annotations, ArticleLinks(ids), {}, frozenset(), None)
    return places_of_article(article, mentions, {entity.key: entity.name for entity in annotations.entities})


def test_countries_and_large_cities_are_located() -> None:
    found = located(article_of("Ana Roe went from Norway to Cairo."), "Norway", "Cairo")
    assert {entity_id: (place.kind, place.country) for entity_id, place in found.items()} == {
        "norway": (PlaceKind.COUNTRY, "NO"),
        "cairo": (PlaceKind.CITY, "EG"),
    }


def test_an_invented_town_is_not_located() -> None:
    assert located(article_of("Ana Roe lives in Lowmoor Regis."), "Lowmoor Regis") == {}


@pytest.mark.parametrize("text", ["She lives in Paris, Texas.", "She lives in Paris (Texas)."])
def test_the_region_beside_a_name_decides(text: str) -> None:
    paris = located(article_of(text), "Paris", "Texas")["paris"]
    assert (paris.country, paris.admin) == ("US", "Texas")


def test_without_a_region_the_best_known_place_is_found() -> None:
    assert located(article_of("She lives in Paris."), "Paris")["paris"].country == "FR"


def test_the_region_of_the_dateline_decides() -> None:
    text = "PARIS, Texas — She lives here."
    dateline = Dateline(span_of(text, "PARIS, Texas — "), span_of(text, "PARIS"), span_of(text, "Texas"))
    found = located(article_of(text, dateline=dateline), "PARIS")
    assert (found["paris"].country, found["paris"].admin) == ("US", "Texas")


def test_only_places_are_located() -> None:
    article = article_of("Paris spoke.")
    annotations = annotations_of(article, entity_of("Paris"))
    mentions = linked_mentions(
        article, annotations, ArticleLinks({"paris": ("paris", EntityType.PERSON)}), {}, frozenset(), None
    )
    assert places_of_article(article, mentions, {"paris": "Paris"}) == {}


def place(name: str, lat: float = 1.0) -> Place:
    return Place(name, PlaceKind.CITY, lat, 2.0, "NO", "Viken", 5000)


ONE, OTHER = place("Lowmoor"), place("Lowmoor", lat=60.0)


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ([ONE], ONE),
        ([ONE, ONE, OTHER], ONE),
        ([OTHER, ONE, OTHER], OTHER),
        ([ONE, OTHER], None),
        ([ONE, OTHER, OTHER, ONE], None),
        ([], None),
    ],
)
def test_the_most_frequent_place_wins_and_a_tie_has_no_winner(
    votes: list[Place], expected: Place | None
) -> None:
    found = agreed_places([{"lowmoor": vote} for vote in votes])
    assert found.get("lowmoor") == expected


def test_each_id_is_decided_by_itself() -> None:
    assert agreed_places([{"a": ONE, "b": OTHER}, {"b": OTHER}]) == {"a": ONE, "b": OTHER}


def entry(**fields: object) -> EntityEntry:
    return EntityEntry("lowmoor", PLACE, 2, **fields)  # type: ignore[arg-type]


def test_without_an_entry_the_place_is_that_of_the_gazetteer() -> None:
    assert edited_place(None, "Lowmoor", ONE) == ONE
    assert edited_place(None, "Lowmoor", None) is None


def test_an_entry_without_coordinates_keeps_the_gazetteers_place() -> None:
    assert edited_place(entry(), "Lowmoor", ONE) == ONE
    assert edited_place(entry(country="NO"), "Lowmoor", ONE) == ONE
    assert edited_place(entry(), "Lowmoor", None) is None


def test_another_country_of_the_editor_removes_the_gazetteers_place() -> None:
    assert edited_place(entry(country="SE"), "Lowmoor", ONE) is None


def test_the_editors_coordinates_take_precedence() -> None:
    assert edited_place(entry(lat=10.0, lon=20.0), "Lowmoor", ONE) == Place(
        "Lowmoor", PlaceKind.CITY, 10.0, 20.0, "NO", "Viken", 5000
    )
    assert edited_place(entry(lat=0.0, lon=0.0, country="SE"), "Lowmoor Regis", None) == Place(
        "Lowmoor Regis", PlaceKind.SPOT, 0.0, 0.0, "SE", None, 0
    )


def test_a_namesake_in_another_country_adds_nothing() -> None:
    assert edited_place(entry(lat=60.0, lon=15.0, country="SE"), "Lowmoor", ONE) == Place(
        "Lowmoor", PlaceKind.SPOT, 60.0, 15.0, "SE", None, 0
    )


def test_a_town_that_the_gazetteer_lacks_is_not_its_namesake() -> None:
    article = article_of("She lives in Dallas, Utah.")
    annotations = annotations_of(article, entity_of("Dallas", PLACE))
    mentions = linked_mentions(
        article, annotations, ArticleLinks({"dallas": ("dallas", PLACE)}), {}, frozenset(), None
    )
    assert "dallas" in places_of_article(article, mentions, {"dallas": "Dallas"})
    assert places_of_article(article, mentions, {"dallas": "Dallas, Utah"}) == {}
