"""What scripts add to the pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browsing import Scheme, watched_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.model]

QUOTES = "main .quote-list > li"


@pytest.fixture(scope="module")
def address(built_seed_site: Path, serve_site_at: Callable[[Path, str], str]) -> str:
    """The address of the site at the root of a server."""
    return serve_site_at(built_seed_site, "")


def background(page: Page) -> str:
    """The colour of the page's paper."""
    color: str = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    return color


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_is_the_readers_until_she_chooses_another_and_then_stays(
    scheme: Scheme, address: str, browser: Browser
) -> None:
    with watched_page(browser, scheme=scheme) as watched:
        page = watched.page
        page.goto(f"{address}/index.html")
        own = background(page)
        page.locator("[data-theme-button]").click()
        chosen = background(page)
        assert chosen != own
        page.goto(f"{address}/quotes/index.html")
        assert background(page) == chosen
        page.locator("[data-theme-button]").click()
        assert background(page) == own
        assert not watched.complaints


def count_shown(page: Page) -> int:
    """How many quotes are to be seen."""
    return page.locator(f"{QUOTES}:visible").count()


def told(page: Page) -> str:
    """How many quotes the page says there are."""
    return page.locator("[data-count]").inner_text()


def test_the_quote_index_narrows_by_speaker_and_by_words(address: str, browser: Browser) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(f"{address}/quotes/index.html")
        everything = count_shown(page)
        assert everything > 1
        assert told(page).startswith(f"{everything} ")
        speaker = page.locator("#filter-speaker option:not([value=''])").first
        page.locator("#filter-speaker").select_option(speaker.get_attribute("value"))
        by_speaker = count_shown(page)
        assert 0 < by_speaker < everything
        assert told(page).startswith(f"{by_speaker} ")
        page.locator("#filter-words").fill("zzzz no such words")
        assert count_shown(page) == 0
        assert told(page).startswith("0 ") or told(page).lower().startswith("no ")
        assert page.locator("[data-group]:visible").count() == 0
        page.locator("[data-filters] button[type=reset]").click()
        page.locator(QUOTES).last.wait_for(state="visible")
        assert count_shown(page) == everything
        assert told(page).startswith(f"{everything} ")
        assert not watched.complaints


def test_words_are_found_whatever_their_case(address: str, browser: Browser) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(f"{address}/quotes/index.html")
        words = page.locator(f"{QUOTES} blockquote, {QUOTES} q").first.inner_text().strip(" “”").split()[:3]
        page.locator("#filter-words").fill(" ".join(words).upper())
        shown = page.locator(f"{QUOTES}:visible")
        assert 0 < shown.count() < page.locator(QUOTES).count()
        assert " ".join(words) in " ".join(shown.first.inner_text().split())


def test_without_scripts_nothing_pretends_to_work(address: str, browser: Browser) -> None:
    with watched_page(browser, scripts=False) as watched:
        watched.page.goto(f"{address}/quotes/index.html")
        assert watched.page.locator("button:visible").count() == 0
        assert watched.page.locator("[data-filters]:visible").count() == 0
        assert count_shown(watched.page) > 1
