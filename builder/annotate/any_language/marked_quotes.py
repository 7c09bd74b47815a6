"""Quotes in quotation marks, in any language, credited only if a verb of speech and a name follow at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from builder.annotate.any_language.language_words import LanguageWords
from builder.annotate.parse.document import Document
from builder.model.annotations import Origin, Quote, QuoteKind
from builder.model.span import Span, strip_span

RULE = "marks"
CREDITED_RULE = "marks+cue"
_CONFIDENCE = 0.9
"""Confidence of a speaker whose name is right behind the verb."""

FEWEST_WORDS = 5
"""Words of a quotation that no one is credited with: fewer may be a title, a name or a term."""

_MARKS = re.compile(r"«([^«»]+)»|“([^“”]+)”|„([^„“”]+)[“”]")
"""Marks of a quotation that ends in its paragraph; those inside it may be of another kind."""
_WORD = re.compile(r"\w+")
_GAP = re.compile(r"\s*,?\s+")


class NamedSpan(Struct, frozen=True):
    """A mention that can speak: its span and the key of its entity."""

    span: Span
    key: str


def marked_quotes(doc: Document, speakers: Mapping[int, NamedSpan], words: LanguageWords) -> Iterator[Quote]:
    """Yield the quotes in quotation marks, in order.

    Args:
        doc: the document.
        speakers: the mentions of persons and organizations, by their start.
        words: of the language.
    """
    text = doc.article.text
    cue_pattern = _cue_pattern(words)
    for paragraph in doc.paragraphs:
        for found in _MARKS.finditer(text, paragraph.span.start, paragraph.span.end):
            group = found.lastindex or 1
            content = strip_span(text, found.start(group), found.end(group))
            if len(content) and text[content.end - 1] == ",":
                content = Span(content.start, content.end - 1)
            credit = None if cue_pattern is None else _credit(text, found.end(), speakers, cue_pattern)
            if credit is not None:
                yield _quote(content, *credit)
            elif len(_WORD.findall(content.of(text))) >= FEWEST_WORDS:
                yield _quote(content, None, None)


def _cue_pattern(words: LanguageWords) -> re.Pattern[str] | None:
    """Return the pattern of a verb of speech and a title after it; None for a language without verbs."""
    if not words.cues:
        return None
    cues = "|".join(map(re.escape, words.cues)).replace(r"\ ", r"\s+")
    titles = "|".join(map(re.escape, sorted(words.titles, key=len, reverse=True)))
    return re.compile(rf"({cues})\s+(?:(?:{titles})\s+)?" if titles else rf"({cues})\s+")


def _credit(
    text: str, end: int, speakers: Mapping[int, NamedSpan], pattern: re.Pattern[str]
) -> tuple[NamedSpan, Span] | None:
    """Return who said a quotation, and the verb, if both follow it at once; else None."""
    gap = _GAP.match(text, end)
    cue = pattern.match(text, gap.end()) if gap is not None else None
    if cue is None or cue.end() not in speakers:
        return None
    return speakers[cue.end()], Span(*cue.span(1))


def _quote(content: Span, speaker: NamedSpan | None, cue: Span | None) -> Quote:
    return Quote(
        kind=QuoteKind.DIRECT,
        content=(content,),
        source=(speaker.span,) if speaker is not None else (),
        speakers=(speaker.key,) if speaker is not None else (),
        speaker_text=None,
        cue=cue,
        setting=None,
        origin=Origin.RULE,
        rule=CREDITED_RULE if speaker is not None else RULE,
        confidence=_CONFIDENCE if speaker is not None else 0.0,
    )
