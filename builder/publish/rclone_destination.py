"""A place that rclone reaches as a target: S3, SFTP, WebDAV and many more."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from builder.model.site_file import SiteFile
from builder.publish.destination import BuiltSite, Marks
from builder.publish.programs import read_lines, run_program

_NO_FOLDER = 3
"""The exit code of rclone if a folder does not exist."""

_DIFFERENT = 1
"""The exit code of rclone if files that it compared are different."""


class RcloneDestination:
    """A place of one of the remotes in the configuration of rclone.

    Args:
        address: name of the remote, colon, path.
        site: the site.
    """

    server: str | None = None
    extra_files: Mapping[str, SiteFile] = {}
    marks: Marks | None = None

    def __init__(self, address: str, site: BuiltSite) -> None:
        self.place = address
        self._address = address if address.endswith((":", "/")) else f"{address}/"
        self._source = str(site.folder)

    def list_files(self) -> Mapping[str, int | None]:
        """Return the size of every file."""
        options = ["--recursive", "--files-only", "--no-modtime", "--no-mimetype", "--fast-list"]
        done = run_program(["rclone", "lsjson", *options, self._address], allowed=(0, _NO_FOLDER))
        if done.code == _NO_FOLDER:
            return {}
        sizes = {entry["Path"]: entry["Size"] for entry in json.loads(done.out)}
        return {path: size if size >= 0 else None for path, size in sizes.items()}

    def read_file(self, path: str) -> bytes:
        """Return the bytes of a file."""
        return run_program(["rclone", "cat", self._address + path]).out

    def find_same(self, paths: Collection[str]) -> frozenset[str]:
        """Return the paths with the bytes of the site; the files are downloaded."""
        # Not every kind of place has checksums, and those it has may not be of the kind that another one has.
        with _listed(paths) as listed, tempfile.NamedTemporaryFile() as same:
            options = ["--one-way", "--download", f"--match={same.name}"]
            command = ["rclone", "check", *listed, *options, self._source, self._address]
            run_program(command, allowed=(0, _DIFFERENT))
            return frozenset(same.read().decode().splitlines())

    def send(self, paths: Sequence[str]) -> Iterator[str]:
        """Send files."""
        # What to send is known by then, so that rclone need not look at what is there.
        options = ["--ignore-times", "--no-check-dest", "--no-traverse", "--use-json-log", "-v", "--stats=0"]
        with _listed(paths) as listed:
            command = ["rclone", "copy", *listed, *options, self._source, self._address]
            for line in read_lines(command, from_errors=True):
                sent = _sent_path(line)
                if sent is not None:
                    yield sent

    def write_file(self, path: str, data: bytes) -> None:
        """Write a file."""
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / path
            source.write_bytes(data)
            run_program(["rclone", "copyto", "--ignore-times", str(source), self._address + path])

    def remove(self, paths: Sequence[str], folders: Sequence[str]) -> Iterator[str]:
        """Remove files, and folders that are empty."""
        with _listed(paths) as listed:
            run_program(["rclone", "delete", *listed, self._address])
        yield from paths
        for folder in folders:
            # Where a folder is only the beginning of names, it is gone already.
            run_program(["rclone", "rmdir", self._address + folder], allowed=(0, 1, _NO_FOLDER))

    def finish(self, message: str) -> None:
        """Do nothing: every file is in its place."""


@contextmanager
def _listed(paths: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Write paths into a file that lasts for a ``with`` block; return the option by which rclone reads it."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"".join(path.encode() + b"\n" for path in paths))
        file.flush()
        yield (f"--files-from-raw={file.name}",)


def _sent_path(line: str) -> str | None:
    """Return the path that a line of rclone's log says was copied."""
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    if not isinstance(entry, dict) or not str(entry.get("msg", "")).startswith("Copied"):
        return None
    path = entry.get("object")
    return path if isinstance(path, str) else None
