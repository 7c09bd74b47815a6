"""The number of processes that annotate."""

from __future__ import annotations

import pytest

from builder.pipeline.annotation_cache import ARTICLES_PER_JOB, choose_jobs


def test_few_articles_get_one_process() -> None:
    assert choose_jobs(1) == 1
    assert choose_jobs(ARTICLES_PER_JOB) == 1


def test_the_number_of_processes_grows_with_the_articles_up_to_the_processors(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("builder.pipeline.annotation_cache._processors", lambda: 4)
    assert [choose_jobs(ARTICLES_PER_JOB * number) for number in (2, 4, 100)] == [2, 4, 4]
