"""Foreign files in the output folder: they are kept unchanged and reported once."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from builder.model.diagnostic import InputError, Severity
from builder.write import swap
from builder.write.manifest import MARKER
from builder.write.writer import WriteReport
from tests.support.folders import looks, plant_foreign
from tests.support.written import make_manifest, write_site

FIRST = {"index.html": b"home", "people/a.html": b"Ada", "groups/g.html": b"Crew"}
SECOND = {"index.html": b"new home", "people/a.html": b"Ada", "places/c.html": b"Cove"}
EARLIER = b"newsgloss made this folder. Each build replaces everything in it.\n"


def refusal(files: Mapping[str, bytes], out: Path, **options: Any) -> str:
    """Return the error of the writer, after checking that the folder is unchanged."""
    before = looks(out)
    with pytest.raises(InputError) as caught:
        write_site(files, out, **options)
    assert looks(out) == before
    assert all(found.hint for found in caught.value.diagnostics)
    return str(caught.value)


def messages(report: WriteReport, severity: Severity) -> list[str]:
    return [f"{found.path}: {found.message}" for found in report.diagnostics if found.severity is severity]


@pytest.fixture(params=["exchange", "two renames", "no links"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The three ways to swap: with the exchange of Linux, with two renames, and without hard links."""

    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    if request.param == "two renames":
        monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    if request.param == "no links":
        monkeypatch.setattr(os, "link", no_links)
    return str(request.param)


def test_foreign_files_are_unchanged_by_builds(tmp_path: Path, way: str) -> None:
    out = tmp_path / "site"
    write_site(FIRST, out)
    expected = plant_foreign(out)
    for files in (SECOND, FIRST, {"index.html": way.encode()}):
        report = write_site(files, out)
        found = looks(out)
        assert {path: found[path] for path in expected} == expected
        assert found.keys() - expected.keys() == {
            *files, MARKER, *(parent.as_posix() for path in files for parent in Path(path).parents), "people"
        } - {"."}  # fmt: skip
        assert report.unchanged or report.removed
        assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_foreign_files_are_reported_once(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write_site(FIRST, out)
    plant_foreign(out)
    first = write_site(FIRST, out)
    everything = (".git/", ".well-known/", "CNAME", "abroad", "latest.pdf", "papers/", "people/portrait.jpg")
    assert first.kept == everything
    (said,) = messages(first, Severity.NOTE)
    assert all(name in said for name in everything)
    before = looks(out)
    assert write_site(FIRST, out).diagnostics == ()
    assert looks(out) == before, "nothing is written if nothing changed"
    (out / "robots-extra.txt").write_bytes(b"")
    again = write_site(SECOND, out)
    assert again.kept == ("robots-extra.txt",)
    assert write_site(FIRST, out).kept == ()
    (out / "CNAME").unlink()
    before = looks(out)
    assert write_site(FIRST, out).diagnostics == ()
    assert looks(out) == before, "a missing foreign file does not cause a write"


@pytest.mark.parametrize("marker", [None, b"", b"garbage\xff", b"newsgloss-site 1\n", b"newsgloss made this"])
def test_foreign_files_in_a_folder_without_a_manifest_are_kept(tmp_path: Path, marker: bytes | None) -> None:
    out = tmp_path / "site"
    out.mkdir()
    expected = plant_foreign(out)
    (out / "people/b.html").write_bytes(b"an older page")
    if marker is not None:
        (out / MARKER).write_bytes(marker)
    write_site(FIRST, out)
    assert {path: looks(out)[path] for path in expected} == expected
    assert (out / "people/b.html").read_bytes() == b"an older page"
    write_site(SECOND, out)
    assert {path: looks(out)[path] for path in expected} == expected
    assert (out / "people/b.html").read_bytes() == b"an older page"


@pytest.mark.parametrize("marker", [None, b"", b"garbage"])
def test_a_foreign_file_is_never_replaced(tmp_path: Path, marker: bytes | None) -> None:
    out = tmp_path / "site"
    (out / "people").mkdir(parents=True)
    (out / "index.html").write_bytes(b"mine")
    (out / "people/a.html").write_bytes(FIRST["people/a.html"])
    if marker is not None:
        (out / MARKER).write_bytes(marker)
    said = refusal(FIRST, out)
    assert "index.html, which newsgloss did not make" in said
    assert "people/a.html" not in said, "a file with the same bytes does not block"
    assert ("damaged" in said) == (marker is not None)


def test_only_files_of_the_new_site_are_replaced_in_a_site_of_an_earlier_version(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write_site({**FIRST, "old.html": b"old"}, out)
    (out / MARKER).write_bytes(EARLIER)
    report = write_site(SECOND, out)
    assert report.written == ("index.html", "places/c.html")
    assert report.kept == ("groups/", "old.html")
    assert (out / "old.html").read_bytes() == b"old"
    assert messages(report, Severity.WARNING) == []


def test_a_damaged_manifest_is_reported_and_makes_every_file_foreign(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write_site(FIRST, out)
    (out / MARKER).write_bytes((out / MARKER).read_bytes().replace(b"groups", b"gruppe"))
    assert "is damaged" in refusal(SECOND, out)
    report = write_site({**FIRST, "more.html": b""}, out)
    (said,) = messages(report, Severity.WARNING)
    assert MARKER in said


def test_a_page_changed_by_hand_is_reported_and_replaced(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write_site(FIRST, out)
    (out / "index.html").write_bytes(b"hand")
    (out / "people/a.html").unlink()
    (out / "people/a.html").symlink_to("../index.html")
    assert "changed by hand" in refusal(FIRST, out, strict=True)
    report = write_site(FIRST, out)
    said = messages(report, Severity.WARNING)
    assert [line.partition(":")[0] for line in said] == [f"{out}/index.html", f"{out}/people/a.html"]
    assert (out / "index.html").read_bytes() == b"home"
    assert write_site(FIRST, out).diagnostics == ()


def test_a_page_changed_by_hand_is_kept_if_the_new_site_lacks_it(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write_site(FIRST, out)
    (out / "groups/g.html").write_bytes(b"my own words")
    report = write_site(SECOND, out)
    assert report.removed == ()
    assert report.kept == ("groups/g.html",)
    assert (out / "groups/g.html").read_bytes() == b"my own words"
    assert "groups/g.html, which newsgloss did not make" in refusal(FIRST, out)


def obstacles(out: Path) -> dict[str, Path]:
    """Put foreign files at the paths of new pages or of their parents; return the paths and their target."""
    outside = out.parent / "outside"
    outside.mkdir()
    (out / "about.html").mkdir()
    (out / "maps").write_bytes(b"a file")
    (out / "atlas").symlink_to(outside)
    (out / "pipe.html").write_bytes(b"x")
    (out / "people/x.html").symlink_to(outside)
    return {"about.html": outside, "maps/m.html": outside, "atlas/a.html": outside, "pipe.html": outside}


def test_a_new_page_at_the_path_of_a_foreign_file_is_an_error(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write_site(FIRST, out)
    for path in (*obstacles(out), "people/x.html"):
        assert "would overwrite" in refusal({**FIRST, path: b"page"}, out)
    assert not any((tmp_path / "outside").iterdir())


def test_a_folder_with_a_foreign_file_cannot_become_a_page(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write_site(FIRST, out)
    (out / "groups/photo.png").write_bytes(b"photo")
    assert "groups/photo.png" in refusal({"index.html": b"", "groups": b"page"}, out)
    (out / "groups/photo.png").unlink()
    write_site({"index.html": b"", "groups": b"page"}, out)
    assert (out / "groups").read_bytes() == b"page"


def test_a_git_file_of_a_work_tree_and_names_that_are_not_utf8_are_kept(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write_site(FIRST, out)
    (out / ".git").write_bytes(b"gitdir: ../repository\n")
    (out / os.fsdecode(b"\xff\n.txt")).write_bytes(b"strange")
    before = {path: look for path, look in looks(out).items() if path.startswith((".git", "\udcff"))}
    report = write_site(SECOND, out)
    assert len(before) == 2
    assert {path: look for path, look in looks(out).items() if path in before} == before
    assert report.kept[0] == ".git"
    str(report.diagnostics[0]).encode()
    assert write_site(SECOND, out).kept == ()


def test_very_deep_folders_are_kept(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write_site(FIRST, out)
    deep = out / "a"
    here = os.open(out, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("a", dir_fd=here)
        inner = os.open("a", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(os.open("bottom.txt", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    before = os.fstat(here).st_ino
    write_site(SECOND, out)
    assert os.listdir(here) == ["bottom.txt"]  # noqa: PTH208
    os.close(here)
    here, levels = os.open(deep, os.O_RDONLY), 1
    while os.fstat(here).st_ino != before:
        inner = os.open("a", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here, levels = inner, levels + 1
    os.close(here)
    assert levels == 1500
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    subprocess.run(["rm", "-rf", deep], check=True)


def test_the_permissions_of_the_output_folder_are_kept(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write_site(FIRST, out)
    out.chmod(0o2710)
    write_site(SECOND, out)
    assert out.stat().st_mode & 0o7777 == 0o2710
    out.chmod(0o555)
    write_site(FIRST, out)
    assert out.stat().st_mode & 0o7777 == 0o755, "its owner can write, as in every site"


def test_a_manifest_with_a_path_outside_the_site_removes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write_site(FIRST, out)
    (tmp_path / "secret.txt").write_bytes(b"secret")
    (out / MARKER).write_bytes(make_manifest({"../secret.txt": b"secret", **FIRST}, ()))
    write_site(FIRST, out)
    assert (tmp_path / "secret.txt").read_bytes() == b"secret"
