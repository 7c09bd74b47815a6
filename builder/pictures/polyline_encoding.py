"""Encoded polyline format: lines as short ASCII strings, as the outline tables have them.

Each coordinate is the difference from the one before, with its sign in the lowest bit. It is split into groups of five
bits, the lowest first; every group except the last has the sixth bit set. A group is written as the character with the
code of the group plus 63.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

GridPoint = tuple[int, int]
"""Point in whole units."""

_FIRST = 63
_MORE = 0x20


def encode_line(points: Iterable[GridPoint]) -> str:
    """Return the encoded string of a line."""
    word: list[str] = []
    x = y = 0
    for next_x, next_y in points:
        word += _encode(next_x - x)
        word += _encode(next_y - y)
        x, y = next_x, next_y
    return "".join(word)


def decode_line(word: str) -> list[GridPoint]:
    """Return the line of an encoded string."""
    steps = _steps(word)
    points: list[GridPoint] = []
    x = y = 0
    for step_x, step_y in zip(steps, steps, strict=True):
        x, y = x + step_x, y + step_y
        points.append((x, y))
    return points


def _encode(step: int) -> Iterator[str]:
    rest = ~(step << 1) if step < 0 else step << 1
    while rest >= _MORE:
        yield chr((rest & (_MORE - 1) | _MORE) + _FIRST)
        rest >>= 5
    yield chr(rest + _FIRST)


def _steps(word: str) -> Iterator[int]:
    value = shift = 0
    for code in word.encode():
        group = code - _FIRST
        value |= (group & (_MORE - 1)) << shift
        if group & _MORE:
            shift += 5
        else:
            yield ~(value >> 1) if value & 1 else value >> 1
            value = shift = 0
