"""Distribution of articles to a cluster: whatever ends, each article has one outcome, and errors say what to do."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

import pytest

from builder.annotate.cluster.batch import ARTICLES, BATCH, OUTCOMES, REPLY, Batch, Reply, outcomes_of_batch
from builder.annotate.cluster.distribution import (
    AHEAD,
    LARGEST_BATCH,
    MOST_CHARACTERS,
    PATIENCE_SECONDS,
    Deaths,
    Distribution,
    batches,
    largest_batch,
)
from builder.annotate.outcome import Outcome, Unannotated
from builder.model.annotations import Annotations
from builder.model.article import Article
from builder.model.diagnostic import InputError
from tests.support.annotated import article_of

VERSIONS = {"newsgloss": "1.0", "code": "abc"}
WORKER = "tcp://10.0.0.5:40000"


def articles_of(count: int) -> list[Article]:
    return [article_of(f"It was {number}.", f"a{number:02}") for number in range(count)]


def annotated(article: Article) -> Outcome:
    return Annotations(article.seed_id, "none", (), (), (), ())


def reply_of(batch: Batch) -> Reply:
    """Return what a sound worker replies."""
    outcomes = [annotated(article) for article in ARTICLES.load(batch.articles)]
    return Reply(WORKER, VERSIONS, outcomes=OUTCOMES.dump(outcomes_of_batch(outcomes)))


class FakeCluster:
    """A cluster in which tasks are done in a random order, one at a time.

    Args:
        reply: what workers reply to a batch.
        deadly: ids of articles that end the workers of every task that is on the cluster with them.
        workers: how many are running, each time when someone asks; the last number is that of all later times.
    """

    address = "tcp://10.0.0.2:8786"

    def __init__(
        self,
        *,
        reply: Callable[[Batch], Reply] = reply_of,
        deadly: frozenset[str] = frozenset(),
        workers: Sequence[int] = (2,),
    ) -> None:
        self._reply = reply
        self._deadly = deadly
        self._workers = list(workers)
        self._chance = random.Random(7)  # noqa: S311
        self._tasks: dict[str, Batch] = {}
        self.most = 0
        self.seconds = 0.0

    def running_workers(self) -> int:
        return self._workers.pop(0) if len(self._workers) > 1 else self._workers[0]

    def submit(self, data: bytes) -> str:
        task = f"task-{self._chance.random()}"
        self._tasks[task] = BATCH.load(data)
        self.most = max(self.most, len(self._tasks))
        return task

    def finished(self, seconds: float) -> Iterator[tuple[str, bytes | Deaths]]:
        self.seconds += seconds
        if not self._workers[0]:
            return
        present = {
            article.seed_id for batch in self._tasks.values() for article in ARTICLES.load(batch.articles)
        }
        if present & self._deadly:
            tasks, self._tasks = self._tasks, {}
            yield from ((task, Deaths(4, WORKER)) for task in tasks)
        else:
            task = self._chance.choice(list(self._tasks))
            yield task, REPLY.dump(self._reply(self._tasks.pop(task)))


def outcomes(cluster: FakeCluster, articles: Sequence[Article]) -> Iterator[Outcome]:
    distribution = Distribution(cluster, package="model", versions=VERSIONS, clock=lambda: cluster.seconds)
    return distribution.outcomes(articles, len(articles))


def message_of(cluster: FakeCluster, count: int = 20) -> str:
    with pytest.raises(InputError) as raised:
        list(outcomes(cluster, articles_of(count)))
    return str(raised.value)


@pytest.mark.parametrize("count", [0, 1, 7, 100])
@pytest.mark.parametrize("workers", [[0, 1], [1], [3], [2, 0, 0, 5]])
def test_each_article_has_one_outcome(count: int, workers: list[int]) -> None:
    articles = articles_of(count)
    found = list(outcomes(FakeCluster(workers=workers), articles))
    assert sorted(found, key=lambda one: one.seed_id) == [annotated(article) for article in articles]


def test_few_batches_are_ahead_of_the_workers() -> None:
    cluster = FakeCluster(workers=[2])
    assert len(list(outcomes(cluster, articles_of(200)))) == 200
    assert cluster.most == AHEAD * 2


def test_only_the_article_that_ends_workers_by_itself_is_lost() -> None:
    found = list(outcomes(FakeCluster(deadly=frozenset({"a07", "a31"})), articles_of(40)))
    assert sorted(one.seed_id for one in found) == [article.seed_id for article in articles_of(40)]
    lost = {one.seed_id: one.message for one in found if isinstance(one, Unannotated)}
    assert lost.keys() == {"a07", "a31"}
    assert lost["a07"].startswith("4 workers of the cluster ended while they annotated this article")
    assert WORKER in lost["a07"]


def test_workers_that_come_back_are_waited_for() -> None:
    cluster = FakeCluster(workers=[1, *[0] * (int(PATIENCE_SECONDS) - 2), 1])
    assert len(list(outcomes(cluster, articles_of(20)))) == 20


def test_cluster_without_workers_is_given_up() -> None:
    cluster = FakeCluster(workers=[1, 0])
    message = message_of(cluster)
    assert f"{cluster.address} has had no running worker for 60 seconds" in message
    assert "What was annotated is kept" in message
    assert PATIENCE_SECONDS < cluster.seconds < PATIENCE_SECONDS + 5


def test_worker_with_other_versions_that_joins_later_is_named() -> None:
    other = {**VERSIONS, "newsgloss": "0.9"}
    message = message_of(FakeCluster(reply=lambda _: Reply(WORKER, other)))
    assert f"The worker {WORKER} of the cluster has newsgloss 0.9 (here 1.0)." in message


def test_worker_that_cannot_annotate_is_named() -> None:
    message = message_of(FakeCluster(reply=lambda _: Reply(WORKER, VERSIONS, failure="MemoryError")))
    assert f"The worker {WORKER} of the cluster cannot annotate: MemoryError." in message
    assert "What was annotated is kept" in message


@pytest.mark.parametrize(("count", "workers", "largest"), [(1, 2, 1), (20, 2, 2), (300, 2, 8), (300, 100, 1)])
def test_batches_suit_the_number_of_workers(count: int, workers: int, largest: int) -> None:
    articles = articles_of(count)
    found = list(batches(articles, largest_batch(count, workers)))
    assert [article for batch in found for article in batch] == articles
    assert max(map(len, found)) == largest <= LARGEST_BATCH


def test_long_articles_make_small_batches() -> None:
    articles = [article_of("So it was. " * 10_000, f"a{number}") for number in range(40)]
    found = list(batches(articles, LARGEST_BATCH))
    assert [article for batch in found for article in batch] == articles
    assert all(sum(len(article.text) for article in batch[:-1]) <= MOST_CHARACTERS for batch in found)
    assert {len(batch) for batch in found} == {2}
