"""Drawing of maps: places inside their outlines, placement of names, and size of pictures."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.edition.interface import interface_of
from builder.gazetteer.lookup import load_gazetteer
from builder.model.annotations import EntityType
from builder.model.place import Place, PlaceKind
from builder.pages.charts.place_map import (
    MapPlace,
    MapScope,
    PlaceMap,
    degrees_apart,
    map_title,
    nearest_together,
    regional_map,
)
from builder.pages.links import EntityLink
from builder.pictures.atlas import Atlas
from builder.pictures.geometry import Box, rings_contain
from builder.pictures.label_placement import LabelRequest, PlacedLabel, fitted, place_labels, text_width
from builder.pictures.map_drawing import DrawnMap, draw_map, view_of
from builder.pictures.map_ground import Ground, draw_ground
from builder.pictures.map_view import MapView
from builder.pictures.outlines import Outlines, OutlineTable

ENGLISH = interface_of("en")

ATLAS = Atlas()


def draw(facts: PlaceMap) -> DrawnMap:
    return draw_map(facts, ATLAS)


def map_place(
    name: str, kind: PlaceKind, lat: float, lon: float, area: str | None = None, mentions: int = 1
) -> MapPlace:
    link = EntityLink(name.lower(), name, EntityType.PLACE, f"{name}.html")
    return MapPlace(link, kind, "", "", lat, lon, area, mentions)


def located(name: str, country: str, kind: PlaceKind) -> Place:
    """Return the gazetteer's place with this name."""
    return next(
        place for place in load_gazetteer().candidates(name) if (place.country, place.kind) == (country, kind)
    )


SEED = [
    ("Fallujah", PlaceKind.CITY, "IQ", ("IQ",)),
    ("Ramadi", PlaceKind.CITY, "IQ", ("IQ",)),
    ("Baghdad", PlaceKind.CITY, "IQ", ("IQ",)),
    ("Jerusalem", PlaceKind.CITY, "IL", ("IL", "PS")),
    ("Syria", PlaceKind.COUNTRY, "SY", ("SY",)),
    ("Arizona", PlaceKind.ADMIN, "US", ("US:Arizona", "US")),
    ("South Carolina", PlaceKind.ADMIN, "US", ("US:South Carolina", "US")),
]
OTHERS = ["IQ", "SY", "IL", "PS", "JO", "TR", "IR", "SA", "US", "MX", "CA", "US:Nevada", "US:Georgia"]


@pytest.mark.parametrize(("name", "kind", "country", "areas"), SEED)
def test_a_place_is_inside_its_outline_on_the_map_of_its_page(
    name: str, kind: PlaceKind, country: str, areas: tuple[str, ...]
) -> None:
    place = located(name, country, kind)
    facts = regional_map(
        ENGLISH,
        "map",
        (map_place(name, kind, place.lat, place.lon, areas[0]),),
        elsewhere=(),
        tinted=(areas[0],),
    )
    view, (mark,) = view_of(facts, ATLAS), draw(facts).marks
    containing = {key for key in (*areas, *OTHERS) if rings_contain(ATLAS.area(key, view), mark.x, mark.y)}
    assert containing
    assert containing <= set(areas), "no other country or state contains it"
    assert len(containing) == (2 if country == "US" else 1)


TINTED = [
    ("a town in its country", "IQ", 33.35, 43.79, True),
    ("a town that the outlines put into the sea", "PT", 38.7, -9.6, True),
    ("a town that the outlines put into another country", "IL", 31.769, 35.216, False),
]


@pytest.mark.parametrize(
    ("country", "lat", "lon", "tinted"), [row[1:] for row in TINTED], ids=[r[0] for r in TINTED]
)
def test_a_country_is_tinted_unless_another_one_contains_the_place(
    country: str,
    lat: float,
    lon: float,
    tinted: bool,  # noqa: FBT001
) -> None:
    place = map_place("Town", PlaceKind.CITY, lat, lon, country)
    drawn = draw(regional_map(ENGLISH, "map", (place,), elsewhere=(), tinted=(country,)))
    assert bool(drawn.tinted) is tinted


def test_all_places_are_inside_their_outlines_on_a_shared_map() -> None:
    places = []
    for name, kind, country, areas in SEED:
        place = located(name, country, kind)
        places.append(map_place(name, kind, place.lat, place.lon, areas[0]))
    near, far = nearest_together(places)
    for group in (near, far):
        facts = regional_map(ENGLISH, "map", group, elsewhere=(), tinted=())
        view = view_of(facts, ATLAS)
        for mark in draw(facts).marks:
            areas = next(found for name, _, _, found in SEED if name == mark.place.link.name)
            assert any(rings_contain(ATLAS.area(key, view), mark.x, mark.y) for key in areas)
    assert [place.link.name for place in far] == ["Arizona", "South Carolina"]


def labels_of(drawn: DrawnMap) -> list[PlacedLabel]:
    return [mark.label for mark in drawn.marks if mark.label is not None] + list(drawn.names)


def assert_apart(labels: Iterable[PlacedLabel], frame: Box) -> None:
    found = list(labels)
    for one, other in combinations(found, 2):
        assert not one.box.overlaps(other.box), (one.text, other.text)
    for label in found:
        assert frame.contains(label.box.left, label.box.top)
        assert frame.contains(label.box.right, label.box.bottom)


PLACES = st.lists(
    st.tuples(
        st.sampled_from(["Oslo", "Al Anbar", "Western Sahara", "Q", "Llanfairpwllgwyngyll", "東京"]),
        st.sampled_from(list(PlaceKind)),
        st.floats(-80, 80),
        st.floats(-180, 180),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=30, deadline=None)
@given(PLACES, st.sampled_from(list(MapScope)))
def test_names_never_overlap_and_never_leave_the_map(
    rows: list[tuple[str, PlaceKind, float, float]], scope: MapScope
) -> None:
    places = tuple(map_place(f"{row[0]} {number}", *row[1:]) for number, row in enumerate(rows))
    near = nearest_together(places)[0] if scope is MapScope.REGION else places
    drawn = draw(PlaceMap("map", "", scope, near, (), ()))
    frame = Box(0, 0, drawn.width, drawn.height)
    assert_apart(labels_of(drawn), frame)
    assert_apart([mark.phone_label for mark in drawn.marks if mark.phone_label is not None], frame)
    for label in labels_of(drawn):
        for mark in drawn.marks:
            spot = Box(mark.x - 6, mark.y - 6, mark.x + 6, mark.y + 6)
            assert not label.box.overlaps(spot), (label.text, mark.place.link.name)


def test_a_name_without_room_is_left_out_and_its_point_is_kept() -> None:
    places = tuple(map_place(f"Lowmoor Regis {n}", PlaceKind.CITY, 33.0, 44.0 + n / 1000) for n in range(12))
    drawn = draw(regional_map(ENGLISH, "map", places, elsewhere=(), tinted=()))
    assert len(drawn.marks) == 12
    assert 0 < len([mark for mark in drawn.marks if mark.label is not None]) < 12


def test_names_are_tried_in_several_orders() -> None:
    frame = Box(0, 0, 300, 100)
    requests = [
        LabelRequest("Middle", 150, 50, 10),
        LabelRequest("Left", 140, 50, 10),
        LabelRequest("Right", 160, 50, 10),
    ]
    taken = [Box(request.x - 4, request.y - 4, request.x + 4, request.y + 4) for request in requests]
    labels = place_labels(requests, size=20, taken=taken, frame=frame)
    assert all(label is not None for label in labels)
    assert place_labels([], size=20, taken=[], frame=frame) == ()


def test_the_first_of_crowded_points_gets_a_name() -> None:
    frame = Box(0, 0, 400, 300)
    requests = [LabelRequest(name, 200 + dx, 150 + dy, 14) for name, dx, dy in CROWD]
    taken = [Box(request.x - 9, request.y - 9, request.x + 9, request.y + 9) for request in requests]
    labels = place_labels(requests, size=25, taken=taken, frame=frame)
    assert labels[0] is not None
    assert not any(labels[0].box.overlaps(box) for box in taken)


@pytest.mark.parametrize(
    ("text", "width", "expected"), [("Oslo", 200, "Oslo"), ("Llanfairpwllgwyngyll", 100, "Llanfairp…")]
)
def test_a_long_name_is_cut(text: str, width: float, expected: str) -> None:
    found = fitted(text, 20, width)
    assert text_width(found, 20) <= width
    assert found[:5] == expected[:5]
    assert found.endswith("…") == expected.endswith("…")


def test_a_cut_name_uses_all_of_its_width() -> None:
    for text in ("Mill on the Willow", "WWWWW", "illi illi illi", "東京都庁", "a" * 100_000):
        for width in (0, 11, 100, 173):
            found = fitted(text, 20, width)
            kept = len(found.removesuffix("…"))
            assert (
                found == text or text_width(f"{text[: kept + 1].rstrip()}…", 20) > width or text[kept] == " "
            )
            assert found == "…" or text_width(found, 20) <= width


CROWD = [
    ("Harbour Town", 0, 0),
    ("Old Bridge", -3, 2),
    ("Lower Quay", 4, 3),
    ("Isle", 6, 9),
    ("Weir", -2, -8),
]
AREAS = [("RU", 61.5, 99.0), ("NO", 62.0, 9.0), ("CA", 60.0, -96.0), ("ID", -1.0, 114.0), ("GR", 39.0, 22.0)]
AREAS += [("CL", -30.0, -71.0), ("FJ", -17.8, 178.0), ("US", 39.5, -99.1), ("PH", 12.0, 123.0)]


@pytest.mark.parametrize(("code", "lat", "lon"), AREAS)
def test_a_map_of_a_country_is_at_most_eight_kilobytes(code: str, lat: float, lon: float) -> None:
    place = map_place("Country", PlaceKind.COUNTRY, lat, lon, code)
    drawn = draw(regional_map(ENGLISH, "map", (place,), elsewhere=(), tinted=(code,)))
    paths = (drawn.land, drawn.borders, drawn.states, drawn.tinted)
    assert sum(map(len, paths)) + 90 * len(drawn.names) < 8_000
    assert drawn.land
    assert drawn.tinted


def test_the_world_is_at_most_forty_kilobytes() -> None:
    place = map_place("Oslo", PlaceKind.CITY, 59.9, 10.75)
    drawn = draw(PlaceMap("map", "", MapScope.WORLD, (place,), (), ()))
    assert len(drawn.land) + len(drawn.borders) < 24_000


def test_the_same_map_is_drawn_the_same_way() -> None:
    place = map_place("Fallujah", PlaceKind.CITY, 33.35, 43.78, "IQ")
    facts = regional_map(ENGLISH, "map", (place,), elsewhere=(), tinted=("IQ",))
    assert draw(facts) == draw(facts)


def test_maps_of_neighbors_share_one_ground(monkeypatch: pytest.MonkeyPatch) -> None:
    grounds = []

    def drawn(view: MapView) -> Ground:
        grounds.append(view)
        return draw_ground(view)

    monkeypatch.setattr("builder.pictures.atlas.draw_ground", drawn)
    atlas = Atlas()
    for name, lat, lon in (("Fallujah", 33.35, 43.78), ("Ramadi", 33.42, 43.3), ("Habbaniyah", 33.37, 43.57)):
        place = map_place(name, PlaceKind.CITY, lat, lon, "IQ")
        (mark,) = draw_map(regional_map(ENGLISH, "map", (place,), elsewhere=(), tinted=("IQ",)), atlas).marks
        assert mark.place.link.name == name
    assert len(grounds) == 1


def many_maps() -> list[PlaceMap]:
    """Return maps of all kinds: of a town, countries, a state, a continent, several places, the world."""
    towns = [map_place(name, PlaceKind.CITY, 33.3, lon, "IQ") for name, lon in (("A", 43.3), ("B", 44.4))]
    areas = [map_place(code, PlaceKind.COUNTRY, lat, lon, code) for code, lat, lon in AREAS[:3]]
    areas.append(map_place("Ohio", PlaceKind.ADMIN, 40.3, -83.0, "US:Ohio"))
    single = [*towns, *areas, map_place("Europe", PlaceKind.CONTINENT, 50.0, 10.0)]
    maps = [
        regional_map(ENGLISH, "map", (place,), elsewhere=(), tinted=(place.area,) if place.area else ())
        for place in single
    ]
    maps.append(regional_map(ENGLISH, "map", tuple(towns), elsewhere=(), tinted=()))
    for country, lat, lon, _ in (row[1:] for row in TINTED):
        town = map_place("Town", PlaceKind.CITY, lat, lon, country)
        maps.append(regional_map(ENGLISH, "map", (town,), elsewhere=(), tinted=(country,)))
    maps.append(PlaceMap("map", "", MapScope.WORLD, tuple(towns), (), ()))
    return maps


def test_an_atlas_that_is_remembered_gives_the_same_maps_without_outlines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    atlas, maps = Atlas(), many_maps()
    drawn = [draw_map(facts, atlas) for facts in maps]
    assert atlas.is_changed

    def read(table: OutlineTable) -> Outlines:
        raise AssertionError(table)

    monkeypatch.setattr("builder.pictures.map_ground.load_outlines", read)
    again = Atlas(atlas.dump())
    assert [draw_map(facts, again) for facts in maps] == drawn
    assert not again.is_changed
    assert again.dump() == atlas.dump()


def test_an_atlas_remembers_what_was_drawn_later() -> None:
    maps = many_maps()
    first = Atlas()
    draw_map(maps[0], first)
    second = Atlas(first.dump())
    draw_map(maps[-1], second)
    assert second.is_changed
    third = Atlas(second.dump())
    assert [draw_map(maps[0], third), draw_map(maps[-1], third)] == [draw(maps[0]), draw(maps[-1])]
    assert not third.is_changed


def test_a_large_atlas_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    atlas, maps = Atlas(), many_maps()
    drawn = [draw_map(facts, atlas) for facts in maps]
    monkeypatch.setattr("builder.pictures.atlas.LARGEST", 2)
    again = Atlas(atlas.dump())
    assert draw_map(maps[0], again) == drawn[0]
    assert again.is_changed


def test_an_area_that_no_table_has_is_not_tinted() -> None:
    place = map_place("Nowhere", PlaceKind.CITY, 0, 0, "ZZ")
    assert draw(regional_map(ENGLISH, "map", (place,), elsewhere=(), tinted=("ZZ",))).tinted == ""


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [((0, 0), (0, 90), 90), ((0, 0), (0, 180), 180), ((90, 0), (-90, 0), 180), ((0, 179), (0, -179), 2)],
)
def test_distances_on_the_globe(one: tuple[int, int], other: tuple[int, int], expected: float) -> None:
    places = [map_place("A", PlaceKind.CITY, *point) for point in (one, other)]
    assert degrees_apart(*places) == pytest.approx(expected)


def test_a_map_shows_the_places_with_the_most_mentions() -> None:
    oslo = map_place("Oslo", PlaceKind.CITY, 59.9, 10.75, mentions=3)
    rest = [map_place(name, PlaceKind.CITY, 33, lon, mentions=2) for name, lon in (("A", 43), ("B", 44))]
    near, far = nearest_together([oslo, *rest])
    assert [place.link.name for place in near] == ["A", "B"]
    assert far == (oslo,)


def test_a_title_names_a_few() -> None:
    places = [map_place(name, PlaceKind.CITY, 0, 0) for name in "ABCDEFGH"]
    assert map_title(ENGLISH, places[:2]) == "Map of A and B"
    assert map_title(ENGLISH, places) == "Map of A, B, C, D, E and 3 more places"
