"""Stored parses are what the language model says today."""

from __future__ import annotations

import pytest

from tests.regenerate_parses import fresh_parses
from tests.support.stored_parses import PARSES, dumped

pytestmark = pytest.mark.model


def test_stored_parses_equal_fresh_ones() -> None:
    fresh = {module: dumped(documents) for module, documents in fresh_parses().items()}
    stored = {path.stem: path.read_text(encoding="utf-8") for path in PARSES.glob("*.json")}
    assert stored.keys() == fresh.keys()
    different = [module for module in fresh if stored[module] != fresh[module]]
    assert different == [], "run `python -m tests.regenerate_parses`, and read the difference"
