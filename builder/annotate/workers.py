"""Work shared among processes. Any of them may be killed at any time, as the system does when memory runs out."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any, Generic, TypeVar

from msgspec import Struct

Item = TypeVar("Item")
Result = TypeVar("Result")

Work = Callable[[Sequence[Item]], Sequence[Result]]
"""Items → a result for each, in the same order. It is pickled, so it is a function of a module or a partial of one."""

CHUNK = 8
"""Items that a process takes at a time."""

_AHEAD = 2
"""Chunks per process that may be submitted before their results are taken: this bounds the memory of results."""

_WAKE_SECONDS = 1.0
"""Seconds after which the wait for a result is interrupted, so that a pending Ctrl-C is noticed."""


class Lost(Struct, Generic[Item], frozen=True):
    """An item that ended two processes: one that had others, and a fresh one of its own.

    Attributes:
        item: the item.
        exit_code: of the second process; the negative number of a signal that ended it; None if unknown.
    """

    item: Item
    exit_code: int | None


def in_processes(
    work: Work[Item, Result], items: Sequence[Item], *, jobs: int
) -> Iterator[Result | Lost[Item]]:
    """Yield the result for each item, in order.

    If a process ends, each of its unfinished items is worked on once more in a process without other items. No process
    survives this one or the end of the iteration.

    Args:
        work: computes the results. Its exceptions are raised here.
        items: the items. They and the results are pickled.
        jobs: processes to share the work among.
    """
    chunks = deque(items[i : i + CHUNK] for i in range(0, len(items), CHUNK))
    while chunks:
        broken = yield from _shared(work, chunks, jobs=jobs)
        for chunk, results in broken:
            if results is not None:
                yield from results
            else:
                yield from _each_alone(work, chunk)


_Chunk = Sequence[Item]
_Broken = list[tuple[Sequence[Item], Sequence[Result] | None]]
"""The chunks that were submitted when a process ended, in order, each with its results, or None if it has none."""


def _shared(
    work: Work[Item, Result], chunks: deque[Sequence[Item]], *, jobs: int
) -> Generator[Result, None, _Broken[Item, Result]]:
    """Yield results in order until all chunks are done or a process ends; return the chunks that are left then."""
    window: deque[tuple[Sequence[Item], Future[Sequence[Result]]]] = deque()
    with _processes(jobs) as (pool, _):
        while chunks or window:
            try:
                while chunks and len(window) < _AHEAD * jobs:
                    window.append((chunks[0], _submitted(pool, work, chunks[0])))
                    chunks.popleft()
                results = _result(window[0][1])
            except BrokenProcessPool:
                break
            window.popleft()
            yield from results
        wait([future for _, future in window])
        return [
            (chunk, None if isinstance(future.exception(), BrokenProcessPool) else future.result())
            for chunk, future in window
        ]


def _each_alone(work: Work[Item, Result], items: Sequence[Item]) -> Iterator[Result | Lost[Item]]:
    """Yield the result for each item, submitted alone; one process takes item after item until one of them ends it."""
    waiting = deque(items)
    while waiting:
        fresh = True
        with _processes(1) as (pool, started):
            while waiting:
                try:
                    results = _result(_submitted(pool, work, [waiting[0]]))
                except BrokenProcessPool:
                    break
                waiting.popleft()
                fresh = False
                yield from results
        if waiting and fresh:
            # The pool has waited for the end of the process, so its exit code is known.
            yield Lost(waiting.popleft(), started[-1].exitcode if started else None)


class _Spawning(SpawnContext):
    """A context that spawns processes and keeps a list of them."""

    # It does not fork: the fork of a process with threads (a progress bar) may hang.

    def __init__(self) -> None:
        super().__init__()
        self.started: list[SpawnProcess] = []

    def Process(self, *args: Any, **options: Any) -> SpawnProcess:  # type: ignore[override]  # noqa: N802
        process = SpawnProcess(*args, **options)
        self.started.append(process)
        return process


@contextmanager
def _processes(count: int) -> Iterator[tuple[ProcessPoolExecutor, list[SpawnProcess]]]:
    """Yield a pool with the list of its processes, and kill them if the iteration is abandoned."""
    context = _Spawning()
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_begin)
    try:
        yield pool, context.started
    except BaseException:
        for process in context.started:
            process.kill()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def _submitted(
    pool: ProcessPoolExecutor, work: Work[Item, Result], chunk: Sequence[Item]
) -> Future[Sequence[Result]]:
    """Submit a chunk to the pool."""
    # Ctrl-C is blocked because submitting may start a process, which inherits that: it would see a Ctrl-C that comes
    # before it can ignore it.
    if not hasattr(signal, "pthread_sigmask"):
        return pool.submit(work, chunk)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        return pool.submit(work, chunk)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _result(future: Future[Sequence[Result]]) -> Sequence[Result]:
    """Return the result of a chunk when it is done."""
    # A Ctrl-C that comes just before a thread falls asleep does not wake it. Without a timeout it would be noticed only
    # when the chunk is done.
    while not wait([future], timeout=_WAKE_SECONDS).done:
        pass
    return future.result()


def _begin() -> None:
    """Ignore Ctrl-C, because the parent kills its processes, and watch the parent, which may be killed itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
