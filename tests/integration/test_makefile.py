"""The Makefile: its choice of Python, its help, and the lock files."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.support.sites import PROJECT
from tools.web_lock import without_funding

USABLE = f'#!/bin/sh\nexec "{sys.executable}" "$@"\n'
SHIM = "#!/bin/sh\necho 'this version is not installed' >&2\nexit 127\n"


def ask_for_python(folder: Path, programs: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run ``make python`` with only these programs, and a shell, on the PATH."""
    for name, script in programs.items():
        path = folder / name
        path.write_text(script)
        path.chmod(0o755)
    make = next(Path(place, "make") for place in os.get_exec_path() if Path(place, "make").exists())
    return subprocess.run(
        [str(make), "--no-print-directory", "python"],
        cwd=PROJECT,
        env={"PATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("programs", "expected"),
    [
        ({"python3": USABLE}, "python3"),
        ({"python3.13": SHIM, "python3.12": USABLE, "python3": USABLE}, "python3.12"),
        ({"python3.13": SHIM, "python3.11": SHIM, "python3": USABLE}, "python3"),
        ({"python3.11": "#!/bin/sh\nexit 1\n", "python3": USABLE}, "python3"),
    ],
)
def test_first_python_that_runs_is_used(programs: dict[str, str], expected: str, tmp_path: Path) -> None:
    done = ask_for_python(tmp_path, programs)
    assert (done.returncode, done.stdout) == (0, f"{expected}\n")


@pytest.mark.parametrize("programs", [{}, {"python3": SHIM, "python3.12": SHIM}])
def test_missing_python_is_reported_with_the_requirements(programs: dict[str, str], tmp_path: Path) -> None:
    done = ask_for_python(tmp_path, programs)
    assert done.returncode != 0
    assert "Python 3.11" in done.stderr


def test_every_command_in_the_help_is_a_target() -> None:
    listed = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout
    names = [line.split()[1] for line in listed.splitlines()]
    assert {"build", "demo", "serve", "cluster", "test", "lint", "bench", "clean", "lock", "help"} <= set(
        names
    )
    for name in names:
        subprocess.run(["make", "-n", name], cwd=PROJECT, capture_output=True, check=True)


def test_locks_pin_every_distribution_by_hash_without_a_source() -> None:
    for name in (
        "requirements.lock",
        "requirements-cluster.lock",
        "requirements-dev.lock",
        "bench/peers.lock",
    ):
        text = (PROJECT / name).read_text(encoding="utf-8")
        assert "://" not in text
        entries = text.replace("\\\n", " ").splitlines()
        assert entries
        assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)


def pinned_by(lock: str) -> dict[str, str]:
    """Return the hashes of each pinned distribution of a lock, with its version and markers."""
    entries = (PROJECT / lock).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    return {name.strip(): hashes for name, _, hashes in (entry.partition("--hash") for entry in entries)}


def test_extra_adds_to_the_locks_of_the_cluster_and_of_developers_alone() -> None:
    own, cluster, dev = map(
        pinned_by, ("requirements.lock", "requirements-cluster.lock", "requirements-dev.lock")
    )
    added = cluster.keys() - own.keys()
    assert {name.partition("==")[0] for name in added} >= {"dask", "distributed"}
    assert own.items() <= cluster.items() <= dev.items()


def test_program_that_makes_the_locks_is_locked() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    (pinned,) = project["dependency-groups"]["lock"]
    assert f"{pinned} " in (PROJECT / "requirements-dev.lock").read_text(encoding="utf-8")
    commands = subprocess.run(
        ["make", "-n", "lock"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout
    installed = [line for line in commands.splitlines() if " pip " in line and " install " in line]
    assert all("--requirement" in line or "--no-deps" in line for line in installed), installed


def test_site_of_the_other_program_is_indexed_by_the_same_pagefind() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (own,) = [name.partition(";")[0] for name in project["dependencies"] if name.startswith("pagefind-bin")]
    for name in ("bench/peers.in", "bench/peers.lock"):
        assert own in (PROJECT / name).read_text(encoding="utf-8").replace("\\", "").split()


def test_lock_of_the_web_programs_pins_every_package_without_a_source() -> None:
    text = (PROJECT / "tools/web/package-lock.json").read_text(encoding="utf-8")
    assert "://" not in text
    lock = json.loads(text)
    assert lock == without_funding(lock)
    wanted = json.loads((PROJECT / "tools/web/package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values()), "exact versions"
    assert lock["packages"].pop("")["devDependencies"] == wanted
    assert all(package["integrity"].startswith("sha512-") for package in lock["packages"].values())
    assert not any("resolved" in package for package in lock["packages"].values())
