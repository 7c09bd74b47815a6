"""Dates and times as the model marks them, mended: spans cut where they run too long, and what is none dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType

_YEAR = re.compile(r"(?:1\d|2[01])\d\d")
_DIGITS = re.compile(r"\d[\d,.]*")
_LOOSE = ("and", "at", "between", "from", "in", "of", "on", "or", "to", "until")
"""What leads on to a second date that the model marks on its own, "between 2016 and" 2023, "7:15 on" Monday."""
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
"""What may stand among numbers without making a date of them."""
_CLOCK = ("half", "quarter")
_KEPT = ("the", "that", "this", "those", "these", "its", "their", "his", "her", "our")
_SPENT = ("after", "before", "between", "later", "leading", "of", "since", "that", "until", "when")
"""What follows minutes that pass: "the minutes before dawn"."""


def trim_dates(mentions: Mentions) -> Iterator[MentionSpan]:
    """The names, dates and times among them cut to what they say; "4 to 3", "the last four" and ages are none."""
    for name in mentions:
        if name.type not in (EntityType.DATE, EntityType.TIME):
            yield name
            continue
        cut = _cut(name)
        if cut is None or _is_record(cut):
            continue
        if cut.type is EntityType.DATE and _is_clock(cut.tokens):
            yield replace(cut, type=EntityType.TIME)
        elif cut.type is EntityType.TIME or not _is_none(cut.tokens):
            yield cut


def _cut(name: MentionSpan) -> MentionSpan | None:
    """The name without what leads out of it; None where nothing is left."""
    tokens = name.doc.tokens
    first, last = name.first, name.last
    while last > first and (
        tokens[last - 1].text.lower() in _LOOSE or not tokens[last - 1].text[0].isalnum()
    ):
        if tokens[last - 1].text in ("!", "."):
            break
        last -= 1
    if last < name.last and last > first and tokens[first].text.lower() in _PAIRED:
        first += 1
    if last - first > 1 and tokens[first].text == "only" and tokens[first + 1].text.lower() in _KEPT:
        first += 1
    # "For seven years 40 drivers": the second number counts what follows.
    if last - first > 2 and _is_number(tokens[last - 1]) and _is_unit(tokens[last - 2]):
        last -= 1
    return replace(name, first=first, last=last) if first < last else None


def _is_record(name: MentionSpan) -> bool:
    """Whether it is no time but what a meeting leaves in writing: "they approved the minutes"."""
    if name.tokens[-1].text.lower() != "minutes":
        return False
    before = name.doc.tokens[name.last - 2] if name.last > 1 else None
    behind = name.doc.tokens[name.last] if name.last < len(name.doc.tokens) else None
    kept = before is not None and name.last - name.first <= 2 and before.text.lower() in _KEPT
    return kept and (behind is None or behind.text.lower() not in _SPENT)


def _is_clock(tokens: Sequence[Token]) -> bool:
    """Whether it tells the time: "ten past twelve"."""
    return any(
        past.text.lower() == "past"
        and (hour.text.lower() in _CLOCK or _is_number(hour))
        and _is_number(after)
        for hour, past, after in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )


def _is_none(tokens: Sequence[Token]) -> bool:
    """Whether it is no date at all: numbers alone, or an age."""
    texts = [token.text.lower() for token in tokens]
    if texts[-1] == "old" or texts[0] in ("age", "aged", "ages"):
        return True
    return all(_is_number(token) or token.text.lower() in _FILLERS for token in tokens)


def _is_unit(token: Token) -> bool:
    return bool({token.lemma.lower(), token.text.lower().removesuffix("s")} & words("time_units"))


def _is_number(token: Token) -> bool:
    """Whether a token is a number that is no year."""
    if _DIGITS.fullmatch(token.text) is not None:
        return _YEAR.fullmatch(token.text) is None
    return token.text.lower() in words("cardinal_words")
