"""Dialogue: a printed conversation without quotation marks, in which a label with a colon opens each turn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from msgspec import Struct

from builder.annotate.mentions.stage_notes import spans_between_notes
from builder.annotate.mentions.turn_labels import TURN_PARAGRAPHS
from builder.annotate.parse.document import Document, Token
from builder.annotate.quotes.attribution.candidates import Candidate, candidate_at
from builder.annotate.quotes.attribution.ranking import LABEL_PROBABILITY
from builder.annotate.quotes.extraction.bare_questions import bare_interview, is_bold
from builder.annotate.quotes.extraction.conversations import labeled_openings
from builder.annotate.quotes.extraction.extracted_quote import ExtractedQuote, SourceChoice, SourceReason
from builder.annotate.quotes.extraction.letters import ends_in_colon, letter_openings, names_person
from builder.annotate.quotes.extraction.turn_openings import Reach, TurnOpening, paragraph_tokens
from builder.annotate.quotes.quoted_text import QuotedText
from builder.model.annotations import QuoteKind
from builder.model.span import Span, strip_span

TURN_RULE = "turn"
_FIRST_PERSON = frozenset("i me my we us our".split())


class DialogueTurn(Struct, frozen=True):
    """The words of one speaker of a conversation, until another one speaks.

    Attributes:
        label: the words that name the speaker; None for the answer to a question without a label.
        key: the key of the person who speaks.
        content: the words after the label, a span for each paragraph.
        first, last: the tokens of label and content, as half-open indices in ``Document.tokens``.
        partner: the key of the other person if exactly two speak; else None.
        certainty: of the speaker, 0..1.
    """

    label: Candidate | None
    key: str
    content: tuple[Span, ...]
    first: int
    last: int
    partner: str | None
    certainty: float = 1.0

    def contains(self, token: Token) -> bool:
        """Return True if a token is in the turn."""
        return self.first <= token.i < self.last

    def is_label(self, token: Token) -> bool:
        """Return True if a token is in the label, or is the colon after it."""
        return self.label is not None and self.first <= token.i <= self.label.last

    def person_of(self, word: str) -> str | None:
        """Return the key of the person that "I" or "you" refers to in the turn; None for other words."""
        if word.lower() in _FIRST_PERSON:
            return self.key
        return self.partner if word.lower() == "you" else None


def turns_of(text: QuotedText) -> tuple[DialogueTurn, ...]:
    """Return the turns of the conversations of an article, and the paragraphs below letterheads, in order."""
    letters = tuple(letter_openings(text))
    writers = frozenset(opening.key for opening in letters if opening.key is not None)
    spoken = labeled_openings(text.linked, writers) or bare_interview(text, writers)
    taken = {opening.paragraph for opening in spoken}
    letters = tuple(one for one in letters if taken.isdisjoint((one.paragraph, one.paragraph + 1)))
    openings = sorted((*spoken, *letters), key=lambda opening: (opening.paragraph, opening.start))
    keys = {opening.key for opening in spoken if opening.key is not None}
    paragraphs = paragraph_tokens(text.doc)
    quotations = frozenset(region.outer for region in text.regions)
    turns = []
    for opening, following in zip_longest(openings, openings[1:]):
        if opening.key is None or opening.paragraph not in paragraphs:
            continue
        last = _last_paragraph(text, paragraphs, opening, following)
        if last not in paragraphs:
            continue
        content = tuple(_content(text.doc, quotations, opening, last))
        if content:
            partner = next((key for key in keys if key != opening.key), None) if len(keys) == 2 else None
            first, end = paragraphs[opening.paragraph][0].i, paragraphs[last][-1].i + 1
            turns.append(
                DialogueTurn(opening.label, opening.key, content, first, end, partner, opening.certainty)
            )
    return tuple(turns)


def quote_of_turn(turn: DialogueTurn) -> ExtractedQuote:
    """Return the words of a turn as one direct quote."""
    choice = SourceChoice(turn.label, None, LABEL_PROBABILITY, SourceReason.LABEL)
    return ExtractedQuote(QuoteKind.DIRECT, turn.content, (), choice, TURN_RULE)


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
    if source is None or turn.label is None or not turn.is_label(source.head):
        return source
    between = text.doc.tokens[turn.label.last + 1 : cue.i]
    heads = [token for token in between if token.pos == "PRON" or _ends_mention(token, text)]
    return candidate_at(heads[-1], text.mentions) if heads else None


def _ends_mention(token: Token, text: QuotedText) -> bool:
    return text.mentions.is_taken(token.i) and not text.mentions.is_taken(token.i + 1)


def _last_paragraph(
    text: QuotedText,
    paragraphs: Mapping[int, Sequence[Token]],
    opening: TurnOpening,
    following: TurnOpening | None,
) -> int:
    """Return the index of the last paragraph of a turn.

    It is before the next label, question or heading. After the last label of a conversation only paragraphs in the
    first person belong to the turn.

    Args:
        text: the document with its quoted regions.
        paragraphs: the tokens of each paragraph, by its index.
        opening: where the turn begins.
        following: the next opening; None after the last.
    """
    doc = text.doc
    last = opening.paragraph
    if opening.reach is Reach.PARAGRAPH:
        return last if opening.start < doc.paragraphs[last].span.end else last + 1
    end = following.paragraph if following is not None else len(doc.paragraphs)
    is_inside = following is not None and _is_continued(doc, last + 1, following)
    for i in range(last + 1, end):
        if i not in paragraphs or doc.paragraphs[i].kind not in TURN_PARAGRAPHS or is_bold(doc, i):
            break
        if ends_in_colon(doc, i) or (i + 1 == end and _asks_again(doc, i, opening, following)):
            break
        if not _speaks(text, paragraphs[i]) and (not is_inside or names_person(text, i, opening.key or "")):
            break
        if not is_inside and names_person(text, i, opening.key or ""):
            break
        last = i
    return last


def _is_continued(doc: Document, paragraph: int, following: TurnOpening) -> bool:
    """Return True if the conversation goes on after a paragraph, without a heading before the next turn."""
    return following.reach is not Reach.PARAGRAPH and not any(
        doc.paragraphs[i].kind not in TURN_PARAGRAPHS or is_bold(doc, i) or ends_in_colon(doc, i)
        for i in range(paragraph, following.paragraph)
    )


def _asks_again(doc: Document, paragraph: int, opening: TurnOpening, following: TurnOpening | None) -> bool:
    """Return True for a question without a label that the speaker of the turns around it answers."""
    return (
        following is not None
        and following.key in (opening.key, None)
        and doc.paragraphs[paragraph].span.of(doc.text).endswith("?")
    )


def _speaks(text: QuotedText, tokens: Sequence[Token]) -> bool:
    """Return True if a paragraph is in the first person, outside quotation marks."""
    return any(token.text.lower() in _FIRST_PERSON and not text.is_marked(token) for token in tokens)


def _content(doc: Document, quotations: frozenset[Span], opening: TurnOpening, last: int) -> Iterator[Span]:
    """Yield the spans that are said in a turn, of each paragraph but those that are quotations of their own.

    Args:
        doc: the document.
        quotations: the spans of the quoted regions, with their marks.
        opening: where the turn begins.
        last: index of its last paragraph.
    """
    for paragraph in doc.paragraphs[opening.paragraph : last + 1]:
        start = max(paragraph.span.start, opening.start)
        if start >= paragraph.span.end:
            continue
        said = strip_span(doc.text, start, paragraph.span.end)
        if said not in quotations:
            yield from spans_between_notes(doc.text, said)
