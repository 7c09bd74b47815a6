"""The distribution of articles to the workers of a cluster, any of which may end at any time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from builder.annotate.cluster.batch import ARTICLES, BATCH, OUTCOMES, REPLY, Batch, Reply
from builder.annotate.cluster.cluster_errors import deadly, failed_worker, lost_workers, unequal_workers
from builder.annotate.outcome import Outcome
from builder.model.article import Article

LARGEST_BATCH = 8
"""Articles of a task, at most: about 0.7 seconds of work, so that a lost worker costs little; sending takes 0.01."""

BATCHES_PER_WORKER = 4
"""Few articles are divided into at least so many batches for each worker, so that all end at about the same time."""

MOST_CHARACTERS = 200_000
"""A batch ends with the article that exceeds this."""

AHEAD = 3
"""Batches per worker that are submitted before their results are taken: this bounds the memory of results."""

POLL_SECONDS = 1.0
"""Seconds after which the wait for results is interrupted, to look for workers and for a pending Ctrl-C."""

PATIENCE_SECONDS = 60.0
"""Seconds without a running worker after which the build ends. A worker that was killed is started again in a few."""


class Deaths(Struct, frozen=True):
    """The result of a task whose workers ended.

    Attributes:
        count: the number of workers.
        last: the address of the last one.
    """

    count: int
    last: str


class Cluster(Protocol):
    """A cluster that runs ``annotate_batch``. Its methods raise InputError if the connection is lost."""

    @property
    def address(self) -> str:
        """The address of the scheduler."""
        ...

    def running_workers(self) -> int:
        """Return the number of workers that can take tasks."""
        ...

    def submit(self, data: bytes) -> str:
        """Submit a batch, and return the name of its task."""
        ...

    def finished(self, seconds: float) -> Iterator[tuple[str, bytes | Deaths]]:
        """Yield the tasks that are done since the last call, each with its reply; wait for the first.

        Args:
            seconds: how long to wait at most.
        """
        ...


class Distribution:
    """The articles of one build on a cluster.

    Args:
        cluster: runs the tasks.
        package: name of the package with the language model.
        versions: everything else that annotations depend on.
        clock: returns seconds from any fixed moment.
    """

    def __init__(
        self,
        cluster: Cluster,
        *,
        package: str,
        versions: Mapping[str, str],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._cluster = cluster
        self._package = package
        self._versions = versions
        self._clock = clock

    def outcomes(self, articles: Iterable[Article], count: int) -> Iterator[Outcome]:
        """Yield the outcome of each article as it comes, in any order.

        Args:
            articles: the articles; each is asked for when it is sent.
            count: their number.

        Raises:
            InputError: if no worker is left, or one of them cannot annotate.
        """
        largest = largest_batch(count, self._cluster.running_workers())
        suspects: list[Article] = []
        for batch, result in self._results(batches(articles, largest)):
            if isinstance(result, Deaths):
                suspects += batch
            else:
                yield from self._opened(result)
        # Whatever its worker was doing when it ended is suspect. Alone on the cluster, only the deadly one is.
        for article in suspects:
            for _, result in self._results(iter([[article]])):
                if isinstance(result, Deaths):
                    yield deadly(article, deaths=result.count, last=result.last)
                else:
                    yield from self._opened(result)

    def _results(
        self, waiting: Iterator[Sequence[Article]]
    ) -> Iterator[tuple[Sequence[Article], bytes | Deaths]]:
        """Yield each batch with its result as it comes."""
        following = next(waiting, None)
        at_work: dict[str, Sequence[Article]] = {}
        seen = asked = self._clock()
        workers = self._cluster.running_workers()
        while following is not None or at_work:
            if self._clock() - asked >= POLL_SECONDS:
                asked = self._clock()
                workers = self._cluster.running_workers()
            while following is not None and len(at_work) < AHEAD * max(workers, 1):
                at_work[self._cluster.submit(self._sealed(following))] = following
                following = next(waiting, None)
            for task, result in self._cluster.finished(POLL_SECONDS):
                seen = self._clock()
                yield at_work.pop(task), result
            if workers:
                seen = self._clock()
            elif self._clock() - seen > PATIENCE_SECONDS:
                raise lost_workers(self._cluster.address, PATIENCE_SECONDS)

    def _sealed(self, articles: Sequence[Article]) -> bytes:
        return BATCH.dump(Batch(self._versions, self._package, ARTICLES.dump(tuple(articles))))

    def _opened(self, data: bytes) -> Iterator[Outcome]:
        """Yield the outcomes of a reply.

        Raises:
            InputError: if it has none.
        """
        reply: Reply = REPLY.load(data)
        if unequal := unequal_workers(self._versions, {reply.worker: reply.versions}):
            raise unequal
        if reply.failure:
            raise failed_worker(reply.worker, reply.failure)
        outcomes = OUTCOMES.load(reply.outcomes)
        yield from outcomes.annotated
        yield from outcomes.unannotated


def largest_batch(articles: int, workers: int) -> int:
    """Return how many articles a batch may have.

    Args:
        articles: the number of articles.
        workers: the number of workers; more may join.
    """
    return max(1, min(LARGEST_BATCH, articles // (BATCHES_PER_WORKER * max(workers, 1))))


def batches(articles: Iterable[Article], largest: int) -> Iterator[Sequence[Article]]:
    """Yield articles in batches.

    Args:
        articles: in any order.
        largest: the number of articles of a batch, at most.
    """
    batch: list[Article] = []
    characters = 0
    for article in articles:
        batch.append(article)
        characters += len(article.text)
        if len(batch) == largest or characters > MOST_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
