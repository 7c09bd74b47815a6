"""Search for other Python versions on the machine."""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path

import pytest

from tools import pythons

REAL = f'#!/bin/sh\nexec "{sys.executable}" "$@"\n'
SHIM = "#!/bin/sh\necho 'pyenv: this version is not installed' >&2\nexit 127\n"


def program(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(script, encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a machine without Python, whose ``bin`` and ``.pyenv`` a test may fill."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setattr(shutil, "which", lambda name: next(map(str, (tmp_path / "bin").glob(name)), None))
    return tmp_path


def test_python_on_the_path_is_found(machine: Path) -> None:
    found = program(machine / f"bin/python{pythons.OWN}", REAL)
    assert pythons.find_python(pythons.OWN) == found


def test_python_of_pyenv_is_found_behind_a_shim(machine: Path) -> None:
    program(machine / f"bin/python{pythons.OWN}", SHIM)
    found = program(machine / f".pyenv/versions/{pythons.OWN}.9/bin/python", REAL)
    assert pythons.find_python(pythons.OWN) == found


def test_missing_python_or_wrong_version_is_not_found(machine: Path) -> None:
    assert pythons.find_python("3.9") is None
    program(machine / "bin/python3.9", REAL)
    assert pythons.find_python("3.9") is None


def test_every_version_is_reported_with_its_result(
    machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = program(machine / "broken", "#!/bin/sh\necho 'no module named venv' >&2\nexit 1\n")
    monkeypatch.setattr(pythons, "VERSIONS", ("3.7", "3.8", pythons.OWN))
    monkeypatch.setattr(pythons, "find_python", {"3.7": None, "3.8": broken}.__getitem__)
    monkeypatch.setattr(sys, "argv", ["pythons", str(machine / "made")])
    pythons.main()
    assert capsys.readouterr().out.splitlines() == [
        "Python 3.7 is not on this machine.",
        "Python 3.8 cannot be used: no module named venv.",
    ]


def test_environment_of_the_same_lock_file_is_kept(machine: Path) -> None:
    (machine / "made").mkdir()
    digest = hashlib.sha256(pythons.LOCK.read_bytes()).hexdigest()
    (machine / "made" / pythons.STAMP).write_text(digest, encoding="ascii")
    assert pythons.make_environment(machine / "made", machine / "nowhere") == "is up to date"
