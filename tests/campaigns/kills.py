"""Whole commands that are killed (SIGKILL) at random instants, each followed by a build.

``python -m tests.campaigns.kills --count 200 --seed 1`` kills as many and prints what went wrong. Builds are killed
in four states of the cache: "settings", in which settings and pages changed since the last build, so that nothing is
annotated; "cold" without a cache; "annotated" with annotations alone; "edited" after an edit of one article.
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
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from tests.campaigns.children import folder_for_campaign
from tests.campaigns.scene import EDIT, Scene, annotated_scene, cold_scene, make_scene
from tests.support.sites import PROJECT, run_newsgloss

SETTINGS, COLD, ANNOTATED, EDITED = "settings", "cold", "annotated", "edited"

COMMANDS: Mapping[str, Sequence[tuple[tuple[str, ...], int]]] = {
    SETTINGS: ((("build",), 12), (("build", "--clean"), 2), (("check",), 2), (("verify",), 2)),
    COLD: ((("build",), 1),),
    ANNOTATED: ((("build",), 1), (("build", "--jobs", "3"), 1)),
    EDITED: ((("build",), 1),),
}
"""The commands to kill in each state, with their relative frequency."""

LONGER = 1.3
"""A command is killed at the latest after this multiple of its duration."""

WHILE_WRITING = {SETTINGS: 0.6, COLD: 0.2, ANNOTATED: 0.2, EDITED: 0.2}
"""The share of builds killed soon after the staging folder appeared, when the danger is greatest."""

SECONDS_OF_WRITING = 0.08


class Plan(Struct, frozen=True):
    """The command to kill, and the time: seconds after the start, or after the staging folder appeared."""

    state: str
    arguments: tuple[str, ...]
    seconds: float
    while_writing: bool


def plan(
    chance: random.Random, states: Sequence[str], durations: Mapping[tuple[str, tuple[str, ...]], float]
) -> Plan:
    """Return what to kill next, in one of the states."""
    state = chance.choice(states)
    arguments = chance.choice([command for command, weight in COMMANDS[state] for _ in range(weight)])
    if arguments[0] == "build" and chance.random() < WHILE_WRITING[state]:
        return Plan(state, arguments, chance.uniform(0, SECONDS_OF_WRITING), while_writing=True)
    longest = LONGER * durations[state, arguments]
    return Plan(state, arguments, chance.uniform(0, longest), while_writing=False)


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


def run(count: int, seed: int, states: Sequence[str]) -> int:
    """Kill commands; print what went wrong, and return how many attempts did."""
    folder = folder_for_campaign()
    try:
        scenes = {state: _scene(state, folder / state) for state in states}
        durations = {
            (state, command): _duration(scene, command)
            for state, scene in scenes.items()
            for command, _ in COMMANDS[state]
        }
        chance = random.Random(seed)
        killed: Counter[str] = Counter()
        failed = 0
        for _ in range(count):
            planned = plan(chance, states, durations)
            alive, wrong = attempt(scenes[planned.state], planned)
            name = f"{planned.state}: {' '.join(planned.arguments)}"
            killed[name + " while writing" * planned.while_writing] += alive
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


def _scene(state: str, folder: Path) -> Scene:
    """Return the newsroom in a state, in a new folder."""
    folder.mkdir()
    if state == EDITED:
        return make_scene(folder, EDIT)
    scene = make_scene(folder)
    if state == SETTINGS:
        return scene
    return (cold_scene if state == COLD else annotated_scene)(scene, folder / state)


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
    parser.add_argument(
        "--states", nargs="+", choices=COMMANDS, default=list(COMMANDS), help="in which states (default: all)"
    )
    chosen = parser.parse_args()
    sys.exit(1 if run(chosen.count, chosen.seed, chosen.states) else 0)


if __name__ == "__main__":
    main()
