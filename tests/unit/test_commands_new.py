"""``newsgloss new``."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder import __version__
from builder.commands.main import newsgloss, run
from builder.commands.new import create_site


def test_a_new_site_has_an_article_and_the_editors_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(newsgloss, ["new", "paper", "--root", str(tmp_path), "--json"], name="newsgloss") == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    created = answer["created"]
    assert "content/site.yaml" in created
    assert any(path.startswith("seeds/") for path in created)
    assert all((tmp_path / "paper" / path).is_file() for path in created)
    assert not any("__pycache__" in path for path in created)


def test_a_new_site_has_schemas_and_settings_that_name_them(tmp_path: Path) -> None:
    created = create_site(tmp_path / "paper")
    named = json.loads((tmp_path / "paper" / ".vscode" / "settings.json").read_text("utf-8"))["yaml.schemas"]
    assert {path.removeprefix("./") for path in named} <= {
        one for one in created if one.startswith("schemas/")
    }
    for path, file in named.items():
        schema = json.loads((tmp_path / "paper" / path).read_text("utf-8"))
        assert list((tmp_path / "paper").glob(file)), file
        assert schema["properties"]


def test_a_new_site_may_be_in_an_empty_folder(tmp_path: Path) -> None:
    assert run(newsgloss, ["new", str(tmp_path), "--quiet"], name="newsgloss") == 0
    assert (tmp_path / "content" / "site.yaml").is_file()


def test_a_folder_that_is_not_empty_is_unchanged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.txt").write_text("Dear editor")
    assert run(newsgloss, ["new", str(tmp_path)], name="newsgloss") == 1
    assert "not empty" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_in_place_of_the_folder_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "letter.txt"
    place.write_text("Dear editor")
    assert run(newsgloss, ["new", str(place)], name="newsgloss") == 1
    assert "This is a file" in capsys.readouterr().err


def test_a_folder_that_cannot_be_created_is_an_error_with_a_next_step(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.txt").write_text("Dear editor")
    assert run(newsgloss, ["new", str(tmp_path / "letter.txt" / "paper")], name="newsgloss") == 1
    error = capsys.readouterr().err
    assert "cannot be put here" in error
    assert "Traceback" not in error


def test_a_new_site_may_be_in_a_repository_without_files(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert run(newsgloss, ["new", str(tmp_path), "--quiet"], name="newsgloss") == 0
    assert (tmp_path / "content/site.yaml").is_file()


def test_a_new_site_has_files_for_git_and_for_hosts_that_build_it(tmp_path: Path) -> None:
    created = create_site(tmp_path / "paper")
    assert {".gitignore", ".gitlab-ci.yml", ".github/workflows/site.yml", "README.md"} <= {*created}
    assert not [path for path in created if "dot-" in path]
    ignored = (tmp_path / "paper/.gitignore").read_text("utf-8").splitlines()
    assert {"/site/", "/.newsgloss/"} <= {*ignored}


@pytest.mark.parametrize("name", [".gitlab-ci.yml", ".github/workflows/site.yml"])
def test_the_files_for_hosts_are_valid_and_build_with_this_version(tmp_path: Path, name: str) -> None:
    create_site(tmp_path / "paper")
    settings = yaml.safe_load((tmp_path / "paper" / name).read_text("utf-8"))
    variables = settings.get("variables") or settings["env"]
    assert variables["NEWSGLOSS"] == f"newsgloss=={__version__}"
    text = (tmp_path / "paper" / name).read_text("utf-8")
    commands = re.findall(r"newsgloss (\w+)", text)
    assert "build" in commands
    assert ".newsgloss" in text
