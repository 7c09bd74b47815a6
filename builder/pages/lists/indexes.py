"""What lists are made of: entities as rows, briefs as cards, and where each stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from builder.codec import Codec
from builder.edition.brief_texts import BriefText
from builder.edition.derivations import Derivation
from builder.edition.entity_heads import EntityHead
from builder.edition.place_facts import place_facts
from builder.edition.view import View
from builder.edition.wording import one_line, shorten
from builder.model.annotations import EntityType
from builder.pages.brief.brief_page import kicker_text, lead_sentence
from builder.pages.links import BriefLink, EntityLink, brief_link, entity_link

TEASER_LIMIT = 280
NOTE_LIMIT = 100
NAMES_SHOWN = {EntityType.PERSON: 3, EntityType.PLACE: 2}


class IndexRow(Struct, frozen=True):
    """An entity in an index.

    Attributes:
        note: its role, or where it lies; "" where nothing is known.
        note_language: the tag of the language of its role; None if it is the site's.
        briefs, mentions, quotes: how often it is there.
    """

    link: EntityLink
    note: str
    note_language: str | None
    briefs: int
    mentions: int
    quotes: int


class BriefCard(Struct, frozen=True):
    """A brief in a list.

    Attributes:
        kicker: the place of its dateline, or None.
        teaser: its standfirst, else the beginning of its story; None where that is its headline already.
        teaser_language: the tag of the language of the teaser; None if it is the site's.
        derived: whether its headline was made from its first sentence.
        names: the people and places that it names most often.
    """

    brief: BriefLink
    kicker: str | None
    teaser: str | None
    teaser_language: str | None
    derived: bool
    names: tuple[EntityLink, ...]


def index_row(view: View, path: str, entity: EntityHead) -> IndexRow:
    """An entity with its counts over all briefs."""
    counts, facts = view.counts(entity.id), place_facts(entity.place, view.interface)
    role = one_line(view.first_role(entity.id) or "")
    return IndexRow(
        link=entity_link(view, path, entity.id),
        note=shorten(role or (facts.within or facts.kind if facts else ""), limit=NOTE_LIMIT),
        note_language=view.first_role_language(entity.id) if role else None,
        briefs=counts.briefs,
        mentions=counts.mentions,
        quotes=counts.quotes,
    )


def brief_cards(view: View, slugs: Sequence[str], path: str) -> tuple[BriefCard, ...]:
    """The briefs as cards."""
    cards = []
    for slug, parts in view.derived(CARD_PARTS, slugs).items():
        head = view.brief_head(slug)
        cards.append(
            BriefCard(
                brief=brief_link(view, head, path),
                kicker=parts.kicker,
                teaser=parts.teaser,
                teaser_language=view.foreign(parts.teaser_language),
                derived=parts.derived,
                names=_names(view, parts.ranked, path),
            )
        )
    return tuple(cards)


def _names(view: View, ranked: Iterable[str], path: str) -> tuple[EntityLink, ...]:
    chosen: dict[EntityType, list[str]] = {kind: [] for kind in NAMES_SHOWN}
    for key in ranked:
        kind = view.entity(key).type
        if kind in chosen and len(chosen[kind]) < NAMES_SHOWN[kind]:
            chosen[kind].append(key)
    return tuple(entity_link(view, path, key) for keys in chosen.values() for key in keys)


class _CardParts(Struct, frozen=True, array_like=True):
    """What the card of a brief shows that follows from the brief alone.

    Attributes:
        kicker, teaser, derived: as in ``BriefCard``.
        teaser_language: the tag of the language of the teaser, if it is known.
        ranked: the ids of its entities by falling number of mentions, then in the order of the text.
    """

    kicker: str | None
    teaser: str | None
    teaser_language: str | None
    derived: bool
    ranked: tuple[str, ...]


def _card_parts(source: BriefText) -> _CardParts:
    found, brief = source.entities, source.brief
    return _CardParts(
        kicker=kicker_text(source),
        teaser=_teaser(source),
        teaser_language=brief.summary_language if brief.summary else brief.language,
        derived=brief.headline_origin == "derived",
        ranked=tuple(sorted(found, key=lambda key: -len(found[key]))),
    )


def _teaser(source: BriefText) -> str | None:
    brief = source.brief
    text = brief.summary or (None if brief.headline_origin == "derived" else lead_sentence(source))
    return shorten(text, limit=TEASER_LIMIT) if text else None


CARD_PARTS = Derivation(_card_parts, Codec(_CardParts))
