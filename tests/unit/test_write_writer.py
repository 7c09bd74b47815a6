"""The writer, for good and for unusable output folders."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from builder.model.diagnostic import InputError
from builder.write import swap
from builder.write.manifest import MARKER
from builder.write.writer import WriteReport
from tests.support.written import write_site

FIRST = {"index.html": b"home", "people/a.html": b"Ada", "people/b.html": b"Bo", "assets/site.css": b""}
SECOND = {
    "index.html": b"home",
    "people/a.html": b"Ada Lovelace",
    "places/x/y.html": b"Y",
    "assets/site.css": b"",
}


def content(folder: Path) -> dict[str, bytes]:
    """Return every file in a folder, at any depth, but the manifest."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARKER
    }


def identity(folder: Path) -> dict[str, tuple[int, int]]:
    """Return inode and time of change of a folder and of everything in it."""
    paths = [folder, *folder.rglob("*")]
    return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns) for path in paths}


def problem_of(files: Mapping[str, bytes], out: Path, *protected: Path) -> str:
    """Return the error of the writer, as one line."""
    with pytest.raises(InputError) as caught:
        write_site(files, out, protected=protected)
    (problem,) = caught.value.diagnostics
    assert problem.path == out.as_posix()
    assert problem.hint
    return str(problem)


@pytest.fixture(params=["exchange", "two renames"])
def swapping(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The two ways to swap two folders: with the exchange of Linux, and with two renames."""
    if request.param == "two renames":
        monkeypatch.setattr(swap, "_exchange", lambda *_: False)


@pytest.mark.usefixtures("swapping")
def test_a_site_is_written_then_changed_then_left_untouched(tmp_path: Path) -> None:
    out = tmp_path / "new" / "site"
    assert write_site(FIRST, out) == WriteReport(written=tuple(sorted(FIRST)), unchanged=(), removed=())
    assert content(out) == FIRST

    assert write_site(SECOND, out) == WriteReport(
        written=("people/a.html", "places/x/y.html"),
        unchanged=("assets/site.css", "index.html"),
        removed=("people/b.html",),
    )
    assert content(out) == SECOND

    before = identity(out)
    report = write_site(SECOND, out)
    assert report == WriteReport(written=(), unchanged=tuple(sorted(SECOND)), removed=())
    assert identity(out) == before, "nothing is written if nothing changed"
    assert [path.name for path in out.parent.iterdir()] == ["site"], "nothing is left beside the site"


def test_unchanged_files_are_hard_links_to_the_last_site(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write_site(FIRST, out)
    before = (out / "index.html").stat()
    write_site(SECOND, out)
    after = (out / "index.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_file_system_without_hard_links_gets_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    out = tmp_path / "site"
    write_site(FIRST, out)
    write_site(SECOND, out)
    assert content(out) == SECOND


def test_a_site_is_written_without_renameat2_and_syncfs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class OldLibrary:
        """A C library without ``renameat2`` and ``syncfs``."""

    out = tmp_path / "site"
    monkeypatch.setattr(swap, "_LIBC", OldLibrary())
    write_site(FIRST, out)
    write_site(SECOND, out)
    assert content(out) == SECOND


def test_everything_reaches_the_disk_before_the_swap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    events: list[str] = []
    flush, swap_in = swap.flush, swap.swap_in

    def flushing(folder: Path) -> None:
        events.append(f"flush {len(content(folder))}")
        flush(folder)

    def swapping(target: Path) -> None:
        events.append("swap")
        swap_in(target)

    monkeypatch.setattr(swap, "flush", flushing)
    monkeypatch.setattr(swap, "swap_in", swapping)
    write_site(FIRST, tmp_path / "site")
    assert events == [f"flush {len(FIRST)}", "swap"]


@pytest.mark.parametrize(
    ("umask", "file_mode", "folder_mode"), [(0o022, 0o644, 0o755), (0o077, 0o600, 0o700)]
)
def test_modes_follow_the_umask(tmp_path: Path, umask: int, file_mode: int, folder_mode: int) -> None:
    before = os.umask(umask)
    try:
        write_site(FIRST, tmp_path / "site")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "site" / "people" / "a.html").stat().st_mode) == file_mode
    assert stat.S_IMODE((tmp_path / "site" / "people").stat().st_mode) == folder_mode
    assert stat.S_IMODE((tmp_path / "site").stat().st_mode) == folder_mode


def test_a_link_to_a_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    out = tmp_path / "site"
    out.symlink_to("disk/real")
    write_site(FIRST, out)
    write_site(SECOND, out)
    assert out.is_symlink()
    assert content(tmp_path / "disk" / "real") == SECOND


def test_hostile_paths_are_refused_before_anything_is_created(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be a file of the site"):
        write_site({"../escaped.html": b""}, tmp_path / "deep" / "site")
    assert not any(tmp_path.iterdir())


def test_colliding_paths_leave_the_last_site_unchanged(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write_site(FIRST, out)
    with pytest.raises(InputError):
        write_site({"a.html": b"", "A.html": b""}, out)
    assert content(out) == FIRST


def test_an_empty_folder_can_be_the_output(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write_site(FIRST, tmp_path / "empty")
    assert content(tmp_path / "empty") == FIRST


@pytest.mark.parametrize("name", [".", "..", "seeds", "linked", "/"])
def test_a_folder_that_a_build_reads_cannot_be_the_output(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "newsroom"
    (root / "seeds").mkdir(parents=True)
    (root / "linked").symlink_to("seeds")
    monkeypatch.chdir(root)
    problem_of(FIRST, Path(name), root, Path("seeds"))
    assert sorted(path.name for path in root.iterdir()) == ["linked", "seeds"]


def occupied(tmp_path: Path) -> tuple[Path, str]:
    (tmp_path / "site").write_text("a file")
    return tmp_path / "site", "it is a file"


def below_a_file(tmp_path: Path) -> tuple[Path, str]:
    (tmp_path / "file").write_text("a file")
    return tmp_path / "file" / "deep" / "site", "is a file"


def long_name(tmp_path: Path) -> tuple[Path, str]:
    return tmp_path / ("x" * 300), "too long"


def circle(tmp_path: Path) -> tuple[Path, str]:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    return tmp_path / "a" / "site", "circle"


@pytest.mark.parametrize("obstacle", [occupied, below_a_file, long_name, circle])
def test_an_unusable_output_folder_is_reported_with_the_reason(
    tmp_path: Path, obstacle: Callable[[Path], tuple[Path, str]]
) -> None:
    out, reason = obstacle(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    assert reason in problem_of(FIRST, out)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.fixture
def ordinary_user() -> Iterator[Callable[[], None]]:
    """Give a function that makes this process an ordinary user's until the test ends: root may write anywhere."""
    before = os.geteuid()
    yield lambda: os.seteuid(before or 65534)
    os.seteuid(before)


def test_a_parent_without_write_permission_is_reported(ordinary_user: Callable[[], None]) -> None:
    # Not below tmp_path, which none but its owner may enter.
    with TemporaryDirectory() as base:
        Path(base).chmod(0o755)
        parent = Path(base) / "parent"
        write_site(FIRST, parent / "site")
        parent.chmod(0o555)
        ordinary_user()
        assert "permission is denied" in problem_of(SECOND, parent / "site")
        assert content(parent / "site") == FIRST
        os.seteuid(os.getuid())
        parent.chmod(0o755)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, "no space is left on the device"),
        (errno.EROFS, "the file system is read-only"),
        (errno.EIO, "the system says"),
    ],
)
def test_a_disk_error_is_reported_and_the_last_site_is_unchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    out = tmp_path / "site"
    write_site(FIRST, out)

    def full(folder: Path) -> None:
        raise OSError(number, os.strerror(number), str(folder))

    monkeypatch.setattr(swap, "flush", full)
    said = problem_of(SECOND, out)
    assert reason in said
    assert "The last site is unchanged." in said
    assert content(out) == FIRST
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_second_build_at_the_same_time_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "site"
    seen: list[str] = []
    flush = swap.flush

    def meanwhile(folder: Path) -> None:
        monkeypatch.setattr(swap, "flush", flush)
        seen.append(problem_of(SECOND, out))
        flush(folder)

    monkeypatch.setattr(swap, "flush", meanwhile)
    write_site(FIRST, out)
    assert "Another build is running" in seen[0]
    assert content(out) == FIRST
    write_site(SECOND, out)
    assert content(out) == SECOND


def test_the_lock_file_of_a_killed_build_does_not_block_the_next(tmp_path: Path) -> None:
    (tmp_path / ".site.newsgloss-lock").touch()
    write_site(FIRST, tmp_path / "site")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_lock_on_a_removed_lock_file_is_taken_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = tmp_path / ".site.newsgloss-lock"
    flock = fcntl.flock
    locked: list[int] = []

    def lose_the_race(descriptor: int, operation: int) -> None:
        if not locked:
            lock.unlink()  # the other build ends between our opening the file and locking it
        locked.append(descriptor)
        flock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", lose_the_race)
    write_site(FIRST, tmp_path / "site")
    assert len(locked) == 2, "the removed file is locked first, then the new one"
    assert content(tmp_path / "site") == FIRST
