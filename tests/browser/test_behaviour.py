"""Behavior of the scripts that every page has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browsing import Scheme, watched_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = [pytest.mark.browser, pytest.mark.model]


@pytest.fixture(scope="module")
def address(built_seed_site: Path, serve_site_at: Callable[[Path, str], str]) -> str:
    """Return the address of the site at the root of a server."""
    return serve_site_at(built_seed_site, "")


def background(page: Page) -> str:
    """Return the background color of the page."""
    color: str = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    return color


FIRST_SIGHT = """
new MutationObserver((changes, observer) => {
  if (!document.body) return;
  window.atFirst = document.documentElement.dataset.theme ?? "auto";
  observer.disconnect();
}).observe(document, { childList: true, subtree: true });
"""
"""A script that records the theme when the page is first painted."""


@pytest.mark.parametrize(("scheme", "others"), [("light", ["dark", "light"]), ("dark", ["light", "dark"])])
def test_theme_is_the_system_s_until_a_reader_chooses_one(
    scheme: Scheme, others: list[Scheme], address: str, browser: Browser
) -> None:
    with watched_page(browser, scheme=scheme) as watched:
        page = watched.page
        page.add_init_script(FIRST_SIGHT)
        page.goto(f"{address}/index.html")
        button = page.locator("[data-theme-button]")
        assert button.inner_text() == "Theme: auto"
        colours = {scheme: background(page)}
        for theme in others:
            button.click()
            assert button.inner_text() == f"Theme: {theme}"
            assert colours.setdefault(theme, background(page)) == background(page)
            page.goto(f"{address}/quotes/index.html")
            assert page.evaluate("atFirst") == theme, "the other theme was seen for a moment"
            assert background(page) == colours[theme]
        assert colours["light"] != colours["dark"]
        assert not watched.complaints


def test_chosen_theme_stays_and_auto_follows_the_system(address: str, browser: Browser) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(f"{address}/index.html")
        light = background(page)
        page.emulate_media(color_scheme="dark")
        dark = background(page)
        assert dark != light, "nothing is chosen yet"
        page.locator("[data-theme-button]").click()
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert background(page) == light
        page.emulate_media(color_scheme="dark")
        page.locator("[data-theme-button]").click(click_count=2)
        assert page.locator("[data-theme-button]").inner_text() == "Theme: auto"
        page.reload()
        assert background(page) == dark
        page.emulate_media(color_scheme="light")
        assert background(page) == light
        assert not watched.complaints


INK = """
async () => {
  for (let times = 0; times < 100 && !document.documentElement.dataset.theme; times += 1) {
    await new Promise((done) => setTimeout(done, 20));
  }
  return [document.styleSheets.length, getComputedStyle(document.documentElement).color];
}
"""
"""A script that returns the color of words that no style sheet sets: white on the browser's own dark paper."""


@pytest.mark.parametrize(
    ("scheme", "theme", "ink"), [("light", "dark", "rgb(255, 255, 255)"), ("dark", "light", "rgb(0, 0, 0)")]
)
def test_chosen_theme_holds_before_the_style_sheets_are_there(
    scheme: Scheme, theme: str, ink: str, sample_address: str, browser: Browser
) -> None:
    with watched_page(browser, scheme=scheme) as watched:
        page = watched.page
        page.goto(f"{sample_address}/index.html")
        page.evaluate("theme => localStorage.setItem('theme', theme)", theme)
        held: list[Route] = []

        def hold(route: Route) -> None:
            held.append(route)

        page.route("**/*.css", hold)
        page.reload(wait_until="commit")
        assert page.evaluate(INK) == [0, ink]
        for route in held:
            route.continue_()
