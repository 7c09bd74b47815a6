"""What a measured build did: its report, its failures, and work that the row of a benchmark does not expect."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from bench.changes import ARTICLE_EDITED, NO_CHANGE, Change
from bench.peers import find_peers
from bench.process_tree import Cost
from bench.site_builds import PROJECT, Sample, build_changed, newsgloss, sample_of
from builder import __version__

REPORT = {
    "ok": True,
    "annotated": 1,
    "pages": {"written": ["briefs/a.html", "index.html"], "unchanged": []},
    "seconds": {"read": 0.25},
    "diagnostics": [],
}


def cost(code: int = 0, out: str = "", err: str = "") -> Cost:
    return Cost(code, out, err, wall=3.0, cpu=2.5, watched_cpu=0.5, memory=7)


def test_search_is_no_part_of_the_cpu_of_a_build() -> None:
    sample = sample_of(cost(out=json.dumps(REPORT)))
    assert (sample.wall, sample.cpu, sample.search_cpu) == (3.0, 2.0, 0.5)
    assert (sample.memory, sample.annotated, sample.written, sample.problem) == (7, 1, 2, "")
    assert sample.stages == {"read": 0.25}


def test_program_without_a_report_is_measured_too() -> None:
    sample = sample_of(cost(out="Total in 80 ms\n"))
    assert (sample.cpu, sample.written, sample.problem) == (2.0, 0, "")


def test_failed_build_is_a_problem_with_its_first_error() -> None:
    found = [
        {"severity": "warning", "path": "content/site.yaml", "message": "It has no title."},
        {"severity": "error", "path": "seeds/a.md", "message": "It is empty."},
    ]
    report = json.dumps({**REPORT, "diagnostics": found})
    assert sample_of(cost(1, out=report)).problem == "seeds/a.md: It is empty."
    assert sample_of(cost(1, err="warning\nNo memory left.\n")).problem == "No memory left."
    assert sample_of(cost(-9)).problem == "exit code -9"


def test_exit_code_of_a_checker_that_found_errors_is_accepted(tmp_path: Path) -> None:
    accepted = {peer.name: peer.accepted for peer in find_peers(tmp_path)}
    assert accepted == {"hugo": (0,), "pagefind": (0,), "html-validate": (0, 1)}
    assert sample_of(cost(1), accepted=accepted["html-validate"]).problem == ""
    assert sample_of(cost(2), accepted=accepted["html-validate"]).problem == "exit code 2"


def test_missing_programs_have_no_version(tmp_path: Path) -> None:
    assert [peer.version for peer in find_peers(tmp_path)][:2] == ["", ""]


@pytest.mark.parametrize(
    ("change", "annotated", "written", "problem"),
    [
        (NO_CHANGE, 0, 0, ""),
        (NO_CHANGE, 0, 2, "files written: 2"),
        (NO_CHANGE, 1, 0, "articles annotated: 1, not 0"),
        (ARTICLE_EDITED, 1, 9, ""),
        (ARTICLE_EDITED, 0, 9, "articles annotated: 0, not 1"),
        (ARTICLE_EDITED, 1, 0, "files written: 0"),
    ],
)
def test_build_that_did_other_work_has_failed(
    change: Change,
    annotated: int,
    written: int,
    problem: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sample = Sample(wall=1.0, cpu=1.0, annotated=annotated, written=written)
    monkeypatch.setattr("bench.site_builds.build", lambda _root, **_options: sample)
    seed = tmp_path / "seeds/a.md"
    seed.parent.mkdir()
    seed.write_text("It is late.\n", encoding="utf-8")
    assert build_changed(tmp_path, change, 0).problem == problem
    assert ("painted" in seed.read_text(encoding="utf-8")) == (change is ARTICLE_EDITED)


def test_command_is_that_of_this_project(tmp_path: Path) -> None:
    done = subprocess.run(
        newsgloss("--version"),
        cwd=tmp_path,
        env={"PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert __version__ in done.stdout
