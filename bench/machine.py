"""The machine and the programs of a run, in words."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.peers import Peer
from builder import __version__

PROJECT = Path(__file__).parents[1]


def describe_machine(folder: Path, peers: Sequence[Peer]) -> Mapping[str, str]:
    """Return what a reader of the figures should know, by its name.

    Args:
        folder: the folder in which the sites are built.
        peers: the programs to compare with.
    """
    return {
        "processor": f"{_first_value('/proc/cpuinfo', 'model name')}, {len(os.sched_getaffinity(0))} cores",
        "memory": f"{int(_first_value('/proc/meminfo', 'MemTotal').split()[0]) / 1e6:.0f} GB",
        "system": f"{platform.system()} {platform.release()}, files on {_file_system(folder)}",
        "Python": platform.python_version(),
        "newsgloss": f"{__version__}, commit {_commit()}",
        **{peer.name: peer.version or "missing" for peer in peers},
    }


def _first_value(path: str, key: str) -> str:
    """Return the first value of a key in a file of ``/proc``."""
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition(":")
        if name.strip() == key:
            return value.strip()
    return "unknown"


def _file_system(folder: Path) -> str:
    """Return the type of the file system of a folder."""
    mounts = [line.split() for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()]
    inside = [mount for mount in mounts if folder.resolve().is_relative_to(mount[1])]
    return max(inside, key=lambda mount: len(mount[1]))[2]


def _commit() -> str:
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty"],  # noqa: S607
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or "unknown"
