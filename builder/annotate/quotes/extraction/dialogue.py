"""Turns of a printed conversation: paragraphs that open with who speaks and a colon, without quotation marks."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.annotate.entities.resolve import LinkedMentions
from builder.annotate.parse.document import Document, Token
from builder.annotate.quotes.attribution.candidates import Candidate, candidate_at
from builder.annotate.quotes.extraction.quotation_marks import QuotedRegion
from builder.model.annotations import EntityType
from builder.model.article import ParagraphKind
from builder.model.span import Span, strip_span
from builder.names.person_names import fold, person_name

_LONGEST_LABEL = 5
_ASKS, _ANSWERS = ("q", "question"), ("a", "answer")
_FIRST_PERSON = frozenset("i me my we us our".split())
_OF_TURN = (ParagraphKind.TEXT, ParagraphKind.BLOCK_QUOTE)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one partner says at a time.

    Attributes:
        label: the words before the colon.
        key: the person who speaks.
        content: what is said, a span a paragraph.
        first, last: the tokens of label and content, half-open.
        partner: who else speaks, where there are just two.
    """

    label: Candidate
    key: str
    content: tuple[Span, ...]
    first: int
    last: int
    partner: str | None

    def holds(self, i: int) -> bool:
        """Whether a token stands in the turn."""
        return self.first <= i < self.last

    def is_label(self, i: int) -> bool:
        """Whether a token stands before the colon, or is the colon."""
        return self.first <= i <= self.label.last

    def person_of(self, word: str) -> str | None:
        """Whom "I" or "you" stands for in it."""
        if word.lower() in _FIRST_PERSON:
            return self.key
        return self.partner if word.lower() == "you" else None


@dataclass(frozen=True, slots=True)
class _Label:
    """The label of a paragraph with the person it names; None for questions of somebody unknown."""

    paragraph: int
    candidate: Candidate
    key: str | None


def turns_of(linked: LinkedMentions, regions: Sequence[QuotedRegion]) -> tuple[Turn, ...]:
    """The turns of an article in which at least one person has two; none elsewhere: a single "Ana Roe:" may be a
    heading or the name in a table.
    """
    labels = list(_labels(linked))
    keys = Counter(label.key for label in labels if label.key is not None)
    if not keys or max(keys.values()) < 2:
        return ()
    bounds = _bounds(linked.doc)
    whole = frozenset(region.outer for region in regions)
    turns = []
    for number, label in enumerate(labels):
        if label.key is None:
            continue
        following = labels[number + 1].paragraph if number + 1 < len(labels) else None
        last = _last_paragraph(linked.doc, bounds, label.paragraph, following)
        content = _content(linked.doc, whole, label, last)
        partner = next((key for key in keys if key != label.key), None) if len(keys) == 2 else None
        first, end = bounds[label.paragraph][0], bounds[last][1]
        if content:
            turns.append(Turn(label.candidate, label.key, content, first, end, partner))
    return tuple(turns)


def turn_at(turns: Sequence[Turn], i: int) -> Turn | None:
    """Return the turn that contains a token; the turns are in order."""
    number = bisect_right(turns, i, key=lambda turn: turn.first) - 1
    return turns[number] if number >= 0 and turns[number].holds(i) else None


def source_in_turn(
    linked: LinkedMentions, turn: Turn, cue: int, source: Candidate | None
) -> Candidate | None:
    """The source of a statement inside a turn: the label is read as its subject easily, and is none."""
    if source is None or not turn.is_label(source.head.i):
        return source
    between = linked.doc.tokens[turn.label.last + 1 : cue]
    heads = [
        token
        for token in between
        if token.pos == "PRON"
        or (linked.mentions.is_taken(token.i) and not linked.mentions.is_taken(token.i + 1))
    ]
    return candidate_at(heads[-1], linked.mentions) if heads else None


def _labels(linked: LinkedMentions) -> Iterator[_Label]:
    """The labels of known persons, and "Q" and "A", in order."""
    known = _known(linked)
    name_at = linked.mentions.index_at
    opening: int | None = None
    guest: tuple[str | None] | None = None
    for number, (first, last) in _bounds(linked.doc).items():
        label = _label(linked.doc, first, last)
        if linked.doc.paragraphs[number].kind not in _OF_TURN or not label:
            continue
        written = fold(linked.doc.text[label[0].start : label[-1].end])
        opening = number if opening is None else opening
        candidate = Candidate(label[-1], label[0].i, label[-1].i + 1, name_at.get(label[-1].i))
        if written in _ASKS or written in _ANSWERS:
            if written in _ANSWERS and guest is None:
                guest = (_sole_guest(linked, opening),)
            yield _Label(number, candidate, guest[0] if written in _ANSWERS and guest is not None else None)
        elif written in known:
            yield _Label(number, candidate, known[written])


def _label(doc: Document, first: int, last: int) -> tuple[Token, ...]:
    """The words before a colon at the front of a paragraph, all in capitals or with capital letters."""
    for i in range(first, min(first + _LONGEST_LABEL + 1, last - 1)):
        if doc.tokens[i].text == ":":
            label = doc.tokens[first:i]
            return (
                label if all(token.text[0].isupper() or token.text in (".", "-") for token in label) else ()
            )
    return ()


def _known(linked: LinkedMentions) -> Mapping[str, str]:
    """The persons of an article by their names, other forms, and surnames that only one of them has."""
    persons = [entity for entity in linked.entities if entity.type is EntityType.PERSON]
    full = [entity for entity in persons if " " in entity.name]
    surnames = Counter(person_name(entity.name).surname for entity in full)
    known = {person_name(entity.name).surname: entity.key for entity in full}
    known = {surname: key for surname, key in known.items() if surnames[surname] == 1}
    return known | {fold(form): entity.key for entity in full for form in (*entity.aliases, entity.name)}


def _sole_guest(linked: LinkedMentions, opening: int) -> str | None:
    """Who answers: the only person besides the author who is named before the first label."""
    author = fold(linked.doc.article.byline or "")
    named = {
        key
        for name, key in zip(linked.names, linked.keys, strict=True)
        if name.type is EntityType.PERSON
        and linked.doc.tokens[name.first].paragraph < opening
        and fold(name.text) not in author
    }
    return named.pop() if len(named) == 1 else None


def _bounds(doc: Document) -> dict[int, tuple[int, int]]:
    """The tokens of each paragraph, half-open."""
    bounds: dict[int, tuple[int, int]] = {}
    for sentence in doc.sentences:
        first, _ = bounds.get(sentence.paragraph, (sentence.first, 0))
        bounds[sentence.paragraph] = (first, sentence.last)
    return bounds


def _last_paragraph(
    doc: Document, bounds: Mapping[int, tuple[int, int]], first: int, following: int | None
) -> int:
    """The paragraph a turn ends with: before the next label or heading; at the end of a conversation only what goes on
    in the first person belongs to it.
    """
    last = first
    while last + 1 in bounds and last + 1 != following and doc.paragraphs[last + 1].kind in _OF_TURN:
        low, high = bounds[last + 1]
        speaks = any(token.text.lower() in _FIRST_PERSON for token in doc.tokens[low:high])
        if following is None and not speaks:
            break
        last += 1
    return last


def _content(doc: Document, whole: frozenset[Span], label: _Label, last: int) -> tuple[Span, ...]:
    """Return what is said, without paragraphs in quotation marks as a ``whole``: these are quotes of their own."""
    spans = []
    for number in range(label.paragraph, last + 1):
        span = doc.paragraphs[number].span
        start = doc.tokens[label.candidate.last].end if number == label.paragraph else span.start
        said = strip_span(doc.text, start, span.end)
        if said not in whole and any(character.isalnum() for character in said.of(doc.text)):
            spans.append(said)
    return tuple(spans)
