"""Work shared with forks: copies of this process, which know all that it knows and need not load it again.

A fork runs one thread. It would wait for ever for a lock that another thread held when it began: of SQLite, see
``builder/store/database.py``. If one does all the same, it is ended, and this process makes what it has not made.
"""

from __future__ import annotations

import fcntl
import os
import signal
import warnings
from collections.abc import Callable, Generator
from contextlib import ExitStack, suppress
from functools import partial
from multiprocessing.connection import Connection, Pipe, wait
from typing import Protocol

REPORT = -1
"""In place of the number of an item: a fork has ended, and what follows is its report."""
HERE = -1
"""In place of the number of a fork: this process."""
PATIENCE = 60.0
"""Seconds to wait for forks that send nothing, when this process has nothing else to do."""

_NUMBER = 4
"""Bytes of a number."""
_MOST_AT_ONCE = 16
"""Items that a process takes at a time, at most: the processes should end at the same time."""
_TURNS = 32
"""How often a process should take items, at least."""
_MOST_TURNS = 1024
"""Numbers of turns that wait in a pipe, at most: one holds 4 kB at least, if a user has many."""
_PIPE_SIZE = 1_000_000
"""Bytes that a fork may send before this process takes them: the most that Linux allows every user."""


class ForkedWork(Protocol):
    """What a fork does. All of it runs in the fork."""

    def begin(self) -> None:
        """Prepare the fork."""

    def make(self, number: int) -> bytes:
        """Return what is made of an item, given by its number."""

    def end(self) -> bytes:
        """Return the report of the fork, when all items are made."""


def in_forks(count: int, work: ForkedWork, *, forks: int) -> Generator[tuple[int, int, bytes | None]]:
    """Share items among this process and forks of it.

    Close the iteration: it ends the forks. If this process ends, each ends when it sends something.

    Args:
        count: of the items, which are the numbers below it.
        work: what the forks do.
        forks: how many there are, besides this process.

    Yields:
        The number of a fork, the number of an item, and what the fork made of it. ``HERE``, an item and None, if this
        process has to make it itself. Each item comes once, in any order: this process gets those that a fork could
        not make. The number of a fork, ``REPORT``, and its report; None if it ended without one.
    """
    step = max(1, min(_MOST_AT_ONCE, count // (_TURNS * (forks + 1))), -(-count // _MOST_TURNS))
    left = dict.fromkeys(range(count))
    started: dict[Connection, tuple[int, int]] = {}
    with ExitStack() as stack:
        # Without descriptors, memory or processes for a fork, the others do its work.
        with suppress(OSError):
            firsts = _turns(count, step)
            stack.callback(os.close, firsts)
            stack.callback(_kill, started)
            for number in range(forks):
                _start(number, started, partial(_work, work, firsts, step, count))
        while started and (first := _next(firsts)) is not None:
            for item in range(first, min(first + step, count)):
                yield from _received(started, left, timeout=0)
                del left[item]
                yield HERE, item, None
        while started:
            silent = [number for number, _ in started.values()]
            heard = False
            for sent in _received(started, left, timeout=PATIENCE):
                heard = True
                yield sent
            if started and not heard:
                _kill(started)
                yield from ((number, REPORT, None) for number in silent)
    for item in left:
        yield HERE, item, None


def _turns(count: int, step: int) -> int:
    """Return the end of a pipe from which every process reads the first item of its next turn."""
    firsts, waiting = os.pipe()
    os.write(waiting, b"".join(first.to_bytes(_NUMBER, "big") for first in range(0, count, step)))
    os.close(waiting)
    return firsts


def _start(
    number: int, started: dict[Connection, tuple[int, int]], work: Callable[[Connection], object]
) -> None:
    """Start a fork, and add it to the started ones: its number and process by the connection that it sends to.

    Raises:
        OSError: if it cannot be started.
    """
    mine, theirs = Pipe(duplex=False)

    def live() -> None:
        # The pipe of a fork ends when this end of it is closed everywhere.
        for one in (mine, *started):
            one.close()
        work(theirs)

    with suppress(OSError):  # as large as it may be, so that a fork seldom waits for this process
        fcntl.fcntl(mine.fileno(), fcntl.F_SETPIPE_SZ, _PIPE_SIZE)
    # Ctrl-C is blocked until the fork ignores it, and until this process knows the fork.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        started[mine] = number, _fork(live, before)
    except OSError:
        mine.close()
        raise
    finally:
        theirs.close()
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _kill(started: dict[Connection, tuple[int, int]]) -> None:
    """End all forks that are at work."""
    while started:
        connection, (_, pid) = started.popitem()
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        _end(connection, pid)


def _received(
    started: dict[Connection, tuple[int, int]], left: dict[int, None], *, timeout: float
) -> Generator[tuple[int, int, bytes | None]]:
    """Yield what forks have sent, and take those that have ended from the started ones.

    Args:
        started: the number and process of each fork.
        left: the items that are not made yet.
        timeout: the seconds to wait for something.
    """
    while ready := wait(started, timeout):
        for connection in [one for one in started if one in ready]:
            number, pid = started[connection]
            try:
                message = connection.recv_bytes()
            except (EOFError, OSError):
                del started[connection]
                _end(connection, pid)
                yield number, REPORT, None
                continue
            item = int.from_bytes(message[:_NUMBER], "big", signed=True)
            left.pop(item, None)
            if item == REPORT:
                del started[connection]
                _end(connection, pid)
            yield number, item, message[_NUMBER:]
        timeout = 0


def _fork(live: Callable[[], object], signals: set[int]) -> int:
    """Fork this process, and return the number of the fork, which does nothing else and sees no Ctrl-C.

    Whatever goes wrong in it, its parent makes what is left, and says what is wrong.

    Args:
        live: what the fork does.
        signals: those that are blocked in it.

    Raises:
        OSError: if there can be no further process.
    """
    with warnings.catch_warnings():
        # Newer versions of Python warn if there are other threads: a progress bar, the web server of a preview.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
        if pid == 0:
            try:  # nothing of the parent's may run here, such as what it has to do at its end
                signal.signal(signal.SIGINT, signal.SIG_IGN)
                signal.signal(signal.SIGTERM, signal.SIG_DFL)
                signal.pthread_sigmask(signal.SIG_SETMASK, signals)
                live()
            finally:
                os._exit(0)
    return pid


def _work(work: ForkedWork, firsts: int, step: int, count: int, sender: Connection) -> None:
    """Do the work of a fork."""
    work.begin()
    while (first := _next(firsts)) is not None:
        for item in range(first, min(first + step, count)):
            sender.send_bytes(item.to_bytes(_NUMBER, "big") + work.make(item))
    sender.send_bytes(REPORT.to_bytes(_NUMBER, "big", signed=True) + work.end())


def _next(firsts: int) -> int | None:
    """Return the first item of the next turn, from the pipe that all processes read; None if none is left."""
    data = os.read(firsts, _NUMBER)
    return int.from_bytes(data, "big") if data else None


def _end(connection: Connection, pid: int) -> None:
    """Close the connection to a fork, and wait until it has ended."""
    connection.close()
    # Whoever started this process may have let it ignore how its children end.
    with suppress(ChildProcessError):
        os.waitpid(pid, 0)
