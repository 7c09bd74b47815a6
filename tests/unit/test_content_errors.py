"""Every mistake in the editor's files is reported at once, with file, line, cause and hint."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.content.load import load_content
from builder.model.diagnostic import InputError

DATA = Path(__file__).parents[1] / "data" / "content"
CASES: list[dict[str, Any]] = yaml.safe_load((DATA / "errors.yaml").read_text("utf-8"))


def write_files(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def errors_of(root: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        load_content(root)
    return [str(diagnostic) for diagnostic in caught.value.diagnostics]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_mistakes_are_reported_word_for_word(case: dict[str, Any], tmp_path: Path) -> None:
    write_files(tmp_path, case["files"])
    assert errors_of(tmp_path) == case["errors"]


@pytest.mark.parametrize(
    "name", ["content/site.yaml", "content/entities.yaml", "content/briefs/a.yaml", "content/people/a.md"]
)
def test_bytes_that_are_not_utf8_are_reported_with_their_line(name: str, tmp_path: Path) -> None:
    write_files(tmp_path, {name: ""})
    (tmp_path / name).write_bytes(b"# one\n# two\n# caf\xe9\n")
    message = "The file is not UTF-8 text: byte 0xE9 cannot be read."
    hint = "Save the file as UTF-8 in your text editor."
    assert errors_of(tmp_path) == [f"{name}:3: error: {message} {hint}"]


@pytest.mark.parametrize("name", ["content/site.yaml", "content/entities.yaml"])
def test_a_folder_in_place_of_a_file_is_reported(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir(parents=True)
    (message,) = errors_of(tmp_path)
    assert message.startswith(f"{name}: error: The file cannot be read: ")


@pytest.mark.parametrize("name", ["content", "content/briefs", "content/people"])
def test_a_file_in_place_of_a_folder_is_reported(name: str, tmp_path: Path) -> None:
    write_files(tmp_path, {name: "text"})
    assert any(line.startswith(f"{name}: error: The folder cannot be read: ") for line in errors_of(tmp_path))


def test_a_link_to_a_missing_file_is_reported(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/pages/about.md": "# About"})
    (tmp_path / "content/site.yaml").symlink_to("missing.yaml")
    assert errors_of(tmp_path) == [
        "content/site.yaml: error: The link is broken: nothing exists at its target. Fix or delete the link."
    ]


def test_a_repeated_key_does_not_hide_later_mistakes(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/site.yaml": "title: A\ntitle: B\nbody: half\n"})
    errors = errors_of(tmp_path)
    assert [line.split(" error: ")[0] for line in errors] == ["content/site.yaml:2:", "content/site.yaml:3:"]
