"""Large amounts of one kind: a build ends within its limit of CPU time, and more than the limit is an error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.amounts import AMOUNTS, Amount
from tests.support.processes import Forked, run_forked
from tests.support.sites import write_files

pytestmark = pytest.mark.model

CPU_SECONDS = 60
"""Limit in CPU seconds. Quadratic work would need ten times as much."""


def built(kind: Amount, amount: int, root: Path) -> Forked:
    """Build a site with so much of a kind, from nothing, with a limit of CPU time."""
    write_files(root, kind.files(amount))
    return run_forked(
        "builder.commands.main:build_main",
        command=["--json"],
        folder=root,
        cpu_seconds=CPU_SECONDS,
        annotates=True,
    )


@pytest.mark.parametrize("kind", AMOUNTS, ids=lambda kind: kind.name)
def test_largest_amount_is_built_within_the_time_limit(kind: Amount, tmp_path: Path) -> None:
    done = built(kind, kind.most, tmp_path)
    assert done.code == 0, (done.out, done.err)
    assert b"defect" not in done.err


@pytest.mark.parametrize("kind", [kind for kind in AMOUNTS if kind.over], ids=lambda kind: kind.name)
def test_more_than_a_limit_is_an_error_that_names_the_file(kind: Amount, tmp_path: Path) -> None:
    done = built(kind, kind.over, tmp_path)
    assert done.code == 1, done.err
    diagnostics = json.loads(done.out)["diagnostics"]
    assert any(
        found["path"].startswith("seeds/a.") and found["severity"] == "error" for found in diagnostics
    ), diagnostics
