"""Texts that only a program or an enemy writes: the work grows no faster than they do.

Each input is read at a quarter and at the whole of its size under a limit of the processor's time. What grows with
the square of the size would need sixteen times as long; so much less is allowed that a busy machine cannot fail.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.support.hostile import HOSTILE_SEEDS

SECONDS = 60
MEASURE = """
import resource, sys, time
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
from builder.read.reader import read_seed
from tests.support.hostile import HOSTILE_SEEDS
ending, size, write = HOSTILE_SEEDS[sys.argv[1]]
read_seed(write(10).encode(), path="seeds/a" + ending)
took = []
for n in (size // 4, size):
    data = write(n).encode()
    start = time.process_time()
    read_seed(data, path="seeds/a" + ending)
    took.append(time.process_time() - start)
sys.exit(took[1] > 10 * took[0] + 1)
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE_SEEDS)
def test_the_time_to_read_grows_with_the_size(name: str) -> None:
    code = MEASURE.format(seconds=SECONDS)
    done = subprocess.run([sys.executable, "-c", code, name], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
