"""The same bytes with another hash seed, time zone, umask, order of listings and Python."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.sites import PROJECT, SITE, read_tree, write_files
from tools.pythons import OWN, VERSIONS

pytestmark = pytest.mark.model

PYTHONS = Path(os.environ.get("NEWSGLOSS_TEST_PYTHONS", Path(sys.prefix) / "pythons"))
"""The folder in which ``python -m tools.pythons`` makes environments of other Pythons."""

SHUFFLED = PROJECT / "tests" / "support" / "shuffled"
PUBLIC = {**SITE, "content/site.yaml": "title: The Ellery Gazette\nurl: https://ellery.example/news\n"}
OTHERWISE = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland", "LC_ALL": "C", "SHUFFLED": "3"}
PLAIN = {"PYTHONHASHSEED": "1", "TZ": "America/Los_Angeles"}
OTHERS = [version for version in VERSIONS if version != OWN]


@pytest.fixture(scope="module")
def newsrooms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the project's own site, and one with a public address, whose pages have cards."""
    folder = tmp_path_factory.mktemp("newsrooms")
    for name in ("seeds", "content"):
        shutil.copytree(PROJECT / name, folder / "own" / name)
    write_files(folder / "public", PUBLIC)
    return folder


@pytest.fixture(scope="module")
def expected(newsrooms: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the files that this Python builds in an ordinary environment."""
    return built(newsrooms, tmp_path_factory.mktemp("plain"), settings=PLAIN)


def built(
    newsrooms: Path,
    folder: Path,
    *,
    settings: Mapping[str, str],
    python: Path = Path(sys.executable),
    umask: int = 0o022,
) -> dict[str, bytes]:
    """Build all newsrooms from nothing in a process of its own; return their sites' files by path."""
    path = [str(PROJECT)] if "SHUFFLED" not in settings else [str(SHUFFLED), str(PROJECT)]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(path), **settings}
    for newsroom in sorted(newsrooms.iterdir()):
        root = folder / newsroom.name
        shutil.copytree(newsroom, root)
        done = subprocess.run(
            [python, "-c", "from builder.entry_points import main; main()", "build", "--root", root],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=lambda: os.umask(umask) and None,
        )
        assert done.returncode == 0, done.stderr
        for path_of in (root / "site").rglob("*"):
            allowed = (0o755 if path_of.is_dir() else 0o644) & ~umask
            assert stat.S_IMODE(path_of.stat().st_mode) == allowed, path_of
    return {
        f"{newsroom.name}/{path}": data
        for newsroom in newsrooms.iterdir()
        for path, data in read_tree(folder / newsroom.name / "site").items()
    }


def differing(found: Mapping[str, bytes], expected: Mapping[str, bytes]) -> list[str]:
    """Return the paths that are not in both, or that differ."""
    return sorted(path for path in {*found, *expected} if found.get(path) != expected.get(path))


def test_bytes_do_not_depend_on_the_environment(
    newsrooms: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    assert not differing(built(newsrooms, tmp_path, settings=OTHERWISE, umask=0o077), expected)
    assert any(path.endswith(".png") for path in expected), "there are cards"
    assert any(path.endswith(".pf_meta") for path in expected), "there is a search"


@pytest.mark.parametrize("version", OTHERS)
def test_bytes_do_not_depend_on_the_version_of_python(
    version: str, newsrooms: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    python = PYTHONS / version / "bin" / "python"
    if not python.exists():
        pytest.skip(f"Python {version} could not be had on this machine, so it was not compared.")
    assert not differing(built(newsrooms, tmp_path, settings=OTHERWISE, python=python), expected)


def test_order_of_listings_is_shuffled(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number:02d}.txt").touch()
    code = (
        "import glob, os, pathlib\n"
        "here = pathlib.Path()\n"
        "orders = [os.listdir(), [entry.name for entry in os.scandir()], [path.name for path in here.iterdir()],\n"
        "    [path.name for path in here.glob('*.txt')], [path.name for path in here.rglob('*.txt')],\n"
        "    glob.glob('*.txt'), next(os.walk('.'))[2]]\n"
        "print(len({tuple(order) for order in orders}), len({tuple(sorted(order)) for order in orders}))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(SHUFFLED), "SHUFFLED": "2"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["7", "1"]
