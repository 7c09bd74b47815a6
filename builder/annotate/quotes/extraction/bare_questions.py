"""Bare questions: questions of an interview that are paragraphs of their own, often in bold, without a label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from builder.annotate.mentions.turn_labels import TURN_PARAGRAPHS
from builder.annotate.parse.document import Document
from builder.annotate.quotes.extraction.interviews import Interview, interview_before
from builder.annotate.quotes.extraction.turn_openings import Reach, TurnOpening
from builder.annotate.quotes.quoted_text import QuotedText
from builder.lexicon.word_lists import words
from builder.model.article import ParagraphKind

_QUESTION = re.compile(r"(?P<bold>[*_]{1,3})?[^\W_*\"“”‘'«»][^\"“”«»\n]*\?(?(bold)[*_]{1,3})")
_BOLD = re.compile(r"(?P<bold>\*{2,3}|_{2,3})(?=\S)[^\n]*(?<=\S)(?P=bold)")
_MOST_WORDS, _FEWEST = 30, 2
_KINDS = (*TURN_PARAGRAPHS, ParagraphKind.SUBHEADING)
_FIRST_PERSON = frozenset("i me my mine myself".split())


def is_bare_question(doc: Document, paragraph: int) -> bool:
    """Return True if a paragraph is one question without quotation marks and without a label."""
    one = doc.paragraphs[paragraph]
    written = one.span.of(doc.text)
    return (
        one.kind in _KINDS
        and _QUESTION.fullmatch(written) is not None
        and len(written.split()) <= _MOST_WORDS
    )


def is_bold(doc: Document, paragraph: int) -> bool:
    """Return True if all of a paragraph is in bold."""
    return _BOLD.fullmatch(doc.paragraphs[paragraph].span.of(doc.text)) is not None


def bare_interview(text: QuotedText, writers: frozenset[str]) -> tuple[TurnOpening, ...]:
    """Return the openings of an interview whose questions have no labels; none if the document has no such interview.

    The text before the first question says that questions are asked, or names no one else, and the answers are in the
    first person or in quotation marks.

    Args:
        text: the document with its quoted regions.
        writers: keys of the persons whose letters the article prints, who are not interviewed.
    """
    doc = text.doc
    questions = [i for i in range(len(doc.paragraphs)) if is_bare_question(doc, i)]
    answered = [i for i in questions if i + 1 not in questions and _can_answer(doc, i + 1)]
    if len(answered) < _FEWEST:
        return ()
    persons = interview_before(text.linked, answered[0], writers)
    if persons.guest is None:
        return ()
    if all(_is_quotation(text, i + 1) for i in answered):
        return tuple(_openings(doc, answered, persons))
    speaking = sum(_is_first_person(text, i + 1) for i in answered)
    if speaking * 2 < len(answered) or not (persons.is_alone or _is_announced(doc, answered[0])):
        return ()
    return tuple(_openings(doc, answered, persons))


def quoted_answers(text: QuotedText) -> Mapping[int, TurnOpening]:
    """Return the openings of the answers in quotation marks to questions without labels, by their paragraphs."""
    return {
        opening.paragraph: opening
        for opening in bare_interview(text, frozenset())
        if _is_quotation(text, opening.paragraph)
    }


def _openings(doc: Document, questions: Sequence[int], persons: Interview) -> Iterator[TurnOpening]:
    asks = Reach.PARAGRAPH if persons.asker is not None else Reach.NONE
    for i in questions:
        question, answer = (one.span.start for one in doc.paragraphs[i : i + 2])
        yield TurnOpening(i, question, persons.asker, reach=asks)
        yield TurnOpening(i + 1, answer, persons.guest, certainty=persons.certainty)


def _can_answer(doc: Document, paragraph: int) -> bool:
    return paragraph < len(doc.paragraphs) and doc.paragraphs[paragraph].kind in TURN_PARAGRAPHS


def _is_announced(doc: Document, opening: int) -> bool:
    """Return True if a paragraph before an interview speaks of questions."""
    return any(
        token.lemma.lower() in words("interview_words")
        for sentence in doc.sentences
        if sentence.paragraph < opening
        for token in sentence.tokens
    )


def _is_quotation(text: QuotedText, paragraph: int) -> bool:
    """Return True if a paragraph is one quotation in marks."""
    return any(region.paragraph == paragraph and region.fills_paragraph for region in text.regions)


def _is_first_person(text: QuotedText, paragraph: int) -> bool:
    """Return True if a paragraph says "I" or "my" outside quotation marks."""
    return any(
        token.text.lower() in _FIRST_PERSON and not text.is_marked(token)
        for sentence in text.doc.sentences_of(paragraph)
        for token in sentence.tokens
    )
