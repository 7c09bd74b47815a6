"""Large amounts of one kind: a build ends within its limit of CPU time, and more than the limit is an error."""

from __future__ import annotations

import resource

import pytest

from bench.amounts import AMOUNTS, Amount
from bench.growth import build_files

pytestmark = pytest.mark.model

CPU_SECONDS = 60
"""Limit in CPU seconds. Quadratic work would need ten times as much."""


def _limit_cpu() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


@pytest.mark.parametrize("kind", AMOUNTS, ids=lambda kind: kind.name)
def test_largest_amount_is_built_within_the_time_limit(kind: Amount) -> None:
    built = build_files(kind.files(kind.most), before=_limit_cpu)
    assert built.code == int(kind.refused), (built.messages, built.complaint)
    assert "defect" not in built.complaint


@pytest.mark.parametrize("kind", [kind for kind in AMOUNTS if kind.over], ids=lambda kind: kind.name)
def test_more_than_a_limit_is_an_error_that_names_the_file(kind: Amount) -> None:
    built = build_files(kind.files(kind.over), before=_limit_cpu)
    assert built.code == 1, built.complaint
    assert any(message.startswith("seeds/a.") and "error" in message for message in built.messages), (
        built.messages
    )
