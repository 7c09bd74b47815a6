"""Packs: values of single articles that each build needs together, a few dozen in one entry of the store."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TypeVar
from zlib import crc32

from builder.codec import Codec
from builder.graph.memory import ValueCodec

T = TypeVar("T")

PACKS = 64
"""Packs of a table. An edit of an article writes one of them, and a build without an edit reads all."""

_PACK = Codec(dict[str, tuple[str, bytes]])


def pack_of(name: str) -> int:
    """Return the number of the pack of a name. It does not depend on which other names there are."""
    return crc32(name.encode("utf-8", "surrogatepass")) % PACKS


def load_pack(data: bytes, codec: ValueCodec[T]) -> dict[str, tuple[str, T]]:
    """Return the values of a pack with their keys, by name.

    Raises:
        ValueError: if the bytes are not a pack of such values.
    """
    return {name: (key, codec.load(value)) for name, (key, value) in _PACK.load(data).items()}


def dump_pack(values: Mapping[str, tuple[str, T]], codec: ValueCodec[T]) -> bytes:
    """Return values with their keys, by name, as bytes. A value that cannot be remembered is left out.

    Raises:
        ValueError: if a name has half of a surrogate pair.
    """
    dumped: dict[str, tuple[str, bytes]] = {}
    for name, (key, value) in values.items():
        with suppress(ValueError):
            dumped[name] = (key, codec.dump(value))
    return _PACK.dump(dumped)
