"""Head of an article: its headline, byline, publication date and dateline, separated from the story."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.model.article import Dateline, Paragraph, ParagraphKind
from builder.read.byline import find_byline, find_signature, is_affiliation
from builder.read.dateline import DatedPlace, find_dateline
from builder.read.headline import is_body, is_headline
from builder.read.publication_date import is_publication_line, publication_date
from builder.read.raw_article import one_line

# Headline, standfirst, byline and date are at the top, and each is shorter than a paragraph of a story may be.
_DEEPEST = 6
_MOST_WORDS = 40


class ArticleHead(Struct, frozen=True):
    """The paragraphs with their kinds, and the metadata at the head of the text; fields as in ``Article``.

    Attributes:
        published: the publication date of a line of the text; None if only the dateline has a date.
    """

    paragraphs: tuple[Paragraph, ...]
    headline: str | None
    byline: str | None
    date: str | None
    dateline: Dateline | None
    published: str | None


class _Signed(Struct, frozen=True):
    """The paragraphs with bylines and publication lines marked, and what those say."""

    paragraphs: tuple[Paragraph, ...]
    byline: str | None
    date: str | None


def read_article_head(text: str, paragraphs: Sequence[Paragraph], *, headline: str | None) -> ArticleHead:
    """Separate headline, byline, publication date and dateline from the story.

    Args:
        text: the article's text.
        paragraphs: all paragraphs, boilerplate already marked.
        headline: the headline if it is already known, for example from front matter; else None.
    """
    at = _headline_index(text, paragraphs, headline=headline)
    marked = tuple(
        _as_kind(item, ParagraphKind.HEADLINE) if n == at else item for n, item in enumerate(paragraphs)
    )
    if at is not None and headline is None:
        headline = one_line(marked[at].span.of(text))
    signed = _read_bylines(text, marked, has_headline=headline is not None)
    dated = _dateline(text, signed.paragraphs)
    date = signed.date or (dated.date if dated else None)
    dateline = dated.dateline if dated else None
    return ArticleHead(signed.paragraphs, headline, signed.byline, date, dateline, signed.date)


def _as_kind(paragraph: Paragraph, kind: ParagraphKind) -> Paragraph:
    return replace(paragraph, kind=kind)


def _headline_index(text: str, paragraphs: Sequence[Paragraph], *, headline: str | None) -> int | None:
    """Return the index of the headline's paragraph; None if no paragraph is, or one is marked already."""
    if any(paragraph.kind is ParagraphKind.HEADLINE for paragraph in paragraphs):
        return None
    top = _top(paragraphs)
    if headline is not None:
        wanted = one_line(headline).casefold()
        return next((n for n in top if one_line(paragraphs[n].span.of(text)).casefold() == wanted), None)
    if not top or any(paragraph.kind is not ParagraphKind.BOILERPLATE for paragraph in paragraphs[: top[0]]):
        return None
    first, *rest = top
    words = one_line(paragraphs[first].span.of(text))
    if _is_signed(words) or find_dateline(text, paragraphs[first].span):
        return None
    if not any(
        is_body(one_line(item.span.of(text)))
        for item in paragraphs[first + 1 :]
        if item.kind is ParagraphKind.TEXT
    ):
        return None
    return (
        first
        if is_headline(words, before_byline=_is_signed_below(text, [paragraphs[n] for n in rest]))
        else None
    )


def _top(paragraphs: Sequence[Paragraph]) -> list[int]:
    """Return the indexes of the first few paragraphs of plain text."""
    return [n for n, paragraph in enumerate(paragraphs) if paragraph.kind is ParagraphKind.TEXT][:_DEEPEST]


def _is_signed(words: str) -> bool:
    return find_byline(words) is not None or is_publication_line(words)


def _is_signed_below(text: str, below: Sequence[Paragraph]) -> bool:
    """Return True if a byline, a dateline or a publication line precedes the first long paragraph."""
    for paragraph in below:
        words = one_line(paragraph.span.of(text))
        if _is_signed(words) or find_signature(words) or find_dateline(text, paragraph.span):
            return True
        if len(words.split()) > _MOST_WORDS:
            return False
    return False


def _read_bylines(text: str, paragraphs: tuple[Paragraph, ...], *, has_headline: bool) -> _Signed:
    """Mark bylines, the affiliations under them, and publication lines."""
    marked = list(paragraphs)
    byline: str | None = None
    date: str | None = None
    under = -1
    for n in _top(paragraphs):
        words = one_line(paragraphs[n].span.of(text))
        if len(words.split()) > _MOST_WORDS or find_dateline(text, paragraphs[n].span):
            break
        # A name and a profession at the very top may be the subject of the story.
        author = find_byline(words) or (find_signature(words) if has_headline or n > 0 else None)
        if author is not None and byline is None:
            byline, under = author, n + 1
            marked[n] = _as_kind(paragraphs[n], ParagraphKind.BYLINE)
            date = date or publication_date(words)
        elif n == under and is_affiliation(words):
            under = n + 1
            marked[n] = _as_kind(paragraphs[n], ParagraphKind.BYLINE)
        elif is_publication_line(words):
            date = date or publication_date(words)
            under += n == under
            marked[n] = _as_kind(paragraphs[n], ParagraphKind.BOILERPLATE)
    return _Signed(tuple(marked), byline, date)


def _dateline(text: str, paragraphs: Sequence[Paragraph]) -> DatedPlace | None:
    """Return the dateline of the story's first paragraph, which a standfirst may precede."""
    signed = [n for n, paragraph in enumerate(paragraphs) if paragraph.kind is ParagraphKind.BYLINE]
    for n in _top(paragraphs)[:3]:
        if signed and n < signed[-1]:
            continue
        found = find_dateline(text, paragraphs[n].span)
        if found is not None or len(paragraphs[n].span.of(text).split()) > _MOST_WORDS:
            return found
    return None
