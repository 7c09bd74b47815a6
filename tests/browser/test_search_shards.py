"""The search over several shards in a browser: the results of one index."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest
from msgspec.structs import replace

from builder.search.record import QuoteWords, SearchRecord
from builder.search.shards import join_shards, make_shard
from tests.support.browsing import watched_page
from tests.support.sample import rendered
from tests.support.sites import write_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SHARDS = 4
SUBJECTS = ("bell", "pier", "quay", "mill")
FIRST_WORDS = "“All of the council agreed on the"
SECOND_QUOTE = ((11, 15),)
"""The words "Nothing else was decided." of every brief."""
NAMES = ("Ana Roe", "Lena Okafor", "José Ñandú", "Mira Bellam")
"""The display names of the speakers. No text has the last two."""
NOT_IN_TEXTS: Mapping[int, tuple[str, ...] | str] = {
    8: ("jose-nandu",),
    9: ("jose-nandu", "mira-bellam", "ana-roe"),
    13: ("jose-nandu",),
    14: ("jose-nandu", "mira-bellam"),
    16: "Harbor pilots",
    18: ("jose-nandu",),
}
"""The speakers of second quotes by the number of the brief, in three of the four shards."""


def record(number: int) -> SearchRecord:
    """Return an invented brief: its quote, then as many words as its number."""
    subject = SUBJECTS[number % len(SUBJECTS)]
    said = f"{FIRST_WORDS} {subject},” Ana Roe said."
    return SearchRecord(
        slug=f"brief-{number}",
        url=f"briefs/brief-{number}.html",
        title=f"Lowmoor council minutes {number}",
        content=f"{said} Nothing else was decided. {'The meeting ended late. ' * number}".strip(),
        year="2031" if number < 12 else "",
        quotes=(
            QuoteWords(1, ("ana-roe",), ((0, 8),)),
            *([QuoteWords(2, NOT_IN_TEXTS[number], SECOND_QUOTE)] if number in NOT_IN_TEXTS else []),
        ),
    )


RECORDS = [record(number) for number in range(24)]
RECORDS[5] = replace(
    RECORDS[5],
    content=f"{RECORDS[5].content} The bell is of an alloy, the alloy of a dozen foundries.",
    quotes=(*RECORDS[5].quotes, QuoteWords(0, ("lena-okafor",), SECOND_QUOTE, is_unmarked=True)),
)


def names_script() -> bytes:
    """Return the names of the speakers as the page of the search loads them."""
    rows = [[name, "", "", "", 1, 1, []] for name in NAMES]
    data = {"folders": {"person": "people"}, "years": [], "briefs": [], "types": {"person": rows}}
    return f"window.newsglossNames={json.dumps(data)};".encode()


def site_files(shards: int) -> Mapping[str, bytes]:
    """Return a site whose index has these shards, and the page that searches it."""
    parts = [make_shard(RECORDS[number::shards], language="en") for number in range(shards)]
    index = {f"pagefind/{path}": data for path, data in join_shards(parts).items()}
    page = rendered()["search.html"].replace(b'data-shards="1"', f'data-shards="{shards}"'.encode())
    return {**rendered(), **index, "data/names.js": names_script(), "search.html": page}


@pytest.fixture(scope="module", params=[1, SHARDS], ids=["one", "several"])
def address(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    serve_site_at: Callable[[Path, str], str],
) -> str:
    """Return the address of the site with one shard, and with several."""
    folder = tmp_path_factory.mktemp("shards")
    return serve_site_at(write_files(folder, site_files(request.param)), "papers/ellery")


@pytest.fixture
def page(address: str, browser: Browser) -> Iterator[Page]:
    """Yield the page of the search, and check that it has not complained."""
    with watched_page(browser) as watched:
        watched.page.goto(f"{address}/search.html")
        yield watched.page
        assert not watched.complaints


def shown_in(url: str) -> dict[str, str]:
    """Return what the address says of the results that are shown."""
    return {key: value for key, value in parse_qsl(urlsplit(url).query) if key != "year"}


def found(page: Page, words: str, kind: str = "brief") -> list[int]:
    """Return the numbers of the briefs that are found, in their order."""
    page.locator(f"[name=type][value={kind}]").check()
    page.locator("#search-words").fill(words)
    page.wait_for_url(lambda url: shown_in(url) == {"q": words, "type": kind})
    page.locator("[data-search-status]", has_text=f"for “{words}”").wait_for()
    while page.locator("[data-search-more]").is_visible():
        shown = page.locator("[data-search-results] > li").count()
        page.locator("[data-search-more]").click()
        page.locator("[data-search-results] > li").nth(shown).wait_for()
    links = page.locator("[data-search-results] h2 a").evaluate_all("all => all.map((one) => one.href)")
    return [int(re.findall(r"brief-(\d+)\.html", link)[0]) for link in links]


def first_link(page: Page) -> str:
    return page.locator("[data-search-results] h2 a").first.get_attribute("href") or ""


def test_word_of_one_shard_is_found_there_alone(page: Page) -> None:
    # The other shards have "all", with which "alloy" begins; pagefind takes it if a shard has nothing better.
    assert found(page, "alloy") == [5]
    assert found(page, "allo") == [5]


def test_words_are_found_only_together(page: Page) -> None:
    assert found(page, "council alloy") == [5]
    assert sorted(found(page, "council mill")) == list(range(3, 24, 4))


def test_word_that_no_brief_has_finds_nothing(page: Page) -> None:
    assert found(page, "zeppelin") == []
    assert found(page, "council zeppelin") == []
    assert found(page, "alternative") == [], "words that it begins with are of no use"


def test_misspelled_ending_finds_the_word(page: Page) -> None:
    assert found(page, "alloyy") == [5]


def test_phrase_finds_the_quotes_with_it(page: Page) -> None:
    assert sorted(found(page, "“agreed on the mill”", "quote")) == list(range(3, 24, 4))
    assert first_link(page).endswith("#q-1")
    assert page.locator("[data-search-results] .card-name").first.inner_text() == "Ana Roe"
    assert found(page, "“on agreed the mill”", "quote") == []


def test_quotes_are_found_by_their_speaker(page: Page) -> None:
    assert sorted(found(page, "ana roe mill", "quote")) == list(range(3, 24, 4))
    assert found(page, "okafor council", "quote") == []
    assert found(page, "okafor", "quote") == [5]
    assert "#" not in first_link(page), "no text shows it"
    assert page.locator("[data-search-results] .search-excerpt").all_inner_texts() == [
        "“Nothing else was decided”"
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("jose", [8, 9, 13, 14, 18]),
        ("NANDU José", [8, 9, 13, 14, 18]),
        ("ñan", [8, 9, 13, 14, 18]),
        ("jose bellam", [9, 14]),
        ("“José Ñandú”", [8, 9, 13, 14, 18]),
        ("“Ñandú José”", []),
        ("“José and Mira”", []),
        ("jose decided", [8, 9, 13, 14, 18]),
        ("else bellam decided", [9, 14]),
        ("jose pier", []),
        ("bellam roe", [9]),
        ("bellam okafor", []),
        ("harbor", [16]),
        ("“harbor pilots”", [16]),
        ("pilots decided", [16]),
    ],
)
def test_quotes_are_found_by_words_of_a_name_that_the_text_does_not_have(
    words: str, expected: list[int], page: Page
) -> None:
    assert sorted(found(page, words, "quote")) == expected
    ends = page.locator("[data-search-results] h2 a").evaluate_all("all => all.map((one) => one.hash)")
    assert set(ends) <= {"#q-2"}


def test_briefs_are_found_by_a_name_and_a_word_of_their_text(page: Page) -> None:
    assert found(page, "jose pier") == [9, 13], "the shorter one first"
    assert sorted(found(page, "bellam")) == [9, 14], "not those with the shorter word"
    assert found(page, "jose foundries") == []
    assert found(page, "“jose pier”") == []


def test_only_words_of_the_text_are_marked(page: Page) -> None:
    found(page, "jose decided", "quote")
    marks = page.locator("[data-search-results] mark").all_inner_texts()
    assert marks == ["decided"] * 5
    found(page, "“José Ñandú”", "quote")
    assert page.locator("[data-search-results] mark").count() == 0


def test_several_speakers_are_named_as_on_pages(page: Page) -> None:
    found(page, "bellam", "quote")
    speakers = page.locator("[data-search-results] .card-name").all_inner_texts()
    assert sorted(speakers) == ["José Ñandú and Mira Bellam", "José Ñandú, Mira Bellam and Ana Roe"]
    found(page, "pilots", "quote")
    assert page.locator("[data-search-results] .card-name").all_inner_texts() == ["Harbor pilots"]


def test_results_are_shown_long_after_the_search(page: Page) -> None:
    # pagefind forgets the data of results that the browser has collected as garbage.
    page.locator("[name=type][value=quote]").check()
    page.locator("#search-words").fill("council")
    page.locator("[data-search-status]", has_text="for “council”").wait_for()
    page.request_gc()
    page.wait_for_timeout(200)
    page.locator("[data-search-more]").click()
    page.locator("[data-search-results] > li").nth(19).wait_for()


def test_words_outside_a_quote_do_not_find_it(page: Page) -> None:
    assert found(page, "foundries", "quote") == []
    assert found(page, "foundries") == [5]


def test_shorter_brief_comes_first_whatever_its_shard(page: Page) -> None:
    assert found(page, "mill") == list(range(3, 24, 4))
    assert found(page, "agreed pier") == list(range(1, 24, 4))


def test_year_narrows_briefs_and_quotes(page: Page) -> None:
    page.evaluate(
        "document.querySelector('[data-search]').insertAdjacentHTML("
        "'beforeend', '<select name=year><option>2031</option></select>')"
    )
    assert found(page, "mill") == [3, 7, 11]
    assert sorted(found(page, "mill", "quote")) == [3, 7, 11]
    assert sorted(found(page, "jose", "quote")) == [8, 9]
    assert sorted(found(page, "bellam decided", "quote")) == [9]
