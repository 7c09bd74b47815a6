"""What Lighthouse says of the main pages of the example, but for their speed: tests are not timed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.lighthouse import PAGES, find_page, judge_pages

pytestmark = [pytest.mark.browser, pytest.mark.model]


def test_the_main_pages_are_open_to_everyone_well_made_and_light(built_example: Path) -> None:
    paths = [find_page(built_example, pattern) for pattern in PAGES.values()]
    judged = judge_pages(built_example, paths, ("accessibility", "best-practices", "seo"))
    assert [page.path for page in judged] == paths
    for page in judged:
        assert not page.failed, "\n".join(page.failed)
        assert page.is_good, f"{page.path}: {page.scores} {page.weights}"
