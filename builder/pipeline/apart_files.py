"""Files made apart, in forks: what a fork sends of each, and the numbers of its trace in the table of its parent."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import msgspec

from builder.check.facts import PageFacts
from builder.pipeline.fact_groups import NUMBER
from builder.store.news import StoreNews


class ApartFile(msgspec.Struct, frozen=True, array_like=True):
    """A file that a fork made.

    Attributes:
        name: the digest of its bytes.
        size: the number of bytes.
        data: the bytes, unless the store has them.
        found: what its check found.
        reads: the numbers of the facts that it read in the table of the fork, as the bytes of an array.
        added: the facts among them that the table did not have, in the order of their numbers.
        states: the digests of these.
        news: what the fork put into the store meanwhile.
    """

    name: str
    size: int
    data: bytes | None
    found: PageFacts
    reads: bytes
    added: list[tuple[str, ...]]
    states: list[bytes]
    news: StoreNews


_DECODER = msgspec.msgpack.Decoder(ApartFile)


def load_apart(data: bytes) -> ApartFile:
    """Return a file that a fork has sent."""
    return _DECODER.decode(data)


class Renumbering:
    """The numbers of facts in the table of a fork, as those in the table of its parent.

    Args:
        common: how many facts both tables had when it began: these have the same numbers.

    Attributes:
        added: the parent's numbers of the facts that the fork has added since, in the order of their numbers there.
    """

    def __init__(self, common: int) -> None:
        self._common = common
        self.added: list[int] = []

    def of(self, numbers: Iterable[int]) -> array[int]:
        """Return the parent's numbers of facts, given by those of the fork."""
        common, added = self._common, self.added
        return array(NUMBER, [n if n < common else added[n - common] for n in numbers])
