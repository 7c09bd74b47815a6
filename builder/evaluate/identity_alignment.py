"""Alignment of the names and quotes of an identity file with the mentions and quotes found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from builder.evaluate.gold import GoldArticle, GoldQuote
from builder.evaluate.identity_gold import Answer, GoldIdentity, GoldSpelling
from builder.evaluate.prediction import quote_content
from builder.model.annotations import EntityType, QuoteKind
from builder.model.brief import Brief, LinkedMention, LinkedQuote
from builder.model.span import Span

LISTED_TYPES = (EntityType.PERSON, EntityType.PLACE, EntityType.ORGANIZATION)
"""Types of entities that identity files list."""


class IdentifiedName(Struct, frozen=True):
    """A listed name in the text of an article, with the mention found for it.

    Attributes:
        words: the name as written.
        entity: the entity that it names.
        type: one of ``gold.CORE_TYPES``.
        optional: True if neither finding nor missing it counts.
        mention: the mention that shares most of its characters; None without any that is alike.
    """

    article: str
    span: Span
    words: str
    entity: str
    type: str
    optional: bool
    mention: LinkedMention | None

    @property
    def page(self) -> str | None:
        """Id of the page that it links to; None if it is unlinked."""
        return self.mention.entity_id if self.mention is not None else None


class IdentifiedQuote(Struct, frozen=True):
    """An annotated quote whose speaker is known, with the quote found for it.

    Attributes:
        index: of the quote in its article, from 0.
        answers: the right answers, the best one first; at least one.
        found: the quote that shares most of its characters; None without any that is alike.
    """

    article: str
    index: int
    gold: GoldQuote
    answers: tuple[Answer, ...]
    found: LinkedQuote | None

    @property
    def spoken(self) -> bool:
        """True for direct and mixed quotes, False for reported speech."""
        return self.gold.kind is not QuoteKind.INDIRECT

    @property
    def named(self) -> bool:
        """True if the best answer names someone."""
        return bool(self.answers[0])

    @property
    def speakers(self) -> frozenset[str]:
        """Ids of the pages that the quote found leads to."""
        return frozenset(self.found.speaker_ids) if self.found is not None else frozenset()


class AlignedIdentity(Struct, frozen=True):
    """The names and quotes of one article.

    Attributes:
        names: every listed name, in the order of the text.
        unlisted: the mentions of persons, places and organizations that are at no listed name, if they have a page.
        quotes: the quotes that are judged, in the order of the file.
    """

    article: str
    names: tuple[IdentifiedName, ...]
    unlisted: tuple[LinkedMention, ...]
    quotes: tuple[IdentifiedQuote, ...]


def align_identity(one: GoldArticle, identity: GoldIdentity, brief: Brief | None) -> AlignedIdentity:
    """Align one article; without a brief nothing was found."""
    mentions = brief.mentions if brief is not None else ()
    names = []
    matched: set[int] = set()
    for span, spelling in _named_spans(one.text, identity):
        candidates = list(_mention_candidates(span, mentions))
        # A mention that is at a listed name is not an unlisted one, even if another mention fits the name better.
        matched.update(candidates)
        mention = mentions[candidates[-1]] if candidates else None
        names.append(
            IdentifiedName(
                article=one.id,
                span=span,
                words=span.of(one.text),
                entity=spelling.entity,
                type=spelling.type,
                optional=spelling.optional,
                mention=mention,
            )
        )
    unlisted = (
        mention
        for i, mention in enumerate(mentions)
        if i not in matched and mention.entity_id is not None and mention.type in LISTED_TYPES
    )
    return AlignedIdentity(one.id, tuple(names), tuple(unlisted), tuple(_quotes(one, identity, brief)))


def _named_spans(text: str, identity: GoldIdentity) -> list[tuple[Span, GoldSpelling]]:
    """Return where the listed spellings occur as whole words, a longer one before a shorter one inside it."""
    taken = bytearray(len(text))
    found = []
    for name in sorted(identity.names, key=lambda name: -len(name.text)):
        for match in re.finditer(rf"(?<!\w){re.escape(name.text)}(?!\w)", text):
            span = Span(*match.span())
            if not any(taken[span.start : span.end]):
                taken[span.start : span.end] = b"\1" * len(span)
                found.append((span, _excepted(text, span, name, identity)))
    return sorted(found, key=lambda pair: pair[0])


def _excepted(text: str, span: Span, name: GoldSpelling, identity: GoldIdentity) -> GoldSpelling:
    """Return what a spelling names at one span: that of the last exception that applies, or the usual entity."""
    for exception in identity.exceptions:
        start = text.find(exception.context)
        if (
            exception.text == name.text
            and start >= 0
            and start <= span.start < start + len(exception.context)
        ):
            kind = exception.type or name.type
            name = GoldSpelling(name.text, exception.entity, kind, exception.optional)
    return name


def _mention_candidates(span: Span, mentions: Sequence[LinkedMention]) -> Iterator[int]:
    """Yield the indices of mentions that share half of the longer span, each better than the one before it."""
    best = 0
    for i, mention in enumerate(mentions):
        shared = _shared(span, mention.span)
        if shared > best and shared * 2 >= max(len(span), len(mention.span)):
            best = shared
            yield i


def _quotes(one: GoldArticle, identity: GoldIdentity, brief: Brief | None) -> Iterator[IdentifiedQuote]:
    found = brief.quotes if brief is not None else ()
    for index, quote in enumerate(one.quotes or ()):
        if index in identity.answers:
            match = _best_quote(quote.content, found)
            yield IdentifiedQuote(one.id, index, quote, identity.answers[index], match)


def _best_quote(content: Sequence[Span], found: Iterable[LinkedQuote]) -> LinkedQuote | None:
    """Return the quote that shares most characters, and at least half of those of the shorter one."""
    best, match = 0, None
    for quote in found:
        spans = quote_content(quote)
        shared = sum(_shared(span, other) for span in content for other in spans)
        if shared > best and shared * 2 >= min(sum(map(len, content)), sum(map(len, spans))):
            best, match = shared, quote
    return match


def _shared(one: Span, other: Span) -> int:
    """Return the number of characters that two spans share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))
