"""The history of the desk: what was written, so that it can be undone, also by a later process."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec

from builder.files import UnusableError, read_file

FILE = "desk-history.jsonl"
LIMIT = 64_000_000
"""Bytes of a history that is read. A larger one is begun anew."""
MOST = 500
"""Decisions that are kept when a history is written anew."""


class Change(msgspec.Struct, frozen=True):
    """A file before and after a decision.

    Attributes:
        path: relative to the site's root.
        before, after: its text with a line feed as line end; None if it did not exist. Of a file that was moved,
            ``before`` has its own line ends and its byte order mark.
        moved_to: the path that it was moved to; "" if it was not moved.
        mode: its permissions if it was moved.
    """

    path: str
    before: str | None
    after: str | None
    moved_to: str = ""
    mode: int | None = None


class Written(msgspec.Struct, frozen=True):
    """A decision that was written.

    Attributes:
        number: counted from 1.
        at: when, as an ISO time in UTC.
        meaning: in words.
        changes: of files, in the order in which they were written.
        undone: True if it was taken back.
        about: the headline of the brief that it is about; "" if it is about an entity, and in histories of earlier
            versions.
    """

    number: int
    at: str
    meaning: str
    changes: tuple[Change, ...]
    undone: bool = False
    about: str = ""


_DECODER = msgspec.json.Decoder(Written)


class History:
    """The decisions that were written at the desk of a site.

    Args:
        folder: in which the history lies, ``.newsgloss`` of the site.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / FILE

    def entries(self) -> tuple[Written, ...]:
        """Return all decisions, the oldest first; damaged lines are left out."""
        try:
            data = read_file(self._path, root=self._folder, limit=LIMIT, links=False)
        except (FileNotFoundError, UnusableError):
            return ()
        found: dict[int, Written] = {}
        for line in data.splitlines():
            try:
                entry = _DECODER.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError):
                continue
            found[entry.number] = entry
        return tuple(found.values())

    def add(self, meaning: str, changes: tuple[Change, ...], about: str = "") -> Written:
        """Add a decision that was written.

        Raises:
            OSError: if the history cannot be written.
        """
        entries = self.entries()
        number = max((one.number for one in entries), default=0) + 1
        now = datetime.now(UTC).isoformat(timespec="seconds")
        entry = Written(number, now, meaning, changes, about=about)
        if len(entries) >= 2 * MOST:
            self._replace((*entries[-MOST + 1 :], entry))
        else:
            self._append(entry)
        return entry

    def mark_undone(self, entry: Written) -> None:
        """Remember that a decision was taken back.

        Raises:
            OSError: if the history cannot be written.
        """
        self._append(msgspec.structs.replace(entry, undone=True))

    def _append(self, entry: Written) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._path.open("ab") as file:
            file.write(msgspec.json.encode(entry) + b"\n")

    def _replace(self, entries: tuple[Written, ...]) -> None:
        new = self._path.with_suffix(".new")
        new.write_bytes(b"".join(msgspec.json.encode(entry) + b"\n" for entry in entries))
        new.replace(self._path)
