"""The report of a build."""

from __future__ import annotations

import pytest

from builder.model.diagnostic import Severity
from builder.pipeline.build_report import fails_build


@pytest.mark.parametrize(
    ("severity", "usual", "strict"),
    [(Severity.ERROR, True, True), (Severity.WARNING, False, True), (Severity.NOTE, False, False)],
)
def test_errors_fail_a_build_and_warnings_if_strict(
    severity: Severity,
    usual: bool,  # noqa: FBT001  a parameter of the table
    strict: bool,  # noqa: FBT001
) -> None:
    assert fails_build(severity, strict=False) is usual
    assert fails_build(severity, strict=True) is strict
