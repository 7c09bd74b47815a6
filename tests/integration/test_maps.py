"""Maps in the pages of the built seed site: each place is within the tinted outline."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.pictures.geometry import rings_contain

pytestmark = pytest.mark.model

PLACES = ["fallujah", "ramadi", "baghdad", "syria", "arizona", "south-carolina"]
DISPUTED = "jerusalem"
"""Places that the gazetteer assigns to one country and the outlines to another."""

TINTED = re.compile(r'<path class="tinted" d="([^"]+)"')
SPOT = re.compile(
    r'<(?:circle class="spot[^"]*" cx="(-?\d+)" cy="(-?\d+)"|path class="spot" d="M(-?\d+) (-?\d+)l)'
)


def rings_of(data: str) -> list[list[tuple[float, float]]]:
    """Return the corners of every ring of an SVG path."""
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
    """Return the center of the only place on a map: of a circle, or of a lozenge, whose path begins 9 above it."""
    (found,) = SPOT.findall(html)
    x, y, top_x, top_y = (int(number or 0) for number in found)
    return (x, y) if found[0] else (top_x, top_y + 9)


@pytest.mark.parametrize("place", PLACES)
def test_place_is_within_the_outline_that_its_page_tints(place: str, built_seed_site: Path) -> None:
    html = (built_seed_site / "places" / f"{place}.html").read_text("utf-8")
    (tinted,) = TINTED.findall(html)
    assert rings_contain(rings_of(tinted), *spot_of(html))


def test_country_is_not_tinted_if_the_outlines_put_the_place_elsewhere(built_seed_site: Path) -> None:
    html = (built_seed_site / "places" / f"{DISPUTED}.html").read_text("utf-8")
    assert not TINTED.findall(html)
    assert spot_of(html)


def test_place_is_not_within_the_outline_of_a_distant_one(built_seed_site: Path) -> None:
    pages = {place: (built_seed_site / "places" / f"{place}.html").read_text("utf-8") for place in PLACES}
    rings = rings_of(TINTED.findall(pages["arizona"])[0])
    x, y = spot_of(pages["arizona"])
    assert not rings_contain(rings, x + 400, y), "a place in Texas"
    assert not rings_contain(rings, 640, 440), "a corner of the map"
