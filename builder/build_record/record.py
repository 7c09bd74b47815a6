"""The record on disk: named sections of bytes in one sealed file."""

from __future__ import annotations

import os
import zlib

from builder.build_record.file_states import DoubtError, States

FILE = "last-build"
"""The name of the record in the folder of a site's store."""

LIMIT = 200_000_000
"""Bytes of the largest record that is read: that of about a million files."""

PRESENTATIONS = 8
"""The largest number of presentations whose words a record has: of terminals of several widths, say."""

_OUT, _ERR = "out", "err"
_MAGIC = b"newsgloss: the last build\n"


class Record:
    """The record of a build.

    Attributes:
        sections: the parts of the record, by name.
    """

    # Not a dataclass: importing those takes as long as all of a build without changes.

    __slots__ = ("sections",)

    def __init__(self, sections: dict[str, bytes]) -> None:
        self.sections = sections

    def text(self, name: str) -> str:
        """Return a section that is text.

        Raises:
            DoubtError: if the section does not exist.
        """
        return self.bytes_of(name).decode("utf-8", "surrogateescape")

    def pairs(self, name: str) -> States:
        """Return a section that is a mapping of texts.

        Raises:
            DoubtError: if the section does not exist.
        """
        parts = self.text(name).split("\0")
        return dict(zip(parts[:-1:2], parts[1::2], strict=True))

    def bytes_of(self, name: str) -> bytes:
        """Return a section.

        Raises:
            DoubtError: if the section does not exist.
        """
        try:
            return self.sections[name]
        except KeyError:
            raise DoubtError(name) from None


def add_words(record: Record, shown: str, out: bytes, err: bytes) -> None:
    """Add to a record what a build prints if nothing changed.

    Args:
        record: the record.
        shown: how the report is presented.
        out: the bytes for standard output.
        err: the bytes for standard error.
    """
    sections = record.sections
    sections.pop(f"{_OUT} {shown}", None)
    sections |= {f"{_OUT} {shown}": out, f"{_ERR} {shown}": err}
    shown_before = [name.removeprefix(f"{_OUT} ") for name in sections if name.startswith(f"{_OUT} ")]
    for earliest in shown_before[:-PRESENTATIONS]:
        del sections[f"{_OUT} {earliest}"], sections[f"{_ERR} {earliest}"]


def words_of(record: Record, shown: str) -> tuple[bytes, bytes]:
    """Return what a build prints if nothing changed, on standard output and on standard error.

    Raises:
        DoubtError: if the record has no words for this presentation.
    """
    return record.bytes_of(f"{_OUT} {shown}"), record.bytes_of(f"{_ERR} {shown}")


def as_bytes(value: str | States) -> bytes:
    """Return a text or a mapping of texts as a section."""
    if isinstance(value, dict):
        value = "".join(f"{key}\0{text}\0" for key, text in value.items())
    return value.encode("utf-8", "surrogateescape")


def read_record(folder: str) -> Record:
    """Return the record in the folder of a store.

    Raises:
        DoubtError: if it is damaged.
        OSError: if it does not exist or cannot be read.
    """
    descriptor = os.open(f"{folder}/{FILE}", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:
        data = file.read(LIMIT + 1)
    head, _, body = data.partition(b"\n\n")
    if len(data) > LIMIT or head != _head(body):
        raise DoubtError("the record is damaged")
    sections: dict[str, bytes] = {}
    place = 0
    while place < len(body):
        end = body.index(b"\n", place)
        name, _, size = body[place:end].decode("utf-8").rpartition(" ")
        place = end + 1 + int(size)
        sections[name] = body[end + 1 : place]
    return Record(sections)


def write_record(folder: str, record: Record) -> None:
    """Write the record into the folder of a store, atomically.

    Raises:
        OSError: if it cannot be written.
    """
    parts = []
    for name, data in record.sections.items():
        parts += [f"{name} {len(data)}\n".encode(), data]
    body = b"".join(parts)
    new = f"{folder}/{FILE}.new"
    # What a killed build left. If two builds write at once, one replaces the other's file or fails: its seal decides.
    forget(new)
    try:
        with open(new, "xb") as file:
            file.write(_head(body) + b"\n\n" + body)
        os.replace(new, f"{folder}/{FILE}")
    except OSError:
        forget(new)
        raise


def forget_build(folder: str) -> None:
    """Delete the record in the folder of a store: the site is about to change."""
    forget(f"{folder}/{FILE}")


def forget(path: str) -> None:
    """Delete a file if it can be deleted."""
    try:
        os.unlink(path)
    except OSError:
        return


def _head(body: bytes) -> bytes:
    return _MAGIC + f"{len(body)} {zlib.crc32(body)}".encode()
