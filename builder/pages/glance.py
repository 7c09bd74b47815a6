"""At a glance: who, where, which figures, and the words worth reading first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.model.annotations import EntityType, QuoteKind
from builder.model.span import Span
from builder.pages import urls
from builder.pages.catalog import BriefText, Catalog, Utterance
from builder.pages.links import UNCERTAIN_BELOW, QuoteCard, quote_card
from builder.pages.sidebar import SidebarGroup, SidebarRow
from builder.pages.wording import one_line

FIGURE_TYPES = (EntityType.MONEY, EntityType.PERCENT, EntityType.QUANTITY)
PEOPLE_SHOWN = 5
PLACES_SHOWN = 4
FIGURES_SHOWN = 4
QUOTES_SHOWN = 2
WORDS_AROUND = 7
GOOD_LENGTH = (40, 220)
"""A quote between so many characters says something and is still read at a glance."""

_KIND_RANK = {QuoteKind.DIRECT: 0, QuoteKind.MIXED: 1, QuoteKind.INDIRECT: 2}


@dataclass(frozen=True, slots=True)
class Figure:
    """A sum, share or quantity with the words around it.

    Attributes:
        before, after: a few words of its sentence on either side, with "…" where it goes on.
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
    figures: tuple[Figure, ...]
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


def key_quotes(utterances: Iterable[Utterance]) -> list[Utterance]:
    """The utterances whose speaker is known for sure: direct ones first, and of these the well-sized ones."""
    sure = (said for said in utterances if said.quote.confidence >= UNCERTAIN_BELOW)
    return sorted((said for said in sure if said.quote.speaker_ids), key=_quotability)


def _quotability(said: Utterance) -> tuple[int, int]:
    length = sum(len(span) for span in said.quote.content)
    low, high = GOOD_LENGTH
    off = max(low - length, length - high, 0)
    return _KIND_RANK[said.quote.kind], off


def _figures(source: BriefText, path: str) -> tuple[Figure, ...]:
    found: dict[str, Figure] = {}
    for mention in source.brief.mentions:
        if mention.type in FIGURE_TYPES and source.shows(mention.span):
            text = one_line(mention.span.of(source.text))
            before, after = _words_around(source, mention.span)
            url = urls.relative_url(path, path, mention.anchor)
            found.setdefault(text, Figure(before, text, after, url))
    return tuple(found.values())[:FIGURES_SHOWN]


def _words_around(source: BriefText, span: Span) -> tuple[str, str]:
    """A few words before and after ``span``, with the white space that parts them from it."""
    sentence = source.sentence_of(span)
    before, after = source.text[sentence.start : span.start], source.text[span.end : sentence.end]
    left, right = before.split(), after.split()
    start = f"{'… ' if len(left) > WORDS_AROUND else ''}{' '.join(left[-WORDS_AROUND:])}"
    end = f"{' '.join(right[:WORDS_AROUND])}{' …' if len(right) > WORDS_AROUND else ''}"
    return start + " " * before[-1:].isspace(), " " * after[:1].isspace() + end
