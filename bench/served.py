"""The preview: seconds from saving an article to its new page, with the language model already loaded."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from bench.changes import chosen_seed, edit_article, edit_words
from bench.process_tree import TreeSampler, tree_cpu_seconds
from bench.site_builds import ENVIRONMENT, SEARCH_PROGRAM, Sample, newsgloss

INTERVAL = 0.03
"""Seconds between two requests for the page; they cost the server some of its time."""

PATIENCE = 900.0
"""Seconds after which an edit that was not shown counts as failed."""


class Preview(Struct, frozen=True):
    """A running preview.

    Attributes:
        port: of its server.
        pid: of its process.
        reports: the file to which it prints a line for each build.
        search: samples the CPU of the search program.
    """

    port: int
    pid: int
    reports: Path
    search: TreeSampler

    @property
    def builds(self) -> int:
        """The number of builds that it has reported."""
        return self.reports.read_bytes().count(b"\n")


def measure_served_edits(root: Path, numbers: Sequence[int]) -> Iterator[Sample]:
    """Yield a sample for each but the first edit of a built site that is served: the first one loads the model.

    The numbers choose the articles. The wall time ends when the server gives the new page, the CPU time when the
    build has ended.
    """
    with _serve(root) as preview:
        if not _wait(lambda: preview.builds > 0):
            yield Sample(wall=0, cpu=0, problem="the preview did not build the site")
            return
        for number in numbers:
            sample = _edit(preview, root, number)
            if number != numbers[0] or sample.problem:
                yield sample
            if sample.problem:
                return


def _edit(preview: Preview, root: Path, number: int) -> Sample:
    """Edit an article and return what it took to show it."""
    builds, cpu, search_cpu = preview.builds, tree_cpu_seconds(preview.pid), preview.search.watched_cpu
    page, words = (
        f"/briefs/{slug_of(root / 'site', chosen_seed(root, number))}.html",
        edit_words(number).encode(),
    )
    edit_article(root, number)
    saved = time.perf_counter()
    if not _wait(lambda: words in _page(preview.port, page)):
        return Sample(wall=0, cpu=0, problem=f"{page} was not served with its new words")
    wall = time.perf_counter() - saved
    if not _wait(lambda: preview.builds > builds):
        return Sample(wall=0, cpu=0, problem="the preview did not report the build")
    search_cpu = preview.search.watched_cpu - search_cpu
    cpu = tree_cpu_seconds(preview.pid) - cpu - search_cpu
    return Sample(wall=wall, cpu=cpu, search_cpu=search_cpu)


def slug_of(site: Path, seed: Path) -> str:
    """Return the slug of the brief of a seed in a built site; that of its file's name if the site has no such brief."""
    if not (site / "briefs" / f"{seed.stem}.json").exists():
        for path in (site / "briefs").glob("*.json"):
            if json.loads(path.read_text(encoding="utf-8"))["id"] == seed.stem:
                return path.stem
    return seed.stem


@contextmanager
def _serve(root: Path) -> Iterator[Preview]:
    """Serve a site until the block ends."""
    with tempfile.TemporaryDirectory() as folder, Path(folder, "reports").open("ab") as reports:
        port = _free_port()
        process = subprocess.Popen(  # noqa: S603  the program of this project
            newsgloss("serve", "--json", "--port", str(port)),
            cwd=root,
            env={**os.environ, **ENVIRONMENT},
            stdin=subprocess.DEVNULL,
            stdout=reports,
            stderr=subprocess.DEVNULL,
        )
        try:
            with TreeSampler(process.pid, watched=SEARCH_PROGRAM, memory=False) as search:
                yield Preview(port, process.pid, Path(reports.name), search)
        finally:
            process.terminate()
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _page(port: int, path: str) -> bytes:
    """Return the bytes that the server gives for a path; empty if it does not answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        with suppress(OSError, http.client.HTTPException):
            connection.request("GET", path)
            return connection.getresponse().read()
    finally:
        connection.close()
    return b""


def _wait(is_reached: Callable[[], bool]) -> bool:
    """Ask until the answer is True; return False if patience ends first."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if is_reached():
            return True
        time.sleep(INTERVAL)
    return False
