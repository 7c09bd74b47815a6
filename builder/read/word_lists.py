"""The reader's word lists: small text files of words under headings, in ``builder/read/data``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType


def data_lines(name: str) -> tuple[str, ...]:
    """The lines of a data file without comments (``#`` at the start of the line) and blank lines."""
    text = resources.files("builder.read").joinpath("data", name).read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def word_list(name: str) -> Mapping[str, tuple[str, ...]]:
    """The words of a data file by the heading (``[heading]``) they stand under; "" before the first."""
    words: dict[str, list[str]] = {}
    heading = ""
    for line in data_lines(name):
        if line.startswith("[") and line.endswith("]"):
            heading = line[1:-1]
        else:
            words.setdefault(heading, []).append(line)
    return MappingProxyType({heading: tuple(entries) for heading, entries in words.items()})
