"""The cost of a command: CPU seconds and memory of its process and of all processes that it starts."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

TICKS = os.sysconf("SC_CLK_TCK")
CPU_INTERVAL = 0.01
MEMORY_INTERVAL = 0.1


class Cost(Struct, frozen=True):
    """The cost of a command.

    Attributes:
        code: the exit code, negative for the signal that ended it.
        out, err: what it printed.
        wall, cpu: seconds; of CPU, those of the whole tree of processes.
        watched_cpu: the CPU seconds in ``cpu`` of the processes that run the watched program.
        memory: the largest sum of the proportional set sizes (PSS) of the tree, in bytes; 0 if it was not measured.
    """

    code: int
    out: str
    err: str
    wall: float
    cpu: float
    watched_cpu: float = 0.0
    memory: int = 0


def run_measured(
    command: Sequence[str | Path],
    *,
    folder: Path,
    environment: Mapping[str, str] = MappingProxyType({}),
    watched: str = "",
    memory: bool = False,
) -> Cost:
    """Run a command to its end and return its cost.

    Args:
        command: the program and its arguments.
        folder: the working directory.
        environment: variables besides those of this process.
        watched: the beginning of the file name of the program whose CPU is also measured alone.
        memory: True to measure the memory too. That slows the processes, so the seconds of such a run mean little.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603  the programs of the benchmark
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
        )
        with TreeSampler(process.pid, watched=watched, memory=memory) as sampler:
            # The kernel adds the CPU of children to that of their parent when the parent has waited for them.
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        return Cost(
            process.returncode,
            out.read().decode(errors="replace"),
            err.read().decode(errors="replace"),
            wall,
            usage.ru_utime + usage.ru_stime,
            sampler.watched_cpu,
            sampler.memory,
        )


class TreeSampler(threading.Thread):
    """A thread that samples the tree of a process until it is left."""

    # The CPU of one program in the tree is known only while it runs: at most the time of one interval is missed.

    def __init__(self, pid: int, *, watched: str, memory: bool) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._watched = watched
        self._with_memory = memory
        self._ended = threading.Event()
        self._cpu: dict[tuple[int, int], float] = {}
        self.memory = 0

    def __enter__(self) -> TreeSampler:
        if self._watched or self._with_memory:
            self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        if self.is_alive():
            self.join()

    @property
    def watched_cpu(self) -> float:
        """The CPU seconds of the watched program so far."""
        return sum(self._cpu.values())

    def run(self) -> None:
        """Sample until the end."""
        while not self._ended.wait(MEMORY_INTERVAL if self._with_memory else CPU_INTERVAL):
            tree = list(process_tree(self._pid))
            if self._with_memory:
                self.memory = max(self.memory, sum(map(proportional_memory, tree)))
            for pid in tree if self._watched else ():
                with suppress(OSError):
                    if Path(f"/proc/{pid}/exe").readlink().name.startswith(self._watched):
                        seconds, started = cpu_seconds(pid)
                        self._cpu[pid, started] = seconds


def process_tree(pid: int) -> Iterator[int]:
    """Yield a process and all that descend from it, as far as they can be seen."""
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            with suppress(OSError):
                for child in (task / "children").read_text(encoding="ascii").split():
                    yield from process_tree(int(child))


def cpu_seconds(pid: int, *, reaped: bool = False) -> tuple[float, int]:
    """Return the CPU seconds of a process and the time of its start, which tells it from a later one of its number.

    Args:
        pid: the process.
        reaped: True to add the seconds of the children that it has waited for.

    Raises:
        OSError: if there is no such process.
    """
    # The name of the program is in parentheses and may contain spaces.
    fields = (
        Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    )
    ticks = sum(map(int, fields[11:15] if reaped else fields[11:13]))
    return ticks / TICKS, int(fields[19])


def proportional_memory(pid: int) -> int:
    """Return the proportional set size (PSS) of a process in bytes; 0 if it has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def tree_cpu_seconds(pid: int) -> float:
    """Return the CPU seconds of a running tree so far, those of processes that have ended included."""
    total = 0.0
    for member in process_tree(pid):
        with suppress(OSError):
            total += cpu_seconds(member, reaped=True)[0]
    return total
