"""The preview server as a process of its own, for a site that is built instantly."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO, TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tornado.websocket import WebSocketClientConnection

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
"""Seconds after which an expected event counts as missing."""


@dataclass
class Served:
    """A running server and the site's root."""

    process: subprocess.Popen[str]
    root: Path
    url: str
    said: list[str]

    @property
    def port(self) -> int:
        return int(self.url.rstrip("/").rpartition(":")[2])

    @property
    def builds(self) -> int:
        """The number of builds that have begun."""
        return (self.root / ".builds").stat().st_size

    def write(self, name: str, text: str) -> None:
        (self.root / "seeds" / name).write_text(text, encoding="utf-8")

    def fetch(self, path: str = "") -> tuple[int, str]:
        try:
            with urllib.request.urlopen(self.url + path, timeout=PATIENCE) as answer:  # noqa: S310
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, answer.read().decode()

    def wait_for(self, condition: Callable[[int, str], bool]) -> str:
        """Return the home page as soon as it fulfills the condition."""
        end = time.monotonic() + PATIENCE
        while True:
            status, page = self.fetch()
            if condition(status, page):
                return page
            assert time.monotonic() < end, page
            time.sleep(0.05)


def wait_until(condition: Callable[[], bool]) -> None:
    """Return as soon as the condition is fulfilled."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


async def disconnect(socket: WebSocketClientConnection) -> None:
    """Close a socket of live reload, and wait until it is closed."""
    socket.close()
    while await asyncio.wait_for(socket.read_message(), PATIENCE) is not None:
        pass


def _pass_on(pipe: IO[str], lines: Queue[str]) -> None:
    for line in pipe:
        lines.put(line)


def command(root: Path, **settings: object) -> list[str]:
    """Return the command that starts the server, with the settings of ``tests.support.preview_program``."""
    usual: dict[str, object] = {
        "port": 0,
        "browser": False,
        "descriptors": None,
        "limits": {},
        "hosts": [],
        "address": "127.0.0.1",
        # Only events of files lead to a build, so that no test passes because the files are looked at anyway.
        "look_seconds": 3600,
    }
    return [sys.executable, "-m", "tests.support.preview_program", str(root), json.dumps(usual | settings)]


@contextmanager
def serving(
    root: Path, *, browser: str | None = None, variables: Mapping[str, str] | None = None, **settings: object
) -> Iterator[Served]:
    """Yield a running server; afterwards its output is in ``said``."""
    environment = dict(os.environ, PYTHONWARNINGS="error", **(variables or {}))
    if browser:
        environment["BROWSER"] = browser
    arguments = command(root, browser=bool(browser), **settings)
    with subprocess.Popen(
        arguments, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        lines: Queue[str] = Queue()
        assert process.stdout is not None
        reader = Thread(target=_pass_on, args=(process.stdout, lines), daemon=True)
        reader.start()
        said: list[str] = []
        try:
            while not any("http://" in line for line in said):
                try:
                    said.append(lines.get(timeout=PATIENCE))
                except Empty:
                    pytest.fail(f"the server says nothing but {said}")
            url = said[-1].split()[2]
            yield Served(process, root, url, said)
        finally:
            process.kill()
            process.wait()
            reader.join()
            while not lines.empty():
                said.append(lines.get())


@contextmanager
def serving_one_seed(root: Path) -> Iterator[Served]:
    """Yield a running server of a site whose only seed is ``a.txt``, as soon as it has a page."""
    (root / "seeds").mkdir()
    (root / "seeds" / "a.txt").write_text("one", encoding="utf-8")
    with serving(root) as running:
        running.wait_for(lambda status, _: status == 200)
        yield running
