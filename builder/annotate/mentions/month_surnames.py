"""Surnames that are also months: "Ana May" is one person, and not Ana and a date."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.model.annotations import EntityType
from builder.names.given_names import is_given_name

_MONTHS = frozenset({"March", "April", "May", "June", "August"})
"""Months that are surnames or given names as well."""


def join_month_surnames(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, each given name with the month after it as one person, unless the month begins a date."""
    joined = {mention.last for mention in mentions if _is_before_surname(mention)}
    for mention in mentions:
        if mention.last in joined and mention.type is EntityType.PERSON:
            yield replace(mention, last=mention.last + 1)
        elif not (mention.first in joined and len(mention.tokens) == 1):
            yield mention


def _is_before_surname(mention: MentionSpan) -> bool:
    """Return True for a given name right before a month that is no date."""
    month = mention.tokens[-1].next
    if mention.type is not EntityType.PERSON or len(mention.tokens) > 1 or not is_given_name(mention.text):
        return False
    return month is not None and month.text in _MONTHS and not _begins_date(month)


def _begins_date(month: Token) -> bool:
    """Return True if a day or a year is after a month: "Ana May 5"."""
    after = month.next
    if after is not None and after.text in (",", "of"):
        after = after.next
    return after is not None and (after.text[0].isdigit() or after.text == "last")
