"""Records: the briefs of a site as the search finds them, with the way to the very words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from msgspec import Struct

from builder.codec import Codec
from builder.edition import urls
from builder.edition.brief_texts import BriefText, Utterance
from builder.edition.derivations import Derivation
from builder.edition.quote_words import MARKS, quote_words
from builder.edition.view import View
from builder.edition.wording import one_line
from builder.model.annotations import QuoteKind
from builder.model.brief import LinkedQuote
from builder.model.readable_text import readable
from builder.model.span import Span
from builder.search.record import QuoteWords, SearchRecord

_WORD = re.compile(r"\S+")
_FIRST = attrgetter("span.start")
NO_WORD = "·"
"""What the index has in the place of an invisible character between spaces."""


class _Words(Struct, frozen=True):
    """The words of a brief that its page shows.

    Attributes:
        source: the brief.
        summary: the words before the text.
        firsts: the number of the first word of each published paragraph; numbers count from 0.
        starts: of the words of each published paragraph, in code points of the article's text.
    """

    source: BriefText
    summary: tuple[str, ...]
    firsts: tuple[int, ...]
    starts: tuple[tuple[int, ...], ...]

    def number_at(self, position: int) -> int:
        """Return the number of the word at a position of the article's text, or of the last word before it."""
        paragraph_i = max(0, self._paragraph_at(position))
        span, starts = self.source.published[paragraph_i].span, self.starts[paragraph_i]
        return self.firsts[paragraph_i] + max(0, bisect_right(starts, min(position, span.end - 1)) - 1)

    def _paragraph_at(self, position: int) -> int:
        return bisect_right(self.source.published, position, key=_FIRST) - 1


def _words(source: BriefText) -> _Words:
    summary = tuple(one_line(source.brief.summary or "").split())
    firsts, starts = [], []
    number = len(summary)
    for paragraph in source.published:
        span = paragraph.span
        found = tuple([match.start() for match in _WORD.finditer(source.text, span.start, span.end)])
        firsts.append(number)
        starts.append(found)
        number += len(found)
    return _Words(source, summary, tuple(firsts), tuple(starts))


class _RecordParts(Struct, frozen=True, array_like=True):
    """A record without what depends on the site.

    Attributes:
        title, content, quotes: as in ``SearchRecord``.
        date: the ISO date of the brief, or None.
        places: the numbers of words with their anchors.
        languages: the tags of the languages of its words and of its headline, if they are known.
    """

    title: str
    content: str
    date: str | None
    quotes: tuple[QuoteWords, ...]
    places: tuple[tuple[int | str, ...], ...]
    languages: tuple[str | None, str | None]


def search_records(view: View, slugs: Sequence[str]) -> list[SearchRecord]:
    """Return the words of briefs, each mention and paragraph with its anchor, and the quotes among them."""
    return [_record(view, slug, parts) for slug, parts in view.derived(RECORD_PARTS, slugs).items()]


def _record(view: View, slug: str, parts: _RecordParts) -> SearchRecord:
    date = view.interface.date(parts.date)
    foreign = [view.foreign(language) or "" for language in parts.languages]
    return SearchRecord(
        slug=slug,
        url=urls.relative_url(urls.SEARCH, urls.brief_path(slug)),
        title=parts.title,
        content=parts.content,
        year=parts.date[:4] if parts.date else "",
        quotes=parts.quotes,
        details={
            **({"date": date.words} if date else {}),
            "at": parts.places,
            **({"languages": foreign} if any(foreign) else {}),
        },
    )


def _record_parts(source: BriefText) -> _RecordParts:
    brief, known = source.brief, _words(source)
    words = list(known.summary)
    for paragraph in source.published:
        words += _readable_words(paragraph.span.of(source.text))
    quotes = []
    for quote in brief.quotes:
        ranges = tuple(_ranges(known, quote))
        number = int(quote.id.removeprefix("q-")) if ranges else 0
        if not ranges:
            said = quote_words(Utterance(source, quote)).split()
            ranges = ((len(words), len(words) + len(said)),)
            words += said
        unmarked = number > 0 and _is_unmarked(source, quote)
        # No name of an entity: its rename would change the index of every shard with a quote of it.
        speaker = quote.speaker_ids or one_line(quote.speaker_text or "")
        quotes.append(QuoteWords(number, speaker, ranges, unmarked))
    title = one_line(brief.headline)
    return _RecordParts(
        title=title,
        content=" ".join(words) or title,
        date=brief.date,
        quotes=tuple(quotes),
        places=tuple(_places(known)),
        languages=(brief.language, brief.headline_language),
    )


RECORD_PARTS = Derivation(_record_parts, Codec(_RecordParts))


def _readable_words(text: str) -> list[str]:
    """Return the words of a text in readable form, as many as it has."""
    if readable(text) == text:
        return text.split()
    # Word by word, because the numbers of the words count also one that is an invisible character alone.
    return [readable(word) or NO_WORD for word in text.split()]


def _places(known: _Words) -> Iterator[tuple[int | str, ...]]:
    """Yield the number of the first word of the summary, of each paragraph and of each mention, with its anchor.

    A mention has also the number of its words.
    """
    source = known.source
    if known.summary:
        yield 0, ""
    mentions = iter(source.brief.mentions)
    mention = next(mentions, None)
    for number, paragraph in enumerate(source.published, start=1):
        yield known.firsts[number - 1], urls.paragraph_anchor(number)
        while mention is not None and mention.span.start < paragraph.span.end:
            if mention.span.start >= paragraph.span.start and mention.entity_id is not None:
                size = len(mention.span.of(source.text).split())
                yield known.number_at(mention.span.start), mention.anchor, size
            mention = next(mentions, None)


def _ranges(known: _Words, quote: LinkedQuote) -> Iterator[tuple[int, int]]:
    """Yield the words of the parts of a quote that the text of the page shows."""
    for span in quote.content:
        if known.source.shows(span):
            yield known.number_at(span.start), known.number_at(_last(span)) + 1


def _is_unmarked(source: BriefText, quote: LinkedQuote) -> bool:
    """Return True for direct speech without quotation marks, as in a printed conversation."""
    start = quote.content[0].start
    return quote.kind is QuoteKind.DIRECT and not set(source.text[max(0, start - 1) : start + 1]) & set(MARKS)


def _last(span: Span) -> int:
    return max(span.start, span.end - 1)
