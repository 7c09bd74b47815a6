"""A site of any size with invented names, to test long lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from builder.model.annotations import EntityType, Origin, QuoteKind
from builder.model.article import Article, Paragraph, ParagraphKind
from builder.model.brief import Brief, LinkedMention, LinkedQuote
from builder.model.editorial import Body, Content, Site
from builder.model.graph import Entity, Graph, RoleSeen
from builder.model.span import Span
from builder.pages.page import Page
from builder.pages.plan import plan_pages
from builder.pages.request import File
from builder.render.render import Renderer
from tests.support.sample import TEMPLATES

NAMES_A_BRIEF = 8
SYLLABLES = ("ba", "ke", "lo", "mi", "ru", "sa", "te", "vo", "na", "zi", "gu", "de", "pa", "fe", "ho")


def person_name(number: int) -> str:
    """Return two invented words; every number has its own, and every third begins with an S."""
    given, last = number, number
    first, second = [], ["S"] if number % 3 == 0 else []
    for _ in range(2):
        first.append(SYLLABLES[given % 15])
        given //= 15
    for _ in range(4):
        second.append(SYLLABLES[last * 7 % 15])
        last //= 15
    return f"{''.join(first).title()} {''.join(second).title()}"


def _brief(number: int, people: Sequence[Entity]) -> tuple[Article, Brief]:
    slug = f"brief-{number:05}"
    named = [people[(number * 3 + place) % len(people)] for place in range(NAMES_A_BRIEF)]
    named[-1] = people[0]
    text, mentions = "", []
    for place, person in enumerate(named):
        text += "At the meeting " if place else ""
        span = Span(len(text), len(text) + len(person.name))
        text += f"{person.name} spoke of the plans for the year to come. "
        anchor = f"m-{person.id}-{place}"
        mentions.append(
            LinkedMention(anchor, span, EntityType.PERSON, person.id, None, Origin.MODEL, "PERSON", 0.9)
        )
    text = text.rstrip()
    start = text.index("spoke")
    quote = LinkedQuote(
        id="q-1",
        kind=QuoteKind.DIRECT,
        content=(Span(start, start + 40),),
        source=(),
        speaker_ids=(named[0].id,),
        speaker_text=None,
        cue=None,
        setting=None,
        about_ids=(),
        origin=Origin.RULE,
        rule="cue-after",
        confidence=0.9,
    )
    article = Article(slug, f"seeds/{slug}.txt", text, (Paragraph(Span(0, len(text)), ParagraphKind.TEXT),))
    brief = Brief(
        slug=slug,
        seed_id=slug,
        headline=f"Plans for the year to come, part {number}",
        headline_origin="seed",
        date=f"{2001 + number // 60}-03-{number % 28 + 1:02}",
        byline=None,
        source=None,
        source_url=None,
        summary="A summary of some length, as editors write them: one or two sentences under the headline.",
        topics=(),
        body=Body.FULL,
        model="none",
        sentences=(),
        mentions=tuple(mentions),
        quotes=(quote,),
    )
    return article, brief


def make_large(people: int, briefs: int, *, site_url: str | None = None) -> tuple[File, ...]:
    """Return the plan of a site with so many people and briefs; one person is in all of them."""
    found = []
    for number in range(people):
        name = person_name(number)
        role = RoleSeen("deputy chair of the committee for the plans", None, None, Origin.EDITOR)
        found.append(Entity(f"person-{number:05}", EntityType.PERSON, name, roles=(role,)))
    made = [_brief(number, found) for number in range(briefs)]
    graph = Graph({one.id: one for one in found}, {brief.slug: brief for _, brief in made}, ())
    articles = {article.seed_id: article for article, _ in made}
    return plan_pages(graph, articles, Content(site=Site(url=site_url)), version="1")


@cache
def large_site() -> Mapping[str, File]:
    """Return a site of 1,600 people and 620 briefs by path."""
    return {page.path: page for page in make_large(1600, 620)}


@cache
def renderer() -> Renderer:
    """Return the renderer of the built-in templates."""
    return Renderer([TEMPLATES])


def render_one(page: File) -> bytes:
    """Return the bytes of one page."""
    assert isinstance(page, Page)
    return renderer().render(page)
