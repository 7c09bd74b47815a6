"""Fixtures of all tests: sites to build, built sites, and a server for them."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.serving import serve_folder
from tests.support.sites import EXAMPLE, PROJECT, SITE, write_files

# Keep byte code even if the environment says otherwise: without it every command that a test starts compiles the
# package (0.2 seconds of CPU), and every run all test modules (3 seconds).
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Every build of every test, in any process, has this day: 1 January 2032. So no brief is dated after the build unless a
# test makes one, and no test depends on the day on which it runs.
os.environ["SOURCE_DATE_EPOCH"] = "1956528000"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests with a browser or the language model as slow."""
    for item in items:
        if item.get_closest_marker("browser") or item.get_closest_marker("model"):
            item.add_marker("slow")


@pytest.fixture(scope="session")
def good_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the small invented site, built, with its cache. Do not change it: see ``site``."""
    root = write_files(tmp_path_factory.mktemp("good") / "newsroom", SITE)
    return _built(root)


@pytest.fixture
def site(good_site: Path, tmp_path: Path) -> Path:
    """Return a copy of the small invented site, built, with its cache, which the test may change."""
    copy = tmp_path / "newsroom"
    shutil.copytree(good_site, copy, symlinks=True)
    return copy


@pytest.fixture(scope="session")
def built_seed_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the project's own seeds and content with the language model; return the folder of the site."""
    return _built(_copied(PROJECT, tmp_path_factory.mktemp("seed") / "newsroom")) / "site"


@pytest.fixture(scope="session")
def built_example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the example site with the language model; return the folder of the site."""
    return _built(_copied(EXAMPLE, tmp_path_factory.mktemp("example") / "newsroom")) / "site"


def _copied(site: Path, root: Path) -> Path:
    for name in ("seeds", "content"):
        shutil.copytree(site / name, root / name)
    return root


def _built(root: Path) -> Path:
    # Imported here, so that a unit test of one stage does not import all stages.
    from builder.pipeline.build_site import build_site
    from builder.pipeline.options import BuildOptions
    from builder.pipeline.progress import SilentProgress

    report = build_site(BuildOptions(root=root, out=root / "site"), progress=SilentProgress())
    assert report.ok, "\n".join(map(str, report.diagnostics))
    return root


@pytest.fixture(scope="session")
def serve_site_at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path, str], str]]:
    """Yield a function that serves a folder below a path of a server ("" is the root) and returns its address."""
    from contextlib import ExitStack

    with ExitStack() as stack:

        def serve(folder: Path, below: str) -> str:
            root = folder
            if below:
                root = tmp_path_factory.mktemp("host")
                place = root / below
                place.parent.mkdir(parents=True, exist_ok=True)
                place.symlink_to(folder)
            address = stack.enter_context(serve_folder(root))
            return f"{address}/{below}".rstrip("/")

        yield serve
