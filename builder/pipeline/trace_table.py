"""The table of a site's traces: what each file was made from when it was made last, in one entry of the store."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable

import msgspec
from msgspec import Struct, field

from builder.edition.digests import GROUPS, OF_EDITORS, OF_THE_SITE, WHOLE, FactDigests
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


class _Group(msgspec.Struct, array_like=True):
    """The facts about a brief or an entity that were read.

    Attributes:
        state: one digest of them; empty if it is not known yet.
        facts: their numbers.
    """

    state: bytes
    facts: list[int]


class _Entry(msgspec.Struct, frozen=True, array_like=True):
    """The table in the store; fields as in ``TraceTable``."""

    made_by: str
    graph: str
    reads: list[Read]
    states: list[bytes]
    groups: dict[tuple[str, str], _Group]
    loose: list[int]
    traces: dict[str, Trace]


class TraceTable(Struct):
    """The traces of a site's files, and the digests of the facts that they read.

    All traces of a table hold for these digests: if a fact changes, the traces of the files that read it are dropped.

    Attributes:
        made_by: the digest of the code and templates that made the files.
        graph: the key of the graph that the facts about briefs and entities are of; "" if it is not known.
        reads: the facts that were read; the number of a fact is its place.
        states: the digest of each of them.
        groups: the facts that are compared together, by group and key.
        loose: the numbers of all other facts.
        traces: of the files, by path.
    """

    made_by: str
    graph: str = ""
    reads: list[Read] = field(default_factory=list)
    states: list[bytes] = field(default_factory=list)
    groups: dict[tuple[str, str], _Group] = field(default_factory=dict)
    loose: list[int] = field(default_factory=list)
    traces: dict[str, Trace] = field(default_factory=dict)
    _numbers: dict[Read, int] = field(default_factory=dict)

    @classmethod
    def load(cls, data: bytes | None, *, made_by: str) -> TraceTable:
        """Return the remembered table; an empty one if it does not exist, cannot be read, or was made by other code."""
        if data is None:
            return cls(made_by)
        try:
            entry = msgspec.msgpack.decode(data, type=_Entry)
        except ValueError:
            return cls(made_by)
        if entry.made_by != made_by:
            return cls(made_by)
        return cls(made_by, entry.graph, entry.reads, entry.states, entry.groups, entry.loose, entry.traces)

    def dump(self, digests: FactDigests) -> bytes:
        """Return the table as bytes, without the facts that no file reads any more."""
        for name, group in self.groups.items():
            if not group.state:
                group.state = digests.of_group(*name)
        used: set[int] = set()
        for trace in self.traces.values():
            used.update(_numbers(trace.reads))
        if 2 * len(used) < len(self.reads):
            # Unused facts cost little, and new numbers for all much.
            self._renumber()
        entry = _Entry(
            self.made_by, self.graph, self.reads, self.states, self.groups, self.loose, self.traces
        )
        return msgspec.msgpack.encode(entry)

    def update(self, digests: FactDigests) -> None:
        """Compare all facts with what they are now, and drop the traces of the files that read one that has changed.

        The facts of a brief or an entity are compared one by one only if any of them has changed. If the graph is the
        same, only those are compared that depend on something else.
        """
        before, self.graph = self.graph, digests.edition.key
        is_same = bool(before) and before == self.graph
        loose = (one for one in self.loose if not (is_same and self.reads[one][0] in OF_THE_SITE))
        changed = self._compare(loose, digests)
        for name, group in self.groups.items():
            if is_same and name[0] not in OF_EDITORS:
                continue
            now = digests.of_group(*name)
            if now != group.state:
                group.state = now
                changed |= self._compare(group.facts, digests)
        if changed:
            self.traces = {
                path: trace
                for path, trace in self.traces.items()
                if changed.isdisjoint(_numbers(trace.reads))
            }

    def add(
        self,
        path: str,
        reads: Iterable[Read],
        state_of: Callable[[Read], bytes],
        *,
        given: str,
        digest: str,
        size: int,
    ) -> None:
        """Add the trace of a file.

        Args:
            path: of the file.
            reads: the facts that it read.
            state_of: returns the digest of a fact. Of one that the table has it is known already: all of these were
                compared with what they are now.
            given, digest, size: as in ``Trace``.
        """
        known, own = self._by_read(), tuple(reads)
        # Almost all facts are in the table already, and a file reads hundreds.
        numbers = [known.get(read, -1) for read in own]
        for place, read in enumerate(own) if -1 in numbers else ():
            if numbers[place] < 0:
                numbers[place] = known[read] = len(self.reads)
                self._members(read).append(len(self.reads))
                self.reads.append(read)
                self.states.append(state_of(read))
        self.traces[path] = Trace(given, array(_NUMBER, numbers).tobytes(), digest, size)

    def _by_read(self) -> dict[Read, int]:
        """Return the numbers of all facts."""
        if not self._numbers:
            self._numbers = dict(zip(self.reads, range(len(self.reads)), strict=True))
        return self._numbers

    def _members(self, read: Read) -> list[int]:
        """Return the numbers of the facts that are compared together with one."""
        group = GROUPS.get(read[0])
        if group is None:
            return self.loose
        key = "" if group in WHOLE else read[1]
        return self.groups.setdefault((group, key), _Group(b"", [])).facts

    def _compare(self, numbers: Iterable[int], digests: FactDigests) -> set[int]:
        """Compare some facts with what they are now; return the numbers of those that have changed."""
        changed = set()
        for number in numbers:
            now = digests.of(self.reads[number])
            if now != self.states[number]:
                self.states[number] = now
                changed.add(number)
        return changed

    def _renumber(self) -> None:
        """Give new numbers to the facts that files read, and drop the others."""
        states = {name: group.state for name, group in self.groups.items()}
        traces = {
            path: (trace, {self.reads[number]: self.states[number] for number in _numbers(trace.reads)})
            for path, trace in self.traces.items()
        }
        self.reads, self.states, self.groups, self.loose, self._numbers = [], [], {}, [], {}
        for path, (trace, reads) in traces.items():
            self.add(path, reads, reads.__getitem__, given=trace.given, digest=trace.digest, size=trace.size)
        for name, group in self.groups.items():
            group.state = states[name]


def _numbers(reads: bytes) -> array[int]:
    return array(_NUMBER, reads)
