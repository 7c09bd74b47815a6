"""Dialogue: a printed conversation without quotation marks, in which a label with a colon opens each turn."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.annotate.entities.linked_mentions import LinkedMentions
from builder.annotate.mentions.transcript_labels import LABEL_RULE
from builder.annotate.parse.document import Document, Token
from builder.annotate.quotes.attribution.candidates import (
    Candidate,
    candidate_at,
    is_capitalized,
    label_candidate,
)
from builder.annotate.quotes.attribution.ranking import LABEL_PROBABILITY
from builder.annotate.quotes.extraction.extracted_quote import ExtractedQuote, SourceChoice, SourceReason
from builder.annotate.quotes.quoted_text import QuotedText
from builder.model.annotations import EntityType, QuoteKind
from builder.model.article import ParagraphKind
from builder.model.span import Span, strip_span
from builder.names.person_names import fold, person_name

_LONGEST_LABEL = 5
"""Tokens of the longest label."""
_ASKS, _ANSWERS = ("q", "question"), ("a", "answer")
_FIRST_PERSON = frozenset("i me my we us our".split())
_TURN_PARAGRAPHS = (ParagraphKind.TEXT, ParagraphKind.BLOCK_QUOTE)


@dataclass(frozen=True, slots=True)
class DialogueTurn:
    """The words of one speaker of a conversation, until another one speaks.

    Attributes:
        label: the words before the colon.
        key: the key of the person who speaks.
        content: the words after the label, a span for each paragraph.
        first, last: the tokens of label and content, as half-open indices in ``Document.tokens``.
        partner: the key of the other person if exactly two speak; else None.
    """

    label: Candidate
    key: str
    content: tuple[Span, ...]
    first: int
    last: int
    partner: str | None

    def contains(self, token: Token) -> bool:
        """Return True if a token is in the turn."""
        return self.first <= token.i < self.last

    def is_label(self, token: Token) -> bool:
        """Return True if a token is in the label, or is the colon after it."""
        return self.first <= token.i <= self.label.last

    def person_of(self, word: str) -> str | None:
        """Return the key of the person that "I" or "you" refers to in the turn; None for other words."""
        if word.lower() in _FIRST_PERSON:
            return self.key
        return self.partner if word.lower() == "you" else None


@dataclass(frozen=True, slots=True)
class _TurnLabel:
    """The label of a paragraph.

    Attributes:
        paragraph: index in ``Document.paragraphs``.
        candidate: its words.
        key: the key of the person that it names; None for an interviewer without a name.
    """

    paragraph: int
    candidate: Candidate
    key: str | None


def turns_of(text: QuotedText) -> tuple[DialogueTurn, ...]:
    """Return the turns of an article in which at least one person has two; otherwise none."""
    # A single "Ana Roe:" may be a heading or the name in a table.
    linked = text.linked
    labels = list(_labels(linked))
    keys = Counter(label.key for label in labels if label.key is not None)
    if not keys or max(keys.values()) < 2:
        return ()
    paragraphs = _paragraph_tokens(linked.doc)
    quotations = frozenset(region.outer for region in text.regions)
    turns = []
    for label_i, label in enumerate(labels):
        if label.key is None:
            continue
        following = labels[label_i + 1].paragraph if label_i + 1 < len(labels) else None
        last = _last_paragraph(paragraphs, label, following)
        content = _content(quotations, label, last)
        partner = next((key for key in keys if key != label.key), None) if len(keys) == 2 else None
        first, end = paragraphs[label.paragraph][0].i, paragraphs[last][-1].i + 1
        if content:
            turns.append(DialogueTurn(label.candidate, label.key, content, first, end, partner))
    return tuple(turns)


def quote_of_turn(turn: DialogueTurn) -> ExtractedQuote:
    """Return the words of a turn as one direct quote."""
    choice = SourceChoice(turn.label, None, LABEL_PROBABILITY, SourceReason.LABEL)
    return ExtractedQuote(QuoteKind.DIRECT, turn.content, (), choice, "turn")


def turn_at(turns: Sequence[DialogueTurn], token: Token) -> DialogueTurn | None:
    """Return the turn that contains a token; None without one. The turns are in order."""
    turn_i = bisect_right(turns, token.i, key=lambda turn: turn.first) - 1
    return turns[turn_i] if turn_i >= 0 and turns[turn_i].contains(token) else None


def source_in_turn(
    text: QuotedText, turn: DialogueTurn, cue: Token, source: Candidate | None
) -> Candidate | None:
    """Return the source of a statement inside a turn: never the label, but the last pronoun or name before the cue.

    Args:
        text: the document with its quoted regions.
        turn: the turn.
        cue: the verb of the statement.
        source: its subject in the parse.
    """
    # The parser easily takes the label for the subject.
    if source is None or not turn.is_label(source.head):
        return source
    between = text.doc.tokens[turn.label.last + 1 : cue.i]
    heads = [token for token in between if token.pos == "PRON" or _ends_mention(token, text)]
    return candidate_at(heads[-1], text.mentions) if heads else None


def _ends_mention(token: Token, text: QuotedText) -> bool:
    return text.mentions.is_taken(token.i) and not text.mentions.is_taken(token.i + 1)


def _labels(linked: LinkedMentions) -> Iterator[_TurnLabel]:
    """Yield the labels of known persons, and "Q" and "A", in order."""
    known = persons_by_form(linked)
    opening: int | None = None
    guest: tuple[str | None] | None = None
    for paragraph, tokens in _paragraph_tokens(linked.doc).items():
        label = _label(tokens)
        if linked.doc.paragraphs[paragraph].kind not in _TURN_PARAGRAPHS or not label:
            continue
        written = fold(linked.doc.text[label[0].start : label[-1].end])
        opening = paragraph if opening is None else opening
        candidate = label_candidate(label, linked.mentions)
        if written in _ASKS or written in _ANSWERS:
            if written in _ANSWERS and guest is None:
                guest = (_sole_guest(linked, opening),)
            key = guest[0] if written in _ANSWERS and guest is not None else None
            yield _TurnLabel(paragraph, candidate, key)
        elif written in known:
            yield _TurnLabel(paragraph, candidate, known[written])


def _label(paragraph: Sequence[Token]) -> Sequence[Token]:
    """Return the capitalized words before a colon at the front of a paragraph; () if it has no label."""
    for i, token in enumerate(paragraph[: min(_LONGEST_LABEL + 1, len(paragraph) - 1)]):
        if token.text == ":":
            return paragraph[:i] if is_capitalized(paragraph[:i]) else ()
    return ()


def persons_by_form(linked: LinkedMentions) -> Mapping[str, str]:
    """Return the keys of persons by all forms of their full names, surnames that only one has, and labels in capitals.

    Forms and surnames are folded.
    """
    persons = [entity for entity in linked.entities if entity.type is EntityType.PERSON]
    full = [entity for entity in persons if " " in entity.name]
    surnames = Counter(person_name(entity.name).surname for entity in full)
    known = {person_name(entity.name).surname: entity.key for entity in full}
    known = {surname: key for surname, key in known.items() if surnames[surname] == 1}
    labels = {
        fold(mention.text): key
        for mention, key in zip(linked.mentions, linked.keys, strict=True)
        if mention.rule == LABEL_RULE and key is not None
    }
    return (
        labels
        | known
        | {fold(form): entity.key for entity in full for form in (*entity.aliases, entity.name)}
    )


def _sole_guest(linked: LinkedMentions, opening: int) -> str | None:
    """Return the key of the person who answers questions: the only one, but the author, named before the conversation.

    Args:
        linked: the mentions with their entities.
        opening: index of the first paragraph of the conversation.

    Returns:
        None if several persons are named, or none.
    """
    author = fold(linked.doc.article.byline or "")
    persons = {
        key
        for mention, key in zip(linked.mentions, linked.keys, strict=True)
        if mention.type is EntityType.PERSON
        and mention.tokens[0].paragraph < opening
        and fold(mention.text) not in author
    }
    return persons.pop() if len(persons) == 1 else None


def _paragraph_tokens(doc: Document) -> dict[int, tuple[Token, ...]]:
    """Return the tokens of each paragraph, by its index in ``Document.paragraphs``."""
    bounds: dict[int, tuple[int, int]] = {}
    for sentence in doc.sentences:
        first, _ = bounds.get(sentence.paragraph, (sentence.first, 0))
        bounds[sentence.paragraph] = (first, sentence.last)
    return {paragraph: doc.tokens[first:last] for paragraph, (first, last) in bounds.items()}


def _last_paragraph(
    paragraphs: Mapping[int, Sequence[Token]], label: _TurnLabel, following: int | None
) -> int:
    """Return the index of the last paragraph of the turn that a label opens.

    It is before the next label or heading. After the last label of a conversation only paragraphs in the first person
    belong to the turn.

    Args:
        paragraphs: the tokens of each paragraph, by its index.
        label: the label.
        following: index of the paragraph with the next label; None after the last label.
    """
    doc = label.candidate.head.doc
    last = label.paragraph
    while last + 1 in paragraphs and last + 1 != following:
        if doc.paragraphs[last + 1].kind not in _TURN_PARAGRAPHS:
            break
        speaks = any(token.text.lower() in _FIRST_PERSON for token in paragraphs[last + 1])
        if following is None and not speaks:
            break
        last += 1
    return last


def _content(quotations: frozenset[Span], label: _TurnLabel, last: int) -> tuple[Span, ...]:
    """Return the spans that are said in a turn, one for each paragraph but those that are quotations of their own.

    Args:
        quotations: the spans of the quoted regions, with their marks.
        label: the label of the turn.
        last: index of its last paragraph.
    """
    doc = label.candidate.head.doc
    spans = []
    for paragraph in range(label.paragraph, last + 1):
        span = doc.paragraphs[paragraph].span
        start = doc.tokens[label.candidate.last].end if paragraph == label.paragraph else span.start
        said = strip_span(doc.text, start, span.end)
        if said not in quotations and any(character.isalnum() for character in said.of(doc.text)):
            spans.append(said)
    return tuple(spans)
