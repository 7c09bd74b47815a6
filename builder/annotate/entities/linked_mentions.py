"""The mentions of a document with the entities that they refer to, as one immutable value."""

from __future__ import annotations

from msgspec import Struct

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.roles import MentionRole
from builder.annotate.parse.document import Document
from builder.model.annotations import DocumentEntity, Mention

ACTING = "+acts"
"""Ending of the rule of a surname that means the one of two persons who acted last."""


class LinkedMentions(Struct, frozen=True):
    """The mentions of a document with the entities that they refer to.

    Attributes:
        mentions: the mentions, with their index.
        keys: for each mention the key of its entity; None for types without a page.
        acting: the indices of the mentions of surnames that two persons share, and that mean the one who acted last.
        dateline: the mentions of the dateline's place and of the region after it.
        unparsed: the mentions of organizations in text that the model does not read.
        entities: sorted by key.
        roles: as found, by index of the mention.
    """

    mentions: Mentions
    keys: tuple[str | None, ...]
    acting: frozenset[int]
    dateline: tuple[Mention, ...]
    unparsed: tuple[Mention, ...]
    entities: tuple[DocumentEntity, ...]
    roles: tuple[MentionRole, ...]

    @property
    def doc(self) -> Document:
        """The document."""
        return self.mentions.doc

    def all_mentions(self) -> tuple[Mention, ...]:
        """Return the mentions of the article, its dateline and its boilerplate, sorted by span."""
        found = [
            Mention(
                mention.span,
                mention.type,
                key,
                mention.origin,
                f"{mention.rule}{ACTING}" if mention_i in self.acting else mention.rule,
                mention.confidence,
            )
            for mention_i, (mention, key) in enumerate(zip(self.mentions, self.keys, strict=True))
        ]
        return tuple(sorted((*found, *self.dateline, *self.unparsed), key=lambda mention: mention.span))
