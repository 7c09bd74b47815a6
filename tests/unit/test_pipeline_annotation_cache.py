"""Cached annotations: the number of processes that annotate, and results that come in any order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from builder.annotate.outcome import Outcome, Unannotated
from builder.annotate.parse.model_package import ModelPackage
from builder.model.annotations import Annotations
from builder.model.article import Article
from builder.model.diagnostic import InputError, error
from builder.pipeline.annotation_cache import ARTICLES_PER_JOB, Annotated, annotate_articles, choose_jobs
from builder.pipeline.article_heads import head_of
from builder.pipeline.progress import SilentProgress
from builder.store.store import Store
from tests.support.annotated import article_of

ADDRESS = "tcp://10.0.0.2:8786"
ARTICLES = [article_of(f"It was {number}.", f"a{number}") for number in range(6)]


def test_few_articles_get_one_process() -> None:
    assert choose_jobs(1) == 1
    assert choose_jobs(ARTICLES_PER_JOB) == 1


def test_the_number_of_processes_grows_with_the_articles_up_to_the_processors(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("builder.pipeline.annotation_cache.count_processors", lambda: 4)
    assert [choose_jobs(ARTICLES_PER_JOB * number) for number in (2, 4, 100)] == [2, 4, 4]


class FakeCluster:
    """A cluster that fails on the articles a1 and a3, and is perhaps lost after some."""

    def __init__(self, *, lost_after: int | None = None) -> None:
        self._lost_after = lost_after
        self.asked: list[tuple[str, int]] = []

    def outcomes(
        self, articles: Iterable[Article], *, count: int, package: ModelPackage, address: str
    ) -> Iterator[Outcome]:
        assert package == PACKAGE
        self.asked.append((address, count))
        for done, article in enumerate(reversed(list(articles))):
            if done == self._lost_after:
                raise InputError([error("", None, "The connection was lost.")])
            if article.seed_id in ("a1", "a3"):
                yield Unannotated(article.seed_id, "It is too long.", "Split it.")
            else:
                yield Annotations(article.seed_id, "none", (), (), (), ())


PACKAGE = ModelPackage("pipeline", "en_pipeline", "1.0")


def annotate(
    folder: Path,
    cluster: FakeCluster,
    monkeypatch: pytest.MonkeyPatch,
    articles: Sequence[Article] = ARTICLES,
) -> Annotated:
    monkeypatch.setattr("builder.annotate.cluster.annotation.outcomes_on_cluster", cluster.outcomes)
    with Store(folder) as store:
        return annotate_articles(
            [head_of(article) for article in articles],
            {article.seed_id: article for article in articles},
            package=PACKAGE,
            store=store,
            jobs=None,
            progress=SilentProgress(),
            cluster=ADDRESS,
        )


def test_results_of_a_cluster_are_in_the_order_of_the_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster = FakeCluster()
    found = annotate(tmp_path, cluster, monkeypatch)
    assert list(found.annotations) == ["a0", "a2", "a4", "a5"]
    assert [one.seed_id for one in found.failed] == ["a1", "a3"]
    assert found.fresh == 4
    assert cluster.asked == [(ADDRESS, 6)]


def test_what_a_lost_cluster_has_annotated_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="The connection was lost"):
        annotate(tmp_path, FakeCluster(lost_after=2), monkeypatch)
    cluster = FakeCluster()
    found = annotate(tmp_path, cluster, monkeypatch)
    assert cluster.asked == [(ADDRESS, 4)]
    assert list(found.annotations) == ["a0", "a2", "a4", "a5"]


def test_cluster_is_asked_only_for_what_is_not_annotated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    annotate(tmp_path, FakeCluster(), monkeypatch, ARTICLES[4:])
    cluster = FakeCluster()
    assert annotate(tmp_path, cluster, monkeypatch, ARTICLES[4:]).fresh == 0
    assert not cluster.asked
