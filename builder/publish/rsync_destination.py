"""A folder on a server as a target, reached by rsync over SSH."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

from builder.model.site_file import SiteFile
from builder.publish.destination import BuiltSite, Marks
from builder.publish.masking import mask_address
from builder.publish.programs import failed_program, read_lines, run_program
from builder.publish.publish_error import PublishError
from builder.write.manifest import folders_of

_PARTLY = 23
"""The exit code of rsync if some files could not be read or written."""

_VANISHED = 24
"""The exit code of rsync if a file does not exist: the files that are removed do not, on this side."""

_ENTRY = re.compile(r"(?P<type>\S)\S+ +(?P<size>[\d.,]+) \S+ \S+ (?P<path>.*)", re.DOTALL)
_ESCAPED = re.compile(r"\\#([0-7]{3})")
_COMMON = ("rsync", "--protect-args", "--8-bit-output", "--no-human-readable")


class RsyncDestination:
    """A folder on a server.

    Args:
        address: as rsync writes it: ``ana@example.org:/var/www/news``.
        site: the site.
    """

    server: str | None = None
    extra_files: Mapping[str, SiteFile] = {}
    marks: Marks | None = None

    def __init__(self, address: str, site: BuiltSite) -> None:
        self.place = mask_address(address)
        self._address = address.rstrip("/") + "/"
        self._source = f"{site.folder}/"

    def list_files(self) -> Mapping[str, int | None]:
        """Return the size of every file; links are not followed."""
        _check_version()
        done = run_program(
            [*_COMMON, "--recursive", "--links", "--list-only", self._address], allowed=(0, _PARTLY)
        )
        listing = dict(_entries(done.out))
        if done.code == _PARTLY:
            if listing or "No such file or directory" not in done.said:
                raise failed_program("rsync", done.code, done.said)
            return {}
        return listing

    def read_file(self, path: str) -> bytes:
        """Return the bytes of a file."""
        with tempfile.TemporaryDirectory() as folder:
            run_program([*_COMMON, self._address + path, f"{folder}/"])
            return (Path(folder) / path.rpartition("/")[2]).read_bytes()

    def find_same(self, paths: Collection[str]) -> frozenset[str]:
        """Return the paths with the bytes of the site, by checksums that the server computes."""
        with _listed(paths) as listed:
            options = ["--dry-run", "--checksum", "--out-format=%n"]
            done = run_program([*_COMMON, *options, *listed, self._source, self._address])
        return frozenset(paths).difference(map(_unescaped, done.out.decode(errors="replace").splitlines()))

    def send(self, paths: Sequence[str]) -> Iterator[str]:
        """Send files; each appears in its place when it is complete."""
        # What to send is known by then, so that rsync need not compare times. Folders get the server's permissions.
        options = ["--ignore-times", "--times", "--perms", "--chmod=D755,F644", "--out-format=%n"]
        with _listed(paths) as listed:
            for line in read_lines([*_COMMON, *options, *listed, self._source, self._address]):
                yield _unescaped(line)

    def write_file(self, path: str, data: bytes) -> None:
        """Write a file, which appears in its place when it is complete."""
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / path
            source.write_bytes(data)
            run_program([*_COMMON, "--ignore-times", "--perms", "--chmod=F644", str(source), self._address])

    def remove(self, paths: Sequence[str], folders: Sequence[str]) -> Iterator[str]:
        """Remove files, and folders that are empty."""
        self._remove(paths)
        yield from paths
        # The folders of one depth at a time: rsync would look at a folder before those inside of it.
        for _, level in groupby(folders, key=lambda folder: folder.count("/")):
            self._remove(list(level))

    def finish(self, message: str) -> None:
        """Do nothing: every file is in its place."""

    def _remove(self, paths: Collection[str]) -> None:
        """Remove files, and folders that are empty; others stay."""
        with tempfile.TemporaryDirectory() as source, _listed(paths) as listed:
            for folder in folders_of(paths):
                (Path(source) / folder).mkdir(parents=True, exist_ok=True)
            options = ["--delete-missing-args", "--dirs"]
            command = [*_COMMON, *options, *listed, f"{source}/", self._address]
            run_program(command, allowed=(0, _VANISHED))


@contextmanager
def _listed(paths: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Write paths into a file that lasts for a ``with`` block; return the options by which rsync reads it."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"".join(path.encode() + b"\0" for path in paths))
        file.flush()
        yield "--from0", f"--files-from={file.name}", "--no-implied-dirs"


def _check_version() -> None:
    """Raise ``PublishError`` if the rsync of this machine is too old, or not the common one."""
    said = run_program(["rsync", "--version"]).out.decode(errors="replace")
    found = re.match(r"rsync +version v?(\d+)\.(\d+)", said)
    if found is None or (int(found[1]), int(found[2])) < (3, 1):
        name = said.splitlines()[0].strip() if said.strip() else "an unknown one"
        hint = (
            "Install rsync 3.1 or newer: brew install rsync (macOS), apt-get install rsync (Debian, Ubuntu)."
        )
        raise PublishError(
            f"The rsync of this machine is too old, or lacks what a publish needs: {name}.", hint
        )


def _entries(listing: bytes) -> Iterator[tuple[str, int]]:
    """Yield path and size of what is listed; folders are left out, and what is no regular file has the size -1."""
    for line in listing.decode(errors="replace").splitlines():
        found = _ENTRY.fullmatch(line)
        if found is None or found["type"] == "d":
            continue
        path = _unescaped(found["path"])
        if found["type"] == "-":
            yield path, int(re.sub(r"[.,]", "", found["size"]))
        else:
            yield path.partition(" -> ")[0], -1


def _unescaped(name: str) -> str:
    """Return a name in which rsync has written some characters by their octal numbers."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 8)), name)
