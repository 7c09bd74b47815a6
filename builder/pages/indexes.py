"""The indexes: entities from A to Z, and all briefs by year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from builder.model.annotations import EntityType
from builder.model.graph import Entity
from builder.pages import urls
from builder.pages.brief_page import kicker_text, lead_sentence
from builder.pages.catalog import BriefText, Catalog
from builder.pages.frame import Framer
from builder.pages.labels import LABELS
from builder.pages.links import BriefLink, EntityLink, brief_link, entity_link
from builder.pages.page import HtmlContext, Page
from builder.pages.place_facts import place_facts
from builder.pages.wording import initial, one_line, shorten, sort_key

ARTICLES = ("al-", "el-")
"""Written before a last name, and passed over where it is listed."""

SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
TEASER_LIMIT = 280


@dataclass(frozen=True, slots=True)
class IndexRow:
    """An entity in an index.

    Attributes:
        note: its role, or where it lies; "" where nothing is known.
        briefs, mentions, quotes: how often it is there.
    """

    link: EntityLink
    note: str
    briefs: int
    mentions: int
    quotes: int


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """The entities under one letter; ``id`` is its anchor."""

    letter: str
    id: str
    rows: tuple[IndexRow, ...]


@dataclass(frozen=True, slots=True)
class EntityIndexContext(HtmlContext):
    """The A–Z of one type."""

    type: EntityType
    label: str
    total: int
    letters: tuple[LetterGroup, ...]


@dataclass(frozen=True, slots=True)
class BriefCard:
    """A brief in a list.

    Attributes:
        kicker: the place of its dateline, or None.
        teaser: its standfirst, else the beginning of its story; None where that is its headline already.
        derived: whether its headline was made from its first sentence.
    """

    brief: BriefLink
    kicker: str | None
    teaser: str | None
    derived: bool


@dataclass(frozen=True, slots=True)
class YearGroup:
    """The briefs of one year, newest first; ``label`` is the year or "Undated"."""

    label: str
    cards: tuple[BriefCard, ...]


@dataclass(frozen=True, slots=True)
class BriefIndexContext(HtmlContext):
    """All briefs, newest first."""

    total: int
    years: tuple[YearGroup, ...]


def entity_index_page(catalog: Catalog, framer: Framer, kind: EntityType) -> Page:
    """The A–Z of the entities of one type: people under their last name, all else under the first word."""
    path = urls.entity_index_path(kind)
    entities = [entity for entity in catalog.graph.entities.values() if entity.type is kind]
    keyed = sorted(
        ((index_key(entity), entity) for entity in entities), key=lambda pair: (*pair[0], pair[1].id)
    )
    letters = tuple(
        LetterGroup(
            letter,
            urls.letter_anchor(letter),
            tuple(index_row(catalog, path, entity) for _, entity in group),
        )
        for letter, group in groupby(keyed, key=lambda pair: initial(pair[0][0]))
    )
    label = LABELS[kind].many
    context = EntityIndexContext(
        frame=framer.frame(
            path, label, description=f"{label} in the briefs, from A to Z.", styles=(urls.LISTS_STYLE,)
        ),
        type=kind,
        label=label,
        total=len(entities),
        letters=letters,
    )
    return Page(path, "pages/entity_index.html", context)


def index_key(entity: Entity) -> tuple[str, str]:
    """Where an entity stands in its index."""
    words = entity.name.split()
    while entity.type is EntityType.PERSON and len(words) > 1 and words[-1].casefold() in SUFFIXES:
        words.pop()
    if entity.type is EntityType.PERSON and len(words) > 1:
        last = words[-1]
        last = last[3:] if last.casefold().startswith(ARTICLES) and len(last) > 3 else last
        return sort_key(last)[0], sort_key(entity.name)[0]
    return sort_key(entity.name)


def index_row(catalog: Catalog, path: str, entity: Entity) -> IndexRow:
    """An entity with its counts over all briefs."""
    found = catalog.appearances.get(entity.id, {})
    facts = place_facts(entity.place)
    role = one_line(entity.roles[0].text) if entity.roles else ""
    return IndexRow(
        link=entity_link(catalog, path, entity.id),
        note=role or (facts.within or facts.kind if facts else ""),
        briefs=len(found),
        mentions=sum(len(mentions) for mentions in found.values()),
        quotes=len(catalog.said.get(entity.id, ())),
    )


def brief_index_page(catalog: Catalog, framer: Framer) -> Page:
    """All briefs by year."""
    path = urls.BRIEF_INDEX
    years = tuple(
        YearGroup(label, brief_cards(group, path))
        for label, group in groupby(catalog.briefs.values(), key=_year)
    )
    context = BriefIndexContext(
        frame=framer.frame(
            path, "Briefs", description="All briefs, the newest first.", styles=(urls.LISTS_STYLE,)
        ),
        total=len(catalog.briefs),
        years=years,
    )
    return Page(path, "pages/brief_index.html", context)


def brief_cards(sources: Iterable[BriefText], path: str) -> tuple[BriefCard, ...]:
    """The briefs as cards."""
    return tuple(
        BriefCard(
            brief=brief_link(source, path),
            kicker=kicker_text(source),
            teaser=_teaser(source),
            derived=source.brief.headline_origin == "derived",
        )
        for source in sources
    )


def _teaser(source: BriefText) -> str | None:
    brief = source.brief
    text = brief.summary or (None if brief.headline_origin == "derived" else lead_sentence(source))
    return shorten(text, limit=TEASER_LIMIT) if text else None


def _year(source: BriefText) -> str:
    return source.brief.date[:4] if source.brief.date else "Undated"
