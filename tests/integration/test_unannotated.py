"""Articles that cannot be annotated are named; all others are reported as fine and cached, and the site is kept."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from builder.annotate import annotator
from builder.annotate.parse.document import Document
from builder.annotate.pipeline import annotate_document
from builder.gazetteer.lookup import Gazetteer
from builder.model.annotations import Annotations
from builder.model.diagnostic import Severity
from builder.pipeline.build_report import BuildReport
from builder.pipeline.build_site import build_site
from builder.pipeline.options import BuildOptions
from builder.pipeline.progress import SilentProgress
from tests.support.sites import HARBOUR, LIBRARY, PROJECT, read_tree, run_newsgloss, write_files

pytestmark = pytest.mark.model

COMMAND = "from builder.entry_points import main; main()"
BAD = "The ferry left.\n\nThe captain said that the gangway was stuck.\n"


def build(root: Path, *, jobs: int = 1) -> BuildReport:
    return build_site(BuildOptions(root=root, out=root / "site", jobs=jobs), progress=SilentProgress())


def failing(monkeypatch: pytest.MonkeyPatch, problem: Exception) -> None:
    """Make the rules raise for every article with a gangway."""
    sound = annotate_document

    def annotate(doc: Document, gazetteer: Gazetteer, model: str) -> Annotations:
        if any(token.text == "gangway" for token in doc.tokens):
            raise problem
        return sound(doc, gazetteer, model)

    monkeypatch.setattr(annotator, "annotate_document", annotate)


@pytest.mark.parametrize("problem", [ValueError("not a span: [9, 8)"), RecursionError("deep"), MemoryError()])
def test_failing_article_is_named_and_the_others_are_cached(
    problem: Exception, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_tree(site / "site")
    write_files(site, {"seeds/ferry.txt": BAD, "seeds/fresh.txt": HARBOUR.replace("harbour", "haven")})
    with monkeypatch.context() as patch:
        failing(patch, problem)
        report = build(site)
    assert not report.ok
    (told,) = [found for found in report.diagnostics if found.severity is Severity.ERROR]
    assert (told.path, told.line) == ("seeds/ferry.txt", 3)
    assert f"The article could not be annotated: {type(problem).__name__}" in told.message
    assert "The other 3 articles are fine." in told.message
    assert "report" in told.hint
    (trace,) = [found for found in report.diagnostics if found.severity is Severity.NOTE]
    assert trace.path == "seeds/ferry.txt"
    assert "Traceback" in trace.message
    assert read_tree(site / "site") == before
    mended = build(site)
    assert mended.ok
    assert mended.annotated == 1, "the sound ones are remembered"


def test_exception_of_the_model_is_reported_for_its_article(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(site, {"seeds/ferry.txt": BAD, "seeds/fresh.txt": LIBRARY.replace("library", "hall")})
    from spacy.language import Language

    sound = Language.make_doc

    def make_doc(self: Language, text: str) -> object:
        if "gangway" in text:
            raise ValueError("[E088] Text is too long.")
        return sound(self, text)

    with monkeypatch.context() as patch:
        patch.setattr(Language, "make_doc", make_doc)
        report = build(site)
    (told,) = [found for found in report.diagnostics if found.severity is Severity.ERROR]
    assert told.path == "seeds/ferry.txt"
    assert "E088" in told.message
    assert build(site).annotated == 1


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
def test_killed_worker_neither_hangs_nor_changes_the_build(tmp_path: Path) -> None:
    seeds = {f"seeds/a{number:02}.txt": HARBOUR.replace("eleven", str(number + 20)) for number in range(40)}
    root = write_files(tmp_path / "newsroom", {"content/site.yaml": "title: Gazette\n", **seeds})
    with subprocess.Popen(
        [sys.executable, "-c", COMMAND, "build", "--jobs", "2", "--json"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as parent:
        worker = None
        while worker is None and parent.poll() is None:
            worker = next(iter(workers_of(parent.pid)), None)
            time.sleep(0.02)
        assert worker is not None
        time.sleep(1)
        os.kill(worker, signal.SIGKILL)
        _, errors = parent.communicate(timeout=300)
    assert parent.returncode == 0, errors.decode()
    assert errors == b""
    alone = run_newsgloss(["build", "--jobs", "1", "--clean", "--out", "alone"], root=root)
    assert alone.code == 0, alone.words
    assert read_tree(root / "site") == read_tree(root / "alone")


def workers_of(parent: int) -> list[int]:
    """Return the worker processes of a build."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if int(state[1]) == parent and b"spawn_main" in command:
            found.append(int(folder.name))
    return found
