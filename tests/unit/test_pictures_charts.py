"""Drawing of networks and timeline strips."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

import pytest
from msgspec.structs import replace

from builder.edition.interface import interface_of
from builder.edition.periods import period_of
from builder.model.annotations import EntityType
from builder.pages.charts.network import Circle, Network, NetworkEdge, NetworkNode, Pair
from builder.pages.charts.strip import StripBar, StripEvent, TimeStrip
from builder.pages.links import EntityLink
from builder.pictures.atlas import Atlas
from builder.pictures.geometry import Box
from builder.pictures.label_placement import text_width
from builder.pictures.network_drawing import SMALL_FONT, SmallMark, draw_around, draw_network
from builder.pictures.strip_drawing import BarMark, draw_strip

ENGLISH = interface_of("en")


def network_of(count: int) -> Network:
    """Return a network in which each node has a tie with the first one and with the next one."""
    nodes = tuple(
        NetworkNode(EntityLink(f"n{n}", f"Person Number {n}", EntityType.PERSON, f"n{n}.html"), n + 1)
        for n in range(count)
    )
    spokes = [NetworkEdge(0, n, n, 1, 1 + n % 4) for n in range(1, count)]
    rim = [NetworkEdge(n, n + 1, 1, 1, 1) for n in range(1, count - 1)]
    return Network(nodes, (*spokes, *rim))


@pytest.mark.parametrize("count", [2, 3, 7, 10])
def test_the_entity_is_in_the_middle_of_its_network_and_names_do_not_overlap(count: int) -> None:
    first, *others = (node.link for node in network_of(count + 1).nodes)
    among = tuple(Pair(number, number + 1) for number in range(count - 1))
    drawn = draw_around(Circle(first.name, tuple(others), (4, *(1,) * (count - 1)), among, ()))
    assert drawn.middle_x == drawn.width // 2
    marks = [*drawn.left, *drawn.right]
    assert {mark.url for mark in marks} == {link.url for link in others}
    assert {mark.title or mark.text for mark in marks} == {link.name for link in others}
    boxes = [name_box(mark, from_left=mark in drawn.right) for mark in marks]
    for one, other in combinations(boxes, 2):
        assert not one.overlaps(other)
    for box in boxes:
        assert box.left >= 0
        assert box.right <= drawn.width
    assert all(0 < mark.y < drawn.height for mark in marks)
    assert [(line.strength, line.path.count("M")) for line in drawn.lines] == [
        (0, count - 1),
        (1, count - 1),
        (4, 1),
    ]
    start = f"M{drawn.middle_x} {drawn.middle_y}l"
    assert drawn.lines[-1].path.startswith(start), "from the entity to its closest tie"


def name_box(mark: SmallMark, *, from_left: bool) -> Box:
    """Return the box around a name of a small network."""
    width = text_width(mark.text, SMALL_FONT)
    left = mark.text_x if from_left else mark.text_x - width
    return Box(left, mark.y - SMALL_FONT / 2, left + width, mark.y + SMALL_FONT / 2)


def test_lines_of_a_network_lead_from_point_to_point() -> None:
    first, *others = (node.link for node in network_of(5).nodes)
    drawn = draw_around(Circle(first.name, tuple(others), (1, 1, 1, 1), (Pair(0, 1), Pair(1, 3)), ()))
    points = {mark.url: (mark.x, mark.y) for mark in (*drawn.left, *drawn.right)}
    points[first.url] = drawn.middle_x, drawn.middle_y
    found = []
    for line in drawn.lines:
        for part in line.path.split("M")[1:]:
            x, y, *steps = map(int, re.findall(r"-?\d+", part))
            found.append({(x, y), (x + steps[-2], y + steps[-1])})
    ends = [(others[0], others[1]), (others[1], others[3]), *((first, other) for other in others)]
    assert found == [{points[one.url], points[other.url]} for one, other in ends]


@pytest.mark.parametrize("count", [2, 5, 40])
def test_the_network_of_a_site_is_inside_its_frame_and_names_do_not_overlap(count: int) -> None:
    drawn = draw_network(network_of(count), Atlas())
    frame = Box(0, 0, drawn.width, drawn.height)
    assert all(frame.contains(mark.x, mark.y) for mark in drawn.marks)
    assert len({(mark.x, mark.y) for mark in drawn.marks}) == count
    for labels in (
        [mark.label for mark in drawn.marks if mark.label is not None],
        [mark.phone_label for mark in drawn.marks if mark.phone_label is not None],
    ):
        assert labels
        for one, other in combinations(labels, 2):
            assert not one.box.overlaps(other.box)


def test_a_layout_is_the_same_every_time() -> None:
    assert draw_network(network_of(20), Atlas()) == draw_network(network_of(20), Atlas())


def test_the_layout_of_the_last_network_is_remembered() -> None:
    network, atlas = network_of(20), Atlas()
    drawn = draw_network(network, atlas)
    assert atlas.is_changed
    again = Atlas(atlas.dump())
    renamed = Network(
        tuple(
            replace(node, link=replace(node.link, name=f"{node.link.name} Quill")) for node in network.nodes
        ),
        network.edges,
    )
    points = [(mark.x, mark.y) for mark in draw_network(renamed, again).marks]
    assert points == [(mark.x, mark.y) for mark in drawn.marks]
    changes = [again.is_changed]
    edited = replace(network, edges=network.edges[1:])
    assert draw_network(edited, again) == draw_network(edited, Atlas())
    assert [*changes, again.is_changed] == [False, True]
    assert draw_network(network, Atlas(again.dump())) == drawn


def test_entities_with_close_ties_are_close_to_each_other() -> None:
    nodes = network_of(8).nodes
    groups = [
        NetworkEdge(a, b, 9, 1, 4) for half in (range(4), range(4, 8)) for a, b in combinations(half, 2)
    ]
    marks = draw_network(Network(nodes, (*groups, NetworkEdge(0, 4, 1, 1, 1))), Atlas()).marks
    inside = [
        abs(marks[e.first].x - marks[e.second].x) + abs(marks[e.first].y - marks[e.second].y) for e in groups
    ]
    across = [
        abs(marks[a].x - marks[b].x) + abs(marks[a].y - marks[b].y) for a in range(1, 4) for b in range(5, 8)
    ]
    assert sum(inside) / len(inside) < sum(across) / len(across)


def test_points_keep_apart_and_fill_the_picture() -> None:
    drawn = draw_network(network_of(40), Atlas())
    for one, other in combinations(drawn.marks, 2):
        assert abs(one.x - other.x) > 40 or abs(one.y - other.y) > 30, (one, other)
    assert max(mark.x for mark in drawn.marks) - min(mark.x for mark in drawn.marks) > drawn.width * 0.75
    assert max(mark.y for mark in drawn.marks) - min(mark.y for mark in drawn.marks) > drawn.height * 0.75
    assert sum(mark.label is not None for mark in drawn.marks) > 30


def test_components_without_a_tie_are_apart() -> None:
    nodes = network_of(12).nodes
    groups = (range(8), range(8, 12))
    ties = [NetworkEdge(a, b, 1, 1, 1) for group in groups for a, b in combinations(group, 2)]
    marks = draw_network(Network(nodes, tuple(ties)), Atlas()).marks
    for number, mark in enumerate(marks):
        others = [other for other in range(12) if other != number]
        nearest = min(others, key=lambda n: (marks[n].x - mark.x) ** 2 + (marks[n].y - mark.y) ** 2)
        assert (nearest < 8) == (number < 8), "the nearest node is in the same component"


@pytest.mark.parametrize(
    ("iso", "days"),
    [("2014-01-05", 1), ("2014-W02", 7), ("2011-12", 31), ("2012-02", 29), ("2003", 365), ("2004", 366)],
)
def test_a_period_has_its_days(iso: str, days: int) -> None:
    period = period_of(iso)
    assert period is not None
    assert period.last - period.first + 1 == days


@pytest.mark.parametrize("iso", ["", "0000", "2014-13", "2014-02-30", "soon"])
def test_an_invalid_date_has_no_period(iso: str) -> None:
    assert period_of(iso) is None


def strip_of(dates: list[str], events: list[str] | None = None) -> TimeStrip:
    periods = [(period_of(iso), period_of(iso)) for iso in dates]
    bars = tuple(StripBar(one, n + 1, "Brief", "b.html") for n, (one, _) in enumerate(periods) if one)
    event_periods = [period_of(iso) for iso in events or []]
    return TimeStrip(bars, tuple(StripEvent(one, "Brief", "b.html") for one in event_periods if one))


SCALES = [
    (["2014-01-05", "2014-01-09"], ["5 Jan", "6 Jan", "7 Jan", "8 Jan", "9 Jan"]),
    (["2014-01-05", "2014-04-20"], ["Feb 2014", "Mar 2014", "Apr 2014"]),
    (["2003", "2014-01-05"], ["2004", "2006", "2008", "2010", "2012", "2014"]),
    (["1776", "2014"], ["1800", "1850", "1900", "1950", "2000"]),
]


@pytest.mark.parametrize(("dates", "ticks"), SCALES)
def test_a_scale_has_round_steps(dates: list[str], ticks: list[str]) -> None:
    assert [label.text for label in draw_strip(strip_of(dates), interface=ENGLISH).ticks] == ticks


@pytest.mark.parametrize("days", [1, 3, 10, 33, 80, 200, 500, 1200, 5000, 40000])
def test_the_labels_of_a_scale_never_overlap(days: int) -> None:
    from datetime import date, timedelta

    end = (date(1900, 3, 14) + timedelta(days)).isoformat()
    drawn = draw_strip(strip_of(["1900-03-14", end]), interface=ENGLISH)
    assert all(one.box.right < other.box.left for one, other in pairwise(drawn.ticks))
    assert drawn.ticks or days < 2
    for mark in drawn.bars:
        x, _, width, _ = rectangle(mark)
        assert x >= 0
        assert x + width <= drawn.width


def rectangle(mark: BarMark) -> tuple[int, ...]:
    """Return left edge, top, width and height of a bar."""
    found = re.fullmatch(r"M(\d+) (\d+)h(\d+)v(\d+)h-\3", mark.path)
    assert found is not None
    return tuple(map(int, found.groups()))


def test_bars_grow_with_their_counts_and_events_add_height() -> None:
    alone = draw_strip(strip_of(["2014", "2015"]), interface=ENGLISH)
    both = draw_strip(strip_of(["2014", "2015"], ["2012-05"]), interface=ENGLISH)
    (first, low, _, short), (_, high, _, tall) = map(rectangle, alone.bars)
    assert short < tall
    assert low + short == high + tall == alone.axis, "they have one base"
    assert alone.height < both.height
    assert len(both.events) == 1
    assert rectangle(both.bars[0])[0] > first
