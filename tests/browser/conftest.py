"""Fixtures of the browser tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browsing import Watched, watched_page
from tests.support.reading import SEED_BRIEF
from tests.support.sites import write_files
from tools.chromium import FLAGS, find_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Yield Chromium, without a window.

    It is closed after the last test of this folder: while it runs, so does its event loop, and no other can.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=["--headless", *FLAGS])
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample site: three briefs, assembled without the language model."""
    from tests.support.sample import rendered

    return write_files(tmp_path_factory.mktemp("sample"), rendered())


@pytest.fixture(scope="package")
def sample_address(sample_site: Path, serve_site_at: Callable[[Path, str], str]) -> str:
    """Return the address of the sample site, below a sub-path."""
    return serve_site_at(sample_site, "papers/ellery")


@pytest.fixture
def seed(sample_address: str, browser: Browser) -> Iterator[Watched]:
    """Yield the seed's brief; fail afterwards if the page had any complaint."""
    with watched_page(browser) as watched:
        watched.page.goto(f"{sample_address}/{SEED_BRIEF}")
        yield watched
        assert not watched.complaints
