"""Splices in YAML files: one value changes, and every other byte stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.desk.yaml_splices import (
    Plain,
    UneditableError,
    items_at,
    line_at_path,
    scalar,
    value_at,
    with_item,
    with_value,
    without,
)

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "desk" / "yaml_splices.yaml").read_text("utf-8")
)
EDITS = {"set": with_value, "add": with_item}


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_file_after_a_splice(case: dict[str, Any]) -> None:
    before, path = case["before"], case["path"]
    if case["do"] == "remove":
        assert without(before, path) == case["after"]
    else:
        assert EDITS[case["do"]](before, path, case["value"]) == case["after"]


@pytest.mark.parametrize("text", ["a: [", "- a\n- b\n", "just words\n", "a: b: c\n"])
def test_file_that_is_no_mapping_is_refused(text: str) -> None:
    with pytest.raises(UneditableError):
        with_value(text, ["quotes"], "a")


def test_what_is_not_there_is_not_removed() -> None:
    with pytest.raises(UneditableError):
        without("a: 1\n", ["b"])


def test_values_and_lines_are_found() -> None:
    text = (
        "# above\nmerge: {a: b}\nquotes:\n  - {text: one}\n  # between\n  - text: two\n    speakers: [c, d]\n"
    )
    assert value_at(text, ["merge", "a"]) == "b"
    assert value_at(text, ["quotes", 1, "speakers"]) == ["c", "d"]
    assert value_at(text, ["quotes", 2]) is None
    assert line_at_path(text, ["quotes", 1]) == 6
    assert [item["text"] for item in items_at(text, ["quotes"])] == ["one", "two"]
    assert items_at("a: [", ["quotes"]) == ()


WORDS = st.text(alphabet="ab: #-'\"{}[],&*!|>%@`é“”\\\n\t2014yesno.", max_size=20)


@given(WORDS)
def test_any_text_comes_back_as_a_text(words: str) -> None:
    assert yaml.safe_load(scalar(words)) == words


def test_plain_values_are_written_as_they_are() -> None:
    assert with_value("", ["date"], Plain("2024-03-05")) == "date: 2024-03-05\n"
    assert with_value("", ["date"], "2024-03-05") == 'date: "2024-03-05"\n'


KEYS = st.sampled_from(["headline", "quotes", "merge", "people", "x"])
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.sampled_from(["a", "b c", "2014", "yes", "“it” # no", ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)
STYLES = st.sampled_from([True, False, None])


@given(
    tree=st.dictionaries(KEYS, VALUES, max_size=4),
    style=STYLES,
    section=KEYS,
    key=KEYS,
    value=VALUES,
    nested=st.booleans(),
)
def test_only_what_is_named_changes(
    *, tree: dict[str, Any], style: bool | None, section: str, key: str, value: Any, nested: bool
) -> None:
    text = yaml.safe_dump(tree, default_flow_style=style, allow_unicode=True) if tree else ""
    path = [section, key] if nested else [section]
    if nested and not isinstance(tree.get(section, {}), dict):
        return
    after = with_value(text, path, value)
    expected = {**tree}
    if nested:
        expected[section] = {**(tree.get(section) or {}), key: value}
    else:
        expected[section] = value
    assert yaml.safe_load(after) == expected
    back = without(after, path)
    del (expected[section] if nested else expected)[path[-1]]
    if nested and not expected[section]:
        del expected[section]
    assert (yaml.safe_load(back) or {}) == expected


@given(st.lists(st.dictionaries(KEYS, st.sampled_from(["a", "b: c", "d"]), min_size=1), max_size=4), STYLES)
def test_items_are_added_at_the_end(items: list[dict[str, str]], style: bool | None) -> None:  # noqa: FBT001
    text = yaml.safe_dump({"a": "x", "quotes": items, "z": "y"}, default_flow_style=style, sort_keys=False)
    after = with_item(text, ["quotes"], {"text": "new"})
    assert yaml.safe_load(after) == {"a": "x", "quotes": [*items, {"text": "new"}], "z": "y"}
