"""Growth of the CPU seconds of a build with its input.

    python -m bench.growth [NAME ...] [--limit 1.15]

Build each kind of ``bench.amounts`` at a sixteenth, a quarter and the whole of its largest amount, from nothing, each
in a process of its own. The cost of a small article is subtracted; the exponent is log16 of what the rest grew by, from
first to last: 1 is linear, 2 is quadratic. If the largest costs less than half a second more than the small one,
the growth is not measured. The exit code is 1 if an exponent is above the limit.
"""

from __future__ import annotations

import argparse
import math
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from msgspec import Struct

from bench.amounts import AMOUNTS, STORY, Amount, Files

PROJECT = Path(__file__).parents[1]
STEPS = (16, 4, 1)
VISIBLE = 0.5
"""CPU seconds beyond those of a small article; less may be noise."""


class Built(Struct, frozen=True):
    """The result of one build: exit code (negative: the signal that ended it), CPU seconds, and error output."""

    code: int
    seconds: float
    errors: str


def main() -> int:
    """Measure the kinds with one of the given words in their name, and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="words of the kinds to measure (default: all)"
    )
    parser.add_argument("--limit", type=float, default=1.15, help="the largest exponent (default: 1.15)")
    options = parser.parse_args()
    chosen = [
        kind for kind in AMOUNTS if not options.names or any(word in kind.name for word in options.names)
    ]
    ordinary = [build_files({"seeds/a.txt": STORY}) for _ in range(3)]
    if any(built.code for built in ordinary):
        sys.exit(f"A small article cannot be built:\n{ordinary[0].errors}")
    small = min(built.seconds for built in ordinary)
    print(f"a small article: {small:.1f} CPU seconds")
    print(f"{'':48}{'most':>9}{'n':>8}{'4n':>8}{'16n':>8}  exponent")
    exponents = [_measure(kind, small) for kind in chosen]
    return int(any(exponent > options.limit for exponent in exponents))


def _measure(kind: Amount, small: float) -> float:
    """Measure one kind, print its line, and return its exponent; 0 if nothing grew."""
    builds = [build_files(kind.files(kind.most // step)) for step in STEPS]
    seconds = [built.seconds for built in builds]
    failed = ", ".join(f"exit code {built.code}" for built in builds if built.code)
    exponent = 0.0
    if seconds[-1] - small >= VISIBLE:
        exponent = math.log((seconds[-1] - small) / max(seconds[0] - small, 0.02), STEPS[0] / STEPS[-1])
    shown = f"{exponent:.2f}" if exponent else "–"
    print(
        f"{kind.name:48}{kind.most:>9}"
        + "".join(f"{figure:8.1f}" for figure in seconds)
        + f"  {shown}  {failed}",
        flush=True,
    )
    return exponent


def build_files(files: Files) -> Built:
    """Build a site of these files, by path in its folder, from nothing."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", errors="surrogateescape", newline="")
        start = _children_seconds()
        done = subprocess.run(
            [sys.executable, "-c", "from builder.commands.main import build_main; build_main()", "--json"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
            capture_output=True,
            check=False,
        )
        seconds = _children_seconds() - start
    return Built(done.returncode, seconds, done.stderr.decode(errors="replace"))


def _children_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    sys.exit(main())
