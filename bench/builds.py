"""The time of builds: from nothing, without a change, after one edit. Run it as ``make bench``."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.articles import make_article

PROJECT = Path(__file__).parents[1]


def main() -> None:
    """Build a site of invented articles three times, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200, help="how many articles (default: 200)")
    count = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "seeds").mkdir()
        for number in range(count):
            write_article(root, number, make_article(number))
        runs = {"from nothing": time_build(root), "no change": time_build(root)}
        write_article(root, 0, make_article(0).replace("Tuesday", "Friday"))
        runs["one edit"] = time_build(root)
    print_table(count, runs)


def write_article(root: Path, number: int, text: str) -> None:
    """Write one article into the seeds of a site."""
    (root / "seeds" / f"article-{number:05}.txt").write_text(text, encoding="utf-8")


def time_build(root: Path) -> dict[str, Any]:
    """Build in a process of its own; return its report, with the total wall time as ``total``."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", "from builder.commands.main import build_main; build_main()", "--json"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        check=False,
    )
    total = time.perf_counter() - start
    if done.returncode:
        sys.exit((done.stdout + done.stderr).decode())
    report: dict[str, Any] = json.loads(done.stdout)
    return {**report, "total": total}


def print_table(count: int, runs: dict[str, dict[str, Any]]) -> None:
    """Print seconds by stage, and the total relative to the build from nothing."""
    stages = list(next(iter(runs.values()))["seconds"])
    print(f"{count} articles; seconds")
    print(f"{'':14}" + "".join(f"{name:>10}" for name in (*stages, "total", "ratio", "written")))
    whole = runs["from nothing"]["total"]
    for name, run in runs.items():
        figures = [run["seconds"].get(stage, 0.0) for stage in stages]
        row = "".join(f"{figure:10.2f}" for figure in (*figures, run["total"], run["total"] / whole))
        print(f"{name:14}{row}{len(run['pages']['written']):>10}")


if __name__ == "__main__":
    main()
