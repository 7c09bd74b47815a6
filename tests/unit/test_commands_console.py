"""What the commands print."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from builder.commands.console import build_as_json, tell_build, tell_diagnostics, tell_failure
from builder.commands.settings import Settings
from builder.model.diagnostic import Diagnostic, error, note, warning
from builder.pipeline.build_report import BuildReport, Counts

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
        counts=Counts(briefs=2, entities=9, quotes_attributed=7, quotes_unresolved=1),
        written=written,
        unchanged=unchanged,
        annotated=annotated,
        seconds={"read": 0.25, "write": 0.5},
        diagnostics=diagnostics,
    )


def words(text: str) -> str:
    return " ".join(text.split())


def test_diagnostics_stand_under_their_files_in_the_order_of_lines(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tell_diagnostics(PROBLEMS, notes=True)
    assert capsys.readouterr().err.splitlines() == [
        "error: It is nowhere.",
        "content/site.yaml",
        "  error: It is [red]wrong[/red].",
        "seeds/a.txt",
        "  line 3: note: It is worth a look.",
        "  line 12: warning: It is odd.",
        "    Look at it.",
    ]


def test_notes_are_told_only_where_more_is_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    tell_diagnostics(PROBLEMS, notes=False)
    assert "worth a look" not in capsys.readouterr().err


def test_a_line_is_never_broken_where_no_terminal_is(capsys: pytest.CaptureFixture[str]) -> None:
    message = "word " * 60 + "end."
    tell_diagnostics([error("seeds/a.txt", 1, message)], notes=False)
    assert f"  line 1: error: {message}" in capsys.readouterr().err.splitlines()


def test_the_summary_tells_what_the_site_holds(capsys: pytest.CaptureFixture[str]) -> None:
    tell_build(report(written=("a.html",), annotated=2), settings(), writes=True)
    text = words(capsys.readouterr().out)
    assert "Briefs 2" in text
    assert "Entities 9" in text
    assert "Quotes 7 attributed, 1 unresolved" in text
    assert "Annotated 2 articles anew" in text
    assert "Pages 1 written, 1 unchanged, 0 removed" in text
    assert "Time to read 0.25 s" in text
    assert "open /root/site/index.html" in text


def test_a_build_that_changes_nothing_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    tell_build(report(), settings(), writes=True)
    text = words(capsys.readouterr().out)
    assert "nothing was written" in text
    assert "the language model was not loaded" in text


def test_a_failed_build_says_that_the_site_is_as_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    tell_build(report(ok=False, unchanged=(), diagnostics=PROBLEMS), settings(), writes=True)
    captured = capsys.readouterr()
    assert "The build failed; the site is as it was." in words(captured.out)
    assert "2 errors, 1 warning, 1 note" in words(captured.out)
    assert "It is odd." in captured.err


def test_a_check_tells_notes_too(capsys: pytest.CaptureFixture[str]) -> None:
    tell_build(report(diagnostics=PROBLEMS), settings(), writes=False)
    assert "worth a look" in capsys.readouterr().err


def test_a_quiet_build_tells_problems_alone(capsys: pytest.CaptureFixture[str]) -> None:
    tell_build(report(diagnostics=PROBLEMS[:1]), settings(quiet=True), writes=True)
    captured = capsys.readouterr()
    assert not captured.out
    assert "It is odd." in captured.err


def test_a_verbose_build_tells_the_files_it_wrote(capsys: pytest.CaptureFixture[str]) -> None:
    tell_build(report(written=("people/a.html",)), settings(verbose=True), writes=True)
    assert "wrote people/a.html" in capsys.readouterr().out.splitlines()


def test_json_holds_the_whole_report_and_is_all_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    tell_build(report(diagnostics=PROBLEMS), settings(as_json=True), writes=True)
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


def test_a_build_that_failed_early_answers_with_the_same_keys() -> None:
    failed = BuildReport(out=Path("/root/site"), ok=False, diagnostics=PROBLEMS)
    assert build_as_json(failed).keys() == build_as_json(report()).keys()


def test_a_failure_keeps_to_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert tell_failure(PROBLEMS[:1], settings(as_json=True)) == 1
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert (answer["ok"], len(answer["diagnostics"])) == (False, 1)
