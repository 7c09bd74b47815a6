"""Notes in the margin, in a browser."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builder.pipeline.build_site import build_site
from builder.pipeline.options import BuildOptions
from builder.pipeline.progress import SilentProgress
from tests.support.browsing import PHONE, Scheme, axe_violations, watched_page
from tests.support.sites import HARBOUR, SITE, write_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.model]

WIDE = 1920
NARROWEST_BESIDE = 1280
LONG = "It is a long note. " * 40

NOTES = f"""> stays closed until Friday

{LONG}

> Hilda Brandvold says

The *mayor*: see [the library](library.html).

> The old pier is not safe

{LONG}

> before the winter

The last.
"""
"""A long and a short note on one short paragraph, and long ones on consecutive paragraphs."""

Box = dict[str, float]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve_site_at: Callable[[Path, str], str]) -> str:
    """Return the address of the brief with the notes."""
    fixes = "headline: Harbour closed\ncorrections:\n- {date: 2031-03-05, text: There are eleven piles.}\n"
    files = {
        **SITE,
        "seeds/harbour.txt": HARBOUR,
        "content/briefs/harbour.yaml": fixes,
        "content/notes/harbour.md": NOTES,
    }
    root = write_files(tmp_path_factory.mktemp("notes") / "newsroom", files)
    report = build_site(BuildOptions(root=root, out=root / "site"), progress=SilentProgress())
    assert report.ok, "\n".join(map(str, report.diagnostics))
    return f"{serve_site_at(root / 'site', '')}/briefs/harbour.html"


def boxes(page: Page, selector: str) -> list[Box]:
    """Return the boxes of the elements on the page."""
    found = [element.bounding_box() for element in page.locator(selector).all()]
    return [{name: float(number) for name, number in box.items()} for box in found if box is not None]  # type: ignore[arg-type]


def overlap(first: Box, second: Box) -> bool:
    """Return True if two boxes share more than an edge."""
    return all(
        first[start] + 1 < second[start] + second[size] and second[start] + 1 < first[start] + first[size]
        for start, size in (("x", "width"), ("y", "height"))
    )


@pytest.mark.parametrize("scripts", ["scripts", "no scripts"])
@pytest.mark.parametrize("width", [WIDE, NARROWEST_BESIDE])
def test_notes_are_beside_their_words_without_overlap_on_a_wide_screen(
    width: int, scripts: str, address: str, browser: Browser
) -> None:
    with watched_page(browser, width=width, scripts=scripts == "scripts") as watched:
        page = watched.page
        page.goto(address)
        notes, numbers = boxes(page, ".note-text"), boxes(page, ".noteref")
        assert len(notes) == len(numbers) == 4
        assert page.locator(".note summary:visible").count() == 0
        others = boxes(page, ".para > [id], .glosses, .apparatus, .after > section")
        assert not [pair for pair in combinations(notes, 2) if overlap(*pair)]
        assert not [(note, other) for note in notes for other in others if overlap(note, other)]
        assert all(note["x"] > number["x"] for note, number in zip(notes, numbers, strict=True))
        text = page.locator(".para:has(#noted-4) > [id]").bounding_box()
        assert text is not None
        assert text["y"] - 2 <= notes[3]["y"] <= text["y"] + text["height"], "beside its paragraph"
        if scripts == "scripts":
            assert abs(notes[0]["y"] - numbers[0]["y"]) < 24, "level with its number"
        assert not watched.complaints


def test_note_opens_under_its_paragraph_on_a_phone(address: str, browser: Browser) -> None:
    with watched_page(browser, width=PHONE, scripts=False) as watched:
        page = watched.page
        page.goto(address)
        assert page.locator(".note-text:visible").count() == 0
        first = page.locator(".note").first
        paragraph, summary = page.locator("#p-1").bounding_box(), first.locator("summary").bounding_box()
        following = page.locator("#p-2").bounding_box()
        assert paragraph is not None
        assert summary is not None
        assert following is not None
        assert paragraph["y"] + paragraph["height"] <= summary["y"] < following["y"]
        first.locator("summary").focus()
        page.keyboard.press("Enter")
        assert first.locator(".note-text").is_visible()
        page.locator(".noteref").last.click()
        assert page.locator("#note-4").is_visible(), "the number opens its note"
        page.locator("#note-4 .note-number").click()
        page.wait_for_url("**#noted-4")
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_keyboard_reaches_a_note_and_returns(address: str, browser: Browser) -> None:
    with watched_page(browser, width=WIDE) as watched:
        page = watched.page
        page.goto(address)
        page.locator(".noteref").nth(1).focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**#note-2")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.textContent") == "the library"
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**#noted-2")
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.textContent") == "Hilda Brandvold"
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.getAttribute('href')") == "#note-2"


@pytest.mark.parametrize("width", [794, WIDE])
def test_notes_follow_the_text_in_print(width: int, address: str, browser: Browser) -> None:
    with watched_page(browser, width=width) as watched:
        page = watched.page
        page.goto(address)
        page.emulate_media(media="print")
        notes, paragraphs = boxes(page, ".note-text"), boxes(page, ".para > [id]")
        end = max(paragraph["y"] + paragraph["height"] for paragraph in paragraphs)
        assert len(notes) == 4
        assert all(note["y"] >= end and note["height"] > 10 for note in notes)
        assert [note["y"] for note in notes] == sorted(note["y"] for note in notes)
        assert paragraphs == sorted(paragraphs, key=lambda box: box["y"]), "the text keeps its order"
        assert page.locator(".note summary:visible").count() == 0
        sections = boxes(page, ".apparatus, .after > section")
        assert not [note for note in notes for other in sections if overlap(note, other)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, NARROWEST_BESIDE, WIDE])
def test_notes_are_accessible(width: int, scheme: Scheme, address: str, browser: Browser) -> None:
    with watched_page(browser, width=width, scheme=scheme) as watched:
        page = watched.page
        page.goto(address)
        page.evaluate("() => document.querySelectorAll('.note').forEach((note) => (note.open = true))")
        assert not axe_violations(page)
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_notice_of_a_correction_links_to_it(address: str, browser: Browser) -> None:
    with watched_page(browser) as watched:
        page = watched.page
        page.goto(address)
        page.get_by_role("link", name="Corrected on 5 March 2031").click()
        page.wait_for_url("**#corrections")
        assert page.get_by_text("There are eleven piles.").is_visible()
