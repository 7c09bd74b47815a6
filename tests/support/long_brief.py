"""A very long invented brief with very many mentions, to try on a browser how it scrolls."""

from __future__ import annotations

import random

from builder.model.annotations import EntityType, Origin, QuoteKind
from builder.model.article import Article, Paragraph, ParagraphKind
from builder.model.editorial import Body, Content
from builder.model.graph import Brief, Entity, Graph, LinkedMention, LinkedQuote
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


def make_long_brief(words: int, mentions: int) -> dict[str, bytes]:
    """The files of a site with one brief, ``briefs/long.html``, of about so many words and exactly so many mentions."""
    pick = random.Random(words)  # noqa: S311  variety, not secrecy
    entities = {
        f"entity-{number:02}": Entity(f"entity-{number:02}", TYPES[number % 5], f"Name Number{number}")
        for number in range(ENTITIES)
    }
    every = words // mentions
    parts: list[str] = []
    paragraphs: list[Paragraph] = []
    found: list[LinkedMention] = []
    quotes: list[LinkedQuote] = []
    counts = dict.fromkeys(entities, 0)
    length = start = 0
    for number in range(words):
        entity_id = pick.choice(list(entities))
        word = pick.choice(WORDS)
        if number % every == 0 and len(found) < mentions:
            counts[entity_id] += 1
            word = entities[entity_id].name
            span = Span(length, length + len(word))
            found.append(_mention(entities[entity_id], counts[entity_id], span, pick.choice([0.4, 0.9])))
        end = length + len(word)
        last = number % WORDS_A_PARAGRAPH == WORDS_A_PARAGRAPH - 1 or number == words - 1
        parts.append(word + ("\n\n" if last else " "))
        length = end + (2 if last else 1)
        if last:
            paragraphs.append(Paragraph(Span(start, end), ParagraphKind.TEXT))
            quotes.append(_quote(len(quotes) + 1, Span(start, (start + end) // 2), found[-1].entity_id))
            start = length
    article = Article("long", "seeds/long.txt", "".join(parts), tuple(paragraphs))
    brief = _brief(tuple(found), tuple(quotes), tuple(paragraph.span for paragraph in paragraphs))
    files = dict(load_assets((TEMPLATES,)))
    renderer = Renderer((TEMPLATES,))
    graph = Graph(entities, {"long": brief}, ())
    for page in plan_pages(graph, {"long": article}, Content(), version="1"):
        if not isinstance(page, Picture):
            files[page.path] = page.data if isinstance(page, DataFile) else renderer.render(page)
    return files


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


def _brief(
    mentions: tuple[LinkedMention, ...], quotes: tuple[LinkedQuote, ...], sentences: tuple[Span, ...]
) -> Brief:
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
        sentences=sentences,
        mentions=mentions,
        quotes=quotes,
    )
