"""The sidebar of a brief by keyboard: entering it, stepping through mentions, returning."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.browsing import PHONE, Watched, watched_page
from tests.support.reading import SEED_BRIEF, place, query

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser]


def is_inside(page: Page) -> bool:
    """Return True if the focus is in the sidebar."""
    inside: bool = page.locator("#apparatus").evaluate("(one) => one.contains(document.activeElement)")
    return inside


def tab_to(page: Page, selector: str, *, most: int) -> None:
    """Press Tab until an element has the focus, at most so many times."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.locator(selector).evaluate("(one) => one === document.activeElement"):
            return
    pytest.fail(f"{most} times Tab do not lead to {selector}")


def test_keyboard_alone_enters_the_sheet_steps_and_returns(sample_address: str, browser: Browser) -> None:
    with watched_page(browser, width=PHONE) as watched:
        page = watched.page
        page.goto(f"{sample_address}/{SEED_BRIEF}")
        page.locator(".sheet-button").focus()
        page.keyboard.press("Enter")
        assert is_inside(page), "the focus goes in"
        page.keyboard.press("Escape")
        assert not page.locator("#apparatus").is_visible()
        assert page.locator(".sheet-button").evaluate("(one) => one === document.activeElement")
        page.keyboard.press("Space")
        tab_to(page, "#apparatus li:has(b a[href$='/iraq.html']) [href^='#m-']", most=60)
        assert is_inside(page)
        page.keyboard.press("Enter")
        assert not page.locator("#apparatus").is_visible()
        assert place(page).startswith("1 of ")
        page.keyboard.press("n")
        assert page.locator("#m-iraq-2.current").evaluate("(one) => one === document.activeElement")
        assert not watched.complaints


def test_keyboard_alone_enters_the_sidebar_and_steps(seed: Watched) -> None:
    page = seed.page
    assert page.evaluate("document.activeElement === document.body"), "nothing takes the focus by itself"
    tab_to(page, ".to-side", most=30)
    assert page.locator(".to-side").bounding_box()["x"] >= 0, "what has the focus can be seen"  # type: ignore[index]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert is_inside(page)
    tab_to(page, "#apparatus li:has(b a[href$='/iraq.html']) [href^='#m-']", most=60)
    assert page.locator(".story .lit").first.get_attribute("href") == "../places/iraq.html"
    page.keyboard.press("Enter")
    assert place(page).startswith("1 of ")
    page.keyboard.press("n")
    assert page.locator("#m-iraq-2.current").evaluate("(one) => one === document.activeElement")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert not page.locator("[data-stepper]").is_visible()
    page.locator("[data-tools] summary").focus()
    page.keyboard.press("Enter")
    tab_to(page, "[data-tools] input[name=place]", most=5)
    page.keyboard.press("Space")
    assert query(page) == {"off": "place"}
