"""Lines as short ASCII words: the encoding of the outline tables.

Each coordinate is the step from the one before, its sign in the lowest bit, cut into groups of five bits, lowest
first, every group but the last with the sixth bit set; a group is written as the character 63 above it. (Known as
the encoded polyline format.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

GridPoint = tuple[int, int]
"""A point in whole units."""

_FIRST = 63
_MORE = 0x20


def encode_line(points: Iterable[GridPoint]) -> str:
    """The word of a line."""
    word: list[str] = []
    x = y = 0
    for next_x, next_y in points:
        word += _encode(next_x - x)
        word += _encode(next_y - y)
        x, y = next_x, next_y
    return "".join(word)


def decode_line(word: str) -> list[GridPoint]:
    """The line of a word."""
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
