"""Remembered files of a site: each with the facts that it was made from, and used again while all of them hold.

A trace is verified, not predicted: no key says what a page depends on. While a page is made, its view records what it
reads, so that nothing can be forgotten. If every fact that it read has the value of then, the page would read the same
facts again and come out the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from builder.digest import digest
from builder.edition.digests import FactDigests
from builder.edition.view import Read, View
from builder.pages.request import File, Request
from builder.store.store import Store

KIND = "traces"
AT_ONCE = 200
"""How many remembered files are read at once, at most."""


class Trace(msgspec.Struct, frozen=True, array_like=True):
    """A file as it was made.

    Attributes:
        reads: the facts that it read, in the order in which they were first read.
        state: the digest of these facts and their values.
        data: the bytes of the file.
    """

    reads: list[tuple[str, ...]]
    state: bytes
    data: bytes


def traced_files(
    requests: Sequence[Request],
    digests: FactDigests,
    *,
    made_by: str,
    finish: Callable[[File], bytes],
    store: Store,
) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of every requested file; those whose facts all hold are not made again.

    Args:
        requests: the files.
        digests: of the facts of the edition that they are made from.
        made_by: the digest of the code and the templates that make them.
        finish: gives the bytes of a file that was made from a view.
        store: what earlier builds remember.
    """
    for start in range(0, len(requests), AT_ONCE):
        part = requests[start : start + AT_ONCE]
        keys = {request.path: digest(made_by, request.path, request.given) for request in part}
        known = _known(store.get_many(KIND, keys.values()), digests)
        for request in part:
            key = keys[request.path]
            data = known.get(key)
            if data is None:
                view = View(digests.edition)
                data = finish(request.make(view))
                store.put(KIND, key, _dump(view.reads, digests, data), replaces=True)
            yield request.path, data


def _known(found: Mapping[str, bytes], digests: FactDigests) -> dict[str, bytes]:
    """Return the bytes of the remembered files of which every fact still holds."""
    decoder = msgspec.msgpack.Decoder(Trace)
    traces = {key: decoder.decode(data) for key, data in found.items()}
    return {key: trace.data for key, trace in traces.items() if digests.of_all(trace.reads) == trace.state}


def _dump(reads: Iterable[Read], digests: FactDigests, data: bytes) -> bytes:
    return msgspec.msgpack.encode(Trace(list(reads), digests.of_all(reads), data))
