"""JSON Schemas of the editor's files: good files are good by them, too, and wrong ones are not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import builder
from builder.commands.main import newsgloss, run
from builder.content.brief_keys import BRIEF
from builder.content.editor_schemas import FILES, editor_schemas

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "editing.md").read_text("utf-8")
STARTER = Path(builder.__file__).parent / "starter"
SCHEMAS = {name.removesuffix(".schema.json"): json.loads(text) for name, text in editor_schemas().items()}


def plain(value: object) -> object:
    """A value of YAML as JSON has it."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def problems(name: str, text: str) -> list[str]:
    validator = jsonschema.Draft7Validator(SCHEMAS[name])
    return [found.message for found in validator.iter_errors(plain(yaml.safe_load(text)))]


def schema_of(path: str) -> str | None:
    return next((name for name, file in FILES.items() if Path(path).match(file)), None)


def good_files() -> Iterator[tuple[str, str, str]]:
    """Name, schema and text of the guide's examples and of the files that come with newsgloss."""
    for path, text in re.findall(r"^```yaml (content/\S+)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL):
        yield f"guide {path}", schema_of(path) or "", text
    for text in re.findall(r"^```markdown seeds/\S+\n---\n(.*?)^---$", GUIDE, re.MULTILINE | re.DOTALL):
        yield "guide front matter", "front-matter", text
    for root in (STARTER, ROOT / "examples", ROOT):
        for path in sorted((root / "content").rglob("*.yaml")):
            name = path.relative_to(root).as_posix()
            yield f"{root.name} {name}", schema_of(name) or "", path.read_text("utf-8")


GOOD = list(good_files())


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_schema(name: str) -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize(("name", "text"), [one[1:] for one in GOOD], ids=[one[0] for one in GOOD])
def test_good_files_are_valid(name: str, text: str) -> None:
    assert problems(name, text) == []


def test_the_guide_has_an_example_for_each_schema() -> None:
    assert {name for label, name, _ in GOOD if label.startswith("guide")} == set(SCHEMAS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_an_unknown_key_is_wrong(name: str) -> None:
    (found,) = problems(name, "titel: x\n")
    assert "'titel'" in found


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *(
            ("site", "url: x"),
            ("site", "body: half"),
            ("site", "boilerplate: x"),
            ("site", "navigation: [{label: x}]"),
        ),
        *(
            ("brief", "slug: A b"),
            ("brief", "date: soon"),
            ("brief", "draft: 1"),
            ("brief", "quotes: [{drop: true}]"),
        ),
        *(("brief", "corrections: [{date: 2024-03-05}]"), ("brief", "mentions: [{text: x, persn: y}]")),
        *(("entities", "people: {a-b: {nam: x}}"), ("entities", "people: {A b: {name: x}}")),
        *(("entities", "merge: {a: B c}"), ("entities", "places: {a: {lat: 91, lon: 0}}")),
        *(("front-matter", "title: [x]"), ("front-matter", "date: 5"), ("front-matter", "tags: 5")),
    ],
)
def test_a_wrong_value_is_wrong(name: str, text: str) -> None:
    assert problems(name, text)


@pytest.mark.parametrize(
    "text",
    [
        "title: x\nauthors: [{name: A B}]",
        "lastmod: x",
        "last_modified_at: x",
        "featuredImage: {a: b}",
        "tags:",
    ],
)
def test_front_matter_of_other_generators_is_valid(text: str) -> None:
    assert problems("front-matter", text) == []


def test_every_key_has_its_description() -> None:
    properties: dict[str, Any] = SCHEMAS["brief"]["properties"]
    assert {known.name: known.description for known in BRIEF.fields} == {
        known.name: properties[known.name]["description"] for known in BRIEF.fields
    }


def test_the_command_writes_them_and_leaves_settings_as_they_are(tmp_path: Path) -> None:
    settings = tmp_path / ".vscode" / "settings.json"
    assert run(newsgloss, ["schema", "--root", str(tmp_path), "--quiet"], name="newsgloss") == 0
    named = json.loads(settings.read_text("utf-8"))["yaml.schemas"]
    assert {Path(path).name for path in named} < set(editor_schemas())
    assert all((tmp_path / path).is_file() for path in named)
    settings.write_text("{}")
    (tmp_path / "schemas" / "site.schema.json").write_text("old")
    assert run(newsgloss, ["schema", "--root", str(tmp_path), "--json"], name="newsgloss") == 0
    assert settings.read_text() == "{}"
    assert (tmp_path / "schemas" / "site.schema.json").read_text("utf-8") == editor_schemas()[
        "site.schema.json"
    ]


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "schemas").write_text("a file")
    assert run(newsgloss, ["schema", "--root", str(tmp_path)], name="newsgloss") == 1
    assert "cannot be written" in capsys.readouterr().err
