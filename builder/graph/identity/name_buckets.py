"""Buckets of names: what the archive decides of some names, and of no others, from the evidence on them.

A bucket is decided from its own evidence alone, and remembered under a digest of it. So after an edit only the buckets
are decided again that have a name of the article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from builder.codec import Codec
from builder.digest import digest
from builder.graph.identity.name_evidence import EntityEvidence, EntityKey
from builder.graph.memory import Memory, NoMemory

Bucket = TypeVar("Bucket")
Decision = TypeVar("Decision")


class Buckets:
    """The decisions on buckets of names, made or remembered.

    Args:
        memory: what earlier builds remember.
        digests: of the evidence on each entity, by key; None if they are not known, so that nothing is remembered.
    """

    def __init__(self, memory: Memory | None = None, digests: Mapping[EntityKey, str] | None = None) -> None:
        self._memory = memory or NoMemory()
        self._digests = digests

    def digest_of(self, units: Iterable[EntityEvidence]) -> str:
        """Return a digest of evidence and its order; "" if it is not known."""
        digests = self._digests
        # All are equally long, so that they need no boundaries.
        return "" if digests is None else digest("".join([digests[unit.key] for unit in units]))

    def decide(
        self,
        table: str,
        codec: Codec[dict[str, tuple[str, Decision]]],
        buckets: Mapping[str, Bucket],
        digest_of: Callable[[Bucket], str],
        make: Callable[[Bucket], Decision],
    ) -> dict[str, Decision]:
        """Return the decision on each bucket, by its name.

        Args:
            table: the name of the table in which the decisions are remembered.
            codec: of this table.
            buckets: all that the decisions depend on, by name.
            digest_of: returns a digest of a bucket with all that is in it; "" if it is not known.
            make: decides a bucket.
        """
        keys = {name: digest_of(bucket) for name, bucket in buckets.items()}
        return self._memory.recall_table(table, codec, keys, lambda name: make(buckets[name]))
