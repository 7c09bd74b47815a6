"""The desk in Chromium: decisions of every kind are written, shown and taken back, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browsing import DESKTOP, OVERFLOW, PHONE, Scheme, axe_violations, watched_page
from tests.support.desk_preview import SETTINGS, build_newsroom, copy_newsroom, desk_of
from tests.support.previewing import wait_until
from tests.support.publish_ends import free_port

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FERRY = "content/briefs/ferry.yaml"
ENTITIES = "content/entities.yaml"

SELECT = """
([paragraph, words]) => {
  const walker = document.createTreeWalker(document.querySelector(paragraph), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const place = node.data.indexOf(words);
    if (place < 0) continue;
    const range = document.createRange();
    range.setStart(node, place);
    range.setEnd(node, place + words.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return;
  }
  throw new Error(`${words} is not there`);
}
"""


@dataclass
class Newsroom:
    """A newsroom, and a page of its preview."""

    root: Path
    address: str
    page: Page

    def open(self, path: str) -> None:
        self.page.goto(f"{self.address}{path}")

    def content(self, name: str) -> str:
        path = self.root / name
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def is_ready(self) -> None:
        """Wait until the desk of a page that was loaded again answers to keys."""
        self.page.locator(".desk-dock").wait_for()

    def written(self) -> int:
        """Return when the site was written last, in nanoseconds."""
        return (self.root / "site/.newsgloss-site").stat().st_mtime_ns

    def select(self, paragraph: int, words: str, button: str) -> None:
        self.page.evaluate(SELECT, [f"#p-{paragraph}", words])
        self.page.locator(".desk-bar").get_by_role("button", name=button).click()

    def choose(self, text: str) -> None:
        self.page.locator(".desk-choices button", has_text=text).first.click()

    def shows_speaker(self, name: str) -> None:
        """Wait until the page credits the first quote to someone."""
        self.page.wait_for_function(
            "name => document.querySelector('.glosses')?.textContent.includes(name)", arg=name
        )

    def says(self, text: str) -> None:
        self.page.locator(".desk-message", has_text=text).wait_for()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_newsroom(tmp_path_factory.mktemp("newsroom"))


@pytest.fixture
def newsroom(built: Path, tmp_path: Path, browser: Browser) -> Iterator[Newsroom]:
    root = copy_newsroom(built, tmp_path / "newsroom")
    with desk_of(root) as address, watched_page(browser) as watched:
        yield Newsroom(root, address, watched.page)
        assert not watched.complaints


def test_wrong_speaker_by_mouse(newsroom: Newsroom) -> None:
    newsroom.open("briefs/ferry.html")
    newsroom.page.locator("#q-1").click()
    newsroom.choose("Ben Hale")
    newsroom.shows_speaker("Ben Hale")
    newsroom.says("Ben Hale said “It floats")
    assert newsroom.content(FERRY) == (
        f'{SETTINGS}quotes:\n  - {{text: "It floats, and that is more than we hoped", speakers: [ben-hale]}}\n'
    )


COVERED = """
id => {
  const words = document.getElementById(id).closest(".para").getBoundingClientRect();
  const message = document.querySelector(".desk-message").getBoundingClientRect();
  return Math.max(0, Math.min(words.bottom, message.bottom) - Math.max(words.top, message.top));
}
"""
"""A script that returns by how many CSS pixels the message covers the paragraph of an element."""


@pytest.mark.parametrize("block", ["start", "end"])
@pytest.mark.parametrize("quote", ["q-1", "q-4"])
def test_message_leaves_the_corrected_words_free(newsroom: Newsroom, quote: str, block: str) -> None:
    page = newsroom.page
    page.set_viewport_size({"width": DESKTOP, "height": 500})
    newsroom.open("briefs/ferry.html")
    page.evaluate("([id, block]) => document.getElementById(id).scrollIntoView({ block })", [quote, block])
    page.locator(f"#{quote}").focus()
    page.keyboard.press("Enter")
    newsroom.choose("Ben Hale")
    newsroom.says("Ben Hale said")
    page.locator(f".para:has(#{quote})", has_text="✓").wait_for()
    newsroom.says("Ben Hale said")
    # After a reload the browser may scroll once more.
    page.wait_for_function(f"id => ({COVERED})(id) === 0", arg=quote)


def test_message_leaves_when_the_page_is_scrolled_or_clicked_and_is_in_the_history(
    newsroom: Newsroom,
) -> None:
    newsroom.open("briefs/ferry.html")
    page = newsroom.page
    message = page.locator(".desk-message", has_text="said")
    ways: list[tuple[str, Callable[[], None]]] = [
        ("Ben Hale", lambda: page.mouse.wheel(0, 40)),
        ("Bess", lambda: page.keyboard.press("PageDown")),
        ("Ana Roe", lambda: page.locator("footer").click()),
    ]
    for name, leave in ways:
        page.locator("#q-1").click()
        newsroom.choose(name)
        newsroom.shows_speaker(name)
        message.wait_for()
        message.hover()
        page.mouse.wheel(0, 40)
        page.wait_for_timeout(2000)
        assert message.is_visible(), "the pointer is over it"
        page.mouse.move(1, 1)
        leave()
        message.wait_for(state="detached", timeout=3000)
        page.reload()
        assert not message.is_visible()
    page.get_by_role("button", name="History").click()
    newest = page.locator(".desk-history li").first
    newest.get_by_text("What was written").click()
    assert newest.locator("pre").inner_text().splitlines()[-1].strip().endswith("speakers: [ana-roe]}")


@pytest.mark.parametrize("way", ["Enter", "click"])
def test_panel_is_in_the_window_while_the_page_still_scrolls(newsroom: Newsroom, way: str) -> None:
    page = newsroom.page
    page.emulate_media(reduced_motion="no-preference")
    page.set_viewport_size({"width": DESKTOP, "height": 460})
    newsroom.open("briefs/ferry.html")
    page.add_style_tag(content=".story .para { margin-block: 60vh }")
    scroll = "element => { element.scrollIntoView({ behavior: 'smooth', block: 'center' }); element.%s }"
    if way == "click":
        page.locator("#q-4").evaluate(scroll % "click()")
    else:
        page.locator("#q-4").evaluate(scroll % "focus({ preventScroll: true })")
        page.keyboard.press("Enter")
    page.locator(".desk-panel").wait_for()
    page.wait_for_timeout(1200)
    assert page.evaluate("scrollY") > 500
    words, panel = page.locator("#q-4").bounding_box(), page.locator(".desk-panel").bounding_box()
    assert words is not None
    assert panel is not None
    assert 0 <= words["y"] < 460
    assert panel["y"] >= 0
    assert panel["y"] + panel["height"] <= 460


def test_live_reload_keeps_the_place_and_the_focus(newsroom: Newsroom) -> None:
    page = newsroom.page
    page.set_viewport_size({"width": DESKTOP, "height": 500})
    newsroom.open("briefs/ferry.html#q-4")
    page.evaluate("scrollTo(0, 321)")
    page.locator("#q-1").evaluate("element => element.focus({ preventScroll: true })")
    page.keyboard.press("Enter")
    newsroom.choose("Ben Hale")
    newsroom.shows_speaker("Ben Hale")
    newsroom.says("Ben Hale said")
    assert page.evaluate("[scrollY, document.activeElement.id]") == [321, "q-1"]


def test_speaker_whom_the_brief_does_not_mention_is_shown_by_name(newsroom: Newsroom) -> None:
    newsroom.open("briefs/market.html")
    page = newsroom.page
    page.locator("#q-1").click()
    page.get_by_role("searchbox", name="Who said it").fill("bess")
    newsroom.choose("Bess")
    newsroom.shows_speaker("Bess")
    newsroom.says("Bess said")
    page.locator("#q-1").click()
    page.locator(".desk-now", has_text="Bess set by an editor").wait_for()


def test_speaker_in_words_by_keyboard(newsroom: Newsroom) -> None:
    newsroom.open("briefs/ferry.html")
    page = newsroom.page
    page.locator("#q-1").focus()
    page.keyboard.press("Enter")
    page.locator(".desk-panel").wait_for()
    page.keyboard.type("a deckhand")
    page.locator(".desk-choices button", has_text="in your words").wait_for()
    page.keyboard.press("Enter")
    page.locator(".glosses", has_text="deckhand").wait_for()
    assert "speakers: [], source: a deckhand}" in newsroom.content(FERRY)
    assert newsroom.content(FERRY).startswith(SETTINGS)


def test_enter_decides_nothing_before_something_is_typed(newsroom: Newsroom) -> None:
    newsroom.open("briefs/ferry.html")
    page = newsroom.page
    page.locator("#q-1").focus()
    page.keyboard.press("Enter")
    page.locator(".desk-choices button").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert page.locator(".desk-panel").is_visible()
    assert newsroom.content(FERRY) == SETTINGS


def test_machines_answer_can_be_had_again_and_any_decision_taken_back(newsroom: Newsroom) -> None:
    newsroom.open("briefs/ferry.html")
    page = newsroom.page
    page.locator("#q-1").click()
    newsroom.choose("Ben Hale")
    newsroom.shows_speaker("Ben Hale")
    page.locator("#q-1").click()
    page.get_by_role("button", name="As the machine had it").click()
    newsroom.shows_speaker("Ana Roe")
    assert newsroom.content(FERRY) == SETTINGS
    page.get_by_role("button", name="History").click()
    page.locator(".desk-history li", has_text="The machine decides again").get_by_role("button").click()
    newsroom.says("Taken back: The machine decides again who said")
    rows = page.locator(".desk-history li")
    rows.nth(0).get_by_text("Taken back").wait_for()
    assert rows.count() == 2
    assert "Lowmoor opens its ferry · " in rows.nth(1).inner_text()
    rows.nth(1).get_by_role("button", name="Take back").click()
    rows.nth(1).get_by_text("Taken back").wait_for()
    assert newsroom.content(FERRY) == SETTINGS
    rows.nth(0).get_by_text("What was written").wait_for()
    press(page, "Escape")
    newsroom.shows_speaker("Ana Roe")


def test_doubts_are_gone_through_by_keys(newsroom: Newsroom) -> None:
    newsroom.open("index.html")
    page = newsroom.page
    page.keyboard.press("n")
    page.locator(".desk-lead", has_text="Doubt 1 of").wait_for()
    assert page.url.endswith("briefs/ferry.html#q-4")
    assert page.locator(".desk-now").inner_text().startswith("“a woman on the pier”\nin the text’s words")
    page.keyboard.press("y")
    newsroom.says("Confirmed: a woman on the pier said “We have waited")
    page.locator(".glosses", has_text="✓").wait_for()
    assert "speakers: [], source: a woman on the pier}" in newsroom.content(FERRY)


@pytest.mark.parametrize("again", [True, False])
def test_a_decision_whose_words_are_gone_is_made_again_or_removed(newsroom: Newsroom, *, again: bool) -> None:
    newsroom.open("briefs/ferry.html")
    fix = "quotes:\n  # Said at the pier.\n  - {text: It floated and that is more, speakers: [ben-hale]}\n"
    before = newsroom.written()
    (newsroom.root / FERRY).write_text(fix + "headline: The ferry floats\n", encoding="utf-8")
    newsroom.page.locator("h1", has_text="The ferry floats").wait_for()
    wait_until(lambda: newsroom.written() != before)
    # The page is asked for anew, so that no reload of this change comes between a decision and its message.
    newsroom.open("briefs/ferry.html")
    newsroom.page.keyboard.press("n")
    panel = newsroom.page.get_by_role("dialog", name="Words that are gone")
    panel.get_by_text("Ben Hale said it").wait_for()
    if again:
        newsroom.page.keyboard.press("y")
        newsroom.says("What was decided about “It floated and that is more” is for")
        newsroom.shows_speaker("Ben Hale")
        assert "# Said at the pier." in newsroom.content(FERRY)
        assert "It floats" in newsroom.content(FERRY)
    else:
        panel.get_by_role("button", name="No longer needed").click()
        newsroom.says("no longer counts")
        assert "It floated" not in newsroom.content(FERRY)
        assert "headline: The ferry floats" in newsroom.content(FERRY)


def test_several_speakers_one_of_them_new(newsroom: Newsroom) -> None:
    newsroom.open("briefs/ferry.html")
    page = newsroom.page
    page.locator("#q-2").click()
    page.get_by_label("several speakers").check()
    newsroom.choose("Ana Roe")
    page.locator(".desk-panel input[type=search]").fill("Ina Vale")
    for kind in ("organization", "group"):
        page.locator(".desk-choices button", has_text=f"New {kind}: Ina Vale").wait_for()
    newsroom.choose("New person: Ina Vale")
    page.locator(".glosses", has_text="Ina Vale").wait_for()
    assert "speakers: [ana-roe, ina-vale]" in newsroom.content(FERRY)
    assert newsroom.content(ENTITIES) == "people:\n  ina-vale: {name: Ina Vale}\n"


def test_a_quote_is_confirmed_and_dropped_by_keys(newsroom: Newsroom) -> None:
    newsroom.open("briefs/ferry.html")
    page = newsroom.page
    page.locator("#q-1").focus()
    page.keyboard.press("e")
    page.locator(".desk-panel").wait_for()
    page.locator(".desk-close").focus()
    page.keyboard.press("y")
    page.locator(".glosses", has_text="✓").wait_for()
    assert "speakers: [ana-roe]" in newsroom.content(FERRY)
    page.locator("#q-2").click()
    page.get_by_role("button", name="Right", exact=True).click()
    newsroom.says("Confirmed: Ben Hale said “a tub with an engine.”")
    assert page.locator(".desk-message b").inner_text().endswith("engine.”")
    page.locator(".glosses", has_text="✓").nth(1).wait_for()
    page.locator("#q-1").click()
    page.get_by_role("button", name="Not a quote").click()
    newsroom.says("is not a quote")
    page.wait_for_function("!document.querySelector('#p-2').parentElement.classList.contains('spoken')")
    assert 'hoped", drop: true}\n' in newsroom.content(FERRY)


def test_name_of_someone_else_here_and_everywhere(newsroom: Newsroom) -> None:
    newsroom.open("briefs/ferry.html")
    page = newsroom.page
    page.locator("#m-bess-1").click()
    page.get_by_role("button", name="Not a name").click()
    page.wait_for_function("!document.querySelector('[id^=m-bess]')")
    assert newsroom.content(FERRY).endswith("mentions:\n  - {text: Bess, drop: true}\n")
    page.locator("#m-ben-hale-2").click()
    page.get_by_label("only at this place").check()
    newsroom.choose("Ana Roe")
    page.locator("#m-ana-roe-3").wait_for()
    assert "  - {text: Hale, within: " in newsroom.content(
        FERRY
    ) or "{text: Hale, person: ana-roe}" in newsroom.content(FERRY)


def test_words_are_no_name_in_any_brief(newsroom: Newsroom) -> None:
    newsroom.open("briefs/ferry.html")
    page = newsroom.page
    page.locator("#m-ben-hale-1").click()
    page.get_by_role("button", name="Not a name in this brief").wait_for()
    page.get_by_role("button", name="Not a name in any brief").click()
    newsroom.says("“Ben Hale” is not a name in any brief.")
    page.wait_for_function("!document.querySelector('#m-ben-hale-2')")
    assert newsroom.content(ENTITIES) == "ignore: [Ben Hale]\n"


def test_name_is_of_another_kind_and_its_page_moves(newsroom: Newsroom) -> None:
    newsroom.open("briefs/ferry.html")
    page = newsroom.page
    page.locator("#m-bess-1").click()
    page.locator(".desk-now", has_text="Bess a person").wait_for()
    page.get_by_text("Bess is not a person").click()
    page.get_by_role("button", name="place", exact=True).click()
    newsroom.says("Bess is a place.")
    page.locator("#m-bess-1[href='../places/bess.html']").wait_for()
    newsroom.open("people/bess.html")
    page.wait_for_url("**/places/bess.html")
    page.get_by_role("button", name="This page").click()
    page.get_by_text("Bess is not a place").click()
    page.get_by_role("button", name="organization", exact=True).click()
    page.locator(".desk-message", has_text="Bess is an organization.").wait_for()
    assert newsroom.content(ENTITIES) == "organizations:\n  bess: {name: Bess}\n"


def test_page_of_what_is_no_name_is_gone(built: Path, tmp_path: Path, browser: Browser) -> None:
    root = copy_newsroom(built, tmp_path / "newsroom")
    with desk_of(root) as address, watched_page(browser) as watched:
        newsroom, page = Newsroom(root, address, watched.page), watched.page
        newsroom.open("people/ben-hale.html")
        page.get_by_role("button", name="This page").click()
        page.get_by_role("button", name="It is no name").click()
        page.locator("h1", has_text="not found").wait_for()
        newsroom.says("“Ben Hale” and “Hale” are not names in any brief.")
        assert newsroom.content(ENTITIES) == "ignore: [Ben Hale, Hale]\n"
        assert page.get_by_role("button", name="This page").count() == 0
        assert (
            page.locator("nav a", has_text="People").first.evaluate("a => a.pathname") == "/people/index.html"
        )
        page.locator(".desk-message").get_by_role("button", name="Undo").click()
        page.locator("h1", has_text="Ben Hale").wait_for()
        assert [one for one in watched.complaints if "404" not in one] == []


def test_missed_name(newsroom: Newsroom) -> None:
    newsroom.open("briefs/ferry.html")
    newsroom.select(2, "the pier", "Name")
    newsroom.page.locator(".desk-panel input[type=search]").fill("Lowmoor Pier")
    newsroom.choose("New place: Lowmoor Pier")
    newsroom.page.locator("#m-lowmoor-pier-1").wait_for()
    assert newsroom.content(ENTITIES) == "places:\n  lowmoor-pier: {name: Lowmoor Pier}\n"
    assert newsroom.content(FERRY) == f"{SETTINGS}mentions:\n  - {{text: the pier, place: lowmoor-pier}}\n"


def test_missed_quote(newsroom: Newsroom) -> None:
    newsroom.open("briefs/ferry.html")
    newsroom.select(4, "will pay for the", "Quote")
    newsroom.choose("Ana Roe")
    newsroom.page.locator("#p-4 .quote", has_text="will pay").wait_for()
    assert newsroom.content(FERRY).endswith("quotes:\n  - {text: will pay for the, speakers: [ana-roe]}\n")


def test_note(newsroom: Newsroom) -> None:
    newsroom.open("briefs/ferry.html")
    newsroom.select(1, "The crew was small", "Note")
    newsroom.page.get_by_label("The note").fill("It had *two* members.")
    newsroom.page.get_by_role("button", name="Write the note").click()
    newsroom.page.locator("em", has_text="two").first.wait_for(state="attached")
    assert newsroom.content("content/notes/ferry.md") == "> The crew was small\n\nIt had *two* members.\n"


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_words_are_marked_by_keyboard(newsroom: Newsroom) -> None:
    newsroom.open("briefs/ferry.html")
    page = newsroom.page
    newsroom.is_ready()
    press(page, "m")
    page.get_by_role("textbox", name="Words of the story").wait_for()
    page.keyboard.type("the pier")
    press(page, "Tab", "Enter")
    page.get_by_label("What the words name").wait_for()
    page.keyboard.type("Lowmoor Pier")
    page.locator(".desk-choices button", has_text="New person").wait_for()
    press(page, "ArrowDown", "ArrowDown", "Enter")
    page.locator("#m-lowmoor-pier-1").wait_for()
    assert newsroom.content(ENTITIES) == "places:\n  lowmoor-pier: {name: Lowmoor Pier}\n"
    newsroom.is_ready()
    press(page, "m")
    page.get_by_role("textbox", name="Words of the story").wait_for()
    page.keyboard.type("will pay for the")
    press(page, "Tab", "Tab", "Enter")
    page.get_by_role("searchbox", name="Who said it").wait_for()
    page.keyboard.type("roe")
    page.locator(".desk-choices li").nth(1).wait_for()
    press(page, "Enter")
    page.locator("#p-4 .quote", has_text="will pay").wait_for()
    assert "{text: will pay for the, speakers: [ana-roe]}" in newsroom.content(FERRY)
    newsroom.is_ready()
    press(page, "m")
    page.get_by_role("textbox", name="Words of the story").wait_for()
    page.keyboard.type("The crew was small")
    press(page, "Tab", "Tab", "Tab", "Enter")
    page.get_by_role("textbox", name="The note").wait_for()
    page.keyboard.type("Two members.")
    press(page, "Tab", "Enter")
    page.locator(".story, main").get_by_text("Two members.").first.wait_for(state="attached")
    assert newsroom.content("content/notes/ferry.md") == "> The crew was small\n\nTwo members.\n"


def test_correction_merge_and_wrong_speaker_by_keyboard(newsroom: Newsroom) -> None:
    newsroom.open("briefs/ferry.html")
    page = newsroom.page
    press(page, "b")
    page.get_by_label("What was wrong and what is right").focus()
    page.keyboard.type("It takes 26 minutes.")
    press(page, "Tab", "Enter")
    page.get_by_text("It takes 26 minutes.").first.wait_for()
    assert "corrections:\n  - {date: " in newsroom.content(FERRY)
    page.locator("#q-1").focus()
    press(page, "Enter")
    page.locator(".desk-choices button").first.wait_for()
    before = newsroom.written()
    press(page, "ArrowDown", "Enter")
    newsroom.shows_speaker("Ben Hale")
    # Else the page may be loaded again when its turn comes.
    wait_until(lambda: newsroom.written() != before)
    newsroom.open("people/bess.html")
    press(page, "b")
    page.get_by_text("The same as another page").focus()
    press(page, "Enter", "Tab")
    page.keyboard.type("hale")
    page.locator(".desk-choices button", has_text="Ben Hale").wait_for()
    press(page, "Enter")
    newsroom.says("The page of Bess is now that of Ben Hale")
    assert newsroom.content(ENTITIES) == "merge:\n  bess: ben-hale\n"


def test_an_open_panel_keeps_what_is_typed_while_the_page_changes(newsroom: Newsroom) -> None:
    newsroom.open("briefs/ferry.html")
    page = newsroom.page
    page.get_by_role("button", name="This brief", exact=True).click()
    page.get_by_label("What was wrong and what is right").fill("It takes 26 minutes.")
    (newsroom.root / FERRY).write_text(f"{SETTINGS}headline: The ferry floats\n", encoding="utf-8")
    wait_until(lambda: "The ferry floats" in page.request.get(page.url).text())
    page.wait_for_timeout(300)
    assert page.get_by_label("What was wrong and what is right").input_value() == "It takes 26 minutes."
    assert page.locator("h1", has_text="The ferry floats").count() == 0
    press(page, "Escape")
    page.locator("h1", has_text="The ferry floats").wait_for()


def test_headline_and_correction(newsroom: Newsroom) -> None:
    newsroom.open("briefs/ferry.html")
    page = newsroom.page
    page.get_by_role("button", name="This brief", exact=True).click()
    page.get_by_label("Headline").fill("Lowmoor: a ferry at last")
    page.get_by_label("Day of the correction").fill("2024-03-07")
    page.get_by_label("What was wrong and what is right").fill("The crossing takes 26 minutes.")
    page.get_by_role("button", name="Save").click()
    page.locator("h1", has_text="Lowmoor: a ferry at last").wait_for()
    page.get_by_text("The crossing takes 26 minutes.").first.wait_for()
    assert newsroom.content(FERRY) == (
        f'{SETTINGS}headline: "Lowmoor: a ferry at last"\n'
        "corrections:\n  - {date: 2024-03-07, text: The crossing takes 26 minutes.}\n"
    )


def test_corrections_are_changed_and_removed(newsroom: Newsroom) -> None:
    rows = "  - {date: 2024-03-07, text: One.}  # asked\n  - {date: 2024-03-08, text: Two *things*.}\n"
    (newsroom.root / FERRY).write_text(f"{SETTINGS}corrections:\n{rows}", encoding="utf-8")
    newsroom.open("briefs/ferry.html")
    page = newsroom.page
    page.get_by_role("link", name="Corrected on 8 March").wait_for()
    this = page.get_by_role("button", name="This brief", exact=True)
    this.click()
    page.get_by_label("Text of correction 2").fill("One thing.")
    page.get_by_role("button", name="Save").click()
    newsroom.says("The correction of 7 March 2024 is changed")
    page.locator("main", has_text="One thing.").wait_for()
    this.click()
    page.get_by_role("button", name="Remove correction 1").click()
    newsroom.says("The correction of 8 March 2024 is removed.")
    assert (
        newsroom.content(FERRY)
        == f"{SETTINGS}corrections:\n  - {{date: 2024-03-07, text: One thing.}}  # asked\n"
    )


def test_two_pages_are_merged(newsroom: Newsroom) -> None:
    newsroom.open("people/bess.html")
    page = newsroom.page
    page.get_by_role("button", name="This page").click()
    page.get_by_text("The same as another page").click()
    page.get_by_label("The page that stays").fill("hale")
    newsroom.choose("Ben Hale")
    newsroom.says("The page of Bess is now that of Ben Hale")
    assert newsroom.content(ENTITIES) == "merge:\n  bess: ben-hale\n"
    page.wait_for_url("**/people/ben-hale.html")
    newsroom.says("The page of Bess is now that of Ben Hale")


def test_one_page_is_split(newsroom: Newsroom) -> None:
    newsroom.open("people/ben-hale.html")
    page = newsroom.page
    page.get_by_role("button", name="This page").click()
    page.get_by_text("Someone else in some briefs").click()
    page.locator(".desk-briefs").get_by_label("market").check()
    page.get_by_label("Who it is there").fill("Ben Hale (baker)")
    newsroom.choose("New person")
    newsroom.says("Ben Hale is Ben Hale (baker) in 1 brief")
    newsroom.open("briefs/market.html")
    page.locator("#m-ben-hale-baker-1").wait_for()
    assert newsroom.content(ENTITIES) == (
        'people:\n  ben-hale-baker: {name: "Ben Hale (baker)"}\nsplit:\n  ben-hale: {market: ben-hale-baker}\n'
    )


def test_undo_also_after_a_restart(built: Path, tmp_path: Path, browser: Browser) -> None:
    root = copy_newsroom(built, tmp_path / "newsroom")
    with desk_of(root) as address, watched_page(browser) as watched:
        newsroom = Newsroom(root, address, watched.page)
        newsroom.open("briefs/ferry.html")
        for name in ("Ben Hale", "Bess"):
            watched.page.locator("#q-1").click()
            newsroom.choose(name)
            newsroom.shows_speaker(name)
            newsroom.says(f"{name} said")
        watched.page.locator(".desk-message").get_by_role("button", name="Undo").click()
        newsroom.says("Taken back: Bess said")
        assert "speakers: [ben-hale]" in newsroom.content(FERRY)
    with desk_of(root) as address, watched_page(browser) as watched:
        newsroom = Newsroom(root, address, watched.page)
        newsroom.open("briefs/ferry.html")
        watched.page.keyboard.press("u")
        newsroom.says("Taken back: Ben Hale said")
        assert newsroom.content(FERRY) == SETTINGS
        # A page that is just loaded again, after this change, hears no key.
        newsroom.shows_speaker("Ana Roe")
        newsroom.is_ready()
        watched.page.keyboard.press("u")
        newsroom.says("There is nothing to undo.")


TOKEN = "document.querySelector('script[data-token]')?.dataset.token"


@pytest.mark.parametrize("reloads", [True, False])
def test_page_of_an_earlier_preview(built: Path, tmp_path: Path, browser: Browser, *, reloads: bool) -> None:
    root = copy_newsroom(built, tmp_path / "newsroom")
    with watched_page(browser) as watched:
        page = watched.page
        # The previews of other tests take ports of their own, so that this one is free again.
        port = ("--port", str(free_port()))
        with desk_of(root, *port) as address:
            newsroom = Newsroom(root, address, page)
            if not reloads:
                page.route("**/livereload.js", lambda route: route.fulfill(body=""))
            newsroom.open("briefs/ferry.html")
            token = page.evaluate(TOKEN)
        history = page.get_by_role("button", name="History")
        history.click()
        newsroom.says("The preview does not answer.")
        with desk_of(root, *port):
            if not reloads:
                history.click()
                newsroom.says("The page is older than this preview.")
                page.get_by_role("button", name="Reload the page").click()
            page.wait_for_function(f"token => ({TOKEN} ?? token) !== token", arg=token)
            history.click()
            page.get_by_text("Nothing yet.").wait_for()


def test_conflict_is_shown_and_nothing_is_lost(built: Path, tmp_path: Path, browser: Browser) -> None:
    root = copy_newsroom(built, tmp_path / "newsroom")
    with desk_of(root) as address, watched_page(browser) as watched:
        _meet_conflict(Newsroom(root, address, watched.page))
        assert [one for one in watched.complaints if "409" not in one] == []


def _meet_conflict(newsroom: Newsroom) -> None:
    newsroom.page.route("**/livereload.js", lambda route: route.fulfill(body=""))
    newsroom.open("briefs/ferry.html")
    newsroom.page.locator("#q-1").click()
    mine = f"{SETTINGS}quotes:\n- {{text: It floats, speakers: [bess]}}  # mine\n"
    (newsroom.root / FERRY).write_text(mine, encoding="utf-8")
    newsroom.choose("Ben Hale")
    newsroom.says("Line 4 credits this quote otherwise: Bess.")
    assert newsroom.content(FERRY) == mine
    newsroom.page.unroute("**/livereload.js")
    newsroom.page.get_by_role("button", name="Reload the page").click()
    newsroom.shows_speaker("Bess")


def test_desk_can_be_switched_off_and_is_not_published(newsroom: Newsroom) -> None:
    newsroom.open("briefs/ferry.html")
    newsroom.page.keyboard.press("d")
    newsroom.page.locator("#q-1").click()
    assert not newsroom.page.locator(".desk-panel").count()
    newsroom.page.locator(".story #m-ben-hale-1").click()
    newsroom.page.wait_for_url("**/people/ben-hale.html")
    assert not [path for path in (newsroom.root / "site").rglob("*.html") if b"desk" in path.read_bytes()]


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (DESKTOP, "dark")])
def test_desk_is_accessible_and_fits(built: Path, browser: Browser, width: int, scheme: Scheme) -> None:
    with desk_of(built) as address, watched_page(browser, width=width, scheme=scheme) as watched:
        page = watched.page
        page.goto(f"{address}briefs/ferry.html")
        for opened in ("#q-1", "#m-ben-hale-1"):
            page.locator(f".story {opened}").click()
            page.locator(".desk-choices button").first.wait_for()
            assert not axe_violations(page)
            assert page.evaluate(OVERFLOW) <= 0
            page.keyboard.press("Escape")
            assert page.evaluate("document.activeElement.id") == opened[1:], "the focus is back"
        page.get_by_role("button", name="This brief", exact=True).click()
        assert not axe_violations(page)
        page.goto(f"{address}people/ben-hale.html")
        page.get_by_role("button", name="This page").click()
        page.get_by_text("Someone else in some briefs").click()
        assert not axe_violations(page)
        assert page.evaluate(OVERFLOW) <= 0
        assert not watched.complaints
