"""Remembered files of a site: each with the facts that it was made from, and used again while all of them hold.

A trace is verified, not predicted: no key says what a page depends on. While a page is made, its view records what it
reads, so that nothing can be forgotten. If every fact that it read has the value of then, the page would read the same
facts again and come out the same. The ids and links that its check needs are collected while it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from builder.check.facts import PageFacts, page_facts
from builder.digest import digest
from builder.edition.digests import FactDigests
from builder.edition.view import View
from builder.pages.request import File, Request
from builder.store.store import Store

KIND = "traces"
AT_ONCE = 200
"""How many remembered files are read at once, at most."""


@dataclass(frozen=True, slots=True)
class TracedFile:
    """A file of the site, made or remembered.

    Attributes:
        path: relative to the site's root.
        data: its bytes.
        facts: what its check found in them.
    """

    path: str
    data: bytes
    facts: PageFacts


class Trace(msgspec.Struct, frozen=True, array_like=True):
    """A file as it was made.

    Attributes:
        reads: the facts that it read, in the order in which they were first read.
        state: the digest of these facts and their values.
        data: the bytes of the file.
        facts: what its check found in them.
    """

    reads: list[tuple[str, ...]]
    state: bytes
    data: bytes
    facts: PageFacts


def traced_files(
    requests: Sequence[Request],
    digests: FactDigests,
    *,
    made_by: str,
    finish: Callable[[File], bytes],
    store: Store,
) -> Iterator[TracedFile]:
    """Yield every requested file; those whose facts all hold are neither made nor checked again.

    Args:
        requests: the files.
        digests: of the facts of the edition that they are made from.
        made_by: the digest of the code and the templates that make them, and of the code that checks them.
        finish: gives the bytes of a file that was made from a view.
        store: what earlier builds remember.
    """
    for start in range(0, len(requests), AT_ONCE):
        part = requests[start : start + AT_ONCE]
        keys = {request.path: digest(made_by, request.path, request.given) for request in part}
        known = _known(store.get_many(KIND, keys.values()), digests)
        for request in part:
            key = keys[request.path]
            trace = known.get(key)
            if trace is None:
                view = View(digests.edition)
                data = finish(request.make(view))
                reads = list(view.reads)
                trace = Trace(reads, digests.of_all(reads), data, page_facts(request.path, data))
                store.put(KIND, key, msgspec.msgpack.encode(trace), replaces=True)
            yield TracedFile(request.path, trace.data, trace.facts)


def _known(found: Mapping[str, bytes], digests: FactDigests) -> dict[str, Trace]:
    """Return the remembered files of which every fact still holds."""
    decoder = msgspec.msgpack.Decoder(Trace)
    traces = {key: decoder.decode(data) for key, data in found.items()}
    return {key: trace for key, trace in traces.items() if digests.of_all(trace.reads) == trace.state}
