"""Whole commands that are killed (SIGKILL) at random instants, each followed by a build.

``python -m tests.campaigns.kills --count 200 --seed 1`` kills as many and prints what went wrong.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.campaigns.children import folder_for_campaign
from tests.campaigns.scene import Scene, make_scene
from tests.support.sites import PROJECT, run_newsgloss

COMMANDS: Sequence[tuple[tuple[str, ...], int]] = (
    (("build",), 12),
    (("build", "--clean"), 2),
    (("check",), 2),
    (("verify",), 2),
)
"""The commands to kill, with their relative frequency."""

LONGER = 1.3
"""A command is killed at the latest after this multiple of its duration."""

WHILE_WRITING = 0.6
"""The share of builds killed soon after the staging folder appeared, when the danger is greatest."""

SECONDS_OF_WRITING = 0.08


@dataclass(frozen=True, slots=True)
class Plan:
    """The command to kill, and the time: seconds after the start, or after the staging folder appeared."""

    arguments: tuple[str, ...]
    seconds: float
    while_writing: bool


def plan(chance: random.Random, durations: dict[tuple[str, ...], float]) -> Plan:
    """Return what to kill next."""
    commands = [command for command, weight in COMMANDS for _ in range(weight)]
    arguments = chance.choice(commands)
    if arguments[0] == "build" and chance.random() < WHILE_WRITING:
        return Plan(arguments, chance.uniform(0, SECONDS_OF_WRITING), while_writing=True)
    return Plan(arguments, chance.uniform(0, LONGER * durations[arguments]), while_writing=False)


def start(root: Path, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a command in a group of processes of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", "from builder.entry_points import main; main()", *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def kill(root: Path, planned: Plan) -> bool:
    """Start a command and kill it and its children; return whether it was still at work."""
    process = start(root, planned.arguments)
    staging = root / ".site.newsgloss-new"
    while planned.while_writing and process.poll() is None and not staging.exists():
        time.sleep(0.0005)
    with suppress(subprocess.TimeoutExpired):
        process.wait(planned.seconds)
    alive = process.poll() is None
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return alive


def attempt(scene: Scene, planned: Plan) -> tuple[bool, list[str]]:
    """Kill a command, then build; return whether it was at work and what went wrong."""
    with scene.copied() as root:
        alive = kill(root, planned)
        wrong = scene.faults(root, swapped=False)
        done = run_newsgloss(["build", "--quiet"], root=root)
        wrong += [f"then: {found}" for found in scene.faults(root, swapped=True)]
        if done.code != 0 or done.words:
            wrong.append(f"then: exit code {done.code}: {done.words}")
        if run_newsgloss(["verify", "--quiet"], root=root).code != 0:
            wrong.append("then: the site does not verify")
    return alive, wrong


def run(count: int, seed: int) -> int:
    """Kill commands; print what went wrong, and return how many attempts did."""
    folder = folder_for_campaign()
    try:
        scene = make_scene(folder)
        durations = {command: _duration(scene, command) for command, _ in COMMANDS}
        chance = random.Random(seed)
        killed: Counter[str] = Counter()
        failed = 0
        for _ in range(count):
            planned = plan(chance, durations)
            alive, wrong = attempt(scene, planned)
            killed[" ".join(planned.arguments) + (" while writing" * planned.while_writing)] += alive
            if wrong:
                failed += 1
                print(f"{planned}: " + "\n  ".join(wrong), flush=True)
        print(
            f"{count} commands with seed {seed}, {killed.total()} of them killed at work: {failed} went wrong."
        )
        print(", ".join(f"{name} {number}" for name, number in sorted(killed.items())))
    finally:
        shutil.rmtree(folder)
    return failed


def _duration(scene: Scene, arguments: Sequence[str]) -> float:
    """Return the seconds that a command takes on this machine."""
    with scene.copied() as root:
        began = time.monotonic()
        start(root, arguments).wait()
        return time.monotonic() - began


def main() -> None:
    """Run the campaign that the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=200, help="how many commands are killed (default: 200)")
    parser.add_argument("--seed", type=int, default=1, help="which ones, and when (default: 1)")
    chosen = parser.parse_args()
    sys.exit(1 if run(chosen.count, chosen.seed) else 0)


if __name__ == "__main__":
    main()
