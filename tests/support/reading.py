"""A brief in the browser: its card, its steps, and what its address says."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

SEED_BRIEF = "briefs/kerry-iraq-anbar.html"
"""The brief of the sample site that is the seed's."""


def card(page: Page) -> Locator:
    """The open card."""
    return page.locator("[data-card]:popover-open")


def query(page: Page) -> dict[str, str]:
    """What the address says of the page's state."""
    found: str = page.evaluate("location.search")
    return {name: values[0] for name, values in parse_qs(found.removeprefix("?")).items()}


def fragment(page: Page) -> str:
    """What stands in the address after the #."""
    found: str = page.evaluate("location.hash")
    return found.removeprefix("#")


def step_link(page: Page, entity: str) -> Locator:
    """The link of the sidebar that steps through the mentions of an entity."""
    return page.locator(f"#apparatus .row:has(a[href$='/{entity}.html']) [data-step]")


def place(page: Page) -> str:
    """At which mention the steps are ("2 of 7")."""
    return page.locator("[data-place]").inner_text()
