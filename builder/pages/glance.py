"""At a glance: who, where, which figures, and the words worth reading first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from builder.model.annotations import EntityType, Figure, FigureKind
from builder.model.span import Span
from builder.pages import urls
from builder.pages.catalog import BriefText, Catalog, Utterance
from builder.pages.links import QuoteCard, quote_card
from builder.pages.quotable import key_quotes
from builder.pages.sidebar import SidebarGroup, SidebarRow
from builder.pages.wording import one_line

PEOPLE_SHOWN = 5
PLACES_SHOWN = 4
FIGURES_SHOWN = 4
QUOTES_SHOWN = 2
WORDS_AROUND = 7
LEAD_PARAGRAPHS = 2

_FIGURE_RANK = (
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
"""What does not make two figures of one: "at least 18 people" and "18 people"."""


@dataclass(frozen=True, slots=True)
class GlanceFigure:
    """A sum, share or number with the words of its sentence that say what it counts, in the order of the text.

    Attributes:
        before, after: those words, "…" where some are left out; where the text does not tell in few words, a few
            words of the sentence on either side.
        url: leads to the figure in the text.
    """

    before: str
    text: str
    after: str
    url: str


@dataclass(frozen=True, slots=True)
class Glance:
    """The box above the text; each part may be empty."""

    who: tuple[SidebarRow, ...]
    where: tuple[SidebarRow, ...]
    figures: tuple[GlanceFigure, ...]
    quotes: tuple[QuoteCard, ...]


def make_glance(catalog: Catalog, source: BriefText, path: str, groups: Sequence[SidebarGroup]) -> Glance:
    """What a brief's box shows; ``groups`` are those of its sidebar."""
    rows = {group.type: group.rows for group in groups}
    who = rows.get(EntityType.PERSON) or rows.get(EntityType.ORGANIZATION) or ()
    said = (Utterance(source, quote) for quote in source.brief.quotes)
    return Glance(
        who=who[:PEOPLE_SHOWN],
        where=rows.get(EntityType.PLACE, ())[:PLACES_SHOWN],
        figures=_figures(source, path),
        quotes=tuple(quote_card(catalog, path, found) for found in key_quotes(said)[:QUOTES_SHOWN]),
    )


def _figures(source: BriefText, path: str) -> tuple[GlanceFigure, ...]:
    """The most telling figures, each number once: casualties first, then those of the lead."""
    anchors = {mention.span: mention.anchor for mention in source.brief.mentions}
    shown = [figure for figure in source.brief.figures if source.shows(figure.span)]
    lead = source.published[:LEAD_PARAGRAPHS][-1].span.end if source.published else 0
    shown.sort(key=lambda figure: _usefulness(figure, lead))
    found: dict[str, GlanceFigure] = {}
    for figure in shown:
        text = one_line(figure.span.of(source.text))
        before, after = _counted(source, figure) if figure.counts else _words_around(source, figure.span)
        url = urls.relative_url(path, path, anchors[figure.span])
        found.setdefault(_number(text), GlanceFigure(before, text, after, url))
    return tuple(found.values())[:FIGURES_SHOWN]


def _usefulness(figure: Figure, lead: int) -> tuple[bool, bool, bool, int, int]:
    """Sort key of a figure; ``lead`` is where the lead ends."""
    kind = figure.kind
    start = figure.span.start
    return (
        kind is not FigureKind.CASUALTIES,
        not figure.counts,
        start >= lead,
        _FIGURE_RANK.index(kind),
        start,
    )


def _number(text: str) -> str:
    """What two figures have in common that say the same."""
    plain = re.sub(r"\s*(?:percent|per cent)$", "%", text.casefold())
    return _HEDGE.sub("", plain)


def _counted(source: BriefText, figure: Figure) -> tuple[str, str]:
    """The words that say what a figure counts, before and after it."""
    before = after = ""
    at = figure.span.end
    for span in figure.counts:
        if span.start >= figure.span.end:
            after += _gap(source.text[at : span.start]) + one_line(span.of(source.text))
            at = span.end
    at = figure.span.start
    for span in reversed(figure.counts):
        if span.end <= figure.span.start:
            before = one_line(span.of(source.text)) + _gap(source.text[span.end : at]) + before
            at = span.start
    return before, after


def _gap(between: str) -> str:
    """What parts two stretches of a sentence: white space, or "…" where words are left out."""
    if not between.strip():
        return " " * bool(between)
    return " … "


def _words_around(source: BriefText, span: Span) -> tuple[str, str]:
    """A few words before and after ``span``, with the white space that parts them from it."""
    sentence = source.sentence_of(span)
    before, after = source.text[sentence.start : span.start], source.text[span.end : sentence.end]
    left, right = before.split(), after.split()
    start = f"{'… ' if len(left) > WORDS_AROUND else ''}{' '.join(left[-WORDS_AROUND:])}"
    end = f"{' '.join(right[:WORDS_AROUND])}{' …' if len(right) > WORDS_AROUND else ''}"
    return start + " " * before[-1:].isspace(), " " * after[:1].isspace() + end
