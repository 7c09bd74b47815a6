"""Work shared among processes, any of which may be killed at any time: the system does so if memory runs out."""

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
from dataclasses import dataclass
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

Work = Callable[[Sequence[Item]], Sequence[Result]]
"""Items in, a result for each in the same order. It is pickled: a function of a module, or a partial of one."""

CHUNK = 8
"""Items that a process takes at a time."""

_AHEAD = 2
"""Chunks for each process that may be handed out or done and not yet taken, so that memory stays in proportion."""

_LOOK_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Lost(Generic[Item]):
    """An item whose process ended twice: among others, and by itself in a fresh process.

    Attributes:
        item: the item.
        exit_code: of the second process; below zero the signal that ended it; None if unknown.
    """

    item: Item
    exit_code: int | None


def in_processes(
    work: Work[Item, Result], items: Sequence[Item], *, jobs: int
) -> Iterator[Result | Lost[Item]]:
    """Yield the result for each item, in order.

    If a process ends, the items that were not finished are worked on once more, each by itself; the others go on.
    No process survives this one or the end of the iteration.

    Args:
        work: what is done. Its own exceptions are raised here.
        items: what it is done with; they and the results are pickled.
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
"""The chunks that were handed out when a process ended, in order, each with its results; None without any."""


def _shared(
    work: Work[Item, Result], chunks: deque[Sequence[Item]], *, jobs: int
) -> Generator[Result, None, _Broken[Item, Result]]:
    """Yield results in order until all chunks are done, or until a process ends."""
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
    """Yield the result for each item, processed by itself; a process serves several items until one of them ends it."""
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
            # The process is gone by now: the pool waits for its end.
            yield Lost(waiting.popleft(), started[-1].exitcode if started else None)


class _Spawning(SpawnContext):
    """A context that spawns processes and keeps them: a fork of a process with threads (a progress bar) may hang."""

    def __init__(self) -> None:
        super().__init__()
        self.started: list[SpawnProcess] = []

    def Process(self, *args: Any, **options: Any) -> SpawnProcess:  # type: ignore[override]  # noqa: N802
        process = SpawnProcess(*args, **options)
        self.started.append(process)
        return process


@contextmanager
def _processes(count: int) -> Iterator[tuple[ProcessPoolExecutor, list[SpawnProcess]]]:
    """Yield a pool and the processes that it has started; kill them if the work is broken off."""
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
    """Hand out a chunk; a process that is started for it never sees Ctrl-C, not even before it can ignore it."""
    if not hasattr(signal, "pthread_sigmask"):
        return pool.submit(work, chunk)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        return pool.submit(work, chunk)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _result(future: Future[Sequence[Result]]) -> Sequence[Result]:
    """Wait for the result of a chunk, and look up now and then.

    A Ctrl-C that comes just before a thread falls asleep does not wake it: without this it would go unnoticed until the
    chunk is done.
    """
    while not wait([future], timeout=_LOOK_SECONDS).done:
        pass
    return future.result()


def _begin() -> None:
    """Leave Ctrl-C to the parent, which ends its processes, and watch the parent, which may be killed itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
