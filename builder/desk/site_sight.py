"""What the desk knows of the site that the preview shows: the data of its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec
from msgspec import Struct

from builder.edition import urls
from builder.model.span import Span

ENTITIES = "data/entities.json"

Read = Callable[[str], bytes | None]
"""A function that returns the bytes of a file of the site that is shown, by its path; None if there is none."""


class QuoteSeen(Struct, frozen=True):
    """A quote of a brief, as its data has it."""

    id: str
    content: list[tuple[int, int]]
    speakers: list[str]
    origin: str
    paraphrase: list[tuple[int, int]] = []
    speaker_text: str = ""

    @property
    def spans(self) -> tuple[Span, ...]:
        """The parts of the quote."""
        return tuple(Span(start, end) for start, end in (*self.content, *self.paraphrase))

    @property
    def shown(self) -> tuple[Span, ...]:
        """The parts by which a message names the quote: the direct words, if there are any."""
        return tuple(Span(start, end) for start, end in self.content or self.paraphrase)


class BriefSeen(Struct, frozen=True):
    """A brief, as its data has it. ``id`` is that of its seed."""

    id: str
    slug: str
    headline: str
    quotes: list[QuoteSeen]


class EntitySeen(Struct, frozen=True):
    """An entity, as the data of the site has it."""

    id: str
    type: str
    name: str
    roles: list[str] = []
    aliases: list[str] = []
    briefs: list[str] = []


_BRIEF = msgspec.json.Decoder(BriefSeen)
_ENTITIES = msgspec.json.Decoder(list[EntitySeen])


class SiteSight:
    """The site that is shown, as far as the desk has to know it.

    Args:
        read: returns the bytes of a file.
    """

    def __init__(self, read: Read) -> None:
        self._read = read
        self._data: bytes | None = None
        self._entities: Mapping[str, EntitySeen] = {}

    def brief(self, slug: str) -> BriefSeen | None:
        """Return a brief by its slug; None if the site does not have it."""
        data = self._read(urls.brief_data_path(slug))
        if data is None:
            return None
        try:
            return _BRIEF.decode(data)
        except msgspec.DecodeError:
            return None

    def entities(self) -> Mapping[str, EntitySeen]:
        """Return the entities by id."""
        data = self._read(ENTITIES)
        if data is not self._data and data != self._data:
            try:
                found = _ENTITIES.decode(data or b"[]")
            except msgspec.DecodeError:
                found = []
            self._entities = {one.id: one for one in found}
        self._data = data
        return self._entities
