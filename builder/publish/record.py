"""The record of a target: which files newsgloss sent there. It lies beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec
from msgspec import Struct, field

from builder.publish.publish_error import PublishError
from builder.write.manifest import ManifestEntry

RECORD = ".newsgloss-published.json"
"""The name of the record's file, in the root of a published site."""

_FORMAT = "newsgloss-published 1"
_FOLDER_LINK = re.compile(r"/\.{0,2}/")
"""A part of a path, between its slashes, that is empty or leads to a folder: ".", ".."."""


class PublishRecord(Struct, frozen=True):
    """The files at a target that are newsgloss's.

    Attributes:
        files: the files that were sent, by path.
        pending: the paths that a publish was about to send or remove. Nothing is known of the bytes there.
        marks: what the place itself knows files by, by path: git's digests on a branch, whose sizes are not known.
    """

    files: Mapping[str, ManifestEntry] = field(default_factory=dict)
    pending: frozenset[str] = frozenset()
    marks: Mapping[str, str] = field(default_factory=dict)

    @property
    def paths(self) -> frozenset[str]:
        """Every path that is newsgloss's."""
        return self.pending.union(self.files)


class _Stored(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A record as JSON: for each path the SHA-256 digest and the size in bytes."""

    format: str
    files: dict[str, tuple[str, int]]
    pending: list[str] = []
    marks: dict[str, str] = {}


def dump_record(record: PublishRecord) -> bytes:
    """Return a record as JSON, sorted by path."""
    files = {path: (entry.digest, entry.size) for path, entry in sorted(record.files.items())}
    stored = _Stored(_FORMAT, files, sorted(record.pending), dict(sorted(record.marks.items())))
    return msgspec.json.encode(stored) + b"\n"


def load_record(data: bytes) -> PublishRecord:
    """Return the record that a target has.

    Raises:
        PublishError: if the record is damaged, or of a later version of newsgloss.
    """
    try:
        stored = msgspec.json.decode(data, type=_Stored)
    except (msgspec.DecodeError, UnicodeDecodeError):
        stored = None
    if (
        stored is None
        or stored.format != _FORMAT
        or not all(map(_is_below, (*stored.files, *stored.pending)))
    ):
        raise PublishError(
            f"The record of the target, {RECORD}, is damaged, or a later version of newsgloss wrote it.",
            "Publish with --force to write it anew: then the files of this site there are replaced, and no other "
            "file is removed.",
        )
    entries = {path: ManifestEntry(digest, size) for path, (digest, size) in stored.files.items()}
    return PublishRecord(entries, frozenset(stored.pending), stored.marks)


def _is_below(path: str) -> bool:
    """Return True if a path stays inside the target: files are removed by it."""
    return "\0" not in path and "\\" not in path and _FOLDER_LINK.search(f"/{path}/") is None
