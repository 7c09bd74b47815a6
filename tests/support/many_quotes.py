"""A site of very many invented quotes, assembled without the annotator, to test the size of pages."""

from __future__ import annotations

import random
from functools import cache

from builder.model.annotations import EntityType, Origin, QuoteKind
from builder.model.article import Article, Paragraph, ParagraphKind
from builder.model.brief import Brief, LinkedQuote
from builder.model.editorial import Body, Content
from builder.model.graph import Entity, Graph
from builder.model.span import Span
from builder.pages.page import DataFile, Page
from builder.pages.picture import Picture
from builder.pages.plan import plan_pages
from builder.render.assets import load_assets
from builder.render.render import Renderer
from tests.support.sample import TEMPLATES

QUOTES_PER_BRIEF = 12
FIRST_BRIEF = "briefs/article-00000.html"
WORDS = (
    "bridge ferry harbour school council winter budget repair mayor town water tower street market “honest” <b> & "
    "nobody everybody promised forgotten expensive finished delayed opened closed measured"
).split()
FIRST = "Ada Bo Carla Dag Edda Finn Gerda Hal Inga Jonas Katla Leif Mona Nils Olga Per Élise Žofia".split()
LAST = (
    "Alder Brandt Castell Dunmore Ekholm Farrow Grieve Holm Ivarsen Juhl Kray Lund Mott Nyberg Oakes Prior Quist "
    "Rask Skov Storm Strand Thorn Ulvaeus Vik Wall Yates Zander Ångström Çelik Öberg"
).split()


def make_many(quotes: int) -> dict[str, bytes]:
    """Return the assets and the quote index of that site, with all its data and its first brief, by path."""
    files = dict(load_assets((TEMPLATES,)))
    renderer = Renderer((TEMPLATES,))
    for path, page in plan_many(quotes).items():
        if path.startswith(("quotes/", "data/")) or path in ("index.html", FIRST_BRIEF):
            files[path] = page.data if isinstance(page, DataFile) else renderer.render(page)
    return files


@cache
def plan_many(quotes: int) -> dict[str, Page | DataFile]:
    """Return the plan of a site with so many quotes of about a hundred speakers, by path."""
    pick = random.Random(quotes)  # noqa: S311  variety, not secrecy
    people = [f"{first} {last}" for last in LAST for first in FIRST]
    # A few speakers have very many quotes: one of them fills more than a page.
    weights = [1 + (200 if number == 7 else 0) + number % 5 for number in range(len(people))]
    entities = {
        f"person-{number:03}": Entity(f"person-{number:03}", EntityType.PERSON, name)
        for number, name in enumerate(people)
    }
    articles, briefs = {}, {}
    for number in range(-(-quotes // QUOTES_PER_BRIEF)):
        seed_id = f"article-{number:05}"
        count = min(QUOTES_PER_BRIEF, quotes - number * QUOTES_PER_BRIEF)
        speakers = pick.choices(list(entities), weights, k=count)
        article, found = _article(pick, seed_id, speakers)
        articles[seed_id] = article
        briefs[seed_id] = _brief(seed_id, number, found)
    pages = plan_pages(Graph(entities, briefs, ()), articles, Content(), version="1")
    return {page.path: page for page in pages if not isinstance(page, Picture)}


def _article(
    pick: random.Random, seed_id: str, speakers: list[str]
) -> tuple[Article, tuple[LinkedQuote, ...]]:
    text = ""
    paragraphs, quotes = [], []
    for number, speaker in enumerate(speakers, start=1):
        words = " ".join(pick.choices(WORDS, k=pick.randint(6, 40))).capitalize() + "."
        start = len(text)
        text += f"“{words}” said somebody.\n\n"
        paragraphs.append(Paragraph(Span(start, len(text) - 2), ParagraphKind.TEXT))
        unnamed = number == len(speakers)
        cue = Span(start + len(words) + 3, start + len(words) + 7)
        quotes.append(
            LinkedQuote(
                id=f"q-{number}",
                kind=list(QuoteKind)[pick.randrange(3)],
                content=(Span(start + 1, start + 1 + len(words)),),
                source=(),
                speaker_ids=() if unnamed else (speaker,),
                speaker_text=("officials" if pick.random() < 0.5 else None) if unnamed else None,
                cue=cue,
                setting=None,
                about_ids=(),
                origin=Origin.RULE,
                rule="invented",
                confidence=pick.choice([0.5, 0.9]),
            )
        )
    return Article(seed_id, f"seeds/{seed_id}.txt", text, tuple(paragraphs)), tuple(quotes)


def _brief(seed_id: str, number: int, quotes: tuple[LinkedQuote, ...]) -> Brief:
    dated = number % 10 != 0
    return Brief(
        slug=seed_id,
        seed_id=seed_id,
        headline=f"The town council speaks of the bridge for the {number}th time",
        headline_origin="seed",
        date=f"20{10 + number % 20}-{1 + number % 12:02}-{1 + number % 28:02}" if dated else None,
        byline="Ida Example" if number % 3 == 0 else None,
        source=None,
        source_url=None,
        summary=None,
        topics=(),
        body=Body.FULL,
        model="none",
        sentences=(),
        mentions=(),
        quotes=quotes,
    )
