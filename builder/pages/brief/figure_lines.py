"""Figures at a glance: lines of the article's own words that say what its sums, shares and numbers count.

A line tells one fact. Figures that share words with each other stand on one line: "sinking 4 boats and hurting
nine sailors" are not two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from builder.edition import urls
from builder.edition.brief_texts import BriefText
from builder.edition.wording import one_line
from builder.model.annotations import Figure, FigureKind
from builder.model.span import Span

LINES_SHOWN = 4
LEAD_PARAGRAPHS = 2
WORDS_AROUND = 7
LONGEST = 160
"""Characters of a line that several figures may fill."""

SHORT_GAP = 8
"""So many characters between two stretches of a line are told rather than left out: ", or ", " and "."""

_RANK = (
    FigureKind.CASUALTIES,
    FigureKind.MONEY,
    FigureKind.PERCENT,
    FigureKind.PEOPLE,
    FigureKind.QUANTITY,
)
_HEDGE = re.compile(
    r"(?:at least|at most|about|above|almost|around|as many as|as much as|just|less than|more than|nearly"
    r"|only|over|roughly|some|up to)\s+"
)
"""What does not make two figures of one: "at least 30 sheep" and "30 sheep"."""


class LinePart(Struct, frozen=True):
    """Some words of a line; ``url`` leads to the figure in the text, and is None for the words around figures."""

    text: str
    url: str | None = None


FigureLine = tuple[LinePart, ...]
"""Figures with the words that say what they count, in the order of the text; "…" where some are left out."""


def figure_lines(source: BriefText, path: str) -> tuple[FigureLine, ...]:
    """The most telling figures of a brief: casualties first, then those of the lead; no number twice."""
    if not source.brief.figures:
        return ()
    anchors = {mention.span: mention.anchor for mention in source.brief.mentions}
    shown = [figure for figure in source.brief.figures if source.shows(figure.span)]
    lead = source.published[:LEAD_PARAGRAPHS][-1].span.end if source.published else 0
    shown.sort(key=lambda figure: _usefulness(figure, lead))
    places = {figure.span: urls.relative_url(path, path, anchors[figure.span]) for figure in shown}
    told: set[str] = set()
    lines: list[FigureLine] = []
    for fact in _facts(source, shown):
        if len(lines) == LINES_SHOWN:
            break
        numbers = {_number(one_line(figure.span.of(source.text))) for figure in fact.figures}
        if not numbers <= told:
            lines.append(_line(source, fact, places))
            told |= numbers
    return tuple(lines)


def _usefulness(figure: Figure, lead: int) -> tuple[bool, bool, bool, int, int]:
    """Sort key of a figure; ``lead`` is where the lead ends."""
    kind = figure.kind
    start = figure.span.start
    return (
        kind is not FigureKind.CASUALTIES,
        not figure.counts,
        start >= lead,
        _RANK.index(kind),
        start,
    )


def _number(text: str) -> str:
    """What two figures have in common that say the same."""
    plain = re.sub(r"\s*(?:percent|per cent)$", "%", text.casefold())
    return _HEDGE.sub("", plain)


class _Fact(Struct, frozen=True):
    """Figures that share words, and all words of their line: in order, none twice."""

    figures: tuple[Figure, ...]
    stretches: tuple[Span, ...]


def _facts(source: BriefText, ranked: Sequence[Figure]) -> list[_Fact]:
    """The figures by the facts that they tell, in their order.

    A figure that shares words with others joins them, if the line has room for it; else it is left out. So is one
    that the text does not tell of in few words where another one's words are near.
    """
    facts: list[_Fact] = []
    for figure in ranked:
        words = _words(source, figure)
        near = [known for known in facts if _overlap(words, known.stretches)]
        if not near:
            facts.append(_Fact((figure,), _merged(words)))
            continue
        figures = (*(one for known in near for one in known.figures), figure)
        stretches = _merged([*(span for known in near for span in known.stretches), *words])
        if all(one.counts for one in figures) and _length(stretches) <= LONGEST:
            facts[facts.index(near[0])] = _Fact(figures, stretches)
            facts = [known for known in facts if known not in near[1:]]
    return facts


def _words(source: BriefText, figure: Figure) -> tuple[Span, ...]:
    """Everything that a figure's line would say."""
    if figure.counts:
        return (figure.span, *figure.counts)
    return (_around(source, figure.span),)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in order, no words twice."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _overlap(spans: Iterable[Span], others: Sequence[Span]) -> bool:
    return any(span.overlaps(other) for span in spans for other in others)


def _length(spans: Sequence[Span]) -> int:
    return sum(len(span) for span in spans)


def _line(source: BriefText, fact: _Fact, places: Mapping[Span, str]) -> FigureLine:
    """The words of one fact's figures, with the figures among them."""
    text, figures, stretches = source.text, fact.figures, fact.stretches
    cuts = sorted(figure.span for figure in figures)
    parts: list[LinePart] = []
    at = stretches[0].start
    words = _opening(source, figures)
    for stretch in stretches:
        words += _gap(text[at : stretch.start])
        at = stretch.start
        for cut in (cut for cut in cuts if stretch.contains(cut)):
            words += _told(text[at : cut.start])
            parts += [LinePart(words)] * bool(words)
            parts.append(LinePart(one_line(cut.of(text)), places[cut]))
            words, at = "", cut.end
        words += _told(text[at : stretch.end])
        at = stretch.end
    words += _closing(source, figures)
    return (*parts, *[LinePart(words)] * bool(words))


def _told(words: str) -> str:
    """Words on one line, with a space at either end where the text has white space."""
    if not words.strip():
        return " " * bool(words)
    return " " * words[0].isspace() + one_line(words) + " " * words[-1].isspace()


def _gap(between: str) -> str:
    """What parts two stretches of a sentence: what stands there if that is short, else "…"."""
    return _told(between) if len(between) <= SHORT_GAP else " … "


def _around(source: BriefText, span: Span) -> Span:
    """A few words before and after ``span``, inside its sentence."""
    sentence = source.sentence_of(span)
    before, after = source.text[sentence.start : span.start], source.text[span.end : sentence.end]
    left = [match.start() for match in re.finditer(r"\S+", before)][-WORDS_AROUND:]
    right = [match.end() for match in re.finditer(r"\S+", after)][:WORDS_AROUND]
    start = sentence.start + left[0] if left else span.start
    return Span(start, span.end + right[-1] if right else span.end)


def _opening(source: BriefText, figures: Sequence[Figure]) -> str:
    """An ellipsis where a line of words around a figure begins within its sentence."""
    (first, *others) = figures
    if first.counts or others:
        return ""
    start = source.sentence_of(first.span).start
    return "… " * bool(source.text[start : _around(source, first.span).start].strip())


def _closing(source: BriefText, figures: Sequence[Figure]) -> str:
    """An ellipsis where such a line ends within its sentence."""
    (first, *others) = figures
    if first.counts or others:
        return ""
    end = source.sentence_of(first.span).end
    return " …" * bool(source.text[_around(source, first.span).end : end].strip())
