"""The summary of a build, as text and as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from builder.commands.build_summary import print_build
from builder.commands.json_output import build_as_json
from builder.commands.settings import Settings
from builder.model.diagnostic import Diagnostic, error, note, warning
from builder.pipeline.build_report import BuildReport, SiteCounts

PROBLEMS = (
    warning("seeds/a.txt", 12, "It is odd.", "Look at it."),
    error("content/site.yaml", None, "It is [red]wrong[/red]."),
    note("seeds/a.txt", 3, "It is worth a look."),
    error("", None, "It is nowhere."),
)


def settings(*, quiet: bool = False, as_json: bool = False, verbose: bool = False) -> Settings:
    return Settings(command="build", root=Path("/root"), quiet=quiet, as_json=as_json, verbose=verbose)


def report(
    *,
    ok: bool = True,
    written: tuple[str, ...] = (),
    unchanged: tuple[str, ...] = ("index.html",),
    annotated: int = 0,
    diagnostics: tuple[Diagnostic, ...] = (),
) -> BuildReport:
    return BuildReport(
        out=Path("/root/site"),
        ok=ok,
        counts=SiteCounts(briefs=2, entities=9, quotes_attributed=7, quotes_unresolved=1),
        written=written,
        unchanged=unchanged,
        annotated=annotated,
        seconds={"read": 0.25, "write": 0.5},
        diagnostics=diagnostics,
    )


def words(text: str) -> str:
    return " ".join(text.split())


def test_the_summary_has_the_figures_of_the_site(capsys: pytest.CaptureFixture[str]) -> None:
    print_build(report(written=("a.html",), annotated=2), settings(), writes=True)
    text = words(capsys.readouterr().out)
    assert "Briefs 2" in text
    assert "Entities 9" in text
    assert "Quotes 7 attributed, 1 unresolved" in text
    assert "Annotated 2 articles" in text
    assert "Pages 1 written, 1 unchanged, 0 removed" in text
    assert "Time to read 0.25 s" in text
    assert "open /root/site/index.html" in text


def test_a_build_without_changes_reports_that_nothing_was_written(capsys: pytest.CaptureFixture[str]) -> None:
    print_build(report(), settings(), writes=True)
    text = words(capsys.readouterr().out)
    assert "nothing was written" in text
    assert "the language model was not loaded" in text


def test_a_failed_build_reports_that_the_site_is_unchanged(capsys: pytest.CaptureFixture[str]) -> None:
    print_build(report(ok=False, unchanged=(), diagnostics=PROBLEMS), settings(), writes=True)
    captured = capsys.readouterr()
    assert "The build failed; the site is unchanged." in words(captured.out)
    assert "2 errors, 1 warning, 1 note" in words(captured.out)
    assert "It is odd." in captured.err


def test_a_check_prints_notes_too(capsys: pytest.CaptureFixture[str]) -> None:
    print_build(report(diagnostics=PROBLEMS), settings(), writes=False)
    assert "worth a look" in capsys.readouterr().err


def test_a_quiet_build_prints_diagnostics_only(capsys: pytest.CaptureFixture[str]) -> None:
    print_build(report(diagnostics=PROBLEMS[:1]), settings(quiet=True), writes=True)
    captured = capsys.readouterr()
    assert not captured.out
    assert "It is odd." in captured.err


def test_a_verbose_build_prints_the_files_it_wrote(capsys: pytest.CaptureFixture[str]) -> None:
    print_build(report(written=("people/a.html",)), settings(verbose=True), writes=True)
    assert "wrote people/a.html" in capsys.readouterr().out.splitlines()


def test_json_has_the_whole_report_and_nothing_else_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    print_build(report(diagnostics=PROBLEMS), settings(as_json=True), writes=True)
    captured = capsys.readouterr()
    answer: dict[str, Any] = json.loads(captured.out)
    assert not captured.err
    assert answer["command"] == "build"
    assert answer["quotes"] == {"attributed": 7, "unresolved": 1}
    assert answer["seconds"] == {"read": 0.25, "write": 0.5}
    assert answer["diagnostics"][0] == {
        "severity": "warning",
        "path": "seeds/a.txt",
        "line": 12,
        "message": "It is odd.",
        "hint": "Look at it.",
    }


def test_a_build_that_failed_early_has_the_same_keys_in_json() -> None:
    failed = BuildReport(out=Path("/root/site"), ok=False, diagnostics=PROBLEMS)
    assert build_as_json(failed).keys() == build_as_json(report()).keys()
