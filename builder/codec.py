"""Codecs: frozen values as bytes and back, for the store (MessagePack, by msgspec)."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

from builder.digest import digest

T = TypeVar("T")


class Codec(Generic[T]):
    """A codec for values of one type: structs, enumerations, tuples and plain values.

    Args:
        kind: the type.

    Attributes:
        name: of the type.
    """

    def __init__(self, kind: type[T]) -> None:
        self.name = str(kind)
        self._encoder = msgspec.msgpack.Encoder()
        self._sorting_encoder = msgspec.msgpack.Encoder(order="deterministic")
        self._decoder = msgspec.msgpack.Decoder(kind)

    def dump(self, value: T) -> bytes:
        """Return a value as bytes; equal values give the same bytes.

        Raises:
            ValueError: if a text in it has half of a surrogate pair, which UTF-8 cannot hold.
        """
        return self._encoder.encode(value)

    def digest(self, value: T) -> str:
        """Return a digest of a value: that of equal values is the same in every process, whatever the order of sets.

        Raises:
            TypeError: if a mapping in it has keys that are not texts.
        """
        try:
            return digest(self._sorting_encoder.encode(value))
        except UnicodeEncodeError:  # half of a surrogate pair, written as an escape sequence
            return digest(repr(value))

    def load(self, data: bytes) -> T:
        """Return the value that ``dump`` turned into bytes.

        Raises:
            ValueError: if the bytes are not a value of this type.
        """
        return self._decoder.decode(data)
