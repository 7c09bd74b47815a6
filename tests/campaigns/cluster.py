"""Articles annotated on a Dask cluster of which one worker is killed halfway, compared with those annotated here.

``python -m tests.campaigns.cluster --articles 300`` starts a scheduler and two workers as processes of their own on
this machine, and builds a site of invented articles twice: on the cluster and in this process. Everything that the
builds remember, annotations included, and all files of the site must be the same bytes.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

from bench.corpora import invented_corpus
from builder.model.diagnostic import Severity
from builder.pipeline.build_site import build_site
from builder.pipeline.options import BuildOptions
from builder.pipeline.progress import SilentProgress
from tests.campaigns.children import folder_for_campaign
from tests.support.local_cluster import build_and_kill, local_cluster
from tests.support.sites import read_tree, write_files

WORKERS = 2


def run(articles: int) -> int:
    """Build on a cluster and here; print what went wrong and the figures, and return the number of problems."""
    folder = folder_for_campaign()
    try:
        there, here = (_newsroom(folder / name, articles) for name in ("there", "here"))
        began = time.monotonic()
        with local_cluster(folder / "cluster", workers=WORKERS - 1) as cluster:
            victim = cluster.add_worker()
            cluster.await_workers()
            report = build_and_kill(there, cluster.address, victim.pid, after=articles // 2)
            ended = victim.poll()
        on_cluster = time.monotonic() - began
        wrong = [str(found) for found in report.diagnostics if found.severity is not Severity.NOTE]
        if report.annotated != articles:
            wrong.append(f"{report.annotated} articles were annotated on the cluster")
        if ended is None:
            wrong.append("no worker was killed")
        began = time.monotonic()
        alone = build_site(BuildOptions(root=here, out=here / "site", jobs=1), progress=SilentProgress())
        if alone.diagnostics != report.diagnostics:
            wrong.append("the builds report different problems")
        wrong += [f"not the same bytes: {name}" for name in _unlike(there, here)]
        print(*wrong, sep="\n")
        print(
            f"{articles} articles on {WORKERS} workers, of which one was killed halfway: {on_cluster:.0f} s with their "
            f"start; in one process {time.monotonic() - began:.0f} s: {len(wrong)} went wrong."
        )
    finally:
        shutil.rmtree(folder)
    return len(wrong)


def _newsroom(root: Path, articles: int) -> Path:
    """Return the folder of a new site of invented articles."""
    write_files(root, {"content/site.yaml": "title: The archive\n"})
    (root / "seeds").mkdir()
    invented_corpus(articles).write_seeds(root / "seeds")
    return root


def _unlike(there: Path, here: Path) -> list[str]:
    """Return the names of files and remembered results that differ between two sites, at least one of each compared."""
    one, other = read_tree(there / "site"), read_tree(here / "site")
    remembered, again = _remembered(there), _remembered(here)
    assert len(one) > 1
    assert len(remembered) > 1
    unlike = [path for path in sorted({*one, *other}) if one.get(path) != other.get(path)]
    return unlike + [key for key in sorted({*remembered, *again}) if remembered.get(key) != again.get(key)]


def _remembered(root: Path) -> dict[str, bytes]:
    """Return everything that builds remember of a site, annotations included."""
    with closing(sqlite3.connect(root / ".newsgloss/store.sqlite")) as store:
        return {key.hex(): data for key, data in store.execute("SELECT key, data FROM entries")}


def main() -> None:
    """Run the campaign that the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=300, help="how many (default: 300)")
    sys.exit(1 if run(parser.parse_args().articles) else 0)


if __name__ == "__main__":
    main()
