"""The map of the house in docs/architecture.md has a line for every package, and a package for every line."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path, PurePosixPath

import pytest

from tests.unit.test_imports import ORDER

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "builder"
DOCUMENT = "docs/architecture.md"
LINE = re.compile(r"(?P<indent>(?:  )+)(?P<name>[a-z_]+(?:/|\.py)) +(?P<purpose>\S.*)")
"""A line of the map: two spaces for each level, the package or module, and what it is for."""


def map_lines(text: str) -> list[str]:
    """Return the lines of the map, without the line of ``builder/`` itself."""
    (block,) = re.findall(r"^```text\nbuilder/\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return str(block).splitlines()


def mapped_parts(lines: list[str]) -> list[str]:
    """Return the path of each line, relative to the package: "annotate/quotes", "files.py"."""
    parts: list[str] = []
    above: list[str] = []
    for line in lines:
        match = LINE.fullmatch(line)
        assert match, f"{DOCUMENT}: write the line of the map as “  name/  what it is for”: {line!r}"
        level = len(match["indent"]) // 2 - 1
        assert level <= len(above), f"{DOCUMENT}: the line is indented too far: {line!r}"
        above = [*above[:level], match["name"].removesuffix("/")]
        parts.append("/".join(above))
    return parts


def real_parts() -> set[str]:
    """Return every package of the package, and the modules directly in it that are stages."""
    packages = {path.parent for path in PACKAGE.rglob("*.py")} - {PACKAGE}
    modules = {path for path in PACKAGE.glob("*.py") if path.name != "__init__.py"}
    return {path.relative_to(PACKAGE).as_posix() for path in packages | modules}


def line_to_add(part: str) -> str:
    """Return the instruction to add the missing line of a part."""
    path = PurePosixPath(part)
    name = path.name if path.suffix else f"{path.name}/"
    parent = "builder/" if len(path.parts) == 1 else f"builder/{path.parent}/"
    return f"Add to the map in {DOCUMENT}, below {parent}: “{'  ' * len(path.parts)}{name}  what it is for”"


LINES = map_lines((ROOT / DOCUMENT).read_text(encoding="utf-8"))
PARTS = mapped_parts(LINES)


def test_every_package_has_a_line_in_the_map() -> None:
    missing = sorted(real_parts() - set(PARTS))
    assert not missing, "\n".join(map(line_to_add, missing))


def test_every_line_of_the_map_is_a_package() -> None:
    stale = [line for part, line in zip(PARTS, LINES, strict=True) if part not in real_parts()]
    assert not stale, "\n".join(f"Remove from the map in {DOCUMENT}, or rename: “{line}”" for line in stale)


def test_no_package_has_two_lines() -> None:
    assert len(PARTS) == len(set(PARTS))


def test_the_map_follows_the_order_of_the_stages() -> None:
    stages = [stage for part in PARTS if (stage := part.removesuffix(".py")) in ORDER]
    wrong = [pair for pair in pairwise(stages) if ORDER.index(pair[0]) > ORDER.index(pair[1])]
    assert not wrong, f"Sort the map in {DOCUMENT} as ORDER in tests/unit/test_imports.py: {wrong}"


def test_missing_line_is_named_with_its_place_and_indentation() -> None:
    assert line_to_add("schema").endswith("below builder/: “  schema/  what it is for”")
    assert line_to_add("cache.py").endswith("below builder/: “  cache.py  what it is for”")
    assert line_to_add("annotate/quotes").endswith("below builder/annotate/: “    quotes/  what it is for”")


@pytest.mark.parametrize("line", ["  annotate/", "annotate/  quotes", "   annotate/  quotes", "  a  quotes"])
def test_line_without_name_purpose_or_indentation_is_refused(line: str) -> None:
    with pytest.raises(AssertionError, match="write the line of the map"):
        mapped_parts([line])


def test_parts_of_nested_lines_are_paths() -> None:
    lines = ["  a/  x", "    b/  x", "      c/  x", "    d/  x", "  e.py  x"]
    assert mapped_parts(lines) == ["a", "a/b", "a/b/c", "a/d", "e.py"]
    with pytest.raises(AssertionError, match="indented too far"):
        mapped_parts(["  a/  x", "      b/  x"])
