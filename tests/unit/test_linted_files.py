"""Files that ruff lints: every module, whatever the name of its folder."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.sites import PROJECT

FOLDERS = ("bench", "builder", "tests", "tools")

SKIPPED_BY_TOOLS = (
    "_build",
    "build",
    "buck-out",
    "dist",
    "env",
    "node_modules",
    "site",
    "site-packages",
    "venv",
)
"""Folder names that ruff and other tools exclude at any depth by default."""


def linted_files(root: Path) -> set[Path]:
    """Return the files that ruff lints in a project, relative to its root."""
    command = [sys.executable, "-m", "ruff", "check", "--show-files", "--no-cache"]
    shown = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    return {Path(line).relative_to(root.resolve()) for line in shown.splitlines()}


def test_ruff_lints_every_module() -> None:
    modules = {path.relative_to(PROJECT) for folder in FOLDERS for path in (PROJECT / folder).rglob("*.py")}
    assert len(modules) > 600
    assert not modules - linted_files(PROJECT)


def test_ruff_lints_a_package_folder_of_any_name(tmp_path: Path) -> None:
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    modules = {Path("builder", name, "module.py") for name in SKIPPED_BY_TOOLS}
    for module in modules:
        (tmp_path / module).parent.mkdir(parents=True)
        (tmp_path / module).write_text('"""A module."""\n')
    assert not modules - linted_files(tmp_path)
