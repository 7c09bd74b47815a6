"""The annotated text in a browser: cards, steps, marks on and off, the sheet, print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browsing import PHONE, Scheme, Watched, axe_violations, watched_page
from tests.support.reading import SEED_BRIEF, card, fragment, place, query, step_link

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser]

BRIDGE = "briefs/footbridge.html"
KERRY = "#m-john-f-kerry-1"
PAPER = 658
"""The width of a page of A4 between margins of 18 mm, in CSS pixels."""


def test_pointer_over_a_name_opens_its_card_and_can_enter_it(seed: Watched) -> None:
    page = seed.page
    page.locator(KERRY).evaluate("(one) => (one.title = 'John F. Kerry, envoy')")
    page.locator(KERRY).hover()
    card(page).wait_for()
    text = card(page).inner_text()
    for words in ("Person", "John F. Kerry", "5 quotes", "Secretary of State"):
        assert words in text
    assert page.locator(KERRY).get_attribute("title") is None, "it would cover the card"
    quotes = card(page).locator(".card-quote a")
    first = page.locator(".quote-list > li", has=page.get_by_role("link", name="John F. Kerry")).first
    assert quotes.count() == 2
    assert quotes.first.inner_text() == first.locator("blockquote").inner_text()
    assert quotes.first.get_attribute("href") == first.locator("a[href^='#q-']").get_attribute("href")
    card(page).locator(".row-name a").hover()
    page.wait_for_timeout(500)
    assert card(page).is_visible()
    page.mouse.move(2, 2)
    card(page).wait_for(state="hidden")
    assert page.locator(KERRY).get_attribute("title") == "John F. Kerry, envoy"


def test_card_has_the_editor_s_text_and_remarks_on_the_mention(seed: Watched) -> None:
    page = seed.page
    page.locator("#m-barack-obama-1").hover()
    card(page).wait_for()
    assert card(page).locator(".card-about").inner_text() == "President from 2009 to 2017."
    assert "set by an editor" in card(page).inner_text()
    assert card(page).locator(".check").count() == 1
    page.locator("#m-us-embassy-baghdad-1").hover()
    page.wait_for_function("document.querySelector('[data-card]').innerText.includes('uncertain, found by')")


def test_dash_in_a_name_or_role_is_not_a_remark_on_the_mention(seed: Watched) -> None:
    page = seed.page
    page.locator(KERRY).evaluate("(one) => (one.title = 'John F. Kerry, envoy — for a time')")
    page.locator(KERRY).hover()
    card(page).wait_for()
    assert card(page).locator(".card-note").count() == 0


def test_only_names_have_cards(seed: Watched) -> None:
    seed.page.locator("#m-date-1").hover()
    seed.page.wait_for_timeout(400)
    assert card(seed.page).count() == 0


def focus_by_key(page: Page, selector: str) -> None:
    """Move the focus to an element as with a keyboard: by Tab from the previous one."""
    page.locator(selector).evaluate(
        """(end) => {
          const stops = [...document.querySelectorAll("a[href], button, input, summary")];
          stops[stops.indexOf(end) - 1].focus();
        }"""
    )
    page.keyboard.press("Tab")
    assert page.locator(selector).evaluate("(end) => end === document.activeElement")


def test_keyboard_opens_a_card_enters_it_and_returns(seed: Watched) -> None:
    page = seed.page
    focus_by_key(page, KERRY)
    card(page).wait_for()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.querySelector('[data-card]').contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert card(page).count() == 0
    assert page.locator(KERRY).evaluate("(one) => one === document.activeElement")
    focus_by_key(page, KERRY)
    card(page).wait_for()
    page.keyboard.press("Escape")
    assert card(page).count() == 0
    page.keyboard.press("Tab")
    card(page).wait_for()
    assert "John F. Kerry" not in card(page).locator(".row-name").inner_text()


def test_focus_continues_in_the_text_past_the_end_of_a_card(seed: Watched) -> None:
    page = seed.page
    focus_by_key(page, "#m-barack-obama-1")
    page.keyboard.press("Tab")
    after = page.evaluate("document.activeElement.id")
    focus_by_key(page, "#m-barack-obama-1")
    page.keyboard.press("ArrowDown")
    for _ in range(card(page).locator("a").count()):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == after


def test_enter_on_a_name_follows_its_link(seed: Watched) -> None:
    focus_by_key(seed.page, KERRY)
    seed.page.keyboard.press("Enter")
    seed.page.wait_for_url("**/people/john-f-kerry.html")


def test_first_tap_opens_the_card_and_second_follows_the_link(sample_address: str, browser: Browser) -> None:
    with watched_page(browser, width=PHONE, touch=True) as watched:
        page = watched.page
        page.goto(f"{sample_address}/{SEED_BRIEF}")
        page.locator(KERRY).tap()
        card(page).wait_for()
        assert page.url.endswith(SEED_BRIEF)
        page.locator("h1").tap()
        card(page).wait_for(state="hidden")
        page.locator(KERRY).tap()
        card(page).wait_for()
        page.locator(KERRY).tap()
        page.wait_for_url("**/people/john-f-kerry.html")
        assert not watched.complaints


def test_card_stays_inside_the_window(sample_address: str, browser: Browser) -> None:
    for width in (320, PHONE, 900, 1280):
        with watched_page(browser, width=width) as watched:
            page = watched.page
            page.goto(f"{sample_address}/{SEED_BRIEF}")
            names = page.locator(".para a[id]")
            for number in range(0, names.count(), 9):
                names.nth(number).hover()
                card(page).wait_for()
                box = card(page).bounding_box()
                assert box is not None
                assert box["x"] >= 0
                assert box["x"] + box["width"] <= width
                page.keyboard.press("Escape")


def test_steps_cycle_through_the_mentions_forward_and_back(seed: Watched) -> None:
    page = seed.page
    total = page.locator(".story a[href$='/iraq.html'][id]").count()
    assert total > 2
    step_link(page, "iraq").click()
    assert place(page) == f"1 of {total}"
    assert page.locator(".story .lit[href$='/iraq.html']").count() == total
    for number in range(2, total + 1):
        page.keyboard.press("n")
        assert place(page) == f"{number} of {total}"
        current = page.locator(f"#m-iraq-{number}.current")
        assert current.evaluate("(one) => one === document.activeElement")
        box = current.bounding_box()
        assert box is not None
        assert 0 <= box["y"] <= 844
        assert fragment(page) == f"m-iraq-{number}"
    page.keyboard.press("n")
    assert place(page) == f"1 of {total}"
    page.keyboard.press("p")
    assert place(page) == f"{total} of {total}"
    page.locator("[data-move='-1']").click()
    assert place(page) == f"{total - 1} of {total}"
    assert query(page) == {"entity": "iraq"}
    page.locator("[data-done]").click()
    assert not page.locator("[data-stepper]").is_visible()
    assert query(page) == {}
    page.mouse.move(2, 2)
    assert page.locator(".story .lit, .current").count() == 0
    before = page.evaluate("location.href")
    page.keyboard.press("n")
    assert page.evaluate("location.href") == before, "the keys are the reader's own again"


def test_escape_closes_the_card_first_and_then_ends_the_steps(seed: Watched) -> None:
    page = seed.page
    step_link(page, "iraq").click()
    page.keyboard.press("n")
    card(page).wait_for()
    page.keyboard.press("Escape")
    assert card(page).count() == 0
    assert page.locator("[data-stepper]").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("[data-stepper]").is_visible()


def test_marks_can_be_switched_off_and_on(seed: Watched) -> None:
    page = seed.page
    page.locator("[data-tools] summary").click()
    page.locator("[data-tools] input[name=place]").uncheck()
    page.locator("[data-tools] input[name=quotes]").uncheck()
    line = page.locator("#m-baghdad-1").evaluate("(one) => getComputedStyle(one).textDecorationLine")
    assert line == "none"
    assert page.locator("#m-baghdad-1").get_attribute("href") is None, "an unmarked mention has no link"
    page.locator("#m-baghdad-1").hover()
    page.wait_for_timeout(400)
    assert card(page).count() == 0
    assert page.locator(".story .quote:not(.off)").count() == 0
    assert page.locator(".glosses:visible").count() == 0
    assert query(page) == {"off": "place quotes"}
    page.locator("[data-tools] input[name=place]").check()
    assert page.locator("#m-baghdad-1").get_attribute("href") == "../places/baghdad.html"
    assert query(page) == {"off": "quotes"}


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_address_restores_the_state(
    scheme: str, sample_address: str, sample_site: Path, browser: Browser
) -> None:
    root = sample_address if scheme == "http" else sample_site.as_uri()
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(f"{root}/{SEED_BRIEF}?entity=iraq&off=place+dates#m-iraq-3")
        assert place(page).startswith("3 of ")
        assert page.locator("#m-iraq-3.current").count() == 1
        page.locator("[data-tools] summary").click()
        assert not page.locator("[data-tools] input[name=place]").is_checked()
        assert not page.locator("[data-tools] input[name=dates]").is_checked()
        assert page.locator("[data-tools] input[name=person]").is_checked()
        assert card(page).count() == 0, "no card was opened"
        page.keyboard.press("n")
        assert fragment(page) == "m-iraq-4"
        assert query(page) == {"entity": "iraq", "off": "place dates"}
        assert not watched.complaints


@pytest.mark.parametrize("state", ["entity=nobody", "off=nothing", "entity=&off=", "entity=%22%5D"])
def test_invalid_address_is_ignored(state: str, sample_address: str, browser: Browser) -> None:
    with watched_page(browser) as watched:
        watched.page.goto(f"{sample_address}/{SEED_BRIEF}?{state}")
        assert not watched.page.locator("[data-stepper]").is_visible()
        assert watched.page.locator(".story .off").count() == 0
        assert not watched.complaints


def test_row_of_the_sidebar_highlights_its_mentions(seed: Watched) -> None:
    page = seed.page
    step_link(page, "john-f-kerry").hover()
    assert (
        page.locator(".story .lit").count()
        == page.locator(".story a[href$='/john-f-kerry.html'][id]").count()
    )
    page.mouse.move(2, 2)
    assert page.locator(".story .lit").count() == 0
    step_link(page, "iraq").focus()
    assert page.locator(".story .lit").first.get_attribute("href") == "../places/iraq.html"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_sidebar_is_a_sheet_on_a_phone(scripts: bool, sample_address: str, browser: Browser) -> None:  # noqa: FBT001
    with watched_page(browser, width=PHONE, scripts=scripts) as watched:
        page = watched.page
        page.goto(f"{sample_address}/{SEED_BRIEF}")
        sheet = page.locator("#apparatus")
        assert not sheet.is_visible()
        page.locator(".sheet-button").focus()
        page.keyboard.press("Enter")
        assert sheet.is_visible()
        box = sheet.bounding_box()
        assert box is not None
        assert box["width"] == PHONE
        assert abs(box["y"] + box["height"] - 844) < 1
        page.keyboard.press("Tab")
        assert (
            page.evaluate("document.getElementById('apparatus').contains(document.activeElement)")
            or not scripts
        )
        page.keyboard.press("Escape")
        assert not sheet.is_visible()
        page.locator(".sheet-button").click()
        page.locator(".sheet-close").click()
        assert not sheet.is_visible()
        page.locator(".sheet-button").click()
        if scripts:
            step_link(page, "iraq").click()
            assert not sheet.is_visible()
            assert place(page).startswith("1 of ")
        assert not watched.complaints


def test_sidebar_is_always_visible_on_a_wide_window(sample_address: str, browser: Browser) -> None:
    for scripts in (True, False):
        with watched_page(browser, scripts=scripts) as watched:
            watched.page.goto(f"{sample_address}/{SEED_BRIEF}")
            assert watched.page.locator("#apparatus").is_visible()
            assert not watched.page.locator(".sheet-button").is_visible()
            assert watched.page.locator("[data-tools]").is_visible() is scripts


def test_name_is_a_link_with_its_facts_without_scripts(sample_address: str, browser: Browser) -> None:
    with watched_page(browser, scripts=False) as watched:
        page = watched.page
        page.goto(f"{sample_address}/{SEED_BRIEF}")
        assert page.locator("main button:visible").count() == 0
        title = page.locator("#m-tony-blinken-1").get_attribute("title") or ""
        assert "deputy national security adviser" in title, "the words before his name do not say it"
        step_link(page, "iraq").click()
        assert fragment(page) == "m-iraq-1"
        page.locator(KERRY).click()
        page.wait_for_url("**/people/john-f-kerry.html")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, 1280])
def test_cards_steps_and_sheet_are_accessible(
    width: int, scheme: Scheme, sample_address: str, browser: Browser
) -> None:
    with watched_page(browser, width=width, scheme=scheme) as watched:
        page = watched.page
        page.goto(f"{sample_address}/{SEED_BRIEF}?entity=iraq&off=group")
        page.keyboard.press("n")
        card(page).wait_for()
        assert not axe_violations(page)
        page.keyboard.press("Escape")
        if width == PHONE:
            page.locator(".sheet-button").click()
        page.locator("[data-tools] summary").click()
        assert not axe_violations(page)
        assert not watched.complaints


def test_print_has_the_sidebar_without_tools(sample_address: str, browser: Browser) -> None:
    for width in (PHONE, 1280):
        with watched_page(browser, width=width) as watched:
            watched.page.goto(f"{sample_address}/{SEED_BRIEF}")
            watched.page.emulate_media(media="print")
            assert watched.page.locator("#apparatus").is_visible()
            assert watched.page.locator(".dock:visible, .sheet-close:visible").count() == 0


def test_notes_names_and_quotes_follow_the_text_in_print(sample_address: str, browser: Browser) -> None:
    with watched_page(browser, width=PAPER) as watched:
        page = watched.page
        page.goto(f"{sample_address}/{BRIDGE}")
        page.emulate_media(media="print")
        parts = [
            ".brief-head",
            ".glance",
            ".story .para",
            ".note-text",
            "#apparatus",
            ".brief-quotes",
            ".provenance",
        ]
        boxes = [page.locator(part).last.bounding_box() for part in parts]
        tops = [box["y"] for box in boxes if box]
        assert len(tops) == len(parts)
        assert tops == sorted(tops)
        numbers = page.locator(".note-number").all_inner_texts()
        assert numbers == page.locator(".noteref").all_inner_texts() == ["1", "2", "3", "4"]
        links = page.locator(
            ".brief-quotes a.more, .brief-quotes a[href^='#q-'], .provenance summary, .map summary"
        )
        assert links.count() > 0
        assert links.filter(visible=True).count() == 0, "what leads nowhere on paper"
        assert (
            page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        )
