"""What this machine has for the work of a build: processors, and copies of a process."""

from __future__ import annotations

import os
import sys


def count_processors() -> int:
    """Return the number of processors that this process may use, at least 1."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def can_fork() -> bool:
    """Return True if a process can go on in copies of it. On macOS libraries of the system may not survive that."""
    return sys.platform == "linux"
