"""The journal of a build."""

from __future__ import annotations

import pytest

from builder.model.diagnostic import InputError, error, note, warning
from builder.pipeline.journal import Journal


def test_a_stage_that_fails_leaves_its_diagnostics_and_its_time() -> None:
    journal = Journal()
    problem = error("seeds/a.txt", 1, "It is empty.")
    with pytest.raises(InputError), journal.stage("read"):
        raise InputError([problem])
    assert journal.diagnostics == (problem,)
    assert list(journal.seconds) == ["read"]


def test_diagnostics_are_sorted_and_unique() -> None:
    journal = Journal()
    later, earlier, nowhere = warning("b", 2, "x"), error("b", 1, "x"), warning("", None, "x")
    journal.add([later, earlier])
    journal.add([nowhere, later])
    assert journal.diagnostics == (nowhere, earlier, later)


def test_only_errors_stop_a_build_and_all_are_reported() -> None:
    journal = Journal()
    journal.add([warning("a", 1, "x"), note("a", 1, "x")])
    journal.stop_on_errors()
    errors = (error("a", 1, "x"), error("b", 1, "y"))
    journal.add(errors)
    with pytest.raises(InputError) as stopped:
        journal.stop_on_errors()
    assert stopped.value.diagnostics == errors
