"""The maps of the built seed site, as they stand in its pages: each place within the outline that is tinted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.pictures.geometry import rings_contain

pytestmark = pytest.mark.model

PLACES = ["fallujah", "ramadi", "baghdad", "syria", "arizona", "south-carolina"]
DISPUTED = "jerusalem"
"""The gazetteer counts it to one country, the outlines put its point into another."""

TINTED = re.compile(r'<path class="tinted" d="([^"]+)"')
SPOT = re.compile(
    r'<(?:circle class="spot[^"]*" cx="(-?\d+)" cy="(-?\d+)"|path class="spot" d="M(-?\d+) (-?\d+)l)'
)


def rings_of(data: str) -> list[list[tuple[float, float]]]:
    """The corners of every ring of a path of steps."""
    rings = []
    for part in data.split("M")[1:]:
        assert re.fullmatch(r"-?\d+ -?\d+l[-\d ]+z", part), part[:80]
        x, y, *steps = map(int, re.findall(r"-?\d+", part))
        ring: list[tuple[float, float]] = [(x, y)]
        for step_x, step_y in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + step_x, y + step_y
            ring.append((x, y))
        rings.append(ring)
    return rings


def spot_of(html: str) -> tuple[int, int]:
    """The middle of the one place on a map: of a circle, or of a lozenge, whose path begins 9 above it."""
    (found,) = SPOT.findall(html)
    x, y, top_x, top_y = (int(number or 0) for number in found)
    return (x, y) if found[0] else (top_x, top_y + 9)


@pytest.mark.parametrize("place", PLACES)
def test_a_place_lies_within_the_outline_that_its_page_tints(place: str, built_seed_site: Path) -> None:
    html = (built_seed_site / "places" / f"{place}.html").read_text("utf-8")
    (tinted,) = TINTED.findall(html)
    assert rings_contain(rings_of(tinted), *spot_of(html))


def test_no_country_is_tinted_that_the_outlines_do_not_put_the_place_into(built_seed_site: Path) -> None:
    html = (built_seed_site / "places" / f"{DISPUTED}.html").read_text("utf-8")
    assert not TINTED.findall(html)
    assert spot_of(html)


def test_no_place_lies_within_the_outline_of_another_far_away(built_seed_site: Path) -> None:
    pages = {place: (built_seed_site / "places" / f"{place}.html").read_text("utf-8") for place in PLACES}
    rings = rings_of(TINTED.findall(pages["arizona"])[0])
    x, y = spot_of(pages["arizona"])
    assert not rings_contain(rings, x + 400, y), "a place in Texas"
    assert not rings_contain(rings, 640, 440), "a corner of the map"
