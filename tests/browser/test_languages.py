"""Words in another language than the site's, where scripts show them: in the search and among the filtered quotes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builder.pipeline.build_site import build_site
from builder.pipeline.options import BuildOptions
from builder.pipeline.progress import SilentProgress
from tests.support.browsing import watched_page
from tests.support.sites import HARBOUR, write_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

pytestmark = [pytest.mark.browser, pytest.mark.model]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve_site_at: Callable[[Path, str], str]) -> str:
    """Return the address of a French site with an English article, which the language model reads."""
    root = write_files(
        tmp_path_factory.mktemp("french"),
        {"content/site.yaml": "title: Gazette\nlanguage: fr\n", "seeds/harbour.txt": HARBOUR},
    )
    assert build_site(BuildOptions(root=root, out=root / "site", jobs=1), progress=SilentProgress()).ok
    return serve_site_at(root / "site", "")


def language_of(place: Locator) -> str:
    """Return the language that an element has, from itself or from what it is in."""
    return str(place.evaluate("element => element.closest('[lang]').lang"))


def test_results_of_the_search_have_the_language_of_their_article(address: str, browser: Browser) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(f"{address}/search.html")
        page.locator("#search-words").fill("harbour")
        brief = page.locator("[data-search-results] > .brief").first
        brief.wait_for()
        assert language_of(brief.locator("h2 a")) == "en"
        assert language_of(brief.locator(".search-excerpt")) == "en"
        assert language_of(brief.locator(".kicker")) == "fr"


def test_filtered_quotes_have_the_language_of_their_article(address: str, browser: Browser) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(f"{address}/quotes/index.html?kind=direct")
        quote = page.locator("[data-results] .quote-list > li").first
        quote.wait_for()
        assert language_of(quote.locator("blockquote")) == "en"
        assert language_of(quote.locator(".where a").first) == "en"
        assert language_of(quote.locator(".where")) == "fr"
        assert language_of(page.locator("select[name=brief] option").nth(1)) == "en"
