"""Functions and commands run in a process of their own, forked from one that has the program loaded."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Any

from msgspec import Struct

PROJECT = Path(__file__).parents[2]
PATIENCE = 300
"""Seconds after which a process without a limit of CPU is ended."""


class Forked(Struct, frozen=True):
    """Result of a forked process.

    Attributes:
        code: its exit code; negative for the signal that ended it.
        out, err: the bytes that it printed.
        seconds: of CPU, without those of processes that it started.
    """

    code: int
    out: bytes
    err: bytes
    seconds: float


def run_forked(
    function: str,
    arguments: Sequence[Any] = (),
    *,
    command: Sequence[str] = (),
    folder: Path = PROJECT,
    settings: Mapping[str, str] = MappingProxyType({}),
    cpu_seconds: int = 0,
    imports: Sequence[str] = (),
    annotates: bool = False,
) -> Forked:
    """Run a function in a process of its own.

    Args:
        function: module and name, as in "builder.commands.main:main".
        arguments: of the function; as JSON can hold them.
        command: the words of the process' command line after its name.
        folder: its working directory.
        settings: for its environment, beside those of this process. Python reads its own (PYTHONHASHSEED, LC_ALL
            and the like) at its start, which a forked process does not have.
        cpu_seconds: after so many the system ends it; 0 for no limit.
        imports: modules that are imported before the fork, and so once for all processes.
        annotates: whether it needs the language model.
    """
    with tempfile.TemporaryDirectory() as streams:
        out, err = Path(streams, "out"), Path(streams, "err")
        answer = _server().ask(
            {
                "function": function,
                "arguments": list(arguments),
                "command": list(command),
                "folder": str(folder),
                "environment": {**os.environ, **settings},
                # A busy machine may need minutes for seconds of CPU.
                "patience": 0 if cpu_seconds else PATIENCE,
                "cpu_seconds": cpu_seconds,
                "imports": list(imports),
                "annotates": annotates,
                "out": str(out),
                "err": str(err),
            }
        )
        return Forked(answer["code"], out.read_bytes(), err.read_bytes(), answer["seconds"])


class _Server:
    """The process to fork from, and requests to it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.fork_server"],
            cwd=PROJECT,
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._lock = Lock()
        atexit.register(self._end)

    def ask(self, request: Mapping[str, Any]) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with self._lock:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
            return json.loads(self._process.stdout.readline())

    def _end(self) -> None:
        self._process.communicate()


@cache
def _server() -> _Server:
    return _Server()
