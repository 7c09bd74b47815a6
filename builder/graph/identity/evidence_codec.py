"""The evidence on the entities of an article as bytes and back, for the store."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from builder.codec import Codec
from builder.graph.identity.name_evidence import EntityEvidence


class _ArticleEvidence(Struct, frozen=True, array_like=True):
    """The evidence on the entities of one article, of which none has the names that all have."""

    names: frozenset[str]
    units: tuple[EntityEvidence, ...]


class EvidenceCodec:
    """The codec of the evidence on the entities of one article, as ``Codec``.

    The names of an article, which all its entities have, are written and held once: they were half of the bytes.

    Attributes:
        name: of the type.
    """

    def __init__(self) -> None:
        self._codec = Codec(_ArticleEvidence)
        self.name = self._codec.name

    def dump(self, units: tuple[EntityEvidence, ...]) -> bytes:
        """Return evidence as bytes.

        Raises:
            ValueError: if a text in it has half of a surrogate pair, which UTF-8 cannot hold.
        """
        names = units[0].names if units else frozenset[str]()
        bare = tuple(replace(unit, names=frozenset()) for unit in units)
        return self._codec.dump(_ArticleEvidence(names, bare))

    def load(self, data: bytes) -> tuple[EntityEvidence, ...]:
        """Return the evidence that ``dump`` turned into bytes.

        Raises:
            ValueError: if the bytes are not evidence.
        """
        found = self._codec.load(data)
        for unit in found.units:
            # They are complete only now: to make each anew would take longer than to load all.
            force_setattr(unit, "names", found.names)
        return found.units


EVIDENCE = EvidenceCodec()
