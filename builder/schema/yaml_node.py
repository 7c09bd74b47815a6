"""Nodes of a YAML tree, with the lines on which they begin."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias


class ScalarKind(StrEnum):
    """The kind of a scalar, as YAML resolves its tag."""

    TEXT = "text"
    NUMBER = "number"
    TRUTH = "truth value"
    DATE = "date"
    NOTHING = "nothing"
    TAGGED = "value with a tag of its own"


@dataclass(frozen=True, slots=True)
class YamlScalar:
    """A single value.

    Attributes:
        text: as written, quotation marks and escapes undone.
        line: counted from 1.
        is_plain: True if it has neither YAML's quotation marks nor the form of a block.
    """

    text: str
    kind: ScalarKind
    line: int
    is_plain: bool = field(default=False, compare=False)

    @property
    def is_nothing(self) -> bool:
        """True if it is empty or null."""
        return self.kind is ScalarKind.NOTHING


@dataclass(frozen=True, slots=True)
class YamlList:
    """A list and the line on which it begins, counted from 1."""

    items: tuple[YamlNode, ...]
    line: int


@dataclass(frozen=True, slots=True)
class YamlKey:
    """A key as written, and its line, counted from 1."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class YamlMap:
    """Keys with their values in the order of the file, and the line on which the mapping begins, counted from 1."""

    entries: tuple[tuple[YamlKey, YamlNode], ...]
    line: int


YamlNode: TypeAlias = YamlScalar | YamlList | YamlMap
