"""Cues of places: what beside a name shows that it means the place, though a team or company bears it, too."""

from __future__ import annotations

import re
from functools import cache

from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.result_lines import VENUE
from builder.lexicon.word_lists import words

_PART_OF = re.compile(
    r"\b(?:people|streets?|north|south|east|west|northern|southern|eastern|western|part|parts|city|town|village|port"
    r"|length|breadth|middle|centre|center|outskirts|region|state|coast|out) of (?:the )?$"
    r"|\b(?:north|south|east|west|central)(?:ern)? $",
    re.IGNORECASE,
)
_LOST_TO = re.compile(
    r"\b(?:los(?:t|es?|ing)|losses|loss|fell|defeats?|conceded|sold|belongs?|slumped)(?: [\w-]+)? to $"
    r"|\b(?:at home|away|on loan) to $|\bon loan at $"
)
_LEFT_BEHIND = re.compile(r"\b(?:away|clear|points?|wins?|victory|loan) from $")
_CALLED = re.compile(r", (?:the|a|an) (?:[\w’'-]+ ){0,2}(?:town|city|village|port|county|suburb|island)\b")
_BEHIND = re.compile(r"(?:, [A-Z][\w.]+,| itself\b| \d{4}-\d\d-\d\d)")
_COUNTRY_OF = re.compile(r"(?:^|[\s(])(?:[A-Z][\w.’'-]+ ){1,2}[A-Z][\w’'-]+, $")
_BEHIND_COUNTRY = re.compile(r",| beat| defeated| \(?\d")
"""Before and after the country of a player: "Ana Roe, Norway, beat"."""
_DATELINE = re.compile(r"^[^\W\d_]['’.\w -]*, $")
"""The town before the country of a dateline, which a dash follows: "OSLO, Norway — "."""
_DASH = re.compile(r" ?[-–—]+ ")
_WINDOW = 40
"""Characters beside a name that the patterns read."""


def shows_place(mention: MentionSpan) -> bool:
    """Return True if the words beside a name show the place: "in Orve", "the people of Orve", "Orve, the town"."""
    text, span = mention.doc.reading, mention.span
    before = text[max(0, span.start - _WINDOW) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + _WINDOW].partition("\n")[0]
    if _PART_OF.search(before) or _CALLED.match(after) or _BEHIND.match(after):
        return True
    if _DATELINE.match(before) and before == before.upper() and _DASH.match(after):
        return True
    if mention.rule.startswith(VENUE) or is_country_of_player(mention) or _possession().match(after):
        return True
    word = mention.previous
    if word is None or word.text.lower() not in words("place_prepositions"):
        return False
    return not (_LOST_TO.search(before) or _LEFT_BEHIND.search(before))


@cache
def _possession() -> re.Pattern[str]:
    either = "|".join(sorted(words("place_possessions")))
    return re.compile(rf"['’]s (?:{either})\b")


def is_country_of_player(mention: MentionSpan) -> bool:
    """Return True for the country between commas behind a person in results: "Ana Roe, Norway, beat"."""
    text, span = mention.doc.reading, mention.span
    before = text[max(0, span.start - _WINDOW) : span.start].rpartition("\n")[2]
    return _COUNTRY_OF.search(before) is not None and _BEHIND_COUNTRY.match(text, span.end) is not None
