"""A brief in the browser: its card, its steps, and its address."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

SEED_BRIEF = "briefs/kerry-iraq-anbar.html"
"""The brief of the project's own seed in the sample site."""


def card(page: Page) -> Locator:
    """Return the open card."""
    return page.locator("[data-card]:popover-open")


def query(page: Page) -> dict[str, str]:
    """Return the state of the page in its address."""
    found: str = page.evaluate("location.search")
    return {name: values[0] for name, values in parse_qs(found.removeprefix("?")).items()}


def fragment(page: Page) -> str:
    """Return the part of the address after the #."""
    found: str = page.evaluate("location.hash")
    return found.removeprefix("#")


def step_link(page: Page, entity: str) -> Locator:
    """Return the link of the sidebar that steps through the mentions of an entity."""
    return page.locator(f"#apparatus li:has(b a[href$='/{entity}.html']) [href^='#m-']")


def place(page: Page) -> str:
    """Return the position of the steps ("2 of 7")."""
    return page.locator("[data-place]").inner_text()
