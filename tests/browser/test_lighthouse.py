"""Lighthouse scores of the main pages of the example, except speed: tests do not measure wall time."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.lighthouse import PAGES, find_page, judge_pages

pytestmark = [pytest.mark.browser, pytest.mark.model]


def test_main_pages_have_full_scores_and_little_weight(built_example: Path) -> None:
    paths = [find_page(built_example, pattern) for pattern in PAGES.values()]
    judged = judge_pages(built_example, paths, ("accessibility", "best-practices", "seo"))
    assert [page.path for page in judged] == paths
    for page in judged:
        assert not page.failed, "\n".join(page.failed)
        assert page.is_good, f"{page.path}: {page.scores} {page.weights}"
