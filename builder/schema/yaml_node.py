"""Nodes of a YAML tree, with the lines on which they begin."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct


class ScalarKind(StrEnum):
    """The kind of a scalar, as YAML resolves its tag."""

    TEXT = "text"
    NUMBER = "number"
    TRUTH = "truth value"
    DATE = "date"
    NOTHING = "nothing"
    TAGGED = "value with a tag of its own"


class YamlScalar(Struct, frozen=True):
    """A single value.

    Attributes:
        text: as written, quotation marks and escapes undone.
        line: counted from 1.
        is_plain: True if it has neither YAML's quotation marks nor the form of a block.
    """

    text: str
    kind: ScalarKind
    line: int
    is_plain: bool = False

    @property
    def is_nothing(self) -> bool:
        """True if it is empty or null."""
        return self.kind is ScalarKind.NOTHING


class YamlList(Struct, frozen=True):
    """A list and the line on which it begins, counted from 1."""

    items: tuple[YamlNode, ...]
    line: int


class YamlKey(Struct, frozen=True):
    """A key as written, and its line, counted from 1."""

    text: str
    line: int


class YamlMap(Struct, frozen=True):
    """Keys with their values in the order of the file, and the line on which the mapping begins, counted from 1."""

    entries: tuple[tuple[YamlKey, YamlNode], ...]
    line: int


YamlNode: TypeAlias = YamlScalar | YamlList | YamlMap
