"""The direction of imports between the rooms of quotes: attribution, then extraction, then resolution."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOM = Path(__file__).parents[2] / "builder" / "annotate" / "quotes"
ORDER = ("attribution", "extraction", "resolution")


def imported_rooms(room: str) -> set[str]:
    """Return the rooms of quotes that the modules of a room import."""
    nodes = (node for path in (ROOM / room).glob("*.py") for node in ast.walk(ast.parse(path.read_text())))
    modules = (node.module or "" for node in nodes if isinstance(node, ast.ImportFrom))
    return {module.split(".")[3] for module in modules if module.startswith("builder.annotate.quotes.")}


@pytest.mark.parametrize("room", ORDER)
def test_a_room_imports_no_later_room(room: str) -> None:
    later = set(ORDER[ORDER.index(room) + 1 :])
    assert imported_rooms(room)
    assert imported_rooms(room).isdisjoint(later)
