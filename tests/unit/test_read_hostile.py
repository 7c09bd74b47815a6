"""Texts that only a program or an enemy writes: the work grows no faster than they do.

Each input is read at a quarter and at the whole of its size under a limit of the processor's time. What grows with
the square of the size would need sixteen times as long; so much less is allowed that a busy machine cannot fail.
"""

from __future__ import annotations

import time

import pytest

from builder.read.reader import read_seed
from tests.support.hostile import HOSTILE_SEEDS
from tests.support.processes import run_forked

CPU_SECONDS = 60


def measure(name: str) -> None:
    """Read an input at a quarter and at the whole of its size; exit with 1 if the whole takes far too long."""
    ending, size, write = HOSTILE_SEEDS[name]
    read_seed(write(10).encode(), path=f"seeds/a{ending}")
    took = []
    for n in (size // 4, size):
        data = write(n).encode()
        start = time.process_time()
        read_seed(data, path=f"seeds/a{ending}")
        took.append(time.process_time() - start)
    raise SystemExit(int(took[1] > 10 * took[0] + 1))


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE_SEEDS)
def test_the_time_to_read_grows_with_the_size(name: str) -> None:
    done = run_forked(
        "tests.unit.test_read_hostile:measure",
        [name],
        cpu_seconds=CPU_SECONDS,
        imports=["tests.unit.test_read_hostile", "trafilatura"],
    )
    assert done.code == 0, done.err
