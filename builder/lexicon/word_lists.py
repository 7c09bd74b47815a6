"""Word lists and tables, each read once from its file in ``builder/lexicon/data``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

_DATA = Path(__file__).parent / "data"
_HEADING = re.compile(r"\[([a-z ]+)\]")


@cache
def words(name: str) -> frozenset[str]:
    """Return the entries of ``data/<name>.txt``, one per line."""
    return frozenset(data_lines(_DATA / f"{name}.txt"))


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of ``data/<name>.tsv``, split at tabs, in the file's order."""
    return tuple(tuple(line.split("\t")) for line in data_lines(_DATA / f"{name}.tsv"))


def data_lines(path: Path) -> tuple[str, ...]:
    """Return the lines of a data file without blank lines and comments (``#`` at the start of the line)."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def headed_lines(path: Path) -> Mapping[str, tuple[str, ...]]:
    """Return the lines of a data file by the heading (``[heading]``) above them; "" before the first heading."""
    lines: dict[str, list[str]] = {}
    heading = ""
    for line in data_lines(path):
        match = _HEADING.fullmatch(line)
        if match is not None:
            heading = match[1]
        else:
            lines.setdefault(heading, []).append(line)
    return MappingProxyType({heading: tuple(entries) for heading, entries in lines.items()})
