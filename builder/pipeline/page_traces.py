"""Remembered files of a site: each with the facts that it was made from, and used again while all of them hold.

A trace is verified, not predicted: no key says what a page depends on. While a page is made, its view records what it
reads, so that nothing can be forgotten. If every fact that it read has the value of then, the page would read the same
facts again and come out the same. The ids and links that its check needs are collected while it is made.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial

import msgspec

from builder.check.facts import READ, PageFacts, page_facts
from builder.code_digest import code_digest
from builder.digest import digest
from builder.edition.digests import FactDigests
from builder.edition.view import Read, View
from builder.model.site_file import SiteFile
from builder.pages.request import File, Request
from builder.pipeline.apart_files import ApartFile, Renumbering, load_apart
from builder.pipeline.fact_groups import numbers_of
from builder.pipeline.trace_table import TraceTable
from builder.store.store import Store

TABLE, BYTES, FACTS = "traces", "files", "facts"
"""The kinds of entries: the table of all traces, the bytes of a file, and what its check found in them."""
CODE = ("builder.pipeline.trace_table",)
"""Modules that write a table. Their import closure is part of its key."""


class _Ids(msgspec.Struct, frozen=True):
    """The ids among what the check of a file found: the links of hundreds of pages would take longer to read."""

    ids: tuple[str, ...] | None = None


class _Made(msgspec.Struct, frozen=True):
    """A file that was made.

    Attributes:
        data: its bytes.
        name: their digest.
        facts: what its check found.
        reads: the numbers of the facts that it read.
        is_stored: True if the store has its bytes.
    """

    data: bytes
    name: str
    facts: PageFacts
    reads: array[int]
    is_stored: bool


_DECODER = msgspec.msgpack.Decoder(PageFacts)
_IDS = msgspec.msgpack.Decoder(_Ids)


def _checked(path: str, data: bytes, _: View) -> PageFacts:
    return page_facts(path, data)


def _recipe(request: Request) -> str:
    """Return what makes a file from a view: the function with its words and numbers, and what it is given."""
    # A path may become that of another kind of page: the address of an entity that was merged into another, and no
    # longer is, first redirects and then is its page. Or it redirects to someone else.
    make = request.make
    name, arguments = (
        (make.func.__name__, make.keywords.values()) if isinstance(make, partial) else (make.__name__, ())
    )
    return " ".join((name, *(str(one) for one in arguments if isinstance(one, str | int)), request.given))


def _state_of(files: Mapping[str, str]) -> str:
    """Return a digest of files, given by their paths and digests."""
    return digest(*(f"{name} {path}" for path, name in sorted(files.items())))


class Traces:
    """The files of a site that earlier builds remember, of one table.

    Args:
        name: of the table.
        digests: of the facts of the edition that the files are made from.
        made_by: the digest of the code and the templates that make the files, and of the code that checks them.
        store: what earlier builds remember.
        check: returns what the check of a file finds, from its path, its bytes and the view that it was made from.

    Attributes:
        digests, store: the same.
        made: what the checks of the files found that were made by this build, by path.
        replaced: the digests of the files that they replace, by path.
        state_before: a digest of the remembered files, with their paths.
        state: the same of the files after ``close``.
    """

    def __init__(
        self,
        name: str,
        digests: FactDigests,
        *,
        made_by: str,
        store: Store,
        check: Callable[[str, bytes, View], PageFacts] = _checked,
    ) -> None:
        self._check = check
        self.made: dict[str, PageFacts] = {}
        self.replaced: dict[str, str] = {}
        self.digests = digests
        self.store = store
        self._key = digest(name, code_digest(*CODE))
        self._made_by = made_by
        data = store.get(TABLE, self._key)
        self._table = TraceTable.load(data, made_by=made_by)
        self._before = {path: trace.digest for path, trace in self._table.traces.items()}
        self.state_before = self.state = _state_of(self._before)
        self._table.update(digests)
        # All files share them: 10,000 briefs have 61,000 files.
        self._read_one, self._read_several = self._read, self._read_many

    def file(self, request: Request, finish: Callable[[File], bytes]) -> SiteFile:
        """Return a file: the remembered one if all facts hold that it was made from, else a new one.

        Args:
            request: the file.
            finish: gives the bytes of a file that was made from a view.
        """
        if not self.remembers(request):
            return self._make(request, finish)
        trace = self._table.traces[request.path]
        return self._lazy(request, finish, trace.digest, trace.size)

    def remembers(self, request: Request) -> bool:
        """Return True if ``file`` returns the remembered file."""
        trace = self._table.traces.get(request.path)
        return trace is not None and trace.given == _recipe(request)

    def make_apart(self, request: Request, finish: Callable[[File], bytes]) -> bytes:
        """Make a file in a fork, and return all that ``take`` needs of it."""
        added: list[Read] = []
        states: list[bytes] = []

        def state_of(read: Read) -> bytes:
            added.append(read)
            states.append(self.digests.of(read))
            return states[-1]

        made = self._made(request, finish, state_of)
        data = None if made.is_stored else made.data
        news = self.store.take_news(is_last=False)
        reads = made.reads.tobytes()
        apart = ApartFile(made.name, len(made.data), data, made.facts, reads, added, states, news)
        return msgspec.msgpack.encode(apart)

    def forked(self) -> Renumbering:
        """Return the numbers of facts in the table of a fork that begins now."""
        return Renumbering(self._table.count)

    def take(
        self, request: Request, finish: Callable[[File], bytes], made: bytes, numbers: Renumbering
    ) -> SiteFile:
        """Return a file that a fork made.

        Args:
            request: the file.
            finish: as for ``file``.
            made: what ``make_apart`` returned in the fork.
            numbers: the numbers of facts in the table of that fork, to which those are added that are new there.
        """
        apart = load_apart(made)
        states = dict(zip(apart.added, apart.states, strict=True))
        numbers.added += self._table.numbered(states, states.__getitem__)
        reads = numbers.of(numbers_of(apart.reads))
        self.store.join(apart.news)
        self._note(request, apart.name, apart.size, apart.found, reads)
        return self._file(request, finish, apart.name, apart.size, apart.data)

    def facts_of(self, files: Iterable[tuple[str, SiteFile]]) -> dict[str, PageFacts]:
        """Return what the checks of remembered files found, by path."""
        wanted = dict(files)
        keys = {
            path: self._facts_key(path, file.digest) for path, file in wanted.items() if path.endswith(READ)
        }
        known = self.store.load_many(FACTS, keys.values(), _DECODER.decode)
        facts = {path: PageFacts(path) for path in wanted.keys() - keys.keys()}
        for path, key in keys.items():
            found = known.get(key)
            facts[path] = page_facts(path, wanted[path].read()) if found is None else found
        return facts

    def places_in(self, files: Iterable[tuple[str, SiteFile]]) -> dict[str, PageFacts]:
        """Return what ``facts_of`` returns, without links."""
        wanted = {path: file for path, file in files if path.endswith(READ)}
        keys = {path: self._facts_key(path, file.digest) for path, file in wanted.items()}
        known = self.store.load_many(FACTS, keys.values(), _IDS.decode)
        return {
            path: PageFacts(path, known[keys[path]].ids)
            if keys[path] in known
            else page_facts(path, file.read())
            for path, file in wanted.items()
        }

    def facts_before(self) -> dict[str, PageFacts]:
        """Return what the checks of the files found that were replaced, by path; those forgotten are left out."""
        keys = {
            path: self._facts_key(path, name) for path, name in self.replaced.items() if path.endswith(READ)
        }
        found = self.store.load_many(FACTS, keys.values(), _DECODER.decode)
        others = {path: PageFacts(path) for path in self.replaced.keys() - keys.keys()}
        return others | {path: found[key] for path, key in keys.items() if key in found}

    def sort(self, paths: Iterable[str]) -> None:
        """Bring what the checks found into the order of the paths of all files that were made."""
        self.made = {path: self.made[path] for path in paths if path in self.made}

    def forget_checks(self) -> None:
        """Give the memory of what the checks found back: files can still be read."""
        self.made.clear()

    def close(self, paths: Collection[str]) -> frozenset[str]:
        """Remember the files of this build for the next one. No further file can be asked for.

        Args:
            paths: those of all files of this build.

        Returns:
            The paths of the files before that the site no longer has.
        """
        wanted = frozenset(paths)
        for path in self._table.traces.keys() - wanted:
            del self._table.traces[path]
        kept = [(path, trace.digest) for path, trace in self._table.traces.items() if path.endswith(READ)]
        self.store.keep(BYTES, [trace.digest for trace in self._table.traces.values()])
        self.store.keep(FACTS, [self._facts_key(path, name) for path, name in kept])
        if self.made or self._before.keys() != self._table.traces.keys():
            self.state = _state_of({path: trace.digest for path, trace in self._table.traces.items()})
            self.store.put(TABLE, self._key, self._table.dump(self.digests), replaces=True)
        gone = frozenset(self._before.keys() - wanted)
        # Of 10,000 briefs it has 400,000 facts, and the checks and the search need that memory.
        self._table = TraceTable(self._made_by)
        self._before = {}
        return gone

    def _make(self, request: Request, finish: Callable[[File], bytes]) -> SiteFile:
        made = self._made(request, finish, self.digests.of)
        self._note(request, made.name, len(made.data), made.facts, made.reads)
        return self._file(request, finish, made.name, len(made.data), None if made.is_stored else made.data)

    def _made(
        self, request: Request, finish: Callable[[File], bytes], state_of: Callable[[Read], bytes]
    ) -> _Made:
        """Make a file, and put it into the store."""
        path = request.path
        view = View(self.digests.edition)
        data = finish(request.make(view))
        name = hashlib.sha256(data).hexdigest()
        facts = self._check(path, data, view)
        if path.endswith(READ):
            self.store.put(FACTS, self._facts_key(path, name), msgspec.msgpack.encode(facts))
        reads = self._table.numbered(view.reads, state_of)
        return _Made(data, name, facts, reads, self.store.put(BYTES, name, data))

    def _note(self, request: Request, name: str, size: int, facts: PageFacts, reads: array[int]) -> None:
        """Note the trace of a file that was made."""
        path = request.path
        self._table.add(path, reads, given=_recipe(request), digest=name, size=size)
        self.made[path] = facts
        if path in self._before:
            self.replaced[path] = self._before[path]

    def _file(
        self, request: Request, finish: Callable[[File], bytes], name: str, size: int, data: bytes | None
    ) -> SiteFile:
        """Return a file that was made; its bytes are given if the store does not have them."""
        return self._lazy(request, finish, name, size) if data is None else SiteFile(name, size, lambda: data)

    def _lazy(self, request: Request, finish: Callable[[File], bytes], name: str, size: int) -> SiteFile:
        return SiteFile(name, size, partial(self._read_one, request, finish, name), self._read_several)

    def _read(self, request: Request, finish: Callable[[File], bytes], name: str) -> bytes:
        """Return the bytes of a file; if the store has lost them, they are made again."""
        data = self.store.get(BYTES, name)
        return finish(request.make(View(self.digests.edition))) if data is None else data

    def _read_many(self, names: list[str]) -> Mapping[str, bytes]:
        """Return the bytes of files by their digests; those that the store has lost are left out."""
        return self.store.get_many(BYTES, names)

    def _facts_key(self, path: str, name: str) -> str:
        # The store takes a digest of it: one more for each file of the site would be a fiftieth of a small build.
        return f"{self._made_by} {name} {path}"
