"""Small invented sites for tests, and functions to build them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from msgspec import Struct

from tests.support.processes import PATIENCE, run_forked

PROJECT = Path(__file__).parents[2]
EXAMPLE = PROJECT / "examples"
"""A larger site, the newspaper of an invented town."""

HARBOUR = """PORT ELLERY, Maine — The harbour here stays closed until Friday, Mayor Hilda Brandvold says.

“The old pier is not safe,” Brandvold told reporters on Tuesday. “We close it so that nobody gets hurt.”

The Coastal Engineering Board found cracks in eleven of its piles. Oskar Lindqvist, who leads the board, said
the repair would cost $2 million.

“It can be done before the winter,” Lindqvist said.
"""

LIBRARY = """PORT ELLERY, Maine — A reading room for children opens in the library of Port Ellery next month.

Hilda Brandvold, the mayor, called it “a gift to the town.” The Halvorsen Foundation paid for the books.

“Every child in Maine should have a place like this,” said Ingrid Halvorsen, who leads the foundation.
"""

SITE: Mapping[str, str] = {
    "content/site.yaml": "title: The Ellery Gazette\ntagline: News of an invented town\n",
    "content/briefs/harbour.yaml": "headline: Harbour closed\ndate: 2031-03-04\nslug: harbour-closed\n",
    "content/entities.yaml": "people:\n  hilda-brandvold: {name: Hilda Brandvold, role: Mayor}\n",
    "content/pages/about.md": "---\ntitle: About\norder: 1\n---\n\nAn invented town and its paper.\n",
    "seeds/harbour.txt": HARBOUR,
    "seeds/library.txt": LIBRARY,
}
"""A site of two briefs, by path."""


def write_files(root: Path, files: Mapping[str, str | bytes | None]) -> Path:
    """Write files below a folder, and delete those whose content is None; return the folder."""
    for name, content in files.items():
        path = root / name
        if content is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def read_tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by path."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(paths)}


class Done(Struct, frozen=True):
    """A command that has ended."""

    code: int
    out: str
    err: str

    @property
    def words(self) -> str:
        """All output in one line, with single spaces."""
        return " ".join(f"{self.out} {self.err}".split())

    @property
    def answer(self) -> dict[str, Any]:
        """The JSON object in its output."""
        answer: dict[str, Any] = json.loads(self.out)
        return answer


def run_newsgloss(
    arguments: Sequence[str],
    *,
    root: Path,
    program: str = "main",
    settings: Mapping[str, str] = MappingProxyType({}),
) -> Done:
    """Run a console command in a process of its own, in the site's folder.

    Args:
        arguments: the words of the command.
        root: the site's folder.
        program: ``main`` for newsgloss, ``build_main`` for build.
        settings: for its environment. With one that Python reads at its start the process is started anew.
    """
    environment = {"PYTHONPATH": str(PROJECT), "COLUMNS": "80", **settings}
    if any(name.startswith(("PYTHON", "LC_", "LANG")) for name in settings):
        return _run_started(arguments, root, program, environment)
    done = run_forked(
        f"builder.entry_points:{program}",
        command=arguments,
        folder=root,
        settings=environment,
        annotates=program == "build_main"
        or not {"build", "check", "review", "eval", "publish"}.isdisjoint(arguments),
    )
    return Done(done.code, done.out.decode(), done.err.decode())


def _run_started(arguments: Sequence[str], root: Path, program: str, environment: Mapping[str, str]) -> Done:
    done = subprocess.run(
        [sys.executable, "-c", f"from builder.entry_points import {program}; {program}()", *arguments],
        cwd=root,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE,
    )
    return Done(done.returncode, done.stdout, done.stderr)
