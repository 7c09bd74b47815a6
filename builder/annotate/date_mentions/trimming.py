"""Trimming of the dates and times that the model marks: spans that are too long are cut, and non-dates dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType

_YEAR = re.compile(r"(?:1\d|2[01])\d\d")
_DIGITS = re.compile(r"\d[\d,.]*")
_LOOSE = ("and", "at", "between", "from", "in", "of", "on", "or", "to", "until")
"""Words that lead on to a second date, which is its own mention: "between 2016 and" 2023, "7:15 on" Monday."""
_PAIRED = ("between", "from")
_FILLERS = (
    *("a", "about", "almost", "an", "and", "around", "at", "between", "few", "first", "for", "from", "last"),
    *(
        "least",
        "more",
        "nearly",
        "next",
        "of",
        "only",
        "or",
        "over",
        "past",
        "some",
        "than",
        "the",
        "to",
        "up",
    ),
    *("-", "–", "—"),
)
"""Words that do not make a date of the numbers beside them."""
_CLOCK = ("half", "quarter")
_DETERMINERS = ("the", "that", "this", "those", "these", "its", "their", "his", "her", "our")
_SPENT = ("after", "before", "between", "later", "leading", "of", "since", "that", "until", "when")
"""Words that follow minutes of time: "the minutes before dawn"."""


def trim_dates(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, dates and times among them trimmed; "4 to 3", "the last four" and ages are dropped."""
    for mention in mentions:
        if mention.type not in (EntityType.DATE, EntityType.TIME):
            yield mention
            continue
        trimmed = _trim(mention)
        if trimmed is None or _is_record(trimmed):
            continue
        if trimmed.type is EntityType.DATE and _is_clock_time(trimmed.tokens):
            yield replace(trimmed, type=EntityType.TIME)
        elif trimmed.type is EntityType.TIME or not _is_non_date(trimmed.tokens):
            yield trimmed


def _trim(mention: MentionSpan) -> MentionSpan | None:
    """Return a date or time without the words that lead on to another; None if nothing is left."""
    tokens = mention.doc.tokens
    first, last = mention.first, mention.last
    while last > first and (
        tokens[last - 1].text.lower() in _LOOSE or not tokens[last - 1].text[0].isalnum()
    ):
        if tokens[last - 1].text in ("!", "."):
            break
        last -= 1
    if last < mention.last and last > first and tokens[first].text.lower() in _PAIRED:
        first += 1
    if last - first > 1 and tokens[first].text == "only" and tokens[first + 1].text.lower() in _DETERMINERS:
        first += 1
    # "For seven years 40 drivers": the second number counts what follows.
    if last - first > 2 and _is_number(tokens[last - 1]) and _is_unit(tokens[last - 2]):
        last -= 1
    return replace(mention, first=first, last=last) if first < last else None


def _is_record(mention: MentionSpan) -> bool:
    """Return True if the "minutes" of a mention are the record of a meeting: "they approved the minutes"."""
    if mention.tokens[-1].text.lower() != "minutes":
        return False
    before, behind = mention.tokens[-1].previous, mention.next
    kept = before is not None and mention.last - mention.first <= 2 and before.text.lower() in _DETERMINERS
    return kept and (behind is None or behind.text.lower() not in _SPENT)


def _is_clock_time(tokens: Sequence[Token]) -> bool:
    """Return True for a time of day in words: "ten past twelve"."""
    return any(
        past.text.lower() == "past"
        and (hour.text.lower() in _CLOCK or _is_number(hour))
        and _is_number(after)
        for hour, past, after in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )


def _is_non_date(tokens: Sequence[Token]) -> bool:
    """Return True if the tokens are not a date: numbers alone, or an age."""
    texts = [token.text.lower() for token in tokens]
    if texts[-1] == "old" or texts[0] in ("age", "aged", "ages"):
        return True
    return all(_is_number(token) or token.text.lower() in _FILLERS for token in tokens)


def _is_unit(token: Token) -> bool:
    return bool({token.lemma.lower(), token.text.lower().removesuffix("s")} & words("time_units"))


def _is_number(token: Token) -> bool:
    """Return True if a token is a number but not a year."""
    if _DIGITS.fullmatch(token.text) is not None:
        return _YEAR.fullmatch(token.text) is None
    return token.text.lower() in words("cardinal_words")
