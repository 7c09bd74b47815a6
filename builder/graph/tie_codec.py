"""The ties of a site as bytes and back, for the store."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import starmap

import msgspec

from builder.model.graph import Tie

_NUMBER = "I"
"""The form of a number in an array: four bytes."""


class _Columns(msgspec.Struct, frozen=True, array_like=True):
    """Ties as columns; each but the first has the bytes of an array.

    Attributes:
        ids: of all entities with a tie, sorted.
        firsts, seconds: the places of the ids of each tie among them.
        briefs, sentences: as in ``Tie``.
    """

    ids: list[str]
    firsts: bytes
    seconds: bytes
    briefs: bytes
    sentences: bytes


class TieCodec:
    """The codec of the ties of a site, as ``Codec``.

    An id is written and held once: with one for each tie, those of 10,000 briefs took 200 MB.

    Attributes:
        name: of the type.
    """

    def __init__(self) -> None:
        self.name = str(tuple[Tie, ...])
        self._decoder = msgspec.msgpack.Decoder(_Columns)

    def dump(self, ties: Sequence[Tie]) -> bytes:
        """Return ties as bytes."""
        ids = sorted({entity_id for tie in ties for entity_id in (tie.first_id, tie.second_id)})
        places = {entity_id: place for place, entity_id in enumerate(ids)}
        columns = _Columns(
            ids,
            array(_NUMBER, [places[tie.first_id] for tie in ties]).tobytes(),
            array(_NUMBER, [places[tie.second_id] for tie in ties]).tobytes(),
            array(_NUMBER, [tie.briefs for tie in ties]).tobytes(),
            array(_NUMBER, [tie.sentences for tie in ties]).tobytes(),
        )
        return msgspec.msgpack.encode(columns)

    def load(self, data: bytes) -> tuple[Tie, ...]:
        """Return the ties that ``dump`` turned into bytes.

        Raises:
            ValueError: if the bytes are not ties.
        """
        found = self._decoder.decode(data)
        id_at = found.ids.__getitem__
        try:
            rows = zip(
                map(id_at, array(_NUMBER, found.firsts)),
                map(id_at, array(_NUMBER, found.seconds)),
                array(_NUMBER, found.briefs),
                array(_NUMBER, found.sentences),
                strict=True,
            )
            return tuple(starmap(Tie, rows))
        except LookupError as problem:
            raise ValueError("a tie of an entity that is not in the table") from problem


TIES = TieCodec()
