"""Briefs with the words they were made from."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from builder.model.annotations import EntityType
from builder.model.article import Article, Paragraph, ParagraphKind
from builder.model.brief import Brief, LinkedMention, LinkedNote, LinkedQuote
from builder.model.brief_outline import BriefOutline
from builder.model.editorial import Body, Correction, Picture
from builder.model.language_tags import foreign_language
from builder.model.span import Span

K = TypeVar("K")
V = TypeVar("V")

_START = attrgetter("start")
_FIRST = attrgetter("span.start")


class BriefHead(Struct, frozen=True):
    """What a link to a brief shows.

    Attributes:
        date: ISO, or None.
        language, headline_language: the tags of the languages of its article and of its headline, if they are known.
    """

    slug: str
    headline: str
    date: str | None
    language: str | None = None
    headline_language: str | None = None


class BriefText(Struct, frozen=True):
    """A brief with the words it was made from.

    Attributes:
        brief: without notes, corrections and pictures, which are ``Remarks``.
        published: the paragraphs that the site shows, in order; their anchors count from 1.
        entities: the ids of the entities that it names with their mentions, in the order of the text.
        dated: the sentences that name a resolved date which the page shows, with its mentions.
        said: its quotes by id.
    """

    brief: Brief
    article: Article
    published: tuple[Paragraph, ...]
    entities: Mapping[str, tuple[LinkedMention, ...]] = field(default_factory=dict)
    dated: Mapping[Span, tuple[LinkedMention, ...]] = field(default_factory=dict)
    said: Mapping[str, LinkedQuote] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    @property
    def head(self) -> BriefHead:
        """What links to the brief show."""
        brief = self.brief
        return BriefHead(brief.slug, brief.headline, brief.date, brief.language, brief.headline_language)

    def foreign_language(self, site: str) -> str | None:
        """Return the tag of the article's language if it is not that of the site; None if it is, or is not known."""
        return foreign_language(self.brief.language, site)

    def shows(self, span: Span) -> bool:
        """Return True if the words of a span begin in a paragraph that the page shows."""
        return self.paragraph_of(span) is not None

    def paragraph_of(self, span: Span) -> Paragraph | None:
        """Return the published paragraph in which a span begins."""
        index = bisect_right(self.published, span.start, key=_FIRST) - 1
        if index < 0 or span.start >= self.published[index].span.end:
            return None
        return self.published[index]

    def sentence_of(self, span: Span) -> Span:
        """Return the sentence in which a span begins, else its paragraph, else the span itself."""
        found = _around(self.brief.sentences, span.start)
        if found is None:
            found = _around([part.span for part in self.article.paragraphs], span.start)
        if found is None:
            return span
        return found if found.end >= span.end else Span(found.start, span.end)


class Remarks(Struct, frozen=True):
    """What editors say beside a brief; hardly any page but its own shows it.

    Attributes:
        changed: ISO date of the day when the brief appeared or was last corrected; None if it has no date.
    """

    notes: tuple[LinkedNote, ...] = ()
    corrections: tuple[Correction, ...] = ()
    pictures: tuple[Picture, ...] = ()
    changed: str | None = None


class QuoteRef(Struct, frozen=True):
    """A quote by the slug of its brief and its id there."""

    slug: str
    quote_id: str


class Utterance(Struct, frozen=True):
    """A quote with the brief that holds it."""

    source: BriefText
    quote: LinkedQuote


def head_of(outline: BriefOutline) -> BriefHead:
    """Return what a link to a brief shows."""
    return BriefHead(
        outline.slug, outline.headline, outline.date, outline.language, outline.headline_language
    )


def remarks_of(outline: BriefOutline) -> Remarks:
    """Return what editors say beside a brief."""
    return Remarks(outline.notes, outline.corrections, outline.pictures, outline.changed)


def brief_text(brief: Brief, article: Article) -> BriefText:
    """Return a brief with its article, and what is published of it."""
    if brief.notes or brief.corrections or brief.pictures:
        brief = replace(brief, notes=(), corrections=(), pictures=())
    story = article.story
    if brief.body is Body.LEAD:
        story = tuple(part for part in story if part.kind is ParagraphKind.TEXT)[:1]
    bare = BriefText(brief, article, story)
    said = {quote.id: quote for quote in brief.quotes}
    return BriefText(brief, article, story, _by_entity(brief.mentions), _dated(bare), said)


def newest_first(briefs: Iterable[BriefOutline]) -> list[BriefOutline]:
    """Return the briefs by falling date, then by slug; undated ones last."""
    by_slug = sorted(briefs, key=lambda brief: brief.slug)
    return sorted(by_slug, key=lambda brief: brief.date or "", reverse=True)


def group(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """Return the values of each key, in the order in which they come."""
    groups: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _around(stretches: Sequence[Span], offset: int) -> Span | None:
    """Return the one of sorted stretches that contains an offset, or None."""
    index = bisect_right(stretches, offset, key=_START) - 1
    return stretches[index] if index >= 0 and offset < stretches[index].end else None


def _by_entity(mentions: Iterable[LinkedMention]) -> dict[str, tuple[LinkedMention, ...]]:
    return group((mention.entity_id, mention) for mention in mentions if mention.entity_id is not None)


def _dated(source: BriefText) -> dict[Span, tuple[LinkedMention, ...]]:
    return group(
        (source.sentence_of(mention.span), mention)
        for mention in source.brief.mentions
        if mention.type is EntityType.DATE and mention.value is not None and source.shows(mention.span)
    )
