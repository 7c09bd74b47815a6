"""The cost of a command: that of its process and of every process below it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.process_tree import Cost, run_measured

SPIN = "import time\nwhile time.process_time() < 0.2: pass\n"
CHILDREN = (
    "import subprocess, sys\n"
    "for _ in range(2): subprocess.run([sys.executable, '-S', '-c', sys.argv[1]], check=True)\n"
)
HOLD = "import time\ndata = bytearray(b'x') * 60_000_000\ntime.sleep(0.4)\n"


def run(script: str, *arguments: str, folder: Path, memory: bool = False, watched: str = "") -> Cost:
    command = [sys.executable, "-S", "-c", script, *arguments]
    return run_measured(command, folder=folder, memory=memory, watched=watched)


def test_cpu_of_children_is_counted(tmp_path: Path) -> None:
    cost = run(CHILDREN, SPIN, folder=tmp_path)
    assert cost.code == 0
    assert cost.cpu >= 0.4
    assert cost.watched_cpu == 0


def test_cpu_of_one_program_is_known_alone(tmp_path: Path) -> None:
    program = Path(sys.executable).resolve().name
    cost = run(SPIN, folder=tmp_path, watched=program)
    # What the program used after the last sample is missing.
    assert 0.1 <= cost.watched_cpu <= cost.cpu + 0.02
    assert run(SPIN, folder=tmp_path, watched="another-program").watched_cpu == 0


def test_memory_of_children_is_counted(tmp_path: Path) -> None:
    assert run(CHILDREN, HOLD, folder=tmp_path, memory=True).memory > 60_000_000
    assert run("pass", folder=tmp_path).memory == 0


@pytest.mark.parametrize(
    ("script", "code"), [("raise SystemExit(3)", 3), ("import os; os.kill(os.getpid(), 9)", -9)]
)
def test_exit_code_and_output_are_kept(script: str, code: int, tmp_path: Path) -> None:
    cost = run(f"print('out', flush=True); {script}", folder=tmp_path)
    assert (cost.code, cost.out) == (code, "out\n")


def test_environment_and_folder_are_those_asked_for(tmp_path: Path) -> None:
    command = [sys.executable, "-S", "-c", "import os; print(os.getcwd(), os.environ['ROOM'])"]
    cost = run_measured(command, folder=tmp_path, environment={"ROOM": "bench"})
    assert cost.out.split() == [str(tmp_path.resolve()), "bench"]
