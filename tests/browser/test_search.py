"""The search in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browsing import PHONE, Scheme, axe_violations, watched_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.model]

RESULTS = "[data-search-results] > li"


@pytest.fixture(scope="module")
def address(built_seed_site: Path, serve_site_at: Callable[[Path, str], str]) -> str:
    """Return the address of the site at the root of a server."""
    return serve_site_at(built_seed_site, "")


@pytest.fixture(scope="module", params=["", "papers/ellery"], ids=["root", "sub-path"])
def any_address(
    request: pytest.FixtureRequest, built_seed_site: Path, serve_site_at: Callable[[Path, str], str]
) -> str:
    """Return the address of the site: at the root of a server, and at a sub-path."""
    return serve_site_at(built_seed_site, request.param)


def wait_for(page: Page, words: str) -> None:
    """Wait until the page reports results, or no result, for these words."""
    page.locator("[data-search-status]", has_text=f"for “{words}”").wait_for()


def search_for(page: Page, words: str) -> None:
    page.locator("#search-words").fill(words)
    wait_for(page, words)


def titles(page: Page) -> list[str]:
    return page.locator(f"{RESULTS} h2").all_inner_texts()


def test_surname_finds_the_person_first(any_address: str, browser: Browser) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(f"{any_address}/search.html")
        search_for(page, "kerry")
        assert titles(page)[0] == "John F. Kerry"
        first = page.locator(RESULTS).first
        assert first.locator(".kicker").inner_text() == "Person"
        mention = first.locator(".search-excerpt a")
        assert mention.inner_text() == "John F. Kerry"
        mention.click()
        assert re.search(r"/briefs/[^/]+\.html#m-john-f-kerry-1$", page.url)
        assert page.locator(":target").inner_text() == "John F. Kerry"
        page.go_back()
        wait_for(page, "kerry")
        page.locator(f"{RESULTS} h2 a").first.click()
        page.wait_for_url(f"{any_address}/people/john-f-kerry.html")
        assert page.locator("h1").inner_text().startswith("John F. Kerry")
        assert not watched.complaints
        assert all(request.startswith(f"{any_address}/") for request in watched.requests)


@pytest.mark.parametrize(
    ("words", "name"),
    [("MALIK", "Nouri al-Maliki"), ("málikí nouri", "Nouri al-Maliki"), ("john kerry", "John F. Kerry")],
)
def test_name_is_found_by_beginnings_of_its_words_without_case_and_accents(
    words: str, name: str, address: str, browser: Browser
) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(f"{address}/search.html")
        search_for(page, words)
        assert titles(page)[0] == name
        assert not watched.complaints


def test_role_finds_the_person(address: str, browser: Browser) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(f"{address}/search.html?type=person")
        search_for(page, "secretary of state")
        assert titles(page) == ["John F. Kerry"]
        assert page.locator(f"{RESULTS} .search-excerpt mark").first.inner_text() == "Secretary of State."


@pytest.mark.parametrize("words", ["boots on the ground", "“boots on the ground”"])
def test_phrase_finds_the_quote_and_leads_to_it(words: str, any_address: str, browser: Browser) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(f"{any_address}/search.html?type=quote")
        search_for(page, words)
        assert titles(page) == ["John F. Kerry"]
        assert "boots" in " ".join(page.locator(f"{RESULTS} mark").all_inner_texts())
        page.locator(f"{RESULTS} h2 a").click()
        assert re.search(r"#q-\d+$", page.url)
        assert "contemplating" in page.locator(":target").inner_text()
        assert not watched.complaints


def test_found_words_of_a_brief_are_marked_and_link_to_their_place(address: str, browser: Browser) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(f"{address}/search.html?type=brief&q=surveillance+drone")
        wait_for(page, "surveillance drone")
        assert page.locator(f"{RESULTS} mark").all_inner_texts() == ["surveillance drone"]
        page.locator(f"{RESULTS} mark").click()
        assert re.search(r"#p-\d+$", page.url)
        assert "surveillance drone" in page.locator(":target").inner_text()


def test_types_filter_the_results_with_correct_counts(address: str, browser: Browser) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(f"{address}/search.html")
        search_for(page, "iraq")
        counts = {}
        for radio in page.locator("[name=type]").all():
            value = radio.get_attribute("value")
            assert value is not None
            counts[value] = int(page.locator(f'[data-count="{value}"]').inner_text())
        assert counts[""] == sum(count for value, count in counts.items() if value)
        for value, count in counts.items():
            page.locator(f'[name=type][value="{value}"]').check()
            if value:
                page.wait_for_url(f"**?q=iraq&type={value}")
            told = f"{count} result" if count else "Nothing was found"
            page.locator("[data-search-status]", has_text=told).wait_for()
            more = page.locator("[data-search-more]")
            while more.is_visible():
                shown = page.locator(RESULTS).count()
                more.click()
                page.locator(RESULTS).nth(shown).wait_for()
            assert page.locator(RESULTS).count() == count
        assert not watched.complaints


def test_address_keeps_the_state(address: str, browser: Browser) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(f"{address}/search.html")
        search_for(page, "al-Maliki")
        page.locator("[name=type][value=person]").check()
        page.wait_for_url("**type=person")
        shared = page.url
        before = titles(page)
        page.goto("about:blank")
        page.goto(shared)
        wait_for(page, "al-Maliki")
        assert titles(page) == before == ["Nouri al-Maliki"]
        assert page.locator("[name=type][value=person]").is_checked()
        page.locator("#search-words").fill("")
        page.wait_for_url(lambda url: "q=" not in url)
        assert page.locator(RESULTS).count() == 0


def test_empty_result_is_reported(address: str, browser: Browser) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(f"{address}/search.html")
        search_for(page, "zeppelin")
        status = page.locator("[data-search-status]")
        assert status.inner_text() == "Nothing was found for “zeppelin”"
        assert status.get_attribute("role") == "status"
        assert page.locator(RESULTS).count() == 0


def test_searched_words_are_escaped(address: str, browser: Browser) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(f"{address}/search.html?q=%3Cimg+src%3Dx%3E")
        wait_for(page, "<img src=x>")
        assert page.locator("main img").count() == 0
        assert not watched.complaints


def test_library_is_loaded_only_on_use(address: str, browser: Browser) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(f"{address}/search.html", wait_until="networkidle")
        on_use = ("/pagefind/", "/data/names.js", "/assets/search-")
        assert not [request for request in watched.requests if any(part in request for part in on_use)]
        search_for(page, "kerry")
        for part in on_use:
            assert [request for request in watched.requests if part in request]


@pytest.mark.parametrize("start", ["index.html", "people/john-f-kerry.html"])
def test_keyboard_alone_searches(start: str, any_address: str, browser: Browser) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(f"{any_address}/{start}")
        page.keyboard.press("/")
        page.keyboard.type("Kerry/Iraq")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search.html?q=Kerry%2FIraq")
        search_for(page, "kerry")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        assert page.locator(f"{RESULTS} h2 a").nth(1).evaluate("link => link === document.activeElement")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("/")
        assert page.locator("#search-words").evaluate("box => box === document.activeElement")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/people/john-f-kerry.html")
        assert not watched.complaints


def test_key_leads_to_the_search_page_on_a_phone(address: str, browser: Browser) -> None:
    with watched_page(browser, width=PHONE) as watched:
        page = watched.page
        page.goto(f"{address}/quotes/index.html")
        assert page.locator(".site-search").is_hidden()
        page.keyboard.press("/")
        page.wait_for_url("**/search.html")
        assert page.locator("#search-words").evaluate("box => box === document.activeElement")


def test_key_can_be_turned_off(address: str, browser: Browser) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(f"{address}/search.html")
        page.locator("[data-search-key] input").uncheck()
        page.goto(f"{address}/index.html")
        page.keyboard.press("/")
        assert page.evaluate("() => document.activeElement === document.body")
        page.goto(f"{address}/search.html")
        page.locator("[data-search-key] input").check()
        page.goto(f"{address}/index.html")
        page.keyboard.press("/")
        assert page.locator(".site-search input").evaluate("box => box === document.activeElement")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, 1280])
def test_results_are_accessible(width: int, scheme: Scheme, address: str, browser: Browser) -> None:
    with watched_page(browser, width=width, scheme=scheme) as watched:
        page = watched.page
        page.goto(f"{address}/search.html?q=iraq")
        wait_for(page, "iraq")
        assert not axe_violations(page)
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def is_explained(page: Page) -> bool:
    """Return True if the page hides its box, explains why, and links to the lists."""
    note = page.locator(".search-note")
    return (
        page.locator("input:visible:not([type=checkbox])").count() == 0
        and "web server" in note.inner_text()
        and note.locator("a", has_text="People").is_visible()
    )


def test_search_page_opened_as_a_file_explains_itself(built_seed_site: Path, browser: Browser) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(f"{(built_seed_site / 'search.html').as_uri()}?q=kerry")
        assert is_explained(page)
        assert "opened as a file" in page.locator("[data-search-status]").inner_text()
        page.locator(".search-note a", has_text="People").click()
        assert page.locator(".site-search").is_hidden()
        assert not watched.complaints


def test_search_page_without_scripts_explains_itself(address: str, browser: Browser) -> None:
    with watched_page(browser, scripts=False) as watched:
        watched.page.goto(f"{address}/search.html?q=kerry")
        assert is_explained(watched.page)
        assert watched.page.locator("button:visible").count() == 0


def test_library_that_fails_to_load_is_reported(address: str, browser: Browser) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.route("**/pagefind/pagefind.js", lambda route: route.abort())
        page.goto(f"{address}/search.html?q=kerry")
        page.locator("[data-search-status]", has_text="cannot be loaded").wait_for()
