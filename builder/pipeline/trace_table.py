"""The table of a site's traces: what each file was made from when it was made last, in one entry of the store."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from builder.edition.digests import GROUPS, FactDigests
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
        groups: the digests of the briefs and entities that they are about, by group and key.
        traces: of the files, by path.
    """

    made_by: str
    facts: list[Read]
    states: list[bytes]
    groups: dict[tuple[str, str], bytes]
    traces: dict[str, Trace]


@dataclass(slots=True)
class TraceTable:
    """The traces of a site's files, and the digests of the facts that they read.

    All traces of a table hold for these digests: if a fact changes, the traces of the files that read it are dropped.

    Attributes:
        made_by: the digest of the code and templates that made the files.
        states: the digest of each fact that was read, in the order of their numbers.
        groups: the digests of the briefs and entities that they are about, by group and key.
        traces: of the files, by path.
    """

    made_by: str
    states: dict[Read, bytes] = field(default_factory=dict)
    groups: dict[tuple[str, str], bytes] = field(default_factory=dict)
    traces: dict[str, Trace] = field(default_factory=dict)
    _numbers: dict[Read, int] = field(default_factory=dict)

    @classmethod
    def load(cls, data: bytes | None, *, made_by: str) -> TraceTable:
        """Return the remembered table; an empty one if it does not exist, cannot be read, or was made by other code."""
        if data is None:
            return cls(made_by)
        try:
            entry = msgspec.msgpack.decode(data, type=_Entry)
            states = dict(zip(entry.facts, entry.states, strict=True))
        except ValueError:
            return cls(made_by)
        if entry.made_by != made_by:
            return cls(made_by)
        numbers = {read: number for number, read in enumerate(entry.facts)}
        return cls(made_by, states, entry.groups, entry.traces, numbers)

    def dump(self, digests: FactDigests) -> bytes:
        """Return the table as bytes, without the facts that no file reads any more."""
        for read in self.states:
            group = GROUPS.get(read[0])
            if group is not None:
                self.groups[group, read[1]] = digests.of_group(group, read[1])
        used = {number for trace in self.traces.values() for number in _numbers(trace.reads)}
        facts = list(self.states)
        if 2 * len(used) >= len(facts):
            # Unused facts cost little, and new numbers for all much.
            entry = _Entry(self.made_by, facts, list(self.states.values()), self.groups, self.traces)
        else:
            entry = self._renumbered([facts[number] for number in sorted(used)])
        return msgspec.msgpack.encode(entry)

    def update(self, digests: FactDigests) -> None:
        """Compare all facts with what they are now, and drop the traces of the files that read one that has changed.

        The facts of a brief or an entity are compared one by one only if any of them has changed.
        """
        known, self.groups = self.groups, {}
        changed: set[int] = set()
        states: dict[Read, bytes] = {}
        for number, (read, state) in enumerate(self.states.items()):
            group = GROUPS.get(read[0])
            if group is not None:
                name = (group, read[1])
                now = self.groups[name] = digests.of_group(*name)
                if known.get(name) == now:
                    states[read] = state
                    continue
            states[read] = digests.of(read)
            if states[read] != state:
                changed.add(number)
        self.states = states
        if changed:
            self.traces = {
                path: trace
                for path, trace in self.traces.items()
                if changed.isdisjoint(_numbers(trace.reads))
            }

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
        return _Entry(self.made_by, facts, [self.states[read] for read in facts], self.groups, traces)


def _numbers(reads: bytes) -> array[int]:
    return array(_NUMBER, reads)
