"""The quote index in a browser: filters, their address, permalinks, citations."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from msgspec import Struct

from tests.support.browsing import PHONE, Watched, axe_violations, watched_page
from tests.support.many_quotes import make_many
from tests.support.sites import write_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page

pytestmark = [pytest.mark.browser]

MANY = 10_000
UNNAMED, UNKNOWN = "_unnamed", "_unknown"
"""The choices for quotes of sources that are not entities, and for quotes without a speaker."""

FILTERING = 200
"""Longest work of a change of the filters, in milliseconds."""

CHANGE = """async ([selector, value]) => {
  const field = document.querySelector(selector);
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise((done) => setTimeout(done, 50));
  document.body.getBoundingClientRect();
}"""


@pytest.fixture(scope="module")
def many_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site of ten thousand quotes."""
    return write_files(tmp_path_factory.mktemp("many"), make_many(MANY))


@pytest.fixture(scope="module")
def few(sample_site: Path, serve_site_at: Callable[[Path, str], str]) -> str:
    """Return the address of the sample site, below a sub-path."""
    return serve_site_at(sample_site, "papers/ellery")


@pytest.fixture(scope="module")
def many(many_site: Path, serve_site_at: Callable[[Path, str], str]) -> str:
    """Return the address of the site of many quotes."""
    return serve_site_at(many_site, "")


class Quotes(Struct, frozen=True):
    """The quotes in a site's data, and filters over them for comparison."""

    rows: list[dict[str, Any]]
    dates: dict[str, str]

    def fitting(self, **wanted: str) -> list[dict[str, Any]]:
        """Return the matching quotes; words are searched in the quote itself."""
        return [
            row for row in self.rows if all(self._fits(row, name, value) for name, value in wanted.items())
        ]

    def _fits(self, row: dict[str, Any], name: str, value: str) -> bool:
        date = self.dates[row["brief"]]
        if name == "words":
            return all(word in row["words"].casefold() for word in value.casefold().split())
        if name == "speaker" and value in (UNNAMED, UNKNOWN):
            return not row["speakers"] and bool(row["speaker_text"]) is (value == UNNAMED)
        if name == "speaker":
            return value in row["speakers"]
        if name in ("from", "to"):
            return bool(date) and (date >= value if name == "from" else date <= value)
        return bool(row[name] == value)


def quotes_of(site: Path) -> Quotes:
    script = (site / "data/quotes.js").read_text(encoding="utf-8")
    data = json.loads(script.removeprefix("window.newsglossQuotes=").removesuffix(";\n"))
    rows = json.loads((site / "data/quotes.json").read_text(encoding="utf-8"))
    return Quotes(rows, {brief[0]: brief[2] for brief in data["briefs"]})


def wait_until_read(page: Page) -> None:
    """Open the filters and wait for the data."""
    if not page.locator("[data-filters] form").is_visible():
        page.locator("[data-filters] summary").click()
    page.wait_for_function("document.querySelectorAll('#filter-kind option').length > 1")


def busy(session: CDPSession) -> float:
    """Return the work of the page so far in milliseconds: scripts, styles and layout."""
    metrics = {row["name"]: row["value"] for row in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"]) * 1000


def told(page: Page) -> int:
    """Return the number of quotes that the page reports."""
    return int(page.locator("[data-count]").inner_text().split()[0].replace(",", ""))


def state_of(page: Page) -> dict[str, list[str]]:
    """Return the filters in the address."""
    return parse_qs(urlsplit(page.evaluate("location.href")).query)


def shown(page: Page) -> int:
    return page.locator("main .quote-list > li:visible").count()


def set_fields(page: Page, fields: dict[str, str]) -> None:
    for name, value in fields.items():
        field = page.locator(f"#filter-{name}")
        if field.evaluate("(one) => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


FILTERS = [
    {"speaker": "lindsey-graham"},
    {"speaker": UNNAMED},
    {"speaker": UNKNOWN},
    {"brief": "footbridge"},
    {"kind": "indirect"},
    {"words": "NOBODY"},
    {"words": "venn nothing"},
    {"from": "2014-02-01"},
    {"to": "2014-01-31"},
    {"speaker": "john-f-kerry", "kind": "direct"},
    {"brief": "kerry-iraq-anbar", "kind": "direct", "words": "fight"},
]


@pytest.mark.parametrize("fields", FILTERS, ids=[" ".join(fields) for fields in FILTERS])
def test_filters_select_the_matching_quotes_and_are_kept_in_the_address(
    fields: dict[str, str], sample_site: Path, few: str, browser: Browser
) -> None:
    expected = quotes_of(sample_site).fitting(**fields)
    assert expected
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(f"{few}/quotes/index.html")
        wait_until_read(page)
        set_fields(page, fields)
        assert told(page) == shown(page) == len(expected)
        assert {name: values[0] for name, values in state_of(page).items()} == fields
        assert_counts_of_groups(page, expected)
        with watched_page(browser) as shared:
            shared.page.goto(page.url)
            shared.page.locator("[data-results] .quote-list > li").first.wait_for()
            assert told(shared.page) == shown(shared.page) == len(expected)
            for name, value in fields.items():
                assert shared.page.locator(f"#filter-{name}").input_value() == value
        page.locator("[data-filters] button[type=reset]").click()
        page.locator("[data-listing]").wait_for()
        assert told(page) == len(quotes_of(sample_site).rows)
        assert state_of(page) == {}
        assert not watched.complaints


def assert_counts_of_groups(page: Page, expected: list[dict[str, Any]]) -> None:
    """Assert that the heading of every speaker counts the shown quotes."""
    groups = Counter((tuple(row["speakers"]), (row["speaker_text"] or "").casefold()) for row in expected)
    counts = page.locator("[data-results] .group-count").all_inner_texts()
    assert sorted(map(int, counts)) == sorted(groups.values())


def test_choices_show_the_number_of_quotes_they_leave(sample_site: Path, few: str, browser: Browser) -> None:
    quotes = quotes_of(sample_site)
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(f"{few}/quotes/index.html")
        wait_until_read(page)
        set_fields(page, {"kind": "direct", "speaker": "john-f-kerry"})
        for name, other in (("kind", {"speaker": "john-f-kerry"}), ("speaker", {"kind": "direct"})):
            page.evaluate("new Promise((done) => setTimeout(done, 50))")
            options = page.locator(f"#filter-{name} option:not([value=''])").evaluate_all(
                "(all) => all.map((one) => [one.value, one.textContent])"
            )
            assert len(options) > 1
            for value, label in options:
                count = len(quotes.fitting(**{name: value}, **other))
                assert label.endswith(f"({count})")


def test_undated_quotes_are_last_in_the_order_of_dates(sample_site: Path, few: str, browser: Browser) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(f"{few}/quotes/index.html")
        wait_until_read(page)
        for order, first in (("newest", "2014-02-03"), ("oldest", "2014-01-05")):
            set_fields(page, {"order": order})
            cards = page.locator("[data-results] .quote-list > li")
            assert cards.count() == len(quotes_of(sample_site).rows)
            assert cards.first.locator("time").get_attribute("datetime") == first
            assert "undated" in cards.last.inner_text()
            assert cards.first.locator("b").inner_text()


def test_enter_and_the_button_lead_to_the_results(few: str, browser: Browser) -> None:
    with watched_page(browser, width=PHONE) as watched:
        page = watched.page
        page.goto(f"{few}/quotes/index.html?order=newest")
        page.locator("[data-results] .quote-list > li").first.wait_for()
        page.locator("#filter-words").fill("fight")
        page.locator("#filter-words").press("Enter")
        page.wait_for_function("scrollY > 200")
        assert urlsplit(page.url).path.endswith("/quotes/index.html")
        assert state_of(page) == {"words": ["fight"], "order": ["newest"]}


def test_empty_result_is_reported(few: str, browser: Browser) -> None:
    with watched_page(browser) as watched:
        watched.page.goto(f"{few}/quotes/index.html?words=zzzz")
        watched.page.locator("[data-results] .nothing").wait_for()
        assert told(watched.page) == shown(watched.page) == 0


@pytest.fixture
def open_many(many: str, browser: Browser) -> Iterator[Watched]:
    with watched_page(browser) as watched:
        watched.page.goto(f"{many}/quotes/index.html")
        yield watched


def test_ten_thousand_quotes_are_loaded_on_use_and_filtered_quickly(
    many_site: Path, open_many: Watched
) -> None:
    page = open_many.page
    assert not any("quotes.js" in request for request in open_many.requests)
    wait_until_read(page)
    assert any(request.endswith("data/quotes.js") for request in open_many.requests)
    quotes = quotes_of(many_site)
    state: dict[str, str] = {}
    session = page.context.new_cdp_session(page)
    # The CPU time of the page's thread, without other load of the machine.
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    for name, value in (
        ("words", "honest"),
        ("kind", "direct"),
        ("from", "2015-06-01"),
        ("speaker", "person-007"),
    ):
        before = busy(session)
        page.evaluate(CHANGE, [f"#filter-{name}", value])
        took = busy(session) - before
        state[name] = value
        assert took < FILTERING, f"{name} took {took:.0f} ms"
        assert told(page) == len(quotes.fitting(**state))
    assert not open_many.complaints


def test_large_counts_have_separators(many_site: Path, open_many: Watched) -> None:
    page = open_many.page
    quotes = quotes_of(many_site)
    assert page.locator(".page-head .counts").inner_text() == "10,000 quotes, by speaker"
    wait_until_read(page)
    assert page.locator("[data-count]").inner_text() == "10,000 quotes"
    for kind in ("direct", "mixed", "indirect"):
        option = page.locator(f"#filter-kind option[value={kind}]").inner_text()
        assert option == f"{kind.capitalize()} ({len(quotes.fitting(kind=kind)):,})"
    for value, label in ((UNNAMED, "Unnamed sources"), (UNKNOWN, "Speaker not identified")):
        count = len(quotes.fitting(speaker=value))
        assert count > 0
        assert page.locator(f"#filter-speaker option[value={value}]").inner_text() == f"{label} ({count:,})"
    set_fields(page, {"kind": "direct"})
    left = len(quotes.fitting(kind="direct")) - 50
    assert page.locator("[data-more]").inner_text() == f"Show more ({left:,} left)"


def test_many_results_are_shown_in_parts(open_many: Watched) -> None:
    page = open_many.page
    wait_until_read(page)
    set_fields(page, {"kind": "direct"})
    assert shown(page) == 50
    page.locator("[data-more]").focus()
    page.keyboard.press("Enter")
    assert shown(page) == 150
    number = page.evaluate(
        """() => [...document.querySelectorAll("[data-results] .quote-list > li")]
            .findIndex((card) => card.contains(document.activeElement))"""
    )
    assert number == 50, "the next quote has the focus"


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_old_address_of_a_quote_leads_to_its_new_page(
    scheme: str, many: str, many_site: Path, browser: Browser
) -> None:
    root = many if scheme == "http" else many_site.as_uri()
    with watched_page(browser) as watched:
        page = watched.page
        for anchor in ("article-00003-q-2", "by-person-100"):
            page.goto("about:blank")
            page.goto(f"{root}/quotes/index.html#{anchor}")
            page.wait_for_url(re.compile(rf"/quotes/(?!index)[a-z0-9-]+\.html#{anchor}$"))
            assert page.locator(f"[id='{anchor}']").count() == 1
        # A page that is left before it is complete cancels its requests.
        assert [one for one in watched.complaints if not one.startswith("failed:")] == []


def test_old_spelling_of_joint_speakers_in_an_address_leads_to_them(few: str, browser: Browser) -> None:
    with watched_page(browser) as watched:
        watched.page.goto(f"{few}/quotes/index.html#by-john-mccain.lindsey-graham")
        watched.page.wait_for_url(f"{few}/quotes/index.html#by-john-mccain_lindsey-graham")
        assert watched.page.locator(":target").count() == 1


def test_permalink_of_a_result_leads_to_the_quote(open_many: Watched) -> None:
    page = open_many.page
    wait_until_read(page)
    set_fields(page, {"words": "honest ferry"})
    page.locator("[data-results] .link").nth(7).click()
    anchor = urlsplit(page.url).fragment
    page.locator(f"[id='{anchor}']").wait_for()
    assert "honest" in page.locator(f"[id='{anchor}'] blockquote").inner_text().lower()


CITATIONS = {
    "plain": "“predictable” — John McCain and Lindsey Graham, in a joint statement. "
    "“Kerry offers Iraq help in Anbar, but no troops”, 5 January 2014. {url}",
    "markdown": "> “predictable”\n>\n> — John McCain and Lindsey Graham, in a joint statement, in "
    "[Kerry offers Iraq help in Anbar, but no troops]({url}), 5 January 2014",
    "apa": "“predictable” (John McCain and Lindsey Graham, as cited in {site}, 2014).\n\n{site}. (2014, January 5). "
    "Kerry offers Iraq help in Anbar, but no troops. {url}",
}


@pytest.mark.parametrize("form", CITATIONS)
@pytest.mark.parametrize("filtered", [False, True], ids=["listed", "found"])
def test_citation_is_copied_to_the_clipboard(filtered: bool, form: str, few: str, browser: Browser) -> None:  # noqa: FBT001
    with watched_page(browser, permissions=["clipboard-read", "clipboard-write"]) as watched:
        page = watched.page
        page.goto(f"{few}/quotes/index.html{'?words=predictable' if filtered else ''}")
        card = page.locator(".quote-list > li:visible", has_text="“predictable”")
        card.wait_for()
        card.locator("[data-cite]").click()
        card.locator(f"[data-copy={form}]").click()
        page.wait_for_function("document.querySelector('.citation-status').textContent === 'Copied'")
        site = page.locator("template[data-citation]").get_attribute("data-site") or ""
        expected = CITATIONS[form].format(url=f"{few}/briefs/kerry-iraq-anbar.html#q-10", site=site)
        assert page.evaluate("navigator.clipboard.readText()") == expected
        assert not watched.complaints


def test_citation_has_the_author_and_marks_unknown_facts(few: str, browser: Browser) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(f"{few}/quotes/index.html")
        for anchor in ("footbridge-q-1", "garden-q-1"):
            page.locator(f"[id='{anchor}'] [data-cite]").click()
        bridge = page.locator("#footbridge-q-1 [data-form=apa]").inner_text()
        assert "as cited in Ida Example, 2014" in bridge
        assert "\n\nIda Example. (2014, February 3). Old footbridge closes. " in bridge
        assert "<b>nobody</b>" in page.locator("#footbridge-q-1 [data-form=plain]").inner_text()
        assert r"\<b\>nobody" in page.locator("#footbridge-q-1 [data-form=markdown]").inner_text()
        garden = page.locator("#garden-q-1 [data-form=apa]").inner_text()
        assert "(speaker not identified, as cited in" in garden
        assert "(n.d.)" in garden


def test_text_is_selected_if_the_clipboard_is_refused(sample_site: Path, browser: Browser) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
        page.goto(f"{sample_site.as_uri()}/quotes/index.html")
        card = page.locator(".quote-list > li").first
        card.locator("[data-cite]").click()
        card.locator("[data-copy=plain]").click()
        text = card.locator("[data-form=plain]").inner_text()
        assert page.evaluate("getSelection().toString()") == text
        assert card.locator(".citation-status").inner_text()


def test_keyboard_alone_filters_and_cites(few: str, browser: Browser) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(f"{few}/quotes/index.html")
        wait_until_read(page)
        page.locator("[data-filters] summary").focus()
        page.keyboard.press("Tab")
        page.keyboard.type("predictable")
        page.keyboard.press("Tab")
        page.keyboard.type("Lindsey")
        assert page.locator("#filter-speaker").input_value() == "lindsey-graham"
        assert told(page) == shown(page) == 1
        page.locator("[data-results] .link").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.locator(".citation").wait_for()
        assert page.locator("[data-cite]:visible").get_attribute("aria-expanded") == "true"
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        assert page.locator(".citation").count() == 0
        assert page.evaluate("document.activeElement.matches('[data-cite]')")


@pytest.mark.parametrize("path", ["quotes/index.html", "quotes/a-2.html", "quotes/unnamed.html"])
def test_without_scripts_every_quote_is_shown_and_no_tool(path: str, many: str, browser: Browser) -> None:
    with watched_page(browser, scripts=False) as watched:
        watched.page.goto(f"{many}/{path}")
        assert watched.page.locator("button:visible, form:visible").count() == 0
        if path == "quotes/index.html":
            watched.page.locator(".shelf li a").nth(20).click()
        assert shown(watched.page) > 10


@pytest.mark.parametrize("width", [PHONE, 1280])
@pytest.mark.parametrize("path", ["quotes/index.html", "quotes/a-2.html", "quotes/index.html?kind=mixed"])
def test_pages_of_many_quotes_are_accessible(path: str, width: int, many: str, browser: Browser) -> None:
    with watched_page(browser, width=width) as watched:
        watched.page.goto(f"{many}/{path}")
        wait_until_read(watched.page)
        cite = watched.page.locator("[data-cite]:visible")
        if cite.count():
            cite.first.click()
        assert not axe_violations(watched.page)
        assert watched.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert not watched.complaints
