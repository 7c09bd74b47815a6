"""Whole builds in which one call of the system fails, or the memory is used up.

``python -m tests.campaigns.faults --count 500 --seed 1`` tries as many faults and prints what went wrong.
"""

from __future__ import annotations

import argparse
import errno
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.campaigns.children import Ended, folder_for_campaign, preload, run_child
from tests.campaigns.scene import Scene, make_scene
from tests.support.faults import Fault, Injector
from tests.support.sites import PROJECT

NUMBERS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EMFILE)
MEMORY_EVERY = 10
"""One attempt of so many limits the memory and lets no call fail."""

HEADROOM = (0, 90)
"""Megabytes that a build with little memory gets, at random."""

WITH_MEMORY = """
import resource
from builder.commands.main import main
with open("/proc/self/statm") as file:
    limit = int(file.read().split()[0]) * resource.getpagesize() + {bytes}
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
main()
"""


def build(root: Path, fault: Fault) -> Ended:
    """Build with a fault."""
    injector = Injector(root, fault)

    def prepare() -> Sequence[str]:
        injector.install()
        return injector.calls

    return run_child(["build", "--root", str(root)], prepare=prepare)


def build_with_memory(root: Path, megabytes: float) -> Ended:
    """Build in a process of its own with so much memory beyond what the program needs to begin."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", WITH_MEMORY.format(bytes=int(megabytes * 2**20)), "build", "--jobs", "1"],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    return Ended(done.returncode, done.stdout + done.stderr)


def attempt(scene: Scene, chance: random.Random, calls: Sequence[str], number: int) -> tuple[str, list[str]]:
    """Try one fault, then build without; return what was tried and what went wrong."""
    with scene.copied() as root:
        if number % MEMORY_EVERY == 0:
            megabytes = chance.uniform(*HEADROOM)
            name = f"{megabytes:.1f} MB of memory"
            done = build_with_memory(root, megabytes)
        else:
            kind = chance.choice(sorted(set(calls)))
            at = chance.choice([at for at, call in enumerate(calls, start=1) if call == kind])
            fault = Fault(
                at, chance.choice(NUMBERS), lasting=chance.random() < 0.3, short=chance.random() < 0.5
            )
            name = f"{kind} {at} {errno.errorcode[fault.number]}{' lasting' * fault.lasting}"
            done = build(root, fault)
        wrong = done.faults() + scene.faults(root, swapped=False)
        if done.code == 0 and scene.ours(root) != scene.next:
            wrong.append("exit code 0, and the site is not the new one")
        again = build(root, Fault())
        wrong += [f"then: {found}" for found in again.faults() + scene.faults(root, swapped=True)]
        if again.code != 0:
            wrong.append(f"then: exit code {again.code}: {again.words}")
    return name, [*wrong, done.words] if wrong else []


def run(count: int, seed: int) -> int:
    """Try faults; print what went wrong, and return how many attempts did."""
    folder = folder_for_campaign()
    try:
        scene = make_scene(folder)
        preload()
        with scene.copied() as root:
            calls = build(root, Fault()).calls
        chance = random.Random(seed)
        tried: Counter[str] = Counter()
        failed = 0
        for number in range(1, count + 1):
            name, wrong = attempt(scene, chance, calls, number)
            tried[name.split()[0] if not name.endswith("memory") else "memory"] += 1
            if wrong:
                failed += 1
                print(f"{name}: " + "\n  ".join(wrong), flush=True)
        print(f"{count} faults with seed {seed} in builds of {len(calls)} calls: {failed} went wrong.")
        print(", ".join(f"{name} {number}" for name, number in sorted(tried.items())))
    finally:
        shutil.rmtree(folder)
    return failed


def main() -> None:
    """Run the campaign that the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=500, help="how many faults are tried (default: 500)")
    parser.add_argument("--seed", type=int, default=1, help="which ones (default: 1)")
    chosen = parser.parse_args()
    sys.exit(1 if run(chosen.count, chosen.seed) else 0)


if __name__ == "__main__":
    main()
