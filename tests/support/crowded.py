"""A site of a thousand invented briefs with long lists: all of one month, and the same few entities in all."""

from __future__ import annotations

from builder.graph.co_occurrence import ties_of, together_in
from builder.model.annotations import EntityType, Origin, QuoteKind
from builder.model.article import Article, Paragraph, ParagraphKind
from builder.model.brief import Brief, LinkedMention, LinkedQuote
from builder.model.editorial import Body, Content, Site
from builder.model.graph import Entity, Graph, RoleSeen
from builder.model.place import Place, PlaceKind
from builder.model.span import Span
from builder.pages.page import Page
from builder.pages.plan import plan_pages
from tests.support.large import person_name

BRIEFS, QUOTES = 1_000, 10
"""The number of briefs, and of quotes in each."""

COUNTS = {
    EntityType.PERSON: 3_000,
    EntityType.PLACE: 1_200,
    EntityType.ORGANIZATION: 900,
    EntityType.GROUP: 120,
    EntityType.EVENT: 120,
}
NAMED = {
    EntityType.PERSON: 6,
    EntityType.PLACE: 3,
    EntityType.ORGANIZATION: 3,
    EntityType.GROUP: 2,
    EntityType.EVENT: 2,
}
"""How many entities of each type a brief mentions; the first of each type is in all briefs, and quoted in most."""

YEARS_TOLD = 150


def crowded_site() -> dict[str, Page]:
    """Return the pages of that site by path."""
    entities = {one.id: one for kind, count in COUNTS.items() for one in _entities(kind, count)}
    made = [_brief(number, entities) for number in range(BRIEFS)]
    briefs = {brief.slug: brief for _, brief in made}
    graph = Graph(entities, briefs, ties_of({slug: together_in(brief) for slug, brief in briefs.items()}))
    articles = {article.seed_id: article for article, _ in made}
    content = Content(site=Site(title="The Crowded Gazette", url="https://news.example/crowded"))
    return {
        page.path: page
        for page in plan_pages(graph, articles, content, version="1")
        if isinstance(page, Page)
    }


def _entities(kind: EntityType, count: int) -> list[Entity]:
    found = []
    for number in range(count):
        name = f"{person_name(number)} {kind.value.title()}"
        role = RoleSeen(
            "deputy chair of the committee for the plans of the years to come", None, None, Origin.EDITOR
        )
        place = None
        if kind is EntityType.PLACE:
            lat, lon = number * 7 % 120 - 55.0, number * 13 % 340 - 170.0
            place = Place(name, PlaceKind.CITY, lat, lon, "CA", "Newfoundland and Labrador", 10_000)
        roles = (role,) if kind is EntityType.PERSON else ()
        found.append(Entity(f"{kind.value}-{number:04}", kind, name, roles=roles, place=place))
    return found


def _named(number: int, kind: EntityType) -> list[str]:
    rest = range(1, NAMED[kind])
    others = [1 + (number * len(rest) + place) % (COUNTS[kind] - 1) for place in rest]
    return [f"{kind.value}-{one:04}" for one in (0, *others)]


def _written(
    number: int, named: list[str], entities: dict[str, Entity]
) -> tuple[str, list[LinkedMention], list[Span]]:
    """Return the text of a brief with its mentions and sentences: one for each name."""
    text = ""
    mentions: list[LinkedMention] = []
    sentences: list[Span] = []
    for place, entity_id in enumerate(named):
        start = len(text)
        span = Span(start, start + len(entities[entity_id].name))
        text += f"{entities[entity_id].name} was at the long meeting about the bridge, the ferry and the market in "
        mentions.append(_mention(f"m-{entity_id}-1", span, entities[entity_id].type, entity_id))
        year = str(1850 + (number * 7 + place) % YEARS_TOLD)
        if place % 5 == 0:
            told = Span(len(text), len(text) + 4)
            mentions.append(_mention(f"m-date-{place}", told, EntityType.DATE, None, year))
        text += f"{year}. "
        sentences.append(Span(start, len(text) - 1))
    return text.rstrip(), mentions, sentences


def _brief(number: int, entities: dict[str, Entity]) -> tuple[Article, Brief]:
    slug = f"a-brief-of-a-busy-month-{number:04}"
    named = [entity_id for kind in COUNTS for entity_id in _named(number, kind)]
    text, mentions, sentences = _written(number, named, entities)
    speakers = [(named[0],), (named[0],), (named[1],), (named[0], named[2]), (), (named[9],)]
    quotes = tuple(
        _quote(place, sentences[place], speakers[place % len(speakers)], tuple(named[:2]))
        for place in range(QUOTES)
    )
    article = Article(slug, f"seeds/{slug}.txt", text, (Paragraph(Span(0, len(text)), ParagraphKind.TEXT),))
    brief = Brief(
        slug=slug,
        seed_id=slug,
        headline=f"The council of the town speaks of the bridge, the ferry and the old market for the {number}th time",
        headline_origin="seed",
        date=f"2031-03-{number % 28 + 1:02}",
        byline=None,
        source=None,
        source_url=None,
        summary="A summary of some length, as editors write them: one or two sentences under the headline.",
        topics=(),
        body=Body.FULL,
        model="none",
        sentences=tuple(sentences),
        mentions=tuple(mentions),
        quotes=quotes,
    )
    return article, brief


def _mention(
    anchor: str, span: Span, kind: EntityType, entity_id: str | None, value: str | None = None
) -> LinkedMention:
    return LinkedMention(anchor, span, kind, entity_id, value, Origin.MODEL, "invented", 0.9)


def _quote(number: int, span: Span, speaker_ids: tuple[str, ...], about_ids: tuple[str, ...]) -> LinkedQuote:
    return LinkedQuote(
        id=f"q-{number + 1}",
        kind=QuoteKind.DIRECT,
        content=(span,),
        source=(),
        speaker_ids=speaker_ids,
        speaker_text=None if speaker_ids else "officials",
        cue=None,
        setting=None,
        about_ids=about_ids,
        origin=Origin.RULE,
        rule="invented",
        confidence=0.9,
    )
