"""Digests of the facts of an edition: what a page read is compared with what is known now."""

from __future__ import annotations

import hashlib
from types import MappingProxyType

import msgspec
from markupsafe import Markup

from builder.edition import facts
from builder.edition.brief_texts import BriefText
from builder.edition.edition import Edition
from builder.edition.view import Read

DIGEST_SIZE = 16
"""Bytes of a digest."""

_NOTHING = bytes(DIGEST_SIZE)
"""The digest of None."""

BRIEF, ENTITY = "brief", "entity"
TEXTS, REMARKS, CLOSE, TIMELINE = "texts", "remarks", "close", "timeline"
GROUPS = MappingProxyType(
    {
        **dict.fromkeys(
            (
                "brief",
                "withdrawn",
                "brief_head",
                "changed",
                "quote_paths",
                "quote",
                "roles_of_brief",
                "brief_roles",
            ),
            BRIEF,
        ),
        **dict.fromkeys(
            ("entity", "aliases", "roles", "first_role", "placed_roles"),
            ENTITY,
        ),
        **dict.fromkeys(
            (
                "slugs_of",
                "mention_counts",
                "counts",
                "said",
                "about",
                "coined",
                "ties",
                "teams",
                "speaker_path",
            ),
            ENTITY,
        ),
        **dict.fromkeys(("text", "opening"), TEXTS),
        "remarks": REMARKS,
        "close_pairs": CLOSE,
        "timeline_part": TIMELINE,
    }
)
"""The facts that are compared together, by name: whether they hold is known by one digest.

It is that of a brief or of an entity, or one for the whole site. They are decided without the editor's notes and texts:
all of these facts but those of ``OF_EDITORS`` hold as long as the key of the graph is the same."""

OF_EDITORS = frozenset({TEXTS, REMARKS})
"""The groups of what editors write: one for all texts, and one for all that is written beside briefs."""

WHOLE = frozenset({*OF_EDITORS, CLOSE, TIMELINE})
"""The groups of the whole site."""

OF_THE_SITE = frozenset(
    {
        "slugs",
        "years",
        "entity_ids",
        "ids_of_type",
        "letters",
        "types",
        "meetings",
        "shelf_labels",
        "shelf",
    }
)
"""The facts of several briefs or entities, by name. They too hold as long as the key of the graph is the same."""


class FactDigests:
    """The digests of an edition's facts. Those of briefs are made once; of others, each table keeps its own.

    Args:
        edition: whose facts they are.

    Attributes:
        edition: the same.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._known: dict[Read, bytes] = {}
        self._groups: dict[tuple[str, str], bytes] = {}
        self._encoder = msgspec.msgpack.Encoder(enc_hook=_text_of, order="deterministic")

    def of(self, read: Read) -> bytes:
        """Return the digest of a fact and its value.

        Raises:
            LookupError: if it is not a fact of this program.
        """
        if read[0] != BRIEF:  # 10,000 briefs have 400,000 facts, of which hardly any is asked for again
            return self._made(read)
        known = self._known.get(read)
        if known is None:
            known = self._known[read] = self._made(read)
        return known

    def of_group(self, group: str, key: str) -> bytes:
        """Return one digest of a group: as long as it is the same, all its facts hold.

        Args:
            group: one of the groups.
            key: the slug or id of a brief or an entity; "" for the groups of the whole site.
        """
        known = self._groups.get((group, key))
        if known is None:
            value = self._of_group(group, key)
            known = hashlib.blake2b(self._encoded((group, key, value)), digest_size=DIGEST_SIZE).digest()
            self._groups[group, key] = known
        return known

    def _of_group(self, group: str, key: str) -> object:
        if group == TEXTS:
            return (self.edition.texts, self.edition.openings)
        if group == REMARKS:
            return self.edition.remarks
        if group == CLOSE:
            return self.edition.close
        if group == TIMELINE:
            # Its entries follow from the briefs, in their order.
            return [(slug, self._state(slug)) for slug in self.edition.outlines]
        return self._of_brief(key) if group == BRIEF else self._of_entity(key)

    def _of_brief(self, slug: str) -> object:
        edition = self.edition
        return (
            self._state(slug),
            facts.withdrawn(edition, slug),
            facts.changed(edition, slug),
            facts.quote_paths(edition, slug),
            facts.roles_of_brief(edition, slug),
            facts.brief_roles(edition, slug),
        )

    def _of_entity(self, entity_id: str) -> object:
        """Return what decides the facts of an entity.

        Its mentions follow from its briefs, and if these are as they were made, so do its ties and the quotes about it.
        """
        edition = self.edition
        slugs = facts.slugs_of(edition, entity_id)
        is_known = bool(slugs) and all(slug in edition.states for slug in slugs)
        return (
            facts.entity(edition, entity_id),
            facts.aliases(edition, entity_id),
            facts.roles(edition, entity_id),
            facts.said(edition, entity_id),
            facts.coined(edition, entity_id),
            facts.teams(edition, entity_id),
            facts.speaker_path(edition, entity_id),
            [(slug, self._state(slug)) for slug in slugs],
            None if is_known else (facts.ties(edition, entity_id), facts.about(edition, entity_id)),
        )

    def _state(self, slug: str) -> str | bytes:
        """Return a digest of a brief."""
        return self.edition.states.get(slug) or self.of(("brief", slug))

    def _made(self, read: Read) -> bytes:
        """Return the digest of a fact: its name, its key and its value."""
        name, *key = read
        value = self._plain(facts.FACTS[name](self.edition, *key))
        if value is None:  # as most texts of editors are
            return _NOTHING
        return hashlib.blake2b(self._encoded((read, value)), digest_size=DIGEST_SIZE).digest()

    def _plain(self, value: object) -> object:
        """Return what a value is made of; all else in it follows from that."""
        return (value.brief, value.article, value.published) if isinstance(value, BriefText) else value

    def _encoded(self, value: object) -> bytes:
        try:
            return self._encoder.encode(value)
        except UnicodeEncodeError:
            # UTF-8 cannot hold half of a surrogate pair, which an editor can write as an escape sequence.
            return repr(value).encode("utf-8", "backslashreplace")


def _text_of(value: object) -> object:
    """Return markup as the text that it is; all else in facts is plain already."""
    if isinstance(value, Markup):
        return str(value)
    raise TypeError(f"not allowed in a fact: {type(value).__name__}")
