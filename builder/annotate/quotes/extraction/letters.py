"""Letters: a letterhead ("From the desk of Ana Roe") or a name with a colon, alone on its line, before a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.turn_labels import TURN_PARAGRAPHS, is_title_word, turn_labels
from builder.annotate.parse.document import Document, Token
from builder.annotate.quotes.attribution.candidates import candidate_at
from builder.annotate.quotes.extraction.bare_questions import is_bare_question, is_bold
from builder.annotate.quotes.extraction.turn_openings import Reach, TurnOpening
from builder.annotate.quotes.quoted_text import QuotedText
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.model.article import ParagraphKind

_KINDS = (*TURN_PARAGRAPHS, ParagraphKind.SUBHEADING)
_HEADS = (*_KINDS, ParagraphKind.HEADLINE)
"""Kinds of paragraphs that may be a letterhead, which is the headline if nothing is above it."""

_MOST_WORDS = 14
_BEFORE = ("and", "from", "our", "my", "the", "its", "their")
"""Words between the front of the line and the office or name."""


def letter_openings(text: QuotedText) -> Iterator[TurnOpening]:
    """Yield the openings of paragraphs below a letterhead or below a name with a colon."""
    for opening in _lines_above(text):
        if opening.key is not None and _can_be_by(text, opening.paragraph + 1, opening.key):
            yield opening


def quoted_statements(text: QuotedText) -> Mapping[int, TurnOpening]:
    """Return the openings of paragraphs in quotation marks below a name with a colon, by these paragraphs."""
    return {
        opening.paragraph + 1: opening
        for opening in _lines_above(text)
        if _opens_quotation(text, opening.paragraph + 1)
    }


def _lines_above(text: QuotedText) -> Iterator[TurnOpening]:
    """Yield an opening for each line that may name the writer or speaker of the next paragraph."""
    doc = text.doc
    labeled = {label.paragraph for label in turn_labels(doc) if label.is_letter}
    for i in range(len(doc.paragraphs) - 1):
        if doc.paragraphs[i].kind not in _HEADS or {i, i + 1} & labeled:
            continue
        writer = _writer(text, i)
        if writer is not None:
            mention, key = writer
            label = candidate_at(mention.tokens[-1], text.mentions)
            yield TurnOpening(i, doc.paragraphs[i + 1].span.start, key, label, Reach.PARAGRAPH)


def _writes(verb: Token) -> bool:
    """Return True for the verb of a line such as "Ana Roe replies:"."""
    return verb.text in ("adds", "replies", "responds", "says", "writes")


def ends_in_colon(doc: Document, paragraph: int) -> bool:
    """Return True if a paragraph is one line with a colon at its end."""
    written = doc.paragraphs[paragraph].span.of(doc.text)
    return written.endswith(":") and "\n" not in written


def _writer(text: QuotedText, paragraph: int) -> tuple[MentionSpan, str] | None:
    """Return the name of the person that a line names as the writer of what follows, and the key; or None."""
    doc = text.doc
    written = doc.paragraphs[paragraph].span.of(doc.text)
    is_letterhead = _letterhead().match(written) is not None
    if not is_letterhead and doc.paragraphs[paragraph].kind not in _KINDS:
        return None
    if len(written.split()) > _MOST_WORDS or not (is_letterhead or ends_in_colon(doc, paragraph)):
        return None
    tokens = [token for sentence in doc.sentences_of(paragraph) for token in sentence.tokens]
    named = _persons(text, paragraph)
    if not named or any(map(text.is_marked, tokens)):
        return None
    mention, key = named[0]
    before = [token for token in tokens if token.i < mention.first]
    after = [token for token in tokens if token.i >= mention.last]
    if is_letterhead or (_names_office(before) and _describes(after)):
        return mention, key
    return None


def _persons(text: QuotedText, paragraph: int) -> Sequence[tuple[MentionSpan, str]]:
    return [
        (mention, key)
        for mention, key in zip(text.mentions, text.linked.keys, strict=True)
        if key is not None and mention.type is EntityType.PERSON and mention.tokens[0].paragraph == paragraph
    ]


def _names_office(before: Sequence[Token]) -> bool:
    """Return True if the words before a name are none, or end in an office: "And from Chairwoman"."""
    written = [token.text for token in before if token.text.isalpha() or token.text.endswith(".")]
    rest = [word for word in written if word.lower() not in _BEFORE]
    is_plain = all(token.pos not in ("VERB", "AUX", "PART") for token in before)
    return not rest or (is_plain and is_title_word(rest[-1]))


def _describes(after: Sequence[Token]) -> bool:
    """Return True if the words after a name are a colon, or a comma and a description without a verb."""
    if after[0].text == ":" or (_writes(after[0]) and after[-1].text == ":" and len(after) == 2):
        return True
    return after[0].text in (",", "(") and all(token.pos not in ("VERB", "AUX") for token in after)


def _can_be_by(text: QuotedText, paragraph: int, key: str) -> bool:
    """Return True if a paragraph can be by a person: it does not name the person, and has no quotation as a whole."""
    doc = text.doc
    one = doc.paragraphs[paragraph]
    if one.kind not in TURN_PARAGRAPHS or ends_in_colon(doc, paragraph):
        return False
    if is_bold(doc, paragraph) or is_bare_question(doc, paragraph):
        return False
    return not _opens_quotation(text, paragraph) and not names_person(text, paragraph, key)


def _opens_quotation(text: QuotedText, paragraph: int) -> bool:
    """Return True if a paragraph begins with a quotation mark."""
    return any(region.paragraph == paragraph and region.opens_paragraph for region in text.regions)


def names_person(text: QuotedText, paragraph: int, key: str) -> bool:
    """Return True if a paragraph names a person outside quotation marks."""
    found = (
        text.mentions.index_at.get(token.i)
        for sentence in text.doc.sentences_of(paragraph)
        for token in sentence.tokens
        if not text.is_marked(token)
    )
    return any(text.linked.keys[mention_i] == key for mention_i in found if mention_i is not None)


@cache
def _letterhead() -> re.Pattern[str]:
    nouns = "|".join(sorted(words("letterhead_nouns")))
    return re.compile(rf"(?:and )?from the (?:{nouns}) of ", re.IGNORECASE)
