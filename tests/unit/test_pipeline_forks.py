"""Work shared with forks: each item is made once, whatever becomes of a fork, and none is left behind."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from builder.pipeline.forks import REPORT, in_forks
from builder.store.store import Store

PROJECT = Path(__file__).parents[2]
COUNT = 200
SECONDS = 0.0005
"""How long an item takes in a fork. In this process it takes ten times as long, so that forks get some."""


class Doubling:
    """Work that doubles numbers. At some of them it does something else."""

    def __init__(
        self, at: frozenset[int] = frozenset(), act: Callable[[], object] = int, seconds: float = SECONDS
    ) -> None:
        self._at = at
        self._act = act
        self._seconds = seconds
        self._begun = 0

    def begin(self) -> None:
        self._begun = os.getpid()

    def make(self, number: int) -> bytes:
        assert self._begun == os.getpid(), "not in a fork"
        if number in self._at:
            self._act()
        time.sleep(self._seconds)
        return str(2 * number).encode()

    def end(self) -> bytes:
        return b"done"


def fail() -> None:
    raise ValueError("not to be doubled")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leave() -> None:
    sys.exit("a defect")


def doubled(
    work: Doubling, *, count: int = COUNT, forks: int
) -> tuple[dict[int, str], Counter[int], list[int]]:
    """Return what is made of each number, how many each fork made, and the forks that came to their end.

    This process counts as -1.
    """
    found: dict[int, str] = {}
    makers: Counter[int] = Counter()
    ended = []
    with closing(in_forks(count, work, forks=forks)) as shared:
        for fork, item, made in shared:
            if item == REPORT:
                assert made in (b"done", None)
                ended += [fork] if made else []
                continue
            assert item not in found
            if made is None:
                time.sleep(10 * SECONDS if count <= COUNT else 0)
            found[item] = str(2 * item) if made is None else made.decode()
            makers[-1 if made is None else fork] += 1
    return found, makers, ended


def expected(count: int = COUNT) -> dict[int, str]:
    return {number: str(2 * number) for number in range(count)}


def children() -> set[str]:
    """Return the processes that this one has started and not waited for; other tests may have left some."""
    tasks = Path("/proc/self/task").iterdir()
    return {pid for task in tasks for pid in (task / "children").read_text(encoding="ascii").split()}


@pytest.fixture(autouse=True)
def no_fork_is_left() -> Iterator[None]:
    before = children()
    yield
    assert children() <= before


@pytest.mark.parametrize("forks", [1, 2, 5])
@pytest.mark.parametrize("count", [0, 1, 7, COUNT, 20_000])
def test_each_item_is_made_once(forks: int, count: int) -> None:
    work = Doubling(seconds=SECONDS if count <= COUNT else 0)
    found, makers, ended = doubled(work, count=count, forks=forks)
    assert count != COUNT or len(makers) > 1, "forks take a part"
    assert found == expected(count)
    assert sorted(ended) == list(range(forks))


@pytest.mark.parametrize("act", [fail, die, leave])
@pytest.mark.parametrize("at", [{0}, {COUNT - 1}, {3, 90, 150}, set(range(COUNT))])
def test_this_process_makes_what_a_fork_cannot(act: Callable[[], None], at: set[int]) -> None:
    found, makers, _ = doubled(Doubling(frozenset(at), act), forks=2)
    assert found == expected()
    assert makers[-1] > 0


def test_forks_end_with_the_iteration() -> None:
    began = time.monotonic()
    with closing(
        in_forks(COUNT, Doubling(frozenset(range(COUNT)), lambda: time.sleep(60)), forks=3)
    ) as shared:
        assert next(shared) is not None
    assert time.monotonic() - began < 30


def refuse(*_: object, **__: object) -> int:
    raise OSError(errno.EAGAIN, "Resource temporarily unavailable")


@pytest.mark.parametrize("what", ["os.fork", "os.pipe", "builder.pipeline.forks.Pipe"])
def test_this_process_makes_all_if_there_can_be_no_fork(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(what, refuse)
    found, makers, _ = doubled(Doubling(), forks=2)
    assert found == expected()
    assert {*makers} == {-1}


def test_fewer_forks_do_the_work_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    once = iter([os.fork])

    def fork() -> int:
        return next(once, refuse)()

    monkeypatch.setattr(os, "fork", fork)
    found, makers, ended = doubled(Doubling(), forks=3)
    assert found == expected()
    assert ended == [0]
    assert len(makers) > 1


def test_a_parent_that_ignores_the_ends_of_its_children_has_forks() -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        found, makers, _ = doubled(Doubling(frozenset({50}), die), forks=2)
    finally:
        signal.signal(signal.SIGCHLD, before)
    assert found == expected()
    assert len(makers) > 1


def test_no_descriptor_is_left_open() -> None:
    def opened() -> set[Path]:
        return set(Path("/proc/self/fd").iterdir())

    before = len(opened())
    for act in (fail, die):
        doubled(Doubling(frozenset({3, 90, 150}), act), forks=3)
    with closing(in_forks(COUNT, Doubling(), forks=3)) as shared:
        next(shared)
    assert len(opened()) == before


def test_forks_that_are_silent_are_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.pipeline.forks.PATIENCE", 1.0)
    began = time.monotonic()
    found, _, ended = doubled(Doubling(frozenset(range(COUNT)), lambda: time.sleep(600)), forks=3)
    assert found == expected()
    assert len(ended) < 3
    assert time.monotonic() - began < 60


class Reading(Doubling):
    """Work that reads from a store."""

    def __init__(self, store: Store) -> None:
        super().__init__(seconds=0)
        self._store = store

    def begin(self) -> None:
        super().begin()
        self._store.branch()

    def make(self, number: int) -> bytes:
        self._store.get("pages", str(number))
        return super().make(number)


def test_forks_begin_while_another_thread_uses_a_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.pipeline.forks.PATIENCE", 10.0)
    with Store(tmp_path) as store:
        for number in range(2000):
            store.put("pages", str(number), bytes(3000))
    done = threading.Event()

    def use() -> None:
        while not done.is_set():
            with Store(tmp_path) as other:
                other.get_many("pages", map(str, range(2000)))

    thread = threading.Thread(target=use)
    thread.start()
    try:
        for _ in range(20):
            with Store(tmp_path) as store:
                found, _, ended = doubled(Reading(store), count=40, forks=2)
                assert found == expected(40)
                assert sorted(ended) == [0, 1], "none waits for what the thread holds"
    finally:
        done.set()
        thread.join()


def test_large_results_come_whole() -> None:
    class Large(Doubling):
        def make(self, number: int) -> bytes:
            return bytes([number]) * 5_000_000

    sizes = {}
    with closing(in_forks(12, Large(), forks=2)) as shared:
        for _, item, made in shared:
            if made is None:
                time.sleep(0.2)
            elif item != REPORT:
                sizes[item] = set(made), len(made)
    assert sizes
    assert all(found == ({item}, 5_000_000) for item, found in sizes.items())


def test_a_fork_does_not_see_ctrl_c() -> None:
    def press() -> None:
        os.kill(os.getpid(), signal.SIGINT)

    found, makers, ended = doubled(Doubling(frozenset(range(COUNT)), press), forks=2)
    assert found == expected()
    assert sorted(ended) == [0, 1]
    assert len(makers) > 1


ABANDONED = r"""
import os, time
from builder.pipeline.forks import in_forks

class Work:
    def begin(self):
        os.write(1, b"%d\n" % os.getpid())
    def make(self, number):
        time.sleep(0.01)
        return b""
    def end(self):
        return b""

for _ in in_forks(100_000, Work(), forks=3):
    time.sleep(0.01)
"""


def is_at_work(pid: int) -> bool:
    """Return False for a process that has ended, though no one may have asked for its exit code."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_forks_end_if_their_parent_is_killed() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ABANDONED], cwd=PROJECT, stdout=subprocess.PIPE, encoding="ascii"
    ) as parent:
        assert parent.stdout is not None
        try:
            forks = [int(parent.stdout.readline() or 0) for _ in range(3)]
        finally:
            parent.kill()
        parent.wait()
        deadline = time.monotonic() + 30
        while any(map(is_at_work, forks)):
            assert time.monotonic() < deadline, "a fork is left behind"
            time.sleep(0.05)
