"""Tables of cases as parameters of tests."""

from __future__ import annotations

import pytest

from tests.support.stored_parses import cases_of


def parametrize_cases(module: str, table: str) -> pytest.MarkDecorator:
    """Return the cases of a table as the parameter ``case`` of a test, named by their ids."""
    rows = cases_of(module, table)
    return pytest.mark.parametrize("case", rows, ids=[row["id"] for row in rows])
