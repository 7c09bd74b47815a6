"""Sorting and filtering an A–Z in the browser, and pages of sites with a public address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builder.pages.page import Page as PlannedPage
from tests.support.browsing import DESKTOP, PHONE, violations_in_each_scheme, watched_page
from tests.support.large import large_site, render_one
from tests.support.sample import rendered

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser]

ENTRIES = "[data-index] li"
LARGE = (
    *("people/index.html", "people/index-s.html", "people/index-s-2.html", "briefs/index-4.html"),
    *("people/person-00000/briefs-1.html", "timeline.html", "timeline/2007.html"),
)


def _write(folder: Path, files: Mapping[str, bytes]) -> Path:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample as a site without a public address."""
    return _write(tmp_path_factory.mktemp("sample"), rendered())


@pytest.fixture(scope="module")
def address(sample_folder: Path, serve_site_at: Callable[[Path, str], str]) -> str:
    """Return the address of the sample."""
    return serve_site_at(sample_folder, "")


@pytest.fixture(scope="module")
def public_address(
    tmp_path_factory: pytest.TempPathFactory, serve_site_at: Callable[[Path, str], str]
) -> str:
    """Return the address of the sample as a site with a public address."""
    return serve_site_at(_write(tmp_path_factory.mktemp("public"), rendered("https://news.example/site")), "")


@pytest.fixture(scope="module")
def large_address(tmp_path_factory: pytest.TempPathFactory, serve_site_at: Callable[[Path, str], str]) -> str:
    """Return the address of the indexes of a large site."""
    files = {path: data for path, data in rendered().items() if path.startswith("assets/")}
    for path in LARGE:
        page = large_site()[path]
        assert isinstance(page, PlannedPage)
        files[path] = render_one(page)
    return serve_site_at(_write(tmp_path_factory.mktemp("large"), files), "")


def shown(page: Page) -> list[str]:
    """Return the visible names, in their order."""
    return [name.strip() for name in page.locator(f"{ENTRIES}:visible .card-name").all_inner_texts()]


def mentions(page: Page) -> list[int]:
    counts = page.locator(f"{ENTRIES}:visible .card-counts").all_inner_texts()
    return [int(text.split()[0]) for text in counts]


def test_typing_filters_entries_and_is_kept_in_the_address(address: str, browser: Browser) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(f"{address}/people/index.html")
        everyone = shown(page)
        page.get_by_label("Show only").press_sequentially("KER sec")
        assert shown(page) == ["John F. Kerry"], "whatever the case, in name or role"
        assert page.locator("[data-index-count]").inner_text() == f"1 of {len(everyone)} on this page"
        assert page.locator(".letters").is_hidden(), "letters would lead to what is hidden"
        assert page.locator(".letter-group:visible").count() == 1
        page.wait_for_url("**/people/index.html?q=KER+sec")
        page.goto("about:blank")
        page.go_back()
        assert shown(page) == ["John F. Kerry"]
        page.get_by_label("Show only").fill("")
        assert shown(page) == everyone
        page.wait_for_url(f"{address}/people/index.html")
        assert not watched.complaints


def test_filter_ignores_accents(address: str, browser: Browser) -> None:
    with watched_page(browser) as watched:
        watched.page.goto(f"{address}/people/index.html?q=f%C3%A1leh")
        assert shown(watched.page) == ["Faleh Fayyad"]


def test_entries_are_sorted_by_mentions_and_back(address: str, browser: Browser) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(f"{address}/places/index.html")
        by_name = shown(page)
        page.get_by_label("In the order of").select_option("mentions")
        counts = mentions(page)
        assert counts == sorted(counts, reverse=True)
        assert sorted(shown(page)) == sorted(by_name)
        page.wait_for_url("**/places/index.html?sort=mentions")
        page.get_by_label("Show only").fill("ra")
        assert 0 < len(shown(page)) < len(by_name)
        page.get_by_label("Show only").fill("")
        page.get_by_label("In the order of").select_option("names")
        assert shown(page) == by_name
        assert page.locator(".letters").is_visible()
        page.goto(f"{address}/places/index.html?sort=mentions")
        assert mentions(page) == counts
        assert not watched.complaints


def test_keyboard_alone_filters_and_sorts(address: str, browser: Browser) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(f"{address}/people/index.html")
        page.locator(".letters a").last.focus()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "index-words"
        page.keyboard.type("graham")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "index-sort"
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Show"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Lindsey Graham"
        assert page.locator("[data-index-count]").get_attribute("role") == "status"


def test_a_to_z_opened_as_a_file_works(sample_folder: Path, browser: Browser) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.goto((sample_folder / "people" / "index.html").as_uri())
        page.get_by_label("Show only").fill("graham")
        assert shown(page) == ["Lindsey Graham"]
        assert not watched.complaints


def test_without_scripts_all_entries_are_shown_and_no_tool(address: str, browser: Browser) -> None:
    with watched_page(browser, scripts=False) as watched:
        watched.page.goto(f"{address}/people/index.html?q=graham")
        assert len(shown(watched.page)) > 1
        assert watched.page.locator("form:visible").count() == 0


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_pages_of_large_indexes_are_accessible(
    width: int, large_address: str, browser: Browser, subtests: pytest.Subtests
) -> None:
    _assert_accessible(large_address, LARGE, width, browser, subtests)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_pages_of_a_public_site_are_accessible(
    width: int, public_address: str, browser: Browser, subtests: pytest.Subtests
) -> None:
    paths = ("briefs/footbridge/q-1.html", "briefs/footbridge.html", "index.html")
    _assert_accessible(public_address, paths, width, browser, subtests)


def test_page_of_a_quote_shows_its_picture_and_links_to_the_words(
    public_address: str, browser: Browser
) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(f"{public_address}/briefs/footbridge.html")
        page.locator(".share a").first.click()
        page.wait_for_url(f"{public_address}/briefs/footbridge/q-1.html")
        image = page.locator(".shared-card img")
        image.scroll_into_view_if_needed()
        page.wait_for_function("document.querySelector('.shared-card img').naturalWidth === 1200")
        assert "Nobody enjoys closing a bridge" in (image.get_attribute("alt") or "")
        page.get_by_role("link", name="Read it in the text").click()
        page.wait_for_url(f"{public_address}/briefs/footbridge.html#q-1")
        assert not watched.complaints


@pytest.mark.parametrize("asked", ["gone.html", "people/gone.html", "a/b/c/gone"])
def test_page_for_missing_addresses_works_at_any_depth(
    asked: str,
    tmp_path: Path,
    serve_site_at: Callable[[Path, str], str],
    browser: Browser,
) -> None:
    files = rendered("https://news.example/site")
    address = serve_site_at(_write(tmp_path, files), "site")
    with watched_page(browser) as watched:
        page = watched.page
        # As on a host: the address stays, and 404.html is shown.
        body = files["404.html"].decode()
        page.route(f"{address}/{asked}", lambda route: route.fulfill(body=body, content_type="text/html"))
        page.goto(f"{address}/{asked}")
        assert page.evaluate("() => [...document.styleSheets].every(sheet => sheet.cssRules.length > 0)")
        page.get_by_role("link", name="People").click()
        page.wait_for_url(f"{address}/people/index.html")
        assert page.locator("h1").inner_text() == "People"
        assert not watched.complaints


def _assert_accessible(
    address: str, paths: Sequence[str], width: int, browser: Browser, subtests: pytest.Subtests
) -> None:
    """Assert that pages have no axe violation, no horizontal scrolling and no complaint."""
    with watched_page(browser, width=width) as watched:
        for path in paths:
            with subtests.test(path=path):
                watched.forget()
                watched.page.goto(f"{address}/{path}")
                assert not violations_in_each_scheme(watched.page)
                assert not watched.complaints
