"""The table of a site's traces: what each file was made from when it was made last, in one entry of the store."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable

import msgspec
from msgspec import Struct, field

from builder.edition.digests import DIGEST_SIZE, OF_EDITORS, OF_THE_SITE, FactDigests
from builder.edition.view import Read
from builder.pipeline.fact_groups import (
    KINDS,
    NUMBER,
    WHOLE_KINDS,
    FactGroup,
    StoredGroup,
    WholeGroup,
    loaded_group,
    name_of,
    no_groups,
    no_whole,
    numbers_of,
    reads_of,
    stored_group,
)


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
    """The table in the store; fields as in ``TraceTable``, and the names of all facts of groups."""

    made_by: str
    graph: str
    names: list[str]
    states: bytes
    groups: dict[str, dict[str, StoredGroup]]
    whole: dict[str, tuple[bytes, list[tuple[Read, int]]]]
    loose: list[tuple[Read, int]]
    traces: dict[str, Trace]


# Of 10,000 briefs it has half a million facts: a text, a digest and a number for each took 190 MB.
class TraceTable(Struct):
    """The traces of a site's files, and the digests of the facts that they read.

    All traces of a table hold for these digests: if a fact changes, the traces of the files that read it are dropped.

    Attributes:
        made_by: the digest of the code and templates that made the files.
        graph: the key of the graph that the facts about briefs and entities are of; "" if it is not known.
        states: the digests of the facts, one after the other; the number of a fact is its place.
        groups: the facts about briefs and entities, by group and key.
        whole: the facts of groups of the whole site.
        loose: the numbers of all other facts.
        traces: of the files, by path.
    """

    made_by: str
    graph: str = ""
    states: bytearray = field(default_factory=bytearray)
    groups: dict[str, dict[str, FactGroup]] = field(default_factory=no_groups)
    whole: dict[str, WholeGroup] = field(default_factory=no_whole)
    loose: dict[Read, int] = field(default_factory=dict)
    traces: dict[str, Trace] = field(default_factory=dict)
    _is_fresh: bool = True

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
        groups = {
            group: {key: loaded_group(one, entry.names) for key, one in found.items()}
            for group, found in entry.groups.items()
        }
        return cls(
            made_by,
            entry.graph,
            bytearray(entry.states),
            no_groups() | groups,
            no_whole() | {kind: WholeGroup(state, dict(own)) for kind, (state, own) in entry.whole.items()},
            dict(entry.loose),
            entry.traces,
            _is_fresh=False,
        )

    def dump(self, digests: FactDigests) -> bytes:
        """Return the table as bytes, without the facts that no file reads any more."""
        for kind, found in self.groups.items():
            for key, group in found.items():
                if not group.state:
                    group.state = digests.of_group(kind, key)
        for kind, whole in self.whole.items():
            if whole.facts and not whole.state:
                whole.state = digests.of_group(kind, "")
        # Unused facts cost little, and new numbers for all much.
        if not self._is_fresh and 2 * self._count_used() < self.count:
            self._renumber()
        places: dict[str, int] = {}
        groups = {
            kind: {key: stored_group(group, places) for key, group in found.items()}
            for kind, found in self.groups.items()
        }
        entry = _Entry(
            self.made_by,
            self.graph,
            list(places),
            bytes(self.states),
            groups,
            {kind: (whole.state, list(whole.facts.items())) for kind, whole in self.whole.items()},
            list(self.loose.items()),
            self.traces,
        )
        return msgspec.msgpack.encode(entry)

    def update(self, digests: FactDigests) -> None:
        """Compare all facts with what they are now, and drop the traces of the files that read one that has changed.

        The facts of a brief or an entity are compared one by one only if any of them has changed. If the graph is the
        same, only those are compared that depend on something else.
        """
        before, self.graph = self.graph, digests.edition.key
        is_same = bool(before) and before == self.graph
        loose = ((read, n) for read, n in self.loose.items() if not (is_same and read[0] in OF_THE_SITE))
        changed = self._compare(loose, digests)
        for kind, found in self.groups.items() if not is_same else ():
            for key, group in found.items():
                now = digests.of_group(kind, key)
                if now != group.state:
                    group.state = now
                    changed |= self._compare(reads_of(key, group), digests)
        for kind, whole in self.whole.items():
            if not whole.facts:
                # Facts that are added later are not those of this state.
                whole.state = b""
                continue
            if is_same and kind not in OF_EDITORS:
                continue
            now = digests.of_group(kind, "")
            if now != whole.state:
                whole.state = now
                changed |= self._compare(whole.facts.items(), digests)
        if changed:
            self.traces = {
                path: trace
                for path, trace in self.traces.items()
                if changed.isdisjoint(numbers_of(trace.reads))
            }

    def add(self, path: str, reads: array[int], *, given: str, digest: str, size: int) -> None:
        """Add the trace of a file.

        Args:
            path: of the file.
            reads: the numbers of the facts that it read.
            given, digest, size: as in ``Trace``.
        """
        self.traces[path] = Trace(given, reads.tobytes(), digest, size)

    def numbered(self, reads: Iterable[Read], state_of: Callable[[Read], bytes]) -> array[int]:
        """Return the numbers of facts, in their order; those that the table lacks are added.

        Args:
            reads: the facts.
            state_of: returns the digest of a fact. Of one that the table has it is known already: all of these were
                compared with what they are now.
        """
        numbers = array(NUMBER)
        groups = {fact: self.groups[kind] for fact, kind in KINDS.items()}
        whole = {fact: self.whole[kind].facts for fact, kind in WHOLE_KINDS.items()}
        for read in reads:
            found = groups.get(read[0])
            if found is None:
                known = whole.get(read[0], self.loose)
                number = known.get(read)
                if number is None:
                    number = known[read] = self._added(read, state_of)
            else:
                group = found.get(read[1])
                if group is None:
                    group = found[read[1]] = FactGroup(b"")
                name = read[0] if len(read) == 2 else name_of(read)
                # A group has about 17 facts: a dictionary for each would take four times as much.
                try:
                    number = group.numbers[group.names.index(name)]
                except ValueError:
                    number = self._added(read, state_of)
                    group.names.append(name)
                    group.numbers.append(number)
            numbers.append(number)
        return numbers

    def _added(self, read: Read, state_of: Callable[[Read], bytes]) -> int:
        """Return a new number for a fact."""
        number = self.count
        self.states += state_of(read)
        return number

    @property
    def count(self) -> int:
        """The number of facts."""
        return len(self.states) // DIGEST_SIZE

    def _count_used(self) -> int:
        """Return how many facts a file reads."""
        used = bytearray(self.count)
        for trace in self.traces.values():
            for number in numbers_of(trace.reads):
                used[number] = 1
        return sum(used)

    def _compare(self, reads: Iterable[tuple[Read, int]], digests: FactDigests) -> set[int]:
        """Compare some facts with what they are now; return the numbers of those that have changed."""
        changed = set()
        for read, number in reads:
            now = digests.of(read)
            if now != _state_at(self.states, number):
                self.states[number * DIGEST_SIZE : (number + 1) * DIGEST_SIZE] = now
                changed.add(number)
        return changed

    def _renumber(self) -> None:
        """Give new numbers to the facts that files read, and drop the others."""
        reads = {number: read for read, number in self.loose.items()}
        for whole in self.whole.values():
            reads |= {number: read for read, number in whole.facts.items()}
        for found in self.groups.values():
            for key, group in found.items():
                reads |= {number: read for read, number in reads_of(key, group)}
        states, traces = self.states, self.traces
        group_states = {
            (kind, key): group.state for kind, found in self.groups.items() for key, group in found.items()
        }
        whole_states = {kind: whole.state for kind, whole in self.whole.items()}
        self.states, self.groups, self.loose, self.traces = bytearray(), no_groups(), {}, {}
        self.whole = no_whole()
        for path, trace in traces.items():
            own = {reads[number]: _state_at(states, number) for number in numbers_of(trace.reads)}
            numbers = self.numbered(own, own.__getitem__)
            self.add(path, numbers, given=trace.given, digest=trace.digest, size=trace.size)
        for kind, found in self.groups.items():
            for key, group in found.items():
                group.state = group_states[kind, key]
        for kind, whole in self.whole.items():
            if whole.facts:
                whole.state = whole_states[kind]


def _state_at(states: bytearray, number: int) -> bytes:
    """Return the digest of a fact."""
    return bytes(states[number * DIGEST_SIZE : (number + 1) * DIGEST_SIZE])
