"""Digests of the facts of an edition: what a page read is compared with what is known now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec
from markupsafe import Markup

from builder.edition import facts
from builder.edition.brief_texts import BriefText
from builder.edition.edition import Edition
from builder.edition.view import Read

_SIZE = 16
"""Bytes of a digest."""


class FactDigests:
    """The digests of an edition's facts, each made once, when it is first asked for.

    Args:
        edition: whose facts they are.

    Attributes:
        edition: the same.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._known: dict[Read, bytes] = {}
        self._encoder = msgspec.msgpack.Encoder(enc_hook=_plain, order="deterministic")

    def of_all(self, reads: Iterable[Read]) -> bytes:
        """Return one digest of several facts and their values, in the order in which they were read.

        Raises:
            LookupError: if one of them is not a fact of this program.
        """
        state = hashlib.blake2b(digest_size=_SIZE)
        for read in reads:
            state.update(self.of(read))
        return state.digest()

    def of(self, read: Read) -> bytes:
        """Return the digest of a fact and its value.

        Raises:
            LookupError: if it is not a fact of this program.
        """
        known = self._known.get(read)
        if known is None:
            known = self._known[read] = self._made(read)
        return known

    def _made(self, read: Read) -> bytes:
        """Return the digest of a fact: its name, its key and its value."""
        name, *key = read
        value: object = facts.FACTS[name](self.edition, *key)
        if isinstance(value, BriefText):
            # What else it has is made of these.
            value = (value.brief, value.article, value.published)
        try:
            data = self._encoder.encode((read, value))
        except UnicodeEncodeError:
            # UTF-8 cannot hold half of a surrogate pair, which an editor can write as an escape sequence.
            data = repr((read, value)).encode("utf-8", "backslashreplace")
        return hashlib.blake2b(data, digest_size=_SIZE).digest()


def _plain(value: object) -> object:
    """Return markup as the text that it is; all else in facts is plain already."""
    if isinstance(value, Markup):
        return str(value)
    raise TypeError(f"not allowed in a fact: {type(value).__name__}")
