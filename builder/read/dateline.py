"""Datelines: the place, and often the date and the agency, that open a wire story, or are a line above it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from builder.dates.written_days import iso_day
from builder.lexicon.word_lists import words
from builder.model.article import Dateline
from builder.model.span import Span
from builder.read.agencies import is_agency
from builder.read.publication_date import day_pattern
from builder.read.word_lists import word_list

_LONGEST = 140
"""Characters within which a dateline must end."""

_SHORTEST_STORY = 12
"""Characters that must follow: "THE RECORD — PAGE 5" is a heading."""

_MOST_PLACE_WORDS = 5

# A hyphen ends a dateline only beside white space or a bracket: Port-au-Prince has two.
_DASH = r"(?:\s*(?:[—―]\s*|-{2,3}(?:\s+|$))|\s+[–‒−-]\s+|(?<=[)/])\s*[–‒−:-]\s*|\s*[–‒]\s+|(?<=\))\s+_\s+)"
_PLACE = r"(?P<place>[^\W\d_][^\d,;:()\"“”?!—–―]{1,59}?)"
_REGION = r"(?:,\s+(?P<region>[^\W\d_][^\d,;:()\"“”?!—–―]{0,29}?))?"
_AGENCY = r"(?P<agency>\s*\([^()]{1,40}\)|\s*/[^/()]{1,40}/)?"
_ISO_DAY = r"\d{4}-\d{2}-\d{2}"
_AFTER_DAY = r"(?:,\s+[^\W\d_][\w.&’']*(?:\s+[^\W\d_][\w.&’']*){0,2}(?=\s*(?:[—―–]|-{2})))?"
"""The agency between commas and a dash: "LISBON, March 6, LUSA -- "."""

_STORY = re.compile(r"$|[\"“‘'«(\[$£€\d]|[^\W\d_]")
_JOINT = re.compile(r"\s*/\s*|\s+and\s+")
_CAPITALS = re.compile(r"(?:Mc|Mac|De|La|Le|Du|Van|Fitz|[OD]['’])?[^\W\d_a-z][^\W\d_]*")


class DatedPlace(NamedTuple):
    """A dateline and its ISO date; None if it has no date, or one without a year."""

    dateline: Dateline
    date: str | None


@cache
def _head() -> re.Pattern[str]:
    day = day_pattern()
    return re.compile(
        rf"{_PLACE}{_REGION}(?P<day>,?\s+\(?(?:{day}|{_ISO_DAY})\)?{_AFTER_DAY})?{_AGENCY}{_DASH}",
        # "PARIS" and "Paris" are distinguished below; the names of months ignore case.
        re.IGNORECASE,
    )


@cache
def _line() -> re.Pattern[str]:
    """Return the pattern of a dateline that is a line of its own: "ORAN, Algeria 1996-10-07"."""
    return re.compile(rf"{_PLACE}{_REGION}(?P<day>,?\s+(?:{day_pattern()}|{_ISO_DAY}))\.?\s*", re.IGNORECASE)


def find_dateline(text: str, span: Span) -> DatedPlace | None:
    """Return the dateline at the head of a paragraph, or None.

    A place in capitals and a dash are enough, or one with a date in a line of its own. Of a joint dateline
    ("NEW YORK/LONDON") the first place is returned.

    Args:
        text: the article's text.
        span: the paragraph.
    """
    window = text[span.start : min(span.end, span.start + _LONGEST)]
    match = _line().fullmatch(window) or _head().match(window)
    if match is None or _is_slug(match["place"]) or not _is_balanced(match["day"] or ""):
        return None
    is_line = match.end() == len(span)
    if is_line and not _is_capitals(match["place"]):
        return None
    if not is_line and not (
        _precedes_story(window[match.end() :], len(span) - match.end()) and _is_sure(match)
    ):
        return None
    first = _JOINT.split(match["place"], maxsplit=1)[0].rstrip()
    place = Span(span.start + match.start("place"), span.start + match.start("place") + len(first))
    region = None
    if match["region"] is not None:
        region = Span(span.start + match.start("region"), span.start + match.end("region"))
    day = match["day"]
    return DatedPlace(
        Dateline(Span(span.start, span.start + match.end()), place, region), iso_day(day) if day else None
    )


def _is_balanced(day: str) -> bool:
    """Return True if the brackets of a date are closed."""
    # "Ana Roe (May 1, 1929 – …" gives the years of a life.
    return day.count("(") == day.count(")")


def _precedes_story(rest: str, length: int) -> bool:
    """Return True if a story may begin with this text; one in small letters continues a sentence after a dash.

    Args:
        rest: what follows, or the beginning of it.
        length: of all that follows, in code points.
    """
    return length >= _SHORTEST_STORY and _STORY.match(rest) is not None and not rest[:1].islower()


def _is_slug(place: str) -> bool:
    """Return True for words that open a headline or a notice: "UPDATE", "SOCCER"."""
    return place.upper() in word_list("datelines.txt")["slugs"] or place.lower() in words("sport_names")


def _is_sure(match: re.Match[str]) -> bool:
    """Return True if what precedes a dash can only be a dateline."""
    # "Smith — the mayor" looks like a place in small letters: an agency, a date or a state must follow it.
    return _is_capitals(match["place"]) or _is_certain(match)


def _is_capitals(place: str) -> bool:
    """Return True if the place is in capitals: "PORT-AU-PRINCE", "McALLEN", "BEIRUT and DAMASCUS"."""
    tokens = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", place)
    large = [token for token in tokens if token not in word_list("datelines.txt")["connectors"]]
    if not large or max(map(len, large)) < 3:
        return False
    return all(_CAPITALS.fullmatch(token) and _ends_in_capitals(token) for token in large)


def _ends_in_capitals(token: str) -> bool:
    return len(token) == 1 or (token[-1].isupper() and sum(map(str.isupper, token)) * 2 >= len(token))


def _is_certain(match: re.Match[str]) -> bool:
    """Return True if a place in small letters can only be that of a dateline."""
    lists = word_list("datelines.txt")
    parts = re.split(r"[\s/-]+", match["place"])
    if len(parts) > _MOST_PLACE_WORDS or parts[0] in lists["openings"]:
        return False
    if not all(part[:1].isupper() or part in lists["connectors"] for part in parts):
        return False
    agency = (match["agency"] or "").strip(" \t\r\n\xa0()/")
    if is_agency(agency):
        return True
    if match["day"]:
        return True
    return (match["region"] or "").removesuffix(".") in lists["regions"]
