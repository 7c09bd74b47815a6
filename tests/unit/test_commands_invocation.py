"""Commands as a user can paste them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder.commands.invocation import to_paste


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a program that was started by its path; the shell finds none."""
    path = tmp_path / "tree/.venv/bin/newsgloss"
    path.parent.mkdir(parents=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    monkeypatch.setattr("sys.argv", [str(path)])
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.chdir(tmp_path / "tree")
    return path


def test_the_program_is_named_as_it_was_started(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert to_paste("serve", "--open", root=program.parents[2]) == ".venv/bin/newsgloss serve --open"
    paper = program.parents[3] / "my paper"
    assert to_paste("serve", root=paper) == ".venv/bin/newsgloss serve --root '../my paper'"
    monkeypatch.setattr("sys.argv", [str(program.with_name("build"))])
    assert to_paste("check") == ".venv/bin/newsgloss check"


def test_a_program_that_the_shell_finds_needs_no_path(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.pathsep.join([str(program.parent), "/bin"]))
    assert to_paste("check") == "newsgloss check"


def test_far_folders_have_their_whole_path(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (program.parents[2] / "a/b").mkdir(parents=True)
    monkeypatch.chdir(program.parents[2] / "a/b")
    assert to_paste("check") == f"{program} check"


def test_a_program_that_is_no_file_has_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["-c"])
    assert to_paste("check", root=Path.cwd()) == "newsgloss check"
