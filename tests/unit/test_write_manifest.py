"""The manifest, and a site compared with it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from builder.model.diagnostic import InputError
from builder.write.manifest import MARKER, Entry, State, folders_of, make_manifest, read_manifest
from builder.write.verification import Verification, verify_site
from builder.write.writer import write_site
from tests.support.folders import looks, plant_foreign
from tests.support.sites import run_newsgloss

FILES = {"index.html": b"home", "people/ä ö.html": b"", 'odd/"name".txt': b"\0\n"}
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def track(paths: Iterable[str], total: int) -> Iterator[str]:
    found = list(paths)
    assert len(found) <= total
    return iter(found)


def test_a_manifest_says_what_was_written_in_any_order(tmp_path: Path) -> None:
    named = ["CNAME", os.fsdecode(b"\xff\n"), "papers/"]
    data = make_manifest(FILES, named)
    assert make_manifest(dict(reversed(FILES.items())), reversed(named)) == data
    data.decode("ascii")
    (tmp_path / MARKER).write_bytes(data)
    state, manifest = read_manifest(tmp_path)
    assert state is State.VALID
    assert {path: entry.size for path, entry in manifest.files.items()} == {
        path: len(words) for path, words in FILES.items()
    }
    assert manifest.files["people/ä ö.html"] == Entry(EMPTY, 0)
    assert manifest.named == frozenset(named)


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
def test_a_damaged_manifest_says_nothing(tmp_path: Path, damage: str) -> None:
    (tmp_path / MARKER).write_bytes(DAMAGED[damage])
    state, manifest = read_manifest(tmp_path)
    assert state is State.DAMAGED
    assert not manifest.files


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a/../b", "a//b", "", "."])
def test_a_path_that_leaves_the_site_is_no_path_of_a_manifest(tmp_path: Path, path: str) -> None:
    (tmp_path / MARKER).write_bytes(make_manifest({path: b""}, ()))
    assert read_manifest(tmp_path)[0] is State.DAMAGED


def test_a_manifest_that_is_not_a_file_is_not_read(tmp_path: Path) -> None:
    assert read_manifest(tmp_path)[0] is State.ABSENT
    os.mkfifo(tmp_path / MARKER)
    assert read_manifest(tmp_path)[0] is State.DAMAGED
    (tmp_path / MARKER).unlink()
    (tmp_path / MARKER).symlink_to("/dev/zero")
    assert read_manifest(tmp_path)[0] is State.DAMAGED


def test_the_folders_of_paths() -> None:
    assert folders_of(["a", "b/c/d.html", "b/e"]) == {"b", "b/c"}


def test_a_site_is_verified(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write_site(FILES, out)
    assert verify_site(out, track=track) == Verification(3, (), (), ())
    plant_foreign(out)
    (out / "index.html").write_bytes(b"hand")
    (out / "people/ä ö.html").unlink()
    (out / "people/ä ö.html").symlink_to("../index.html")
    (out / 'odd/"name".txt').unlink()
    before = looks(out)
    found = verify_site(out, track=track)
    assert found.missing == ('odd/"name".txt',)
    assert found.changed == ("index.html", "people/ä ö.html")
    assert found.foreign == (
        *(".git/", ".well-known/", "CNAME", "abroad", "latest.pdf", "papers/", "people/portrait.jpg"),
    )
    assert not found.ok
    assert looks(out) == before


@pytest.mark.parametrize(
    "marker", [None, b"", b"newsgloss made this folder. Each build replaces everything in it.\n"]
)
def test_a_folder_without_a_sound_manifest_cannot_be_verified(tmp_path: Path, marker: bytes | None) -> None:
    if marker is not None:
        (tmp_path / MARKER).write_bytes(marker)
    with pytest.raises(InputError, match=MARKER) as caught:
        verify_site(tmp_path, track=track)
    assert caught.value.diagnostics[0].hint


def test_the_command_verifies(tmp_path: Path) -> None:
    write_site(FILES, tmp_path / "site")
    (tmp_path / "site/CNAME").write_bytes(b"news.example")
    done = run_newsgloss(["verify"], root=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert "foreign CNAME" in done.out
    assert "3 files: 0 missing, 0 changed" in done.out
    assert run_newsgloss(["verify", "--quiet"], root=tmp_path).words == ""
    (tmp_path / "site").rename(tmp_path / "public")
    (tmp_path / "public/index.html").write_bytes(b"hand")
    done = run_newsgloss(["verify", "--out", "public", "--json"], root=tmp_path)
    assert done.code == 1
    assert done.answer["ok"] is False
    assert done.answer["changed"] == ["index.html"]
    assert done.answer["foreign"] == ["CNAME"]
    assert "changed index.html" in run_newsgloss(["verify", "--out", "public", "-q"], root=tmp_path).out
    for answer in (
        run_newsgloss(["verify"], root=tmp_path),
        run_newsgloss(["verify", "--json"], root=tmp_path),
    ):
        assert answer.code == 1
        assert "no site in this folder" in json.dumps(answer.words)
