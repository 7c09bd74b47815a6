"""Versions of installed packages: those that Python's own library finds."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from builder.installed_packages import version_of
from builder.pipeline.article_cache import LIBRARIES


@pytest.mark.parametrize("package", [*LIBRARIES, "Jinja2", "markdown_it.py", "pillow", "spacy"])
def test_versions_are_those_of_the_metadata(package: str) -> None:
    assert version_of(package) == version(package)


def test_of_two_packages_the_one_that_is_imported_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2):
        folder = tmp_path / str(number)
        (folder / f"Lowmoor_Tools-{number}.0.dist-info").mkdir(parents=True)
        monkeypatch.syspath_prepend(folder)
    assert version_of("lowmoor-tools") == "2.0"


def test_a_package_of_another_kind_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "lowmoor_eggs.egg-info"
    folder.mkdir()
    (folder / "PKG-INFO").write_text("Metadata-Version: 2.1\nName: lowmoor-eggs\nVersion: 3.1\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    assert version_of("lowmoor-eggs") == "3.1"


def test_a_missing_package_has_no_version() -> None:
    with pytest.raises(PackageNotFoundError):
        version_of("lowmoor-nothing")
