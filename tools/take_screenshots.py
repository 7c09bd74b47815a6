"""Take the pictures of the documentation: every type of page of the example site, narrow and wide, light and dark.

    make demo
    python -m tools.take_screenshots [NAME ...]

They are written to `docs/screenshots/`: a sheet of six views for each type of page, and the README's pictures in full
size. With names, only those pages are taken. The fonts are the machine's, so the pictures differ between machines.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PIL import Image

from tests.support.serving import serve_folder
from tools.chromium import FLAGS, find_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PROJECT = Path(__file__).parents[1]
SITE = PROJECT / "examples" / "site"
PICTURES = PROJECT / "docs" / "screenshots"

PAGES = {
    "home": "index.html",
    "briefs": "briefs/index.html",
    "brief": "briefs/storm-odile.html",
    "interview": "briefs/interview-priya-raman.html",
    "person": "people/desmond-okonjo.html",
    "people": "people/index.html",
    "place": "places/wrenhaven.html",
    "places": "places/index.html",
    "organization": "organizations/castellane-marine-works.html",
    "organizations": "organizations/index.html",
    "group": "groups/norwegians.html",
    "event": "events/storm-odile.html",
    "quotes": "quotes/index.html",
    "quotes-of-a-letter": "quotes/r.html",
    "search": "search.html?q=garrick",
    "timeline": "timeline.html",
    "map": "map.html",
    "network": "network.html",
    "text": "about.html",
    "missing": "404.html",
}
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
VIEWS = ((390, 844), (1280, 900), (1920, 1080))
"""Widths and heights of windows, in CSS pixels."""
FULL_SIZE = {"home": VIEWS[1], "brief": VIEWS[1]}
"""Pictures of the README in full size, with their windows."""
SHEET_HEIGHT, GAP = 440, 16
"""Height of a view on its sheet, and the gap between two views, in pixels."""
GROUND = (128, 128, 128)
SETTLED = 1500
"""Milliseconds after which the search has results and nothing moves."""


def main() -> None:
    """Take the pictures named on the command line, or all of them."""
    if not SITE.exists():
        sys.exit("The example site is missing. Run make demo first.")
    names = sys.argv[1:] or list(PAGES)
    unknown = sorted(set(names) - PAGES.keys())
    if unknown:
        sys.exit(f"No page is called {', '.join(unknown)}. There are: {', '.join(PAGES)}.")
    PICTURES.mkdir(parents=True, exist_ok=True)
    take_all(names)


def take_all(names: Iterable[str]) -> None:
    """Take the pictures of pages, by their names."""
    from playwright.sync_api import sync_playwright

    with serve_folder(SITE) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        for name in names:
            views = {
                (scheme, view): take(browser, f"{address}/{PAGES[name]}", scheme, view)
                for scheme in SCHEMES
                for view in VIEWS
            }
            save(sheet([[views[scheme, view] for view in VIEWS] for scheme in SCHEMES]), name)
            if name in FULL_SIZE:
                for scheme in SCHEMES:
                    save(views[scheme, FULL_SIZE[name]], f"{name}-{scheme}")
        browser.close()


def take(browser: Browser, url: str, scheme: Scheme, view: tuple[int, int]) -> Image.Image:
    """Return a screenshot of a page in a window of this size."""
    width, height = view
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    page.goto(url)
    page.wait_for_timeout(SETTLED)
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    page.close()
    return picture


def sheet(rows: list[list[Image.Image]]) -> Image.Image:
    """Return a sheet with pictures in rows, all of one height."""
    scaled = [[to_height(picture, SHEET_HEIGHT) for picture in row] for row in rows]
    width = max(sum(picture.width + GAP for picture in row) for row in scaled) + GAP
    whole = Image.new("RGB", (width, len(rows) * (SHEET_HEIGHT + GAP) + GAP), GROUND)
    for picture, place in chain.from_iterable(placed(row, number) for number, row in enumerate(scaled)):
        whole.paste(picture, place)
    return whole


def placed(row: list[Image.Image], number: int) -> Iterator[tuple[Image.Image, tuple[int, int]]]:
    """Yield the pictures of a row with their upper left corners."""
    left = GAP
    for picture in row:
        yield picture, (left, GAP + number * (SHEET_HEIGHT + GAP))
        left += picture.width + GAP


def to_height(picture: Image.Image, height: int) -> Image.Image:
    """Return the picture, scaled to a height."""
    return picture.resize((round(picture.width * height / picture.height), height), Image.Resampling.LANCZOS)


def save(picture: Image.Image, name: str) -> None:
    """Write a picture, and print its size."""
    path = PICTURES / f"{name}.webp"
    picture.save(path, quality=66, method=6)
    print(f"{path.relative_to(PROJECT)}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
