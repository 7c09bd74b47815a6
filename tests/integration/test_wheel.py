"""Contents of the wheel."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support.sites import PROJECT, read_tree


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return the paths of the files in the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=PROJECT, capture_output=True, check=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize(
    ("folder", "place"), [("builder", "builder"), ("templates", "builder/default_templates")]
)
def test_wheel_contains_code_tables_starter_and_templates(folder: str, place: str, names: set[str]) -> None:
    wanted = {
        f"{place}/{path}"
        for path in read_tree(PROJECT / folder)
        if "__pycache__" not in path and not path.startswith("default_templates/")
    }
    assert wanted
    assert wanted <= names


def test_wheel_contains_no_other_file_of_the_project(names: set[str]) -> None:
    assert {Path(name).parts[0].partition("-")[0] for name in names} == {"builder", "newsgloss"}
    assert not any("__pycache__" in name for name in names)
