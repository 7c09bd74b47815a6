"""Kinds of figures, on stored parses."""

from __future__ import annotations

from typing import Any

import pytest

from builder.annotate.quantities.figure_phrases import figures_of
from tests.support.stored_parses import cases_of, mentions_of_case

CASES = cases_of("quantities_figure_kinds", "kinds")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_figure_has_a_kind(case: dict[str, Any]) -> None:
    mentions = mentions_of_case(case["text"])
    found = [[figure.span.of(mentions.doc.text), figure.kind.value] for figure in figures_of(mentions)]
    assert found == case["kinds"]
