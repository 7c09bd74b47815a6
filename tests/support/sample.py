"""A small graph to test pages: the seed article with its gold annotations, and two invented articles.

Nothing here goes through the reader or the annotator: it is what a good run of them would give, put together
by hand, so that the pages are tested on their own.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import html5lib
from msgspec import Struct

from builder.draw.card import draw_card
from builder.model.annotations import EntityType, Figure, FigureKind, Origin, QuoteKind
from builder.model.article import Article, Dateline, Paragraph, ParagraphKind
from builder.model.brief import Brief, LinkedMention, LinkedNote, LinkedQuote
from builder.model.editorial import (
    Body,
    BriefSettings,
    Content,
    ContentPage,
    Correction,
    NavigationLink,
    Site,
)
from builder.model.entity_entries import EntityText
from builder.model.graph import Entity, Graph, RoleSeen, Tie
from builder.model.place import Place, PlaceKind
from builder.model.span import Span
from builder.pages.page import DataFile
from builder.pages.picture import Picture
from builder.pages.plan import plan_pages
from builder.pages.request import File
from builder.render.assets import load_assets
from builder.render.render import Renderer

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "000_cd9b0ad0671704f3.txt"
GOLD = ROOT / "tests" / "data" / "seed_gold.json"
TEMPLATES = ROOT / "templates"

TYPES = {
    "PERSON": EntityType.PERSON,
    "PLACE": EntityType.PLACE,
    "ORG": EntityType.ORGANIZATION,
    "GROUP": EntityType.GROUP,
    "EVENT": EntityType.EVENT,
}

BRIDGE = """\
Old footbridge closes

By Ida Example

PORT ELSTER — The town council voted on Monday to spend $4.2 million on a new footbridge over the River
Venn, after engineers found that 38 percent of the bolts in the old one had failed.

“Nobody enjoys closing a bridge,” Mayor Lena Okafor said in the town hall. “But <b>nobody</b> & nothing
should fall into the Venn.”

“It has carried us for ninety years,

“and it owes us nothing,” she added.

Two ways round

By the mill, 2 miles longer

By the ferry of the Venn Company

A statement read out at the meeting:

We regret every detour.

Shopkeepers said the detour would cost them the Harbour Festival. Okafor told the Venn Company to run later.

Read more: the council's minutes
"""

GARDEN = """\
Volunteers planted a garden behind the library last week. “It will be green by spring,” said one of them.
"""


class Sample(Struct, frozen=True):
    """The input of ``plan_pages``."""

    graph: Graph
    articles: Mapping[str, Article]
    content: Content


def make_sample(*, site_url: str | None = None) -> Sample:
    """Return the sample site, with or without a public address."""
    built = [_seed(), _bridge(), _garden()]
    articles = {article.seed_id: article for article, _ in built}
    briefs = {brief.slug: brief for _, brief in built}
    entities = {**_seed_entities(), **_bridge_entities()}
    graph = Graph(dict(sorted(entities.items())), dict(sorted(briefs.items())), _ties(briefs.values()))
    return Sample(graph, articles, _content(site_url))


def span_of(text: str, words: str, *, nth: int = 1) -> Span:
    """Return the span of the nth occurrence of ``words`` in ``text``, counted from 1."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def paragraphs_of(text: str) -> list[Span]:
    """Return the paragraphs of a text, which blank lines separate."""
    return [Span(*match.span()) for match in re.finditer(r"\S(?:.|\n(?!\n))*", text)]


def sentences_of(paragraphs: Iterable[Paragraph], text: str) -> tuple[Span, ...]:
    """Return the sentences of the paragraphs, roughly split."""
    found: list[Span] = []
    for paragraph in paragraphs:
        start = paragraph.span.start
        for match in re.finditer(r"(?<![A-Z])[.!?][”]?(?=\s+[A-Z“])", paragraph.span.of(text)):
            end = paragraph.span.start + match.end()
            found.append(Span(start, end))
            start = end + 1
        found.append(Span(start, paragraph.span.end))
    return tuple(found)


def _number(
    mentions: Iterable[tuple[Span, EntityType, str | None, str | None, Origin, str, float]],
) -> tuple[LinkedMention, ...]:
    """Return the mentions with their anchors."""
    counts: Counter[str] = Counter()
    found = []
    for span, kind, entity_id, value, origin, rule, confidence in sorted(mentions, key=lambda row: row[0]):
        name = entity_id or kind.value
        counts[name] += 1
        anchor = f"m-{name}-{counts[name]}"
        found.append(LinkedMention(anchor, span, kind, entity_id, value, origin, rule, confidence))
    return tuple(found)


def _link_about(mentions: Iterable[LinkedMention], content: Iterable[Span]) -> tuple[str, ...]:
    spans = tuple(content)
    ids = {mention.entity_id for mention in mentions if any(span.contains(mention.span) for span in spans)}
    return tuple(sorted(entity_id for entity_id in ids if entity_id is not None))


def _seed() -> tuple[Article, Brief]:
    text = SEED.read_text(encoding="utf-8")
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    paragraphs = tuple(
        Paragraph(
            span, ParagraphKind.BOILERPLATE if span.of(text) in gold["boilerplate"] else ParagraphKind.TEXT
        )
        for span in paragraphs_of(text)
    )
    dateline = Dateline(Span(0, text.index("—") + 2), Span(0, text.index(" —")), None)
    article = Article(SEED.stem, f"seeds/{SEED.name}", text, paragraphs, dateline=dateline)
    rows = [_seed_mention(row) for row in gold["mentions"]]
    for words, value in (("Sunday", "2014-01-05"), ("December 2011", "2011-12"), ("2003", "2003")):
        rows.append((span_of(text, words), EntityType.DATE, None, value, Origin.RULE, "date", 0.9))
    rows.append(
        (span_of(text, "at least 18"), EntityType.QUANTITY, None, None, Origin.MODEL, "CARDINAL", 0.8)
    )
    mentions = _number(rows)
    brief = Brief(
        slug="kerry-iraq-anbar",
        seed_id=article.seed_id,
        headline="Kerry offers Iraq help in Anbar, but no troops",
        headline_origin="editor",
        date="2014-01-05",
        byline=None,
        source=None,
        source_url=None,
        summary="Militants hold Fallujah and parts of Ramadi. Washington sends missiles and advice; "
        "its soldiers stay away.",
        topics=("Iraq", "Diplomacy"),
        body=Body.FULL,
        model="en_core_web_sm 3.8.0",
        sentences=sentences_of(paragraphs, text),
        mentions=mentions,
        quotes=_seed_quotes(text, gold["quotes"], mentions),
    )
    return article, brief


def _seed_mention(
    row: Mapping[str, Any],
) -> tuple[Span, EntityType, str | None, str | None, Origin, str, float]:
    origin, rule, confidence = Origin.MODEL, row["type"], 0.9
    if row["entity"] == "barack-obama":
        origin, rule, confidence = Origin.EDITOR, "entities.yaml", 1.0
    if row["entity"] == "us-embassy-baghdad":
        origin, rule, confidence = Origin.RULE, "embassy", 0.45
    return Span(row["start"], row["end"]), TYPES[row["type"]], row["entity"], None, origin, rule, confidence


def _seed_quotes(
    text: str, rows: Iterable[Mapping[str, Any]], mentions: tuple[LinkedMention, ...]
) -> tuple[LinkedQuote, ...]:
    drafts: list[tuple[tuple[Span, ...], tuple[str, ...], str | None, str | None, str | None, QuoteKind]] = [
        (
            tuple(Span(*pair) for pair in row["content"]),
            tuple(row["speakers"]),
            None,
            row["cue"],
            None,
            QuoteKind(row["kind"]),
        )
        for row in rows
    ]
    paraphrase = span_of(text, "they were aiming to remove the militants within two to three days")
    drafts.append(((paraphrase,), (), "Iraqi military leaders", "said", None, QuoteKind.INDIRECT))
    drafts.sort(key=lambda draft: draft[0])
    settings = {"told": "in Jerusalem", "predictable": "in a joint statement"}
    quotes = []
    for number, (content, speakers, words, cue, _, kind) in enumerate(drafts, start=1):
        place = settings.get(cue or "") or settings.get(content[0].of(text))
        quotes.append(
            LinkedQuote(
                id=f"q-{number}",
                kind=kind,
                content=content,
                source=(span_of(text, words),) if words else (),
                speaker_ids=speakers,
                speaker_text=words,
                cue=_after(text, cue, content[0]) if cue else None,
                setting=span_of(text, place) if place else None,
                about_ids=_link_about(mentions, content),
                origin=Origin.RULE,
                rule="cue-after" if cue else "same-paragraph",
                confidence=0.9 if cue else 0.4,
            )
        )
    return tuple(quotes)


def _after(text: str, words: str, near: Span) -> Span:
    """Return the occurrence of ``words`` nearest to a span."""
    starts = [match.start() for match in re.finditer(rf"\b{words}\b", text)]
    start = min(starts, key=lambda start: min(abs(start - near.end), abs(start - near.start)))
    return Span(start, start + len(words))


def _seed_entities() -> dict[str, Entity]:
    slug = "kerry-iraq-anbar"
    text = SEED.read_text(encoding="utf-8")
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    spellings: dict[str, set[str]] = defaultdict(set)
    for row in gold["mentions"]:
        spellings[row["entity"]].add(row["text"])
    places = {
        "baghdad": Place("Baghdad", PlaceKind.CITY, 33.3406, 44.4009, None, "Baghdad", 7_000_000),
        "fallujah": Place("Fallujah", PlaceKind.CITY, 33.35, 43.78, "IQ", "Anbar", 190_000),
        "syria": Place("Syria", PlaceKind.COUNTRY, 35.0, 38.0, "SY", None, 22_000_000),
    }
    entities: dict[str, Entity] = {}
    for row in gold["entities"]:
        edited = row["id"] == "barack-obama"
        roles: tuple[RoleSeen, ...] = ()
        if row["role"]:
            words = row["role"] if row["role"] in text else "Sens."
            roles = (RoleSeen(row["role"], slug, span_of(text, words), Origin.RULE),)
        if edited:
            roles = (RoleSeen("44th President of the United States", None, None, Origin.EDITOR), *roles)
        name = "Barack Obama" if edited else row["name"]
        entities[row["id"]] = Entity(
            id=row["id"],
            type=TYPES[row["type"]],
            name=name,
            aliases=tuple(sorted(spellings[row["id"]] - {name})),
            roles=roles,
            place=places.get(row["id"]),
            wikidata="Q76" if edited else None,
            edited=edited,
            redirects=("falih-fayyadh",) if row["id"] == "faleh-fayyad" else (),
        )
    return entities


def _bridge() -> tuple[Article, Brief]:
    text = BRIDGE
    kinds = {
        0: ParagraphKind.HEADLINE,
        1: ParagraphKind.BYLINE,
        6: ParagraphKind.SUBHEADING,
        7: ParagraphKind.LIST_ITEM,
        8: ParagraphKind.LIST_ITEM,
        10: ParagraphKind.BLOCK_QUOTE,
        12: ParagraphKind.BOILERPLATE,
    }
    spans = enumerate(paragraphs_of(text))
    paragraphs = tuple(Paragraph(span, kinds.get(number, ParagraphKind.TEXT)) for number, span in spans)
    place = span_of(text, "PORT ELSTER")
    dateline = Dateline(Span(place.start, place.end + 3), place, None)
    article = Article(
        "footbridge",
        "seeds/footbridge.txt",
        text,
        paragraphs,
        "Old footbridge closes",
        "Ida Example",
        None,
        dateline,
    )
    mentions = _number(_bridge_mentions(text))
    quotes = _bridge_quotes(text, mentions)
    brief = Brief(
        slug="footbridge",
        seed_id="footbridge",
        headline="Old footbridge closes",
        headline_origin="seed",
        date="2014-02-03",
        byline="Ida Example",
        source="The Elster Example",
        source_url="https://example.org/footbridge",
        summary=None,
        topics=(),
        body=Body.FULL,
        model="en_core_web_sm 3.8.0",
        sentences=sentences_of(paragraphs, text),
        mentions=mentions,
        quotes=quotes,
        figures=_bridge_figures(text),
        notes=_bridge_notes(text),
        corrections=(
            Correction("2014-02-05", "The bridge closes on Monday & not on Sunday."),
            Correction("2014-02-04", "The mill is by the <b>old</b> road."),
        ),
    )
    return article, brief


def _bridge_notes(text: str) -> tuple[LinkedNote, ...]:
    """Return notes on words that end in a name, on words in a quote, on a list item, and in a block quote."""
    rows = {
        "footbridge over the River": "The *Venn* rises [here](../places/river-venn.html).",
        "closing a bridge": "It was the first.\n\nThe second <b>followed</b>.",
        "2 miles longer": "On foot.",
        "every detour": "There are two.",
    }
    spans = [(span_of(text, words), note) for words, note in rows.items()]
    return tuple(LinkedNote(number, span, note) for number, (span, note) in enumerate(spans, start=1))


def _bridge_figures(text: str) -> tuple[Figure, ...]:
    rows: list[tuple[str, FigureKind, tuple[str, ...]]] = [
        ("$4.2 million", FigureKind.MONEY, ("The town council", "to spend", "on a new footbridge")),
        ("38 percent", FigureKind.PERCENT, ("of the bolts",)),
        ("2 miles", FigureKind.QUANTITY, ()),
    ]
    return tuple(
        Figure(span_of(text, words), kind, tuple(span_of(text, part) for part in counts))
        for words, kind, counts in rows
    )


def _bridge_mentions(
    text: str,
) -> list[tuple[Span, EntityType, str | None, str | None, Origin, str, float]]:
    rows: list[tuple[str, int, EntityType, str | None, str | None, float]] = [
        ("PORT ELSTER", 1, EntityType.PLACE, "port-elster", None, 0.9),
        ("Monday", 1, EntityType.DATE, None, "2014-02-03", 0.9),
        ("$4.2 million", 1, EntityType.MONEY, None, None, 0.9),
        ("River\nVenn", 1, EntityType.PLACE, "river-venn", None, 0.55),
        ("38 percent", 1, EntityType.PERCENT, None, None, 0.9),
        ("Lena Okafor", 1, EntityType.PERSON, "lena-okafor", None, 0.9),
        ("the Venn.", 1, EntityType.PLACE, "river-venn", None, 0.5),
        ("2 miles", 1, EntityType.QUANTITY, None, None, 0.7),
        ("Venn Company", 1, EntityType.ORGANIZATION, "venn-company", None, 0.9),
        ("Harbour Festival", 1, EntityType.EVENT, "harbour-festival", None, 0.9),
        ("Okafor", 2, EntityType.PERSON, "lena-okafor", None, 0.9),
        ("Venn Company", 2, EntityType.ORGANIZATION, "venn-company", None, 0.9),
    ]
    found = []
    for words, nth, kind, entity_id, value, confidence in rows:
        span = span_of(text, words, nth=nth)
        if words == "the Venn.":
            span = Span(span.start + 4, span.end - 1)
        found.append((span, kind, entity_id, value, Origin.MODEL, kind.value.upper(), confidence))
    return found


def _bridge_quotes(text: str, mentions: tuple[LinkedMention, ...]) -> tuple[LinkedQuote, ...]:
    def quote(
        number: int, words: tuple[str, ...], speakers: tuple[str, ...], cue: str | None, **more: Any
    ) -> LinkedQuote:
        content = tuple(span_of(text, part) for part in words)
        values: dict[str, Any] = {
            "kind": QuoteKind.DIRECT,
            "source": (),
            "speaker_text": None,
            "setting": None,
            "confidence": 0.9,
            **more,
        }
        return LinkedQuote(
            id=f"q-{number}",
            content=content,
            speaker_ids=speakers,
            cue=_after(text, cue, content[0]) if cue else None,
            about_ids=_link_about(mentions, content),
            origin=Origin.RULE,
            rule="cue-after",
            **values,
        )

    mayor = ("lena-okafor",)
    closing = ("Nobody enjoys closing a bridge,", "But <b>nobody</b> & nothing\nshould fall into the Venn.")
    owes = ("It has carried us for ninety years,", "and it owes us nothing,")
    detour = ("the detour would cost them the Harbour Festival",)
    indirect = {"kind": QuoteKind.INDIRECT, "speaker_text": "Shopkeepers", "confidence": 0.7}
    return (
        quote(1, closing, mayor, "said", setting=span_of(text, "in the town hall")),
        quote(2, owes, mayor, "added", confidence=0.45),
        quote(3, detour, (), "said", source=(span_of(text, "Shopkeepers"),), **indirect),
    )


def _bridge_entities() -> dict[str, Entity]:
    slug = "footbridge"
    mayor = RoleSeen("Mayor", slug, span_of(BRIDGE, "Mayor"), Origin.RULE)
    known = Place("Port Elster", PlaceKind.CITY, -12.5, 130.25, None, None, 20_000)
    entities = [
        Entity("lena-okafor", EntityType.PERSON, "Lena Okafor", ("Okafor",), (mayor,)),
        Entity("port-elster", EntityType.PLACE, "Port Elster", ("PORT ELSTER",), place=known, edited=True),
        Entity("river-venn", EntityType.PLACE, "River Venn", ("Venn",)),
        Entity("venn-company", EntityType.ORGANIZATION, "Venn Company"),
        Entity("harbour-festival", EntityType.EVENT, "Harbour Festival"),
    ]
    return {entity.id: entity for entity in entities}


def _garden() -> tuple[Article, Brief]:
    """Return an undated article of which only the lead is published, with a quote without a speaker."""
    text = GARDEN + "\nThe second paragraph is kept back. “Nobody reads this,” said Baghdad.\n"
    paragraphs = tuple(Paragraph(span, ParagraphKind.TEXT) for span in paragraphs_of(text))
    article = Article("garden", "seeds/garden.txt", text, paragraphs)
    rows = [
        (span_of(text, "last week"), EntityType.DATE, None, None, Origin.MODEL, "DATE", 0.9),
        (span_of(text, "Baghdad"), EntityType.PLACE, "baghdad", None, Origin.MODEL, "GPE", 0.4),
    ]
    mentions = _number(rows)
    brief = Brief(
        slug="garden",
        seed_id="garden",
        headline="Volunteers planted a garden behind the library last week",
        headline_origin="derived",
        date=None,
        byline=None,
        source=None,
        source_url="javascript:alert(1)",
        summary=None,
        topics=(),
        body=Body.LEAD,
        model="en_core_web_sm 3.8.0",
        sentences=sentences_of(paragraphs, text),
        mentions=mentions,
        quotes=(
            _plain_quote("q-1", span_of(text, "It will be green by spring,"), ()),
            _plain_quote("q-2", span_of(text, "Nobody reads this,"), ("baghdad",)),
        ),
        notes=(LinkedNote(1, span_of(text, "kept back"), "Nobody reads this note."),),
    )
    return article, brief


def _plain_quote(quote_id: str, span: Span, speakers: tuple[str, ...]) -> LinkedQuote:
    return LinkedQuote(
        id=quote_id,
        kind=QuoteKind.DIRECT,
        content=(span,),
        source=(),
        speaker_ids=speakers,
        speaker_text=None,
        cue=None,
        setting=None,
        about_ids=(),
        origin=Origin.RULE,
        rule="none",
        confidence=0.3,
    )


def _ties(briefs: Iterable[Brief]) -> tuple[Tie, ...]:
    shared: dict[tuple[str, str], set[str]] = defaultdict(set)
    sentences: Counter[tuple[str, str]] = Counter()
    for brief in briefs:
        ids = sorted({mention.entity_id for mention in brief.mentions if mention.entity_id})
        for pair in combinations(ids, 2):
            shared[pair].add(brief.slug)
        for sentence in brief.sentences:
            inside = {m.entity_id for m in brief.mentions if m.entity_id and sentence.contains(m.span)}
            sentences.update(combinations(sorted(inside), 2))
    return tuple(
        Tie(first, second, len(slugs), sentences[first, second])
        for (first, second), slugs in sorted(shared.items())
    )


def _content(site_url: str | None) -> Content:
    return Content(
        site=Site(
            title="newsgloss",
            tagline="The news with notes in the margin.",
            url=site_url,
            navigation=(NavigationLink("All data", "data/quotes.json"),),
        ),
        briefs={SEED.stem: BriefSettings("content/briefs/seed.yaml", slug="kerry-iraq-anbar")},
        texts=(
            EntityText(
                EntityType.PERSON,
                "barack-obama",
                "content/people/barack-obama.md",
                "President from 2009 to 2017. He had *promised* to end the war in "
                "[Iraq](../places/iraq.html).\n\n- A list\n- of two",
            ),
        ),
        pages=(
            ContentPage(
                "about",
                "content/pages/about.md",
                "About",
                "# About\n\nThis site gives notes in the margin.\n\n## How to read it\n\nFollow the lines.",
                order=1,
            ),
            ContentPage("colophon", "content/pages/colophon.md", "Colophon", "Set in *system* fonts."),
        ),
    )


@cache
def planned(site_url: str | None = None) -> Mapping[str, File]:
    """Return the sample's pages, data files and pictures by path."""
    sample = make_sample(site_url=site_url)
    pages = plan_pages(sample.graph, sample.articles, sample.content, version="1.2.3")
    return {page.path: page for page in pages}


@cache
def page_paths(site_url: str | None = None) -> Sequence[str]:
    """Return the paths of the sample's HTML pages, sorted."""
    return sorted(path for path in planned(site_url) if path.endswith(".html"))


@cache
def page_tree(path: str, site_url: str | None = None) -> ElementTree.Element:
    """Return a page parsed as a browser does; an error in its markup is an exception."""
    parser = html5lib.HTMLParser(strict=True, tree=html5lib.getTreeBuilder("etree"))
    found = parser.parse(rendered(site_url)[path].decode())
    assert isinstance(found, ElementTree.Element)
    return found


@cache
def rendered(site_url: str | None = None) -> Mapping[str, bytes]:
    """Return the sample's files by path."""
    renderer = Renderer([Path("no-such-folder"), TEMPLATES])
    files = dict(load_assets([TEMPLATES]))
    for path, page in planned(site_url).items():
        if isinstance(page, Picture):
            files[path] = draw_card(page.card)
        else:
            files[path] = page.data if isinstance(page, DataFile) else renderer.render(page)
    return files
