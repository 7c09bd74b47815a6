"""The text of a brief: its published paragraphs with every mark on them, and who speaks beside each."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from builder.edition import urls
from builder.edition.brief_texts import BriefText
from builder.edition.labels import LABELS
from builder.edition.view import View
from builder.edition.wording import date_words, one_line
from builder.model.annotations import EntityType, Origin
from builder.model.article import ParagraphKind
from builder.model.graph import LinkedMention, LinkedQuote
from builder.model.span import Span
from builder.pages.brief.margin import MarginNote, margin_notes, note_marks, shown_notes
from builder.pages.links import EntityLink, entity_link, is_uncertain, is_uncertain_mention
from builder.pages.passages import Mark, MarkKind, Passage, cut_passage

_WHOLE = (ParagraphKind.LIST_ITEM, ParagraphKind.BLOCK_QUOTE)
"""Kinds of paragraphs whose neighbours of the same kind are shown in one element."""


@dataclass(frozen=True, slots=True)
class Gloss:
    """The note beside a paragraph that says whose words are in it.

    Attributes:
        quote_url: leads to the first words of the quote.
        continued: whether the quote began in an earlier paragraph.
        uncertain: whether the annotator was unsure of the speaker.
        confirmed: whether an editor named the speaker.
    """

    quote_url: str
    speakers: tuple[EntityLink, ...]
    speaker_text: str | None
    cue: str | None
    continued: bool
    uncertain: bool
    confirmed: bool


@dataclass(frozen=True, slots=True)
class StoryParagraph:
    """One paragraph of the text with its anchor, its marks and its glosses."""

    id: str
    passage: Passage
    glosses: tuple[Gloss, ...]


@dataclass(frozen=True, slots=True)
class StorySection:
    """Neighbouring paragraphs of one kind: the items of a list, the paragraphs of a block quote."""

    kind: ParagraphKind
    paragraphs: tuple[StoryParagraph, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the text with the notes beside it; they are on its first section, and there may be none."""

    notes: tuple[MarginNote, ...]
    sections: tuple[StorySection, ...]


def story_stretches(view: View, source: BriefText, path: str) -> tuple[Stretch, ...]:
    """What the page of a brief shows of its article: a new stretch begins wherever notes do."""
    notes = margin_notes(source, path, shown_notes(view, source))
    stretches: list[Stretch] = []
    for section, numbers in _sections(view, source, path, notes):
        beside = tuple(note for number in numbers for note in notes.get(number, ()))
        if beside or not stretches:
            stretches.append(Stretch(beside, (section,)))
        else:
            last = stretches.pop()
            stretches.append(replace(last, sections=(*last.sections, section)))
    return tuple(stretches)


def _sections(
    view: View, source: BriefText, path: str, noted: Collection[int]
) -> Iterator[tuple[StorySection, list[int]]]:
    """The sections with the places of their paragraphs; a paragraph with notes is a section of its own, unless it is
    part of a list or of a block quote.
    """
    marks = _by_paragraph(source, _marks(view, source, path))
    glosses = _glosses(view, source, path)

    def kind_of(number: int) -> tuple[ParagraphKind, int | None]:
        kind = source.published[number].kind
        return kind, number if number in noted and kind not in _WHOLE else None

    for (kind, _), group in groupby(range(len(source.published)), key=kind_of):
        numbers = list(group)
        paragraphs = tuple(
            StoryParagraph(
                urls.paragraph_anchor(number + 1),
                cut_passage(source.text, source.published[number].span, marks[number]),
                tuple(glosses[number]),
            )
            for number in numbers
        )
        yield StorySection(kind, paragraphs), numbers


def shown_in_text(source: BriefText, quote: LinkedQuote) -> bool:
    """Whether the text that the page shows holds at least the beginning of one part of the quote."""
    return any(source.shows(span) for span in quote.content)


def _marks(view: View, source: BriefText, path: str) -> Iterator[Mark]:
    named: set[str | None] = set()
    for mention in source.brief.mentions:
        yield _mention_mark(view, source, path, mention, first=mention.entity_id not in named)
        named.add(mention.entity_id)
    for quote in source.brief.quotes:
        first = True
        for span in quote.content:
            shown = source.shows(span)
            yield Mark(span, MarkKind.QUOTE, id=quote.id if first and shown else None, style=quote.kind)
            first = first and not shown
    for role in view.roles_of_brief(source.brief.slug):
        yield Mark(Span(role.start, role.end), MarkKind.ROLE, id=role.anchor)
    if source.article.dateline is not None:
        yield Mark(source.article.dateline.span, MarkKind.DATELINE)
    yield from note_marks(view, source, path)


def _mention_mark(view: View, source: BriefText, path: str, mention: LinkedMention, *, first: bool) -> Mark:
    """Return the mark of a mention.

    A title says once for each entity who it is, if the words do not; and what is special about a mention. Cards and the
    sidebar say it for the others.
    """
    uncertain = is_uncertain_mention(mention)
    url = None
    title = LABELS[mention.type].one
    is_telling = True
    if mention.entity_id is not None:
        link = entity_link(view, path, mention.entity_id)
        role = view.role(mention.entity_id, source.brief.slug)
        url, title = link.url, f"{link.name}, {role}" if role else f"{link.name} ({title.lower()})"
        is_telling = first and (bool(role) or one_line(mention.span.of(source.text)) != link.name)
    elif mention.type is EntityType.DATE and (date := date_words(mention.value)) is not None:
        title = date.words
    elif mention.coiner_ids:
        title = "Term coined by " + " and ".join(view.entity(key).name for key in mention.coiner_ids)
    if uncertain:
        title += f" — uncertain, found by {mention.origin} “{mention.rule}”"
    elif mention.origin is Origin.EDITOR:
        title += " — set by an editor"
    return Mark(
        span=mention.span,
        kind=MarkKind.MENTION,
        id=mention.anchor,
        style=mention.type,
        url=url,
        title=title if is_telling or uncertain or mention.origin is Origin.EDITOR else None,
        value=mention.value,
        uncertain=uncertain,
    )


def _by_paragraph(source: BriefText, marks: Iterable[Mark]) -> dict[int, list[Mark]]:
    """The marks that touch each published paragraph, by its place among them, counted from 0."""
    starts = [part.span.start for part in source.published]
    found: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        number = max(bisect_right(starts, mark.span.start) - 1, 0)
        while number < len(starts) and starts[number] < mark.span.end:
            found[number].append(mark)
            number += 1
    return found


def _glosses(view: View, source: BriefText, path: str) -> dict[int, list[Gloss]]:
    """The glosses of each published paragraph, by its place among them, counted from 0."""
    starts = [part.span.start for part in source.published]
    found: dict[int, list[Gloss]] = defaultdict(list)
    for quote in source.brief.quotes:
        numbers = sorted(
            {bisect_right(starts, span.start) - 1 for span in quote.content if source.shows(span)}
        )
        for number in numbers:
            found[number].append(_gloss(view, source, path, quote, continued=number != numbers[0]))
    return found


def _gloss(view: View, source: BriefText, path: str, quote: LinkedQuote, *, continued: bool) -> Gloss:
    speakers = tuple(entity_link(view, path, entity_id) for entity_id in quote.speaker_ids)
    return Gloss(
        quote_url=urls.relative_url(path, path, quote.id),
        speakers=speakers,
        speaker_text=quote.speaker_text,
        cue=one_line(quote.cue.of(source.text)) if quote.cue else None,
        continued=continued,
        uncertain=is_uncertain(quote),
        confirmed=quote.origin is Origin.EDITOR,
    )
