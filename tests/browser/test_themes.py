"""The worked examples of ``docs/themes.md``, built and looked at: colors, logo, replaced blocks, and the policy."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builder.pages.accent import contrast, dark_accent, light_accent
from tests.support.browsing import SCHEMES, Scheme, Watched, violations_in_each_scheme, watched_page
from tests.support.sites import write_files
from tests.support.theme_examples import theme_examples

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

pytestmark = [pytest.mark.browser, pytest.mark.model]

WIDTHS = (390, 1280)
COLOR, TYPE, PART = theme_examples()
"""The headings of the examples."""

BRIEF = "briefs/harbour-closed.html"
ACCENT = "#0a9396"

COMPUTED = "([selector, name]) => getComputedStyle(document.querySelector(selector))[name]"
LISTEN = """
window.offences = [];
document.addEventListener("securitypolicyviolation", (event) => window.offences.push(event.blockedURI));
"""


@pytest.fixture(scope="module")
def addresses(
    good_site: Path, tmp_path_factory: pytest.TempPathFactory, serve_site_at: Callable[[Path, str], str]
) -> Mapping[str, str]:
    """Build the small site with the files of each example; return the addresses of the sites, by example."""
    from builder.pipeline.build_site import build_site
    from builder.pipeline.options import BuildOptions
    from builder.pipeline.progress import SilentProgress

    found = {}
    for number, (name, files) in enumerate(theme_examples().items()):
        root = tmp_path_factory.mktemp("themes") / str(number)
        shutil.copytree(good_site, root)
        write_files(root, files)
        report = build_site(BuildOptions(root=root, out=root / "site"), progress=SilentProgress())
        assert report.ok, "\n".join(map(str, report.diagnostics))
        assert report.diagnostics == ()
        found[name] = serve_site_at(root / "site", "papers/ledger")
    return found


@contextmanager
def opened(
    browser: Browser, address: str, *, width: int = 1280, scheme: Scheme = "light", keeps_policy: bool = False
) -> Iterator[Watched]:
    """Yield a page of a site whose counter answers; fail afterwards if it had any complaint."""

    def answer(route: Route) -> None:
        route.fulfill(content_type="text/javascript", body="document.documentElement.dataset.counted = 1")

    with watched_page(browser, width=width, scheme=scheme, keeps_policy=keeps_policy) as watched:
        watched.page.route("https://counter.example/**", answer)
        watched.page.add_init_script(LISTEN)
        watched.page.goto(address)
        yield watched
        assert watched.complaints == []
        assert watched.page.evaluate("window.offences") == []


def computed(watched: Watched, selector: str, name: str) -> str:
    """Return a computed style; a color as "#rrggbb"."""
    value = str(watched.page.evaluate(COMPUTED, [selector, name]))
    if not value.startswith("rgb("):
        return value
    return "#" + "".join(f"{int(part):02x}" for part in value[4:-1].split(","))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_accent_and_logo(width: int, scheme: Scheme, addresses: Mapping[str, str], browser: Browser) -> None:
    expected = {"light": light_accent(ACCENT), "dark": dark_accent(ACCENT)}[scheme]
    with opened(browser, f"{addresses[COLOR]}/{BRIEF}", width=width, scheme=scheme) as watched:
        for selector, name in ((".kicker-place", "color"), (".glance", "borderTopColor"), (".more", "color")):
            assert computed(watched, selector, name) == expected
        assert contrast(expected, computed(watched, "body", "backgroundColor")) >= 4.5
        logo = watched.page.get_by_role("link", name="The Harbor Ledger").locator("img")
        box = logo.bounding_box()
        assert box is not None
        assert (round(box["height"]), round(box["width"])) == (36, 112)
        assert logo.evaluate("img => img.naturalWidth") == 150
        links = watched.page.locator(".social a")
        assert links.all_inner_texts() == ["Mastodon", "Bluesky", "News as JSON"]
        assert [one.get_attribute("rel") for one in links.all()] == ["me", "me", None]
        boxes = [one.bounding_box() for one in links.all()]
        assert all(one is not None and one["height"] >= 24 for one in boxes)


def test_the_logo_follows_the_theme_that_the_reader_chooses(
    addresses: Mapping[str, str], browser: Browser
) -> None:
    with opened(browser, f"{addresses[COLOR]}/index.html") as watched:
        logo = watched.page.locator(".logo")
        light = logo.screenshot()
        watched.page.locator("[data-theme-button]").click()
        assert watched.page.evaluate("document.documentElement.dataset.theme") == "dark"
        watched.page.emulate_media(color_scheme="light")
        chosen = logo.screenshot()
    with opened(browser, f"{addresses[COLOR]}/index.html", scheme="dark") as watched:
        assert watched.page.locator(".logo").screenshot() == chosen != light


NIGHT = {"light": ("#ffffff", "#eef4f8", "#1d5f8a"), "dark": ("#0d1b2a", "#1b263b", "#8ecae6")}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_one_line_of_a_style_sheet_changes_a_color(
    width: int, scheme: Scheme, addresses: Mapping[str, str], browser: Browser
) -> None:
    paper, panel, accent = NIGHT[scheme]
    with opened(browser, f"{addresses[TYPE]}/{BRIEF}", width=width, scheme=scheme) as watched:
        assert computed(watched, "body", "backgroundColor") == paper
        assert computed(watched, ".glance", "backgroundColor") == panel
        assert computed(watched, ".kicker-place", "color") == accent
        assert computed(watched, "h1", "fontStyle") == "italic"
        assert computed(watched, "h1", "fontFamily").startswith("Georgia")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_blocks_are_replaced_and_the_counter_is_let_in(
    width: int, scheme: Scheme, addresses: Mapping[str, str], browser: Browser
) -> None:
    address = f"{addresses[PART]}/{BRIEF}"
    with opened(browser, address, width=width, scheme=scheme, keeps_policy=True) as watched:
        page = watched.page
        assert page.locator(".standfirst").inner_text() == "A brief of The Harbor Ledger."
        assert page.locator("h1").inner_text() == "Harbour closed"
        assert page.locator(".brief-quotes + .manner").inner_text() == "Is a quote wrong? Tell us."
        assert page.locator(".brief-quotes .quote-list > li").count() > 0
        assert page.locator("html").get_attribute("data-counted") == "1"
        page.goto(f"{addresses[PART]}/about.html")
        assert page.locator("html").get_attribute("data-counted") == "1"
        assert page.locator("meta[name=author]").get_attribute("content") == "The Harbor Ledger"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("example", theme_examples())
def test_themes_are_accessible_and_do_not_scroll_sideways(
    example: str, width: int, addresses: Mapping[str, str], browser: Browser
) -> None:
    for path in ("index.html", BRIEF, "people/index.html"):
        with opened(browser, f"{addresses[example]}/{path}", width=width) as watched:
            assert violations_in_each_scheme(watched.page) == [], path
