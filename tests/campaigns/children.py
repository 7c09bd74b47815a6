"""Commands of newsgloss in child processes that have all modules imported."""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from tests.campaigns.scene import disk

CPU_SECONDS = 60
"""Limits of a command; beyond them it counts as hanging."""


class Ended(Struct, frozen=True):
    """How a child ended.

    Attributes:
        code: its exit code; negative for a signal.
        words: all that it printed.
        calls: what the injector counted.
    """

    code: int
    words: str
    calls: tuple[str, ...] = ()

    def faults(self) -> list[str]:
        """Return the problems of how the child ended."""
        wrong = [f"exit code {self.code}"] if self.code not in (0, 1) else []
        lowered = self.words.casefold()
        return wrong + [
            f"it printed {word!r}" for word in ("traceback", "defect", "sorry") if word in lowered
        ]


def run_child(arguments: Sequence[str], *, prepare: Callable[[], Sequence[str]]) -> Ended:
    """Run a command in a fork of this process.

    Args:
        arguments: of ``newsgloss``.
        prepare: called in the child before; gives the list that calls are counted in.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as counted:
        sys.stdout.flush()
        sys.stderr.flush()
        child = os.fork()
        if child == 0:
            _be_child(arguments, prepare, output.fileno(), counted.fileno())
        _, status = os.waitpid(child, 0)
        output.seek(0)
        counted.seek(0)
        words = output.read().decode(errors="replace")
        calls = tuple(json.loads(counted.read() or b"[]"))
    return Ended(os.waitstatus_to_exitcode(status), words, calls)


def _be_child(
    arguments: Sequence[str], prepare: Callable[[], Sequence[str]], output: int, counted: int
) -> None:
    """Run the command, and never return."""
    code = 99
    try:
        from builder.commands.main import newsgloss, run

        os.dup2(output, 1)
        os.dup2(output, 2)
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        calls = prepare()
        code = run(newsgloss, arguments, name="newsgloss")
        sys.stdout.flush()
        sys.stderr.flush()
        resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        os.pwrite(counted, json.dumps(calls).encode(), 0)
    except BaseException:  # noqa: BLE001  a fork must never go on as its parent
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


def preload() -> None:
    """Import everything that a build needs, so that no child has to."""
    import builder.commands.build_summary
    import builder.commands.progress_bars
    import builder.write.verification  # noqa: F401


def folder_for_campaign() -> Path:
    """Return a new folder for the scene."""
    return Path(tempfile.mkdtemp(prefix="campaign-", dir=disk())).resolve()
