"""Word lists of the reader, in ``builder/read/data``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from builder.lexicon.word_lists import headed_lines

DATA = Path(__file__).parent / "data"


@cache
def word_list(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the words of a data file by the heading above them; "" before the first heading."""
    return headed_lines(DATA / name)
