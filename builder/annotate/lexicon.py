"""The annotator's word lists, read once from the data files beside it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@cache
def words(name: str) -> frozenset[str]:
    """The entries of ``data/<name>.txt``: one a line, comments and blank lines apart."""
    return frozenset(_lines(f"{name}.txt"))


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``data/<name>.tsv``, split at tabs, in the file's order."""
    return tuple(tuple(line.split("\t")) for line in _lines(f"{name}.tsv"))


def _lines(file_name: str) -> tuple[str, ...]:
    text = (_DATA / file_name).read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
