"""The preview in Chromium: live reload under the page's own policy, and no access for other sites."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browsing import watched_page
from tests.support.previewing import Served, serving_one_seed
from tests.support.serving import serve_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, WebSocket

pytestmark = pytest.mark.browser


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with serving_one_seed(tmp_path) as running:
        yield running


def open_connected(page: Page, address: str) -> str:
    """Open a page, and return the address of live reload's socket as soon as the preview has answered there."""
    heard: list[str] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda _: heard.append(socket.url))

    # The answer may come before the page is complete.
    page.on("websocket", listen)
    page.goto(address)
    for _ in range(500):
        if heard:
            break
        page.wait_for_timeout(20)
    page.remove_listener("websocket", listen)
    assert heard, "the preview has not answered"
    return heard[0]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_page_with_a_strict_policy_reloads_by_itself(served: Served, browser: Browser, host: str) -> None:
    with watched_page(browser) as watched:
        connected = open_connected(watched.page, served.url.replace("127.0.0.1", host))
        assert connected == f"ws://{host}:{served.port}/livereload"
        served.write("a.txt", "two")
        watched.page.get_by_text("a.txt=two").wait_for()
        served.write("a.txt", "bad")
        box = watched.page.locator("#newsgloss-failure")
        box.wait_for()
        assert box.evaluate("element => getComputedStyle(element).position") == "fixed", "its style is loaded"
        served.write("a.txt", "three")
        watched.page.get_by_text("a.txt=three").wait_for()
        assert not watched.complaints


def test_page_shows_the_new_text_while_the_site_is_written(served: Served, browser: Browser) -> None:
    with watched_page(browser) as watched:
        open_connected(watched.page, served.url)
        served.write("a.txt", "held")
        watched.page.get_by_text("a.txt=held").wait_for()
        assert "a.txt=one" in (served.root / "site" / "index.html").read_text(encoding="utf-8")
        (served.root / "released").touch()
        # Saves that follow each other faster than the page loads are all shown.
        for text in ("two", "three", "four"):
            served.write("a.txt", text)
            served.wait_for(lambda _, page, text=text: f"a.txt={text}" in page)  # type: ignore[misc]
        watched.page.get_by_text("a.txt=four").wait_for()
        assert not watched.complaints


def test_page_of_another_site_cannot_read_the_preview(
    served: Served, browser: Browser, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "index.html").write_text("<!doctype html><title>other</title><p>other", encoding="utf-8")
    with serve_folder(other) as address, watched_page(browser) as watched:
        watched.page.goto(f"{address}/")
        tried = watched.page.evaluate(ATTEMPTS, f"127.0.0.1:{served.port}")
        assert tried == {"fetched": "refused", "script": "refused", "socket": "refused"}
        # A link to the preview is allowed.
        watched.page.goto(served.url)
        assert "a.txt=one" in watched.page.content()


ATTEMPTS = """
async host => {
  const attempt = (make) => new Promise(resolve => make(() => resolve("loaded"), () => resolve("refused")));
  const script = attempt((loaded, refused) => {
    const made = document.createElement("script");
    made.onload = loaded;
    made.onerror = refused;
    made.src = `http://${host}/livereload.js`;
    document.body.append(made);
  });
  const socket = attempt((loaded, refused) => {
    const made = new WebSocket(`ws://${host}/livereload`);
    made.onopen = loaded;
    made.onerror = refused;
  });
  const fetched = fetch(`http://${host}/`).then(() => "loaded", () => "refused");
  return {fetched: await fetched, script: await script, socket: await socket};
}
"""
