"""Files of a site made by this process and by forks of it, the same whoever makes them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import closing, suppress

import msgspec

from builder.model.site_file import SiteFile
from builder.pages.request import File, Request
from builder.pictures.atlas import Atlas
from builder.pipeline.page_traces import Traces
from builder.pipeline.processors import can_fork, count_processors
from builder.store.news import StoreNews

FILES_PER_JOB = 8
"""The smallest number of files for each process."""
MEMORY = 1000
"""Megabytes that a build may take for its forks, unless the number of processes is given."""


class Share(msgspec.Struct, frozen=True):
    """How the work on files of a kind is shared among processes, unless their number is given.

    Attributes:
        files: the smallest number of files for each process.
        part: of the processors of the machine, that part is used.
    """

    files: int
    part: float


PAGES = Share(500, 0.5)
"""A fork takes a third more CPU seconds for its pages than it saves, since it has to learn again what they share."""
PICTURES = Share(20, 1)
"""Pictures share nothing."""
SHARDS = Share(4, 0.5)
"""Each process that indexes shards of the search runs a pagefind of its own."""


class _End(msgspec.Struct, frozen=True, array_like=True):
    """What a fork reports at its end: what it did with its store, and what its atlas has drawn."""

    news: StoreNews
    atlas: bytes


_END = msgspec.msgpack.Decoder(_End)


def choose_processes(files: int, *, share: Share, briefs: int, jobs: int | None) -> int:
    """Return how many processes make files.

    Args:
        files: how many have to be made.
        share: how such files are shared.
        briefs: of the site.
        jobs: the number of processes that is asked for; None chooses it by the work, the machine and the memory.
    """
    if files < FILES_PER_JOB or not can_fork():
        return 1
    if jobs is not None:
        return max(1, min(jobs, files // FILES_PER_JOB))
    room = 1 + max(0, MEMORY - _memory_of_build(briefs)) // _memory_of_fork(briefs)
    return max(1, min(int(count_processors() * share.part), files // share.files, room))


def _memory_of_build(briefs: int) -> int:
    """Return about how many megabytes a build takes that makes all files of so many briefs, by measured archives."""
    return 300 + briefs // 18


def _memory_of_fork(briefs: int) -> int:
    """Return about how many megabytes of its own each of its forks takes, by the same archives."""
    return 220 + briefs // 40


def make_files(
    requests: Sequence[Request],
    traces: Traces,
    finish: Callable[[File], bytes],
    *,
    share: Share,
    jobs: int | None,
    atlas: Atlas | None = None,
) -> Generator[tuple[str, SiteFile]]:
    """Yield the requested files with their paths, in any order. Close the iteration if it is abandoned.

    Args:
        requests: the files.
        traces: of the files.
        finish: gives the bytes of a file that was made from a view.
        share, jobs: as for ``choose_processes``.
        atlas: what maps have in common; None if no file is a map.

    Raises:
        InputError: if a template cannot be used: the problem of the first request that has one.
    """
    fresh = [request for request in requests if not traces.remembers(request)]
    briefs = len(traces.digests.edition.outlines)
    processes = choose_processes(len(fresh), share=share, briefs=briefs, jobs=jobs)
    made: set[str] = set()
    if processes > 1:
        # Which of several problems comes first depends on the processes: the first in order is raised below.
        with suppress(Exception), closing(_shared(fresh, traces, finish, processes, atlas)) as shared:
            for path, file in shared:
                made.add(path)
                yield path, file
        traces.sort([request.path for request in fresh])
    for request in requests:
        if request.path not in made:
            yield request.path, traces.file(request, finish)


class _Work:
    """What a fork does.

    Args:
        requests: the files that have to be made.
        traces, finish, atlas: as for ``make_files``.
    """

    def __init__(
        self,
        requests: Sequence[Request],
        traces: Traces,
        finish: Callable[[File], bytes],
        atlas: Atlas | None,
    ) -> None:
        self._requests = requests
        self._traces = traces
        self._finish = finish
        self._atlas = atlas

    def begin(self) -> None:
        """Let the parent write what is put into the store."""
        self._traces.store.branch()

    def make(self, number: int) -> bytes:
        """Return a file with its trace."""
        return self._traces.make_apart(self._requests[number], self._finish)

    def end(self) -> bytes:
        """Return what the fork did with its store, and what its atlas has drawn."""
        drawn = b"" if self._atlas is None else self._atlas.news()
        return msgspec.msgpack.encode(_End(self._traces.store.take_news(is_last=True), drawn))


def _shared(
    requests: Sequence[Request],
    traces: Traces,
    finish: Callable[[File], bytes],
    processes: int,
    atlas: Atlas | None,
) -> Generator[tuple[str, SiteFile]]:
    """Yield files that have to be made, with their paths, as they come; arguments as for ``make_files``."""
    from builder.pipeline.forks import REPORT, in_forks

    work, store = _Work(requests, traces, finish, atlas), traces.store
    numbers = [traces.forked() for _ in range(processes - 1)]
    store.pause()
    with closing(in_forks(len(requests), work, forks=processes - 1)) as shared:
        for fork, item, message in shared:
            if item == REPORT:
                if message is None:
                    store.spare()
                    continue
                end = _END.decode(message)
                store.join(end.news)
                if atlas is not None and end.atlas:
                    atlas.join(end.atlas)
                continue
            request = requests[item]
            if message is None:
                yield request.path, traces.file(request, finish)
            else:
                yield request.path, traces.take(request, finish, message, numbers[fork])
