"""The writer: finished files in, a complete site on disk out."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from builder.write import swap
from builder.write.addresses import check_addresses
from builder.write.lock import locked
from builder.write.output import MARKER, MARKER_DATA, find_target, output_errors, refuse_foreign

_FOLDER_MODE = 0o755
_FILE_MODE = 0o644


@dataclass(frozen=True, slots=True)
class WriteReport:
    """What a build did to the site; paths are relative to its root and sorted.

    Attributes:
        written: new files and files whose bytes changed.
        unchanged: files that stood there with the same bytes.
        removed: files of the last site that the new one does not have.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


def write_site(files: Mapping[str, bytes], out: Path, *, protected: Sequence[Path] = ()) -> WriteReport:
    """Make ``out`` hold exactly ``files``.

    Where it holds them already, nothing is touched. Otherwise a whole new site is put together beside it and
    takes its place in one step, so that at every instant ``out`` is the last site or the new one.

    Args:
        files: the bytes of every file by POSIX path relative to the site's root.
        out: the site's folder; made where it does not exist, followed where it is a symbolic link.
        protected: files and folders that ``out`` must neither be nor hold.

    Raises:
        InputError: if a path cannot be a file of a site or two collide (see ``check_addresses``), if ``out``
            may not be replaced or cannot be written, or if another build is writing it. The last site is
            then unchanged.
    """
    check_addresses(files)
    target = find_target(out, protected)
    with output_errors(out):
        target.parent.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
        with locked(target, out=out):
            swap.recover(target)
            refuse_foreign(out, target)
            return _replace(target, files)


def _replace(target: Path, files: Mapping[str, bytes]) -> WriteReport:
    """Compare the last site with ``files``, and swap a new one in where they differ."""
    wanted = {**files, MARKER: MARKER_DATA}
    present = dict(_regular_or_not(target)) if target.exists() else {}
    kept = {
        path
        for path, data in wanted.items()
        if present.get(path) == len(data) and _holds(target / path, data)
    }
    report = WriteReport(
        written=tuple(sorted(files.keys() - kept)),
        unchanged=tuple(sorted(kept - {MARKER})),
        removed=tuple(sorted(_printable(path) for path in present.keys() - wanted.keys())),
    )
    if len(kept) < len(wanted) or report.removed:
        staging = swap.staging_folder(target)
        try:
            _stage(staging, wanted, target, kept)
            swap.swap_in(target)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise
    return report


def _regular_or_not(folder: Path, prefix: str = "") -> Iterator[tuple[str, int | None]]:
    """Every file below ``folder`` with its size in bytes; None for links and other things that are no file.

    Raises:
        OSError: where a folder cannot be read.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            path = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from _regular_or_not(Path(entry.path), f"{path}/")
            else:
                status = entry.stat(follow_symlinks=False)
                yield path, status.st_size if stat.S_ISREG(status.st_mode) else None


def _holds(path: Path, data: bytes) -> bool:
    """Whether the file has these bytes; one that cannot be read does not."""
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def _printable(path: str) -> str:
    """The path with whatever is not UTF-8 in it replaced."""
    return os.fsencode(path).decode(errors="replace")


def _stage(staging: Path, files: Mapping[str, bytes], last: Path, kept: set[str]) -> None:
    """Put the whole new site together in ``staging``, sharing the kept files with the last site."""
    staging.mkdir(mode=_FOLDER_MODE)
    for folder in _folders(files):
        (staging / folder).mkdir(mode=_FOLDER_MODE)
    for path in sorted(files):
        if path not in kept or not _linked(last / path, staging / path):
            _write_file(staging / path, files[path])
    swap.flush(staging)


def _folders(paths: Iterable[str]) -> list[str]:
    """Every folder that ``paths`` need, each after the one it stands in."""
    folders = {parent.as_posix() for path in paths for parent in PurePosixPath(path).parents}
    return sorted(folders - {"."})


def _linked(source: Path, path: Path) -> bool:
    """Whether ``path`` could be made another name of the file ``source``; not every file system can."""
    try:
        path.hardlink_to(source)
    except OSError:
        return False
    return True


def _write_file(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _FILE_MODE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
