"""Work shared with forks: copies of this process, which know all that it knows and need not load it again.

A fork runs one thread, so it must not wait for what other threads of this process hold.
"""

from __future__ import annotations

import fcntl
import os
import signal
import warnings
from collections.abc import Generator
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe, wait
from typing import NoReturn, Protocol

REST = -1
"""The number that stands for what a fork tells at its end."""

_NUMBER = 4
"""Bytes of a number."""
_MOST_AT_ONCE = 16
"""Items that a process takes at a time, at most: the processes should end at the same time."""
_TURNS = 32
"""How often a process should take items, at least."""
_MOST_TURNS = 8192
"""Numbers of turns that wait in a pipe, at most: it holds 64 kB."""
_PIPE_SIZE = 1_000_000
"""Bytes that a fork may send before this process takes them: the most that Linux allows every user."""


class ForkedWork(Protocol):
    """What a fork does. All of it runs in the fork."""

    def begin(self) -> None:
        """Prepare the fork."""

    def make(self, number: int) -> bytes:
        """Return what is made of an item, given by its number."""

    def end(self) -> bytes:
        """Return what the parent has to know besides, when all items are made."""


def in_forks(count: int, work: ForkedWork, *, forks: int) -> Generator[tuple[int, int, bytes | None]]:
    """Share items among this process and forks of it.

    Close the iteration: it ends the forks. They also end if this process does.

    Args:
        count: of the items, which are the numbers below it.
        work: what the forks do.
        forks: how many there are, besides this process.

    Yields:
        The number of a fork, the number of an item, and what the fork made of it; or None for an item that this
        process has to make itself. Each item comes once, in any order: this process gets those that a fork could not
        make. ``REST`` in place of an item comes with what the fork tells at its end.
    """
    step = max(1, min(_MOST_AT_ONCE, count // (_TURNS * (forks + 1))), -(-count // _MOST_TURNS))
    firsts, waiting = os.pipe()
    os.write(waiting, b"".join(first.to_bytes(_NUMBER, "big") for first in range(0, count, step)))
    os.close(waiting)
    left = dict.fromkeys(range(count))
    started: dict[Connection, tuple[int, int]] = {}
    try:
        for number in range(forks):
            mine, theirs = Pipe(duplex=False)
            pid = _fork()
            if pid == 0:
                # The pipes of the others end when their own ends are closed everywhere.
                for one in (mine, *started):
                    one.close()
                _work(work, theirs, firsts, step, count)
            theirs.close()
            with suppress(OSError):  # as large as it may be, so that a fork seldom waits for this process
                fcntl.fcntl(mine.fileno(), fcntl.F_SETPIPE_SZ, _PIPE_SIZE)
            started[mine] = number, pid
        while (first := _next(firsts)) is not None:
            for item in range(first, min(first + step, count)):
                yield from _received(started, left, timeout=0)
                del left[item]
                yield REST, item, None
        while started:
            yield from _received(started, left, timeout=None)
        for item in tuple(left):
            yield REST, item, None
    finally:
        os.close(firsts)
        for connection, (_, pid) in started.items():
            os.kill(pid, signal.SIGKILL)
            _end(connection, pid)


def _received(
    started: dict[Connection, tuple[int, int]], left: dict[int, None], *, timeout: float | None
) -> Generator[tuple[int, int, bytes | None]]:
    """Yield what forks have sent; those that have ended are no longer among the started ones.

    Args:
        started: the number and process of each fork.
        left: the items that are not made yet.
        timeout: the seconds to wait for something; None waits as long as it takes.
    """
    while ready := wait(started, timeout):
        for connection in [one for one in started if one in ready]:
            number, pid = started[connection]
            try:
                message = connection.recv_bytes()
            except (EOFError, OSError):
                del started[connection]
                _end(connection, pid)
                continue
            item = int.from_bytes(message[:_NUMBER], "big", signed=True)
            left.pop(item, None)
            yield number, item, message[_NUMBER:]
        timeout = 0


def _fork() -> int:
    """Fork this process; return 0 in the fork, in which Ctrl-C does nothing: its parent ends it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        with warnings.catch_warnings():
            # Newer versions of Python warn if there are other threads: a progress bar, the web server of a preview.
            warnings.simplefilter("ignore", DeprecationWarning)
            pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
        return pid
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(work: ForkedWork, sender: Connection, firsts: int, step: int, count: int) -> NoReturn:
    """Do the work of a fork, and end it. Whatever goes wrong, its parent makes what is left, and says what is wrong."""
    code = 1
    # Nothing of the parent's may run here, such as what it has to do at its end.
    with suppress(BaseException):
        work.begin()
        while (first := _next(firsts)) is not None:
            for item in range(first, min(first + step, count)):
                sender.send_bytes(item.to_bytes(_NUMBER, "big") + work.make(item))
        sender.send_bytes(REST.to_bytes(_NUMBER, "big", signed=True) + work.end())
        code = 0
    os._exit(code)


def _next(firsts: int) -> int | None:
    """Return the first item of the next turn; None if there is none. All processes read from one pipe."""
    data = os.read(firsts, _NUMBER)
    return int.from_bytes(data, "big") if data else None


def _end(connection: Connection, pid: int) -> None:
    connection.close()
    os.waitpid(pid, 0)
