"""The browser that looks at the built site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.sites import write_files
from tools.chromium import FLAGS, find_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, without a window.

    It goes with the last test of this folder: while it runs, its event loop does, and no other can.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=["--headless", *FLAGS])
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site: three briefs, put together without the language model."""
    from tests.support.sample import rendered

    return write_files(tmp_path_factory.mktemp("sample"), rendered())
