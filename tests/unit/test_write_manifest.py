"""The manifest of a site."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder.write.manifest import MARKER, Manifest, ManifestEntry, ManifestState, folders_of, read_manifest
from tests.support.written import make_manifest

FILES = {"index.html": b"home", "people/ä ö.html": b"", 'odd/"name".txt': b"\0\n"}
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_manifest_can_be_read_back_and_does_not_depend_on_order(tmp_path: Path) -> None:
    reported = ["CNAME", os.fsdecode(b"\xff\n"), "papers/"]
    data = make_manifest(FILES, reported)
    assert make_manifest(dict(reversed(FILES.items())), reversed(reported)) == data
    data.decode("ascii")
    (tmp_path / MARKER).write_bytes(data)
    state, manifest = read_manifest(tmp_path)
    assert state is ManifestState.VALID
    assert {path: entry.size for path, entry in manifest.files.items()} == {
        path: len(words) for path, words in FILES.items()
    }
    assert manifest.files["people/ä ö.html"] == ManifestEntry(EMPTY, 0)
    assert manifest.reported == frozenset(reported)


def test_a_site_without_files_has_a_manifest_too(tmp_path: Path) -> None:
    (tmp_path / MARKER).write_bytes(make_manifest({}, []))
    assert read_manifest(tmp_path) == (ManifestState.VALID, Manifest())


WHOLE = make_manifest(FILES, ["CNAME"])
DAMAGED = {
    "empty": b"",
    "garbage": b"\xff\xfe\x00",
    "cut off": WHOLE[:-1],
    "cut at a line": WHOLE[: WHOLE.index(b"sha256")],
    "one byte changed": WHOLE.replace(b"index", b"Index"),
    "added to": WHOLE + b"x",
    "line ends of Windows": WHOLE.replace(b"\n", b"\r\n"),
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_manifest_lists_no_files(tmp_path: Path, damage: str) -> None:
    (tmp_path / MARKER).write_bytes(DAMAGED[damage])
    state, manifest = read_manifest(tmp_path)
    assert state is ManifestState.DAMAGED
    assert not manifest.files


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a/../b", "a//b", "", "."])
def test_a_path_outside_the_site_damages_the_manifest(tmp_path: Path, path: str) -> None:
    (tmp_path / MARKER).write_bytes(make_manifest({path: b""}, ()))
    assert read_manifest(tmp_path)[0] is ManifestState.DAMAGED


def test_a_manifest_that_is_not_a_file_is_not_read(tmp_path: Path) -> None:
    assert read_manifest(tmp_path)[0] is ManifestState.ABSENT
    os.mkfifo(tmp_path / MARKER)
    assert read_manifest(tmp_path)[0] is ManifestState.DAMAGED
    (tmp_path / MARKER).unlink()
    (tmp_path / MARKER).symlink_to("/dev/zero")
    assert read_manifest(tmp_path)[0] is ManifestState.DAMAGED


def test_folders_of_returns_every_parent() -> None:
    assert folders_of(["a", "b/c/d.html", "b/e"]) == {"b", "b/c"}
