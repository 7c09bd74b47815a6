"""The text of a brief: its published paragraphs with every mark on them, and who speaks beside each."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from builder.edition import urls
from builder.edition.labels import label_of
from builder.edition.wording import one_line
from builder.model.annotations import EntityType, Origin, QuoteKind
from builder.model.article import ParagraphKind
from builder.model.brief import LinkedMention
from builder.model.span import Span
from builder.pages.brief.brief_scope import BriefQuote, BriefScope
from builder.pages.brief.margin import MarginNote, margin_notes, note_marks, shown_notes
from builder.pages.links import is_uncertain_mention
from builder.pages.passages import Mark, MarkKind, Passage, cut_passage

_WHOLE = (ParagraphKind.LIST_ITEM, ParagraphKind.BLOCK_QUOTE)
"""Kinds of paragraphs whose neighbours of the same kind are shown in one element."""


class Gloss(Struct, frozen=True):
    """The note beside a paragraph that says whose words are in it.

    Attributes:
        quote: whose words they are.
        continued: True if the quote began in an earlier paragraph.
    """

    quote: BriefQuote
    continued: bool


class StoryParagraph(Struct, frozen=True):
    """One paragraph of the text with its anchor, its marks and its glosses."""

    id: str
    passage: Passage
    glosses: tuple[Gloss, ...]


class StorySection(Struct, frozen=True):
    """Neighbouring paragraphs of one kind: the items of a list, the paragraphs of a block quote."""

    kind: ParagraphKind
    paragraphs: tuple[StoryParagraph, ...]


class Stretch(Struct, frozen=True):
    """A part of the text with the notes beside it; they are on its first section, and there may be none."""

    notes: tuple[MarginNote, ...]
    sections: tuple[StorySection, ...]


def story_stretches(scope: BriefScope) -> tuple[Stretch, ...]:
    """What the page of a brief shows of its article: a new stretch begins wherever notes do."""
    notes = margin_notes(scope.source, scope.path, shown_notes(scope.view, scope.source))
    stretches: list[Stretch] = []
    for section, numbers in _sections(scope, notes):
        beside = tuple(note for number in numbers for note in notes.get(number, ()))
        if beside or not stretches:
            stretches.append(Stretch(beside, (section,)))
        else:
            last = stretches.pop()
            stretches.append(replace(last, sections=(*last.sections, section)))
    return tuple(stretches)


def _sections(scope: BriefScope, noted: Collection[int]) -> Iterator[tuple[StorySection, list[int]]]:
    """The sections with the places of their paragraphs; a paragraph with notes is a section of its own, unless it is
    part of a list or of a block quote.
    """
    published = scope.source.published
    marks = _by_paragraph(scope)
    glosses = _glosses(scope)

    def kind_of(number: int) -> tuple[ParagraphKind, int | None]:
        kind = published[number].kind
        return kind, number if number in noted and kind not in _WHOLE else None

    for (kind, _), group in groupby(range(len(published)), key=kind_of):
        numbers = list(group)
        paragraphs = tuple(
            StoryParagraph(
                urls.paragraph_anchor(number + 1),
                cut_passage(scope.source.text, published[number].span, marks[number]),
                tuple(glosses[number]),
            )
            for number in numbers
        )
        yield StorySection(kind, paragraphs), numbers


def _marks(scope: BriefScope) -> Iterator[Mark]:
    source = scope.source
    named: set[str] = set()
    for mention in source.brief.mentions:
        key = mention.entity_id or mention.type
        yield _mention_mark(scope, mention, first=key not in named)
        named.add(key)
    for quote in source.brief.quotes:
        # Most quotes are direct speech.
        style = quote.kind if quote.kind is QuoteKind.INDIRECT else ""
        first = True
        for span in quote.content:
            shown = source.shows(span)
            yield Mark(span, MarkKind.QUOTE, id=quote.id if first and shown else None, style=style)
            first = first and not shown
    for role in scope.view.roles_of_brief(source.brief.slug):
        yield Mark(Span(role.start, role.end), MarkKind.ROLE, id=role.anchor)
    if source.article.dateline is not None:
        yield Mark(source.article.dateline.span, MarkKind.DATELINE)
    yield from note_marks(scope.view, source, scope.path)


def _mention_mark(scope: BriefScope, mention: LinkedMention, *, first: bool) -> Mark:
    """Return the mark of a mention.

    A title says once for each entity who it is, if the words do not, and once for each type without pages what it is;
    and what is special about a mention. Cards and the sidebar say it for the others.

    Args:
        scope: of the page.
        mention: the mention.
        first: True if no mention before it is of the same entity, or of the same type without pages.
    """
    entity_id = mention.entity_id
    remark = _remark(scope, mention)
    title = _title(scope, mention, in_full=remark is not None) if first or remark or mention.value else None
    return Mark(
        span=mention.span,
        kind=MarkKind.MENTION,
        id=mention.anchor,
        # The address of a link and the element of a resolved date say what they are.
        style=mention.type if entity_id is None and mention.value is None else "",
        url=scope.links[entity_id].url if entity_id is not None else None,
        title=scope.view.interface.say("marks.remark", title=title, remark=remark) if remark else title,
        value=mention.value,
        uncertain=is_uncertain_mention(mention),
    )


def _remark(scope: BriefScope, mention: LinkedMention) -> str | None:
    """Return what is special about a mention."""
    if is_uncertain_mention(mention):
        return scope.view.interface.say(f"marks.found-by-{mention.origin}", rule=mention.rule)
    return scope.view.interface.say("marks.by-editor") if mention.origin is Origin.EDITOR else None


def _title(scope: BriefScope, mention: LinkedMention, *, in_full: bool) -> str | None:
    """Return who or what a mention is; None if its words say the same and it need not be said in full."""
    interface = scope.view.interface
    kind = label_of(interface, mention.type).one
    if mention.entity_id is not None:
        name, role = scope.links[mention.entity_id].name, scope.roles[mention.entity_id]
        words = one_line(mention.span.of(scope.source.text))
        if not in_full and words == name and (not role or _follows(scope, mention, role)):
            return None
        if role:
            return interface.say("marks.name-role", name=name, role=role)
        return interface.say("marks.name-type", name=name, type=kind.lower())
    if mention.type is EntityType.DATE and (date := interface.date(mention.value)) is not None:
        return date.words
    if mention.coiner_ids:
        names = interface.say("list.and").join(scope.links[key].name for key in mention.coiner_ids)
        return interface.say("marks.term-by", names=names)
    return kind


def _follows(scope: BriefScope, mention: LinkedMention, role: str) -> bool:
    """Return True if a mention follows the words of a role: "Mayor Ana Roe"."""
    text, start = scope.source.text, mention.span.start
    return start > len(role) and text[start - 1] == " " and text[start - 1 - len(role) : start - 1] == role


def _by_paragraph(scope: BriefScope) -> dict[int, list[Mark]]:
    """The marks that touch each published paragraph, by its place among them, counted from 0."""
    starts = [part.span.start for part in scope.source.published]
    found: dict[int, list[Mark]] = defaultdict(list)
    for mark in _marks(scope):
        number = max(bisect_right(starts, mark.span.start) - 1, 0)
        while number < len(starts) and starts[number] < mark.span.end:
            found[number].append(mark)
            number += 1
    return found


def _glosses(scope: BriefScope) -> dict[int, list[Gloss]]:
    """The glosses of each published paragraph, by its place among them, counted from 0."""
    source = scope.source
    starts = [part.span.start for part in source.published]
    found: dict[int, list[Gloss]] = defaultdict(list)
    for quote in source.brief.quotes:
        numbers = sorted(
            {bisect_right(starts, span.start) - 1 for span in quote.content if source.shows(span)}
        )
        for number in numbers:
            found[number].append(Gloss(scope.quotes[quote.id], continued=number != numbers[0]))
    return found
