"""Values that YAML cuts at a number sign."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from builder.content.load import load_content
from builder.schema import yaml_tree


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CSafeLoader])
@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("title: Road #5 closes\n", 1, "#5 closes"),
        ("a: b\ntitle: #MeToo spreads\n", 2, "#MeToo spreads"),
        ("a:\n  - Road #5\n  - b\n", 2, "#5"),
        ("a:\n  - #1 in town\n  - b\n", 2, "#1 in town"),
        ("a: {b: Road #5\n  }\n", 1, "#5"),
        ("é: Straße #5\r\n", 1, "#5"),
        (f"title: Road #{'x' * 60}\n", 1, f"#{'x' * 38}…"),
    ],
)
def test_a_value_that_is_cut_is_a_warning(
    monkeypatch: pytest.MonkeyPatch, loader: type[object], text: str, line: int, words: str
) -> None:
    monkeypatch.setattr(yaml_tree, "_LOADER", loader)
    _, (found,) = yaml_tree.read_yaml(text, path="a.yaml", first_line=1)
    assert str(found) == (
        f"a.yaml:{line}: warning: YAML takes “{words}” for a comment, so it is not part of the value. "
        "Put the whole value into quotation marks, or write a space after the number sign of a comment."
    )


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CSafeLoader])
@pytest.mark.parametrize(
    "text",
    [
        "title: Road # closed on Monday\n",
        "#headline: x\ntitle: Road\n",
        "title: 'Road #5'\n",
        'title: "Road #5" #now\n',
        "title: |\n  Road #5\n",
        "title: Road#5\n",
        "draft: true #now\n",
        "date: 2024-03-05 #Tuesday\n",
        "a: #note\n  b: c\n",
        "a:\n  #b: c\n  d: e\n",
        "a: [b, c] #now\n",
        "a: b #\n",
        "a: b ##\n",
    ],
)
def test_a_comment_is_no_warning(monkeypatch: pytest.MonkeyPatch, loader: type[object], text: str) -> None:
    monkeypatch.setattr(yaml_tree, "_LOADER", loader)
    assert yaml_tree.read_yaml(text, path="a.yaml")[1] == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("site.yaml", "title: The Ledger #1\n"),
        ("entities.yaml", "people: {a-b: {role: Pilot #1\n  }}\n"),
        ("briefs/monday.yaml", "headline: Road #5 closes\n"),
        ("pages/about.md", "---\ntitle: About #us\n---\nText.\n"),
    ],
)
def test_all_files_of_the_editor_are_checked(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / "content" / name
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    (found,) = load_content(tmp_path).warnings
    assert (found.path, found.line) == (f"content/{name}", text.split("#", maxsplit=1)[0].count("\n") + 1)
