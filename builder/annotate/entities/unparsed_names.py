"""Organizations in the text that the model does not read: the agency of a dateline, credits, and notes at the end."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from builder.annotate.parse.document import Document
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType, Mention, Origin
from builder.model.article import ParagraphKind
from builder.model.span import Span
from builder.names.acronyms import is_acronym
from builder.read.agencies import is_agency

UNPARSED_CONFIDENCE = 0.8
"""Confidence of an organization in text that the model does not read."""

_AGENCY = re.compile(r"\(([^()]+)\)|/([^/()]+)/")
_AGENCY_BEFORE_DASH = re.compile(r"[\d.)],\s+([^\W\d_][^\d,()]*?)\s*[—―–-]+\s*$")
_CREDIT = re.compile(r"[^\W\d_]\w+(?:\s?/\s?[^\W\d_]\w+)*\.?")
_CREDITED = re.compile(r"[^\W\d_]\w+")
_POSTED_ON = re.compile(r"\b(?:on|via|from) ([A-Z]\w+)")


def unparsed_forms(doc: Document, named: Collection[str]) -> dict[Span, str]:
    """Return the spellings of the organizations in the dateline and in boilerplate, by span.

    Args:
        doc: the document.
        named: the spellings of the organizations that the article names elsewhere.
    """
    found = dict(_agency(doc))
    boilerplate = [
        paragraph.span for paragraph in doc.article.paragraphs if paragraph.kind is ParagraphKind.BOILERPLATE
    ]
    pattern = _pattern(named) if boilerplate else None
    for paragraph in boilerplate:
        for start, end in (*_credited(doc, paragraph), *_posted_on(doc, paragraph)):
            found[Span(start, end)] = doc.text[start:end]
        matches = pattern.finditer(doc.text, paragraph.start, paragraph.end) if pattern is not None else ()
        for match in matches:
            found[Span(*match.span())] = match.group()
    return found


def unparsed_mention(span: Span, key: str) -> Mention:
    """Return the mention of an organization in text that the model does not read.

    Args:
        span: of its name.
        key: of its entity.
    """
    return Mention(span, EntityType.ORGANIZATION, key, Origin.RULE, "unparsed", UNPARSED_CONFIDENCE)


def _agency(doc: Document) -> Iterator[tuple[Span, str]]:
    """Yield the news agency of a dateline, in brackets or between a date and the dash: "OSLO, May 3 (NTB) —"."""
    dateline = doc.article.dateline
    if dateline is None:
        return
    for match in _AGENCY.finditer(doc.text, dateline.span.start, dateline.span.end):
        group = 1 if match[1] is not None else 2
        if is_acronym(match[group]) or is_agency(match[group]):
            yield Span(*match.span(group)), match[group]
    last = _AGENCY_BEFORE_DASH.search(doc.text, dateline.place.end, dateline.span.end)
    if last is not None:
        yield Span(*last.span(1)), last[1]


def _credited(doc: Document, paragraph: Span) -> Iterator[tuple[int, int]]:
    """Yield the names in the credit of a picture that is a paragraph: "Facebook/Roe."."""
    # Photographers have two names. A single word beside an agency or a website is another agency.
    if not _CREDIT.fullmatch(doc.text, paragraph.start, paragraph.end):
        return
    names = [match.span() for match in _CREDITED.finditer(doc.text, paragraph.start, paragraph.end)]
    if any(_is_publisher(doc.text[start:end]) for start, end in names):
        yield from (
            (start, end) for start, end in names if doc.text[start:end].lower() not in words("caption_words")
        )


def _is_publisher(name: str) -> bool:
    return is_agency(name) or name in words("brands")


def _posted_on(doc: Document, paragraph: Span) -> Iterator[tuple[int, int]]:
    """Yield the websites in an invitation to follow an author: "Follow Ana Roe on Facebook"."""
    for match in _POSTED_ON.finditer(doc.text, paragraph.start, paragraph.end):
        if match[1] in words("brands"):
            yield match.span(1)


def _pattern(named: Collection[str]) -> re.Pattern[str] | None:
    """Return a pattern of the names that are no common words: acronyms, and names of several words."""
    certain = sorted(
        (name for name in named if " " in name or is_acronym(name)), key=lambda name: (-len(name), name)
    )
    if not certain:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, certain))})(?!\w)")
