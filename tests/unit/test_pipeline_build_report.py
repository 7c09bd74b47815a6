"""The journal and the report of a build."""

from __future__ import annotations

import pytest

from builder.model.diagnostic import InputError, Severity, error, note, warning
from builder.pipeline.annotation_cache import ARTICLES_PER_JOB, choose_jobs
from builder.pipeline.build_report import fails
from builder.pipeline.journal import Journal


def test_a_stage_that_ends_in_an_error_leaves_its_diagnostics_and_its_time() -> None:
    journal = Journal()
    problem = error("seeds/a.txt", 1, "It is empty.")
    with pytest.raises(InputError), journal.stage("read"):
        raise InputError([problem])
    assert journal.diagnostics == (problem,)
    assert list(journal.seconds) == ["read"]


def test_diagnostics_come_sorted_and_each_once() -> None:
    journal = Journal()
    later, earlier, nowhere = warning("b", 2, "x"), error("b", 1, "x"), warning("", None, "x")
    journal.add([later, earlier])
    journal.add([nowhere, later])
    assert journal.diagnostics == (nowhere, earlier, later)


def test_only_errors_stop_a_build_and_all_of_them_are_named() -> None:
    journal = Journal()
    journal.add([warning("a", 1, "x"), note("a", 1, "x")])
    journal.stop_on_errors()
    errors = (error("a", 1, "x"), error("b", 1, "y"))
    journal.add(errors)
    with pytest.raises(InputError) as stopped:
        journal.stop_on_errors()
    assert stopped.value.diagnostics == errors


@pytest.mark.parametrize(
    ("severity", "usual", "strict"),
    [(Severity.ERROR, True, True), (Severity.WARNING, False, True), (Severity.NOTE, False, False)],
)
def test_what_fails_a_build(
    severity: Severity,
    usual: bool,  # noqa: FBT001  a parameter of the table
    strict: bool,  # noqa: FBT001
) -> None:
    assert fails(severity, strict=False) is usual
    assert fails(severity, strict=True) is strict


def test_few_articles_are_annotated_by_one_process() -> None:
    assert choose_jobs(1) == 1
    assert choose_jobs(ARTICLES_PER_JOB) == 1


def test_the_number_of_processes_grows_with_the_work_up_to_what_the_machine_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("builder.pipeline.annotation_cache._processors", lambda: 4)
    assert [choose_jobs(ARTICLES_PER_JOB * number) for number in (2, 4, 100)] == [2, 4, 4]
