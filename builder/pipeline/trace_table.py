"""The table of a site's traces: what each file was made from when it was made last, in one entry of the store."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from builder.edition.view import Read

_NUMBER = "I"
"""The form of a number of a fact in an array: four bytes."""


class Trace(msgspec.Struct, frozen=True, array_like=True):
    """A file as it was made.

    Attributes:
        given: what it depended on besides the facts that it read.
        reads: the numbers of these facts, as the bytes of an array.
        digest: the SHA-256 digest of its bytes, in hexadecimal digits.
        size: the number of bytes.
    """

    given: str
    reads: bytes
    digest: str
    size: int


class _Entry(msgspec.Struct, frozen=True, array_like=True):
    """The table in the store.

    Attributes:
        made_by: the digest of the code and templates that made the files.
        facts: the facts that were read; the number of a fact is its place.
        states: the digest of each of them.
        traces: of the files, by path.
    """

    made_by: str
    facts: list[Read]
    states: list[bytes]
    traces: dict[str, Trace]


@dataclass(slots=True)
class TraceTable:
    """The traces of a site's files, and the digests of the facts that they read.

    All traces of a table hold for these digests: if a fact changes, the traces of the files that read it are dropped.

    Attributes:
        made_by: the digest of the code and templates that made the files.
        states: the digest of each fact that was read, in the order of their numbers.
        traces: of the files, by path.
    """

    made_by: str
    states: dict[Read, bytes] = field(default_factory=dict)
    traces: dict[str, Trace] = field(default_factory=dict)
    _numbers: dict[Read, int] = field(default_factory=dict)

    @classmethod
    def load(cls, data: bytes | None, *, made_by: str) -> TraceTable:
        """Return a remembered table; an empty one if there is none, or if other code made it."""
        if data is None:
            return cls(made_by)
        entry = msgspec.msgpack.decode(data, type=_Entry)
        if entry.made_by != made_by:
            return cls(made_by)
        states = dict(zip(entry.facts, entry.states, strict=True))
        numbers = {read: number for number, read in enumerate(entry.facts)}
        return cls(made_by, states, entry.traces, numbers)

    def dump(self) -> bytes:
        """Return the table as bytes, without the facts that no file reads any more."""
        used = {number for trace in self.traces.values() for number in _numbers(trace.reads)}
        facts = list(self.states)
        if 2 * len(used) >= len(facts):
            # Unused facts cost little, and new numbers for all much.
            entry = _Entry(self.made_by, facts, list(self.states.values()), self.traces)
        else:
            entry = self._renumbered([facts[number] for number in sorted(used)])
        return msgspec.msgpack.encode(entry)

    def update(self, now: Mapping[Read, bytes]) -> frozenset[str]:
        """Take the digests of all facts as they are now.

        Returns:
            The paths of the files that read one that has changed; their traces leave the table.
        """
        changed = {number for number, (read, state) in enumerate(self.states.items()) if now[read] != state}
        stale = frozenset(
            path
            for path, trace in self.traces.items()
            if changed and not changed.isdisjoint(_numbers(trace.reads))
        )
        for path in stale:
            del self.traces[path]
        self.states = {read: now[read] for read in self.states}
        return stale

    def add(self, path: str, reads: Mapping[Read, bytes], *, given: str, digest: str, size: int) -> None:
        """Add the trace of a file, with the digests of the facts that it read."""
        for read, state in reads.items():
            if read not in self._numbers:
                self._numbers[read] = len(self._numbers)
                self.states[read] = state
        numbers = array(_NUMBER, [self._numbers[read] for read in reads])
        self.traces[path] = Trace(given, numbers.tobytes(), digest, size)

    def _renumbered(self, facts: list[Read]) -> _Entry:
        numbers = {self._numbers[read]: number for number, read in enumerate(facts)}
        traces = {
            path: msgspec.structs.replace(
                trace, reads=array(_NUMBER, [numbers[one] for one in _numbers(trace.reads)]).tobytes()
            )
            for path, trace in self.traces.items()
        }
        return _Entry(self.made_by, facts, [self.states[read] for read in facts], traces)


def _numbers(reads: bytes) -> array[int]:
    return array(_NUMBER, reads)
