"""YAML as a tree with lines: only plain values come out, and nothing but diagnostics goes wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.schema import yaml_tree
from builder.schema.yaml_node import ScalarKind, YamlList, YamlMap, YamlNode, YamlScalar
from builder.schema.yaml_tree import MAX_DEPTH, MAX_TOLERANT_DEPTH, read_yaml

DATA = Path(__file__).parents[1] / "data" / "content"
CASES: list[dict[str, Any]] = yaml.safe_load((DATA / "yaml_errors.yaml").read_text("utf-8"))

TREES: st.SearchStrategy[Any] = st.recursive(
    st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


def plain(node: YamlNode | None) -> Any:
    """The tree without lines and kinds."""
    if isinstance(node, YamlMap):
        return {key.text: plain(value) for key, value in node.entries}
    if isinstance(node, YamlList):
        return [plain(item) for item in node.items]
    return node.text if node else None


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["text"]))
def test_what_cannot_be_read_is_reported_in_plain_english(
    case: dict[str, Any], loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_tree, "_LOADER", getattr(yaml, loader, yaml.SafeLoader))
    _, diagnostics = read_yaml(case["text"], path="a.yaml")
    (diagnostic,) = diagnostics
    assert (diagnostic.path, diagnostic.line) == ("a.yaml", case["line"])
    assert diagnostic.message.startswith(case["message"])
    assert diagnostic.hint


def test_lines_and_kinds() -> None:
    text = "a: x\nb:\n  - 1.5\n  - no\n  - 2014-01-05\n  - ~\n  - '7'\n"
    node, diagnostics = read_yaml(text, path="a.yaml", first_line=10)
    assert diagnostics == ()
    assert isinstance(node, YamlMap)
    (a, first), (b, second) = node.entries
    assert (a.text, a.line, b.text, b.line) == ("a", 10, "b", 11)
    assert first == YamlScalar("x", ScalarKind.TEXT, 10, is_plain=True)
    assert isinstance(second, YamlList)
    assert second.items == (
        YamlScalar("1.5", ScalarKind.NUMBER, 12, is_plain=True),
        YamlScalar("no", ScalarKind.TRUTH, 13, is_plain=True),
        YamlScalar("2014-01-05", ScalarKind.DATE, 14, is_plain=True),
        YamlScalar("~", ScalarKind.NOTHING, 15, is_plain=True),
        YamlScalar("7", ScalarKind.TEXT, 16),
    )


def test_the_first_of_two_equal_keys_is_kept() -> None:
    node, _ = read_yaml("a: 1\na: 2\n", path="a.yaml")
    assert plain(node) == {"a": "1"}


def test_lines_of_a_part_of_a_file_count_from_its_first_line() -> None:
    _, (diagnostic,) = read_yaml("a: 1\nb: 'x\n", path="a.md", first_line=2)
    assert diagnostic.line == 3


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_deep_nesting_is_refused_without_exhausting_the_stack(opening: str) -> None:
    node, diagnostics = read_yaml(opening * 50_000, path="a.yaml")
    assert node is None
    assert diagnostics[-1].message == f"Values are nested more than {MAX_DEPTH} deep."


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_a_tolerant_reader_allows_deep_nesting_without_exhausting_the_stack(opening: str) -> None:
    closing = {"[": "]", "{a: ": "}"}.get(opening, "")
    text = opening * MAX_TOLERANT_DEPTH + "x" + closing * MAX_TOLERANT_DEPTH
    assert read_yaml(text, path="a.md", is_tolerant=True)[1] == ()
    node, diagnostics = read_yaml(opening * 50_000, path="a.md", is_tolerant=True)
    assert node is None
    assert diagnostics[-1].message == f"Values are nested more than {MAX_TOLERANT_DEPTH} deep."


def test_a_tolerant_reader_keeps_repeated_keys_and_resolves_aliases() -> None:
    text = "a: &x [1]\na: *x\nb: &y {c: *y}\n? [d]\n: !mine e\n"
    node, diagnostics = read_yaml(text, path="a.md", is_tolerant=True)
    assert diagnostics == ()
    assert isinstance(node, YamlMap)
    assert [(key.text, key.line, plain(value)) for key, value in node.entries] == [
        ("a", 1, ["1"]),
        ("a", 2, ["1"]),
        ("b", 3, {"c": []}),
        ("", 4, "e"),
    ]
    assert node.entries[3][1] == YamlScalar("e", ScalarKind.TAGGED, 5, is_plain=True)


@given(TREES)
def test_text_in_any_shape_comes_back_as_it_was(tree: Any) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True, default_style='"')
    node, diagnostics = read_yaml(text, path="a.yaml")
    assert diagnostics == ()
    assert plain(node) == tree


@given(
    text=st.text(alphabet=st.sampled_from("ab1: -[]{}\"'|>&*!%@#,?\n\t\r\\\0\u2028é"), max_size=40),
    is_tolerant=st.booleans(),
)
def test_any_text_gives_a_tree_or_diagnostics_inside_the_file(*, text: str, is_tolerant: bool) -> None:
    node, diagnostics = read_yaml(text, path="a.yaml", is_tolerant=is_tolerant)
    assert node is None or isinstance(node, YamlScalar | YamlList | YamlMap)
    lines = max(len(text.splitlines()), 1)
    assert all(diagnostic.line is not None and 1 <= diagnostic.line <= lines for diagnostic in diagnostics)


PIECES = (
    "b: ",
    "title: Road #5\n",
    "date: 2024-03-05\n",
    "---\n",
    "- ",
    "> ",
    ": ",
    "&x ",
    "*x",
    "<<: ",
    "...",
    "  ",
    "\\uFDD0",
    "\\x1b",
    "\\",
)
LETTERS = "a\n'\"#!|{}[],é“\t?%@`\u00a0\ufeff~"


@given(st.lists(st.sampled_from([*PIECES, *LETTERS]), max_size=14).map("".join))
def test_front_matter_is_read_alike_with_and_without_libyaml(text: str) -> None:
    found, problems = read_yaml(text, path="a.md", is_tolerant=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_tree, "_LOADER", yaml.SafeLoader)
        same, others = read_yaml(text, path="a.md", is_tolerant=True)
    assert found == same
    assert bool(problems) == bool(others)
