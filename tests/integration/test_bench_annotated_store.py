"""The store that the benchmarks begin with has what a build asks for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bench.annotated_store import annotate_site
from tests.support.sites import run_newsgloss

pytestmark = pytest.mark.model


def test_a_build_finds_the_annotations_of_the_store(site: Path) -> None:
    shutil.rmtree(site / ".newsgloss")
    assert annotate_site(site) == 2
    assert annotate_site(site) == 0
    assert run_newsgloss(["build", "--json"], root=site).answer["annotated"] == 0
