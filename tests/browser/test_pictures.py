"""Pictures drawn by Chromium: names without overlap, and links that the keyboard reaches."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.browsing import DESKTOP, PHONE, watched_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.model]

NAMES = """found => found.filter(one => getComputedStyle(one).display !== 'none').map(one => {
  const box = one.getBoundingClientRect();
  return {text: one.textContent, left: box.left, right: box.right, top: box.top, bottom: box.bottom};
})"""
PICTURES = ["map.html", "network.html", "timeline.html", "places/fallujah.html", "people/john-f-kerry.html"]


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Return True if two names share more than the empty edge above and below the letters of a line."""
    air = 0.2 * min(one["bottom"] - one["top"], other["bottom"] - other["top"])
    return bool(
        one["left"] < other["right"]
        and other["left"] < one["right"]
        and one["top"] + air < other["bottom"] - air
        and other["top"] + air < one["bottom"] - air
    )


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("path", PICTURES)
def test_names_in_pictures_do_not_overlap(
    path: str, width: int, built_seed_site: Path, browser: Browser
) -> None:
    with watched_page(browser, width=width) as watched:
        watched.page.goto((built_seed_site / path).as_uri())
        for picture in watched.page.locator("main svg:has(text)").all():
            names = picture.locator("text").evaluate_all(NAMES)
            assert names
            for one, other in combinations(names, 2):
                assert not overlap(one, other), (one, other)


def test_keyboard_reaches_a_place_on_the_map_and_follows_its_link(
    built_seed_site: Path, browser: Browser
) -> None:
    with watched_page(browser) as watched:
        watched.page.goto((built_seed_site / "map.html").as_uri())
        watched.page.get_by_role("link", name="All places from A to Z").focus()
        watched.page.keyboard.press("Tab")
        focused = watched.page.evaluate("() => document.activeElement.querySelector('title').textContent")
        name = focused.partition(",")[0]
        watched.page.keyboard.press("Enter")
        watched.page.wait_for_url("**/places/*.html")
        assert name in watched.page.locator("h1").inner_text()
