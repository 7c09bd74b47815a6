"""A very long invented brief with very many mentions, to test scrolling in a browser."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping

from msgspec import Struct, field

from builder.model.annotations import EntityType, Origin, QuoteKind
from builder.model.article import Article, Paragraph, ParagraphKind
from builder.model.brief import Brief, LinkedMention, LinkedNote, LinkedQuote
from builder.model.editorial import Body, Content
from builder.model.graph import Entity, Graph, RoleSeen
from builder.model.place import Place, PlaceKind
from builder.model.span import Span
from builder.pages.page import DataFile
from builder.pages.picture import Picture
from builder.pages.plan import plan_pages
from builder.render.assets import load_assets
from builder.render.render import Renderer
from tests.support.sample import TEMPLATES

WORDS = (
    "the a of town bridge harbour council said would repair winter again because nobody after water".split()
)
TYPES = (EntityType.PERSON, EntityType.PLACE, EntityType.ORGANIZATION, EntityType.GROUP, EntityType.EVENT)
ENTITIES = 80
WORDS_A_PARAGRAPH = 80
PARAGRAPHS_A_NOTE = 8
DAY = "Tuesday"


class _Text(Struct):
    """An article in progress."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    paragraphs: list[Span] = field(default_factory=list)
    mentions: list[LinkedMention] = field(default_factory=list)
    quotes: list[LinkedQuote] = field(default_factory=list)
    notes: list[LinkedNote] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, word: str, after: str) -> Span:
        """Write a word and the characters after it; return the span of the word."""
        span = Span(self.length, self.length + len(word))
        self.parts.append(word + after)
        self.length += len(word) + len(after)
        return span

    def end_paragraph(self, start: int, end: int) -> None:
        """Make a paragraph of the last words, the first half of it a quote, and sometimes add a note."""
        self.paragraphs.append(Span(start, end))
        half = Span(start, (start + end) // 2)
        self.quotes.append(_quote(len(self.quotes) + 1, half, self.mentions[-1].entity_id))
        if len(self.paragraphs) % PARAGRAPHS_A_NOTE == 0:
            note = "A *note* of an editor's, as long as notes are: a sentence that says what the article does not."
            self.notes.append(LinkedNote(len(self.notes) + 1, self.mentions[-1].span, note))


def make_long_brief(words: int, mentions: int) -> dict[str, bytes]:
    """Return a site with one brief, ``briefs/long.html``: at least so many words and exactly so many mentions.

    It has all parts of a brief: quotes, notes, dates, a map, and the shares of speakers.
    """
    entities = {one.id: one for one in map(_entity, range(ENTITIES))}
    text = _written(words, mentions, entities)
    paragraphs = tuple(Paragraph(span, ParagraphKind.TEXT) for span in text.paragraphs)
    article = Article("long", "seeds/long.txt", "".join(text.parts), paragraphs)
    files = dict(load_assets((TEMPLATES,)))
    renderer = Renderer((TEMPLATES,))
    graph = Graph(entities, {"long": _brief(text)}, ())
    for page in plan_pages(graph, {"long": article}, Content(), version="1"):
        if not isinstance(page, Picture):
            files[page.path] = page.data if isinstance(page, DataFile) else renderer.render(page)
    return files


def _written(words: int, mentions: int, entities: Mapping[str, Entity]) -> _Text:
    pick = random.Random(words)  # noqa: S311  variety, not secrecy
    every = words // mentions
    text = _Text()
    start = 0
    for number in range(words):
        last = number % WORDS_A_PARAGRAPH == WORDS_A_PARAGRAPH - 1 or number == words - 1
        entity = entities[pick.choice(list(entities))]
        named = number % every == 0 and len(text.mentions) < mentions
        is_date = named and len(text.mentions) % 25 == 24
        word = DAY if is_date else entity.name if named else pick.choice(WORDS)
        span = text.add(word, "\n\n" if last else " ")
        if is_date:
            text.mentions.append(_date(len(text.mentions), span))
        elif named:
            text.counts[entity.id] += 1
            text.mentions.append(_mention(entity, text.counts[entity.id], span, pick.choice([0.4, 0.9])))
        if last:
            text.end_paragraph(start, span.end)
            start = text.length
    return text


def _entity(number: int) -> Entity:
    kind = TYPES[number % len(TYPES)]
    role = RoleSeen("deputy chair of the council for the plans of the year", None, None, Origin.EDITOR)
    place = None
    if kind is EntityType.PLACE:
        place = Place(
            f"Name Number{number}", PlaceKind.CITY, 45 + number % 7, 5 + number % 9, "FR", None, 10_000
        )
    roles = (role,) if kind is EntityType.PERSON else ()
    return Entity(f"entity-{number:02}", kind, f"Name Number{number}", roles=roles, place=place)


def _date(number: int, span: Span) -> LinkedMention:
    return LinkedMention(
        f"m-date-{number}", span, EntityType.DATE, None, "2031-03-04", Origin.MODEL, "invented", 0.9
    )


def _mention(entity: Entity, number: int, span: Span, confidence: float) -> LinkedMention:
    anchor = f"m-{entity.id}-{number}"
    return LinkedMention(anchor, span, entity.type, entity.id, None, Origin.MODEL, "invented", confidence)


def _quote(number: int, span: Span, speaker: str | None) -> LinkedQuote:
    return LinkedQuote(
        id=f"q-{number}",
        kind=QuoteKind.INDIRECT,
        content=(span,),
        source=(),
        speaker_ids=(speaker,) if speaker else (),
        speaker_text=None,
        cue=None,
        setting=None,
        about_ids=(),
        origin=Origin.RULE,
        rule="invented",
        confidence=0.9,
    )


def _brief(text: _Text) -> Brief:
    return Brief(
        slug="long",
        seed_id="long",
        headline="The longest report of the year",
        headline_origin="seed",
        date="2031-03-04",
        byline=None,
        source=None,
        source_url=None,
        summary=None,
        topics=(),
        body=Body.FULL,
        model="none",
        sentences=tuple(text.paragraphs),
        mentions=tuple(text.mentions),
        quotes=tuple(text.quotes),
        notes=tuple(text.notes),
    )
