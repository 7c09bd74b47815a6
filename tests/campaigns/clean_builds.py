"""Clean builds in a process of its own, with another hash seed, for comparison with builds after changes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import spacy

from builder.pipeline.build_date import VARIABLE
from builder.pipeline.build_report import BuildReport
from builder.pipeline.build_site import build_site
from builder.pipeline.options import BuildOptions
from builder.pipeline.progress import SilentProgress
from tests.support.sites import PROJECT

HASH_SEED = "4711"


def load_the_model_once() -> None:
    """Let all builds of this process share the language model: loading it takes two seconds."""
    vars(spacy)["load"] = cache(spacy.load)


def facts(report: BuildReport) -> str:
    """Return what a report says of the site, which must not depend on earlier builds."""
    return repr((report.ok, report.counts, report.held_back, report.due, report.diagnostics))


class CleanBuilder:
    """A process that builds sites from nothing. Use it in a ``with`` statement."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.campaigns.clean_builds"],
            cwd=PROJECT,
            env={**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONHASHSEED": HASH_SEED},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        """Return the builder, whose process ends with the ``with`` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        self._process.communicate()

    def build(self, root: Path, *, drafts: bool) -> str:
        """Build a site that has no cache, on the day of this process; return the facts of its report."""
        request = {"root": str(root), "drafts": drafts, "day": os.environ[VARIABLE]}
        print(json.dumps(request), file=_open(self._process.stdin), flush=True)
        return str(json.loads(_open(self._process.stdout).readline()))


def _open(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


def main() -> None:
    """Build the site that each line of standard input names, and print the facts of its report."""
    load_the_model_once()
    for line in sys.stdin:
        request = json.loads(line)
        root = Path(request["root"])
        os.environ[VARIABLE] = request["day"]
        options = BuildOptions(root=root, out=root / "site", drafts=request["drafts"])
        assert not options.store_folder.exists()
        print(json.dumps(facts(build_site(options, progress=SilentProgress()))), flush=True)


if __name__ == "__main__":
    main()
