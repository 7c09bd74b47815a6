"""Every type of page of the built seed site and of the example, in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browsing import (
    DESKTOP,
    PHONE,
    Watched,
    axe_violations,
    violations_in_each_scheme,
    watched_page,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.model]

PAGES = {
    "home": "index.html",
    "brief": "briefs/*.html",
    "briefs": "briefs/index.html",
    "person": "people/*.html",
    "people": "people/index.html",
    "place": "places/*.html",
    "places": "places/index.html",
    "organisation": "organizations/*.html",
    "organisations": "organizations/index.html",
    "group": "groups/*.html",
    "groups": "groups/index.html",
    "quotes": "quotes/index.html",
    "search": "search.html",
    "timeline": "timeline.html",
    "map": "map.html",
    "network": "network.html",
    "about": "about.html",
    "missing": "404.html",
}
"""One page of every type: the largest, if there are several."""

EXAMPLE_PAGES = {
    **{kind: PAGES[kind] for kind in ("home", "brief", "person", "place", "organisation", "group", "quotes")},
    "event": "events/*.html",
    "events": "events/index.html",
    "people": "people/index.html",
}
"""Types of pages that the seed site lacks, or has fewer of than the example."""


ADDRESSES = "found => found.map(one => new URL(one.getAttribute('href'), one.baseURI).href)"
"""A script that returns the targets of links; links in pictures have no plain href."""


def page_of(site: Path, pattern: str) -> str:
    """Return the path of the page to test."""
    found = [path for path in site.glob(pattern) if "*" not in pattern or path.name != "index.html"]
    assert found, f"the site has no page {pattern}"
    return max(found, key=lambda path: (path.stat().st_size, path.name)).relative_to(site).as_posix()


@pytest.fixture(scope="module")
def address(built_seed_site: Path, serve_site_at: Callable[[Path, str], str]) -> str:
    """Return the address of the site at the root of a server."""
    return serve_site_at(built_seed_site, "")


@pytest.fixture(scope="module")
def example_address(built_example: Path, serve_site_at: Callable[[Path, str], str]) -> str:
    """Return the address of the example site at the root of a server."""
    return serve_site_at(built_example, "")


@pytest.fixture(scope="module")
def address_below(built_seed_site: Path, serve_site_at: Callable[[Path, str], str]) -> str:
    """Return the address of the site at a sub-path of a server."""
    return serve_site_at(built_seed_site, "papers/ellery")


# Each test opens its pages one after the other in one window: a window for each takes more time than the pages.


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_pages_are_sound_and_accessible(
    width: int, built_seed_site: Path, address: str, browser: Browser, subtests: pytest.Subtests
) -> None:
    with watched_page(browser, width=width) as watched:
        for kind, pattern in PAGES.items():
            with subtests.test(kind=kind):
                look_at(watched, address, page_of(built_seed_site, pattern))


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_pages_of_the_example_are_sound_and_accessible(
    width: int, built_example: Path, example_address: str, browser: Browser, subtests: pytest.Subtests
) -> None:
    with watched_page(browser, width=width) as watched:
        for kind, pattern in EXAMPLE_PAGES.items():
            with subtests.test(kind=kind):
                look_at(watched, example_address, page_of(built_example, pattern))


def test_address_of_a_merged_entity_leads_to_the_remaining_page(
    example_address: str, browser: Browser
) -> None:
    with watched_page(browser) as watched:
        watched.page.goto(f"{example_address}/people/dez-okonjo.html", wait_until="commit")
        watched.page.wait_for_url(f"{example_address}/people/desmond-okonjo.html")
        assert watched.page.locator("h1").inner_text() == "Desmond Okonjo"


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_redirect_page_is_accessible(
    width: int, built_example: Path, example_address: str, browser: Browser
) -> None:
    path = "people/dez-okonjo.html"
    html = (built_example / path).read_text(encoding="utf-8")
    # Without the redirect, so that the page stays open.
    staying = re.sub("<meta http-equiv=[^>]+>", "", html)
    assert staying != html
    with watched_page(browser, width=width) as watched:
        watched.page.route(f"**/{path}", lambda route: route.fulfill(body=staying, content_type="text/html"))
        watched.page.goto(f"{example_address}/{path}")
        assert not axe_violations(watched.page)


def look_at(watched: Watched, address: str, path: str) -> None:
    """Open a page and assert that it is accessible, fits the window, and loads nothing from other sites."""
    watched.forget()
    response = watched.page.goto(f"{address}/{path}", wait_until="load")
    assert response is not None
    assert response.ok
    assert not violations_in_each_scheme(watched.page)
    assert not watched.complaints
    assert all(request.startswith(f"{address}/") for request in watched.requests)


def test_pages_are_complete_without_scripts(
    built_seed_site: Path, address: str, browser: Browser, subtests: pytest.Subtests
) -> None:
    with watched_page(browser) as with_scripts, watched_page(browser, scripts=False) as without:
        for kind, pattern in PAGES.items():
            with subtests.test(kind=kind):
                without.forget()
                url = f"{address}/{page_of(built_seed_site, pattern)}"
                with_scripts.page.goto(url)
                without.page.goto(url)
                main = with_scripts.page.locator("main").inner_text()
                alone = without.page.locator("main").inner_text()
                assert alone.strip()
                missing = set(alone.split()) ^ set(main.split())
                assert not {word for word in missing if word in alone.split()}, "words that scripts take away"
                assert not without.complaints


@pytest.mark.parametrize("way", ["file", "sub-path"])
def test_pages_work_from_a_double_clicked_file_and_from_a_sub_path(
    way: str, built_seed_site: Path, address_below: str, browser: Browser, subtests: pytest.Subtests
) -> None:
    root = built_seed_site.as_uri() if way == "file" else address_below
    with watched_page(browser) as watched:
        for kind, pattern in PAGES.items():
            with subtests.test(kind=kind):
                watched.forget()
                watched.page.goto(f"{root}/{page_of(built_seed_site, pattern)}")
                assert watched.page.evaluate("() => document.styleSheets.length") > 0
                assert not watched.complaints
                assert all(request.startswith(f"{root}/") for request in watched.requests)


def test_every_link_of_every_page_can_be_followed(
    built_seed_site: Path, address_below: str, browser: Browser
) -> None:
    pending = {f"{address_below}/index.html"}
    seen: set[str] = set()
    wanted: dict[str, set[str]] = {}
    anchors: dict[str, set[str]] = {}
    with watched_page(browser, scripts=False) as watched:
        while pending:
            url = pending.pop()
            seen.add(url)
            response = watched.page.goto(url)
            assert response is not None
            assert response.status == 200, url
            if not url.endswith(".html"):
                continue
            anchors[url] = set(watched.page.eval_on_selector_all("[id]", "found => found.map(one => one.id)"))
            links = watched.page.eval_on_selector_all("a[href]", ADDRESSES)
            for link in links:
                target, _, anchor = link.partition("#")
                if target.startswith(f"{address_below}/"):
                    if target.endswith(".html"):
                        wanted.setdefault(target, set()).add(anchor)
                        pending |= {target} - seen
                else:
                    assert link.startswith("https://"), f"{url} links to {link}"
    for target, names in wanted.items():
        assert names - {""} <= anchors[target], target
    paths = {path.relative_to(built_seed_site).as_posix() for path in built_seed_site.rglob("*.html")}
    reached = {url.removeprefix(f"{address_below}/") for url in seen}
    assert paths - reached <= {"404.html"}, "pages that no link leads to"
