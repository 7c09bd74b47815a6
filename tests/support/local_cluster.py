"""A Dask cluster on this machine, of processes of their own, and builds that lose some of them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from builder.annotate.cluster import distribution
from builder.model.diagnostic import Severity
from builder.pipeline.build_report import BuildReport
from builder.pipeline.build_site import build_site
from builder.pipeline.options import BuildOptions

Item = TypeVar("Item")

PROJECT = Path(__file__).parents[2]
PATIENCE = 120.0
"""Seconds after which a process that has not started counts as failed, on a busy machine."""

LOOPBACK = ("--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0")


class LocalCluster:
    """A scheduler and its workers.

    Args:
        folder: for their files.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        file = folder / "scheduler.json"
        self.scheduler = self._start("scheduler", *LOOPBACK, "--port", "0", "--scheduler-file", str(file))
        self._await(file, b"}", self.scheduler)
        self.address = str(json.loads(file.read_bytes())["address"])

    def add_worker(self, settings: Mapping[str, str] = MappingProxyType({})) -> subprocess.Popen[bytes]:
        """Start a worker with one thread. It has joined when ``await_workers`` returns.

        Args:
            settings: for its environment.
        """
        # Without a nanny nothing starts it again when it is killed.
        place = ("--local-directory", str(self._folder / "scratch"), "--memory-limit", "0")
        words = (self.address, *LOOPBACK, "--nthreads", "1", "--no-nanny", *place)
        return self._start("worker", *words, settings=settings)

    def await_workers(self) -> None:
        """Wait until all workers have joined."""
        for i, process in enumerate(self._processes[1:], start=1):
            self._await(self._log("worker", i), b"Registered to:", process)

    def close(self) -> None:
        """Kill all processes."""
        for process in self._processes:
            process.kill()
            process.wait()

    def _start(
        self, kind: str, *words: str, settings: Mapping[str, str] = MappingProxyType({})
    ) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": str(PROJECT), "DASK_CONFIG": str(self._folder), **settings}
        with self._log(kind, len(self._processes)).open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{kind}", *words],
                cwd=self._folder,
                env=environment,
                stdout=log,
                stderr=log,
            )
        self._processes.append(process)
        return process

    def _log(self, kind: str, i: int) -> Path:
        return self._folder / f"{kind}-{i}.log"

    def _await(self, file: Path, words: bytes, process: subprocess.Popen[bytes]) -> None:
        """Wait until a process has written words into a file."""
        end = time.monotonic() + PATIENCE
        while not file.exists() or words not in file.read_bytes():
            if process.poll() is not None or time.monotonic() > end:
                logs = [log.read_text(encoding="utf-8") for log in sorted(self._folder.glob("*.log"))]
                raise TimeoutError("\n".join(["a process of the cluster did not start", *logs]))
            time.sleep(0.05)


@contextmanager
def local_cluster(folder: Path, *, workers: int) -> Iterator[LocalCluster]:
    """Yield a cluster whose processes end at the end."""
    folder.mkdir()
    cluster = LocalCluster(folder)
    try:
        for _ in range(workers):
            cluster.add_worker()
        cluster.await_workers()
        yield cluster
    finally:
        cluster.close()


class KillingProgress:
    """Progress that kills a process in the middle of annotating.

    Args:
        victim: the id of the process.
        after: the number of articles before.
    """

    def __init__(self, victim: int, *, after: int) -> None:
        self._victim = victim
        self._after = after
        self.stages: list[tuple[str, int]] = []

    def track(self, items: Iterable[Item], *, stage: str, total: int) -> Iterator[Item]:
        """Yield the same items."""
        self.stages.append((stage, total))
        for done, item in enumerate(items):
            yield item
            if stage == "annotate" and done + 1 == self._after:
                os.kill(self._victim, signal.SIGKILL)


def build_and_kill(root: Path, address: str, victim: int, *, after: int) -> BuildReport:
    """Build a site on a cluster, and kill a process in the middle of annotating.

    Args:
        root: the site's folder.
        address: of the scheduler.
        victim: the id of the process.
        after: the number of articles annotated before.
    """
    progress = KillingProgress(victim, after=after)
    report = build_site(
        BuildOptions(root=root, out=root / "site", cluster=address, clean=True), progress=progress
    )
    assert [stage for stage, _ in progress.stages].count("annotate") == 1, "one bar"
    return report


def print_build(root: str, address: str, victim: int, after: int, patience: float) -> None:
    """Print the report of ``build_and_kill`` as JSON: the articles annotated, and the errors.

    Args:
        root: as for ``build_and_kill``.
        address: likewise.
        victim: likewise.
        after: likewise.
        patience: seconds that the build waits for workers if it has none.
    """
    distribution.PATIENCE_SECONDS = patience
    report = build_and_kill(Path(root), address, victim, after=after)
    errors = [str(found) for found in report.diagnostics if found.severity is Severity.ERROR]
    sys.stdout.write(json.dumps({"ok": report.ok, "annotated": report.annotated, "errors": errors}))
