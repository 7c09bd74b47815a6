"""What scripts add to every page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browsing import Scheme, watched_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.model]


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
