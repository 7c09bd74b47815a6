"""The pages' own words: dates, lists of names, shortened sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from builder.lexicon.latin_letters import plain_letters
from builder.model.readable_text import readable

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OPENING = "“\"„«‘'"


@dataclass(frozen=True, slots=True)
class DateWords:
    """A date for machines (ISO: year, year and month, week, or day) and for readers."""

    iso: str
    words: str


# A site has few dates, each on many pages.
@lru_cache(maxsize=4096)
def date_words(iso: str | None) -> DateWords | None:
    """``2014-01-05`` as "5 January 2014", ``2014-W02`` as "week of 6 January 2014", ``2011-12`` as "December 2011";
    None where no date is given.
    """
    if iso is None:
        return None
    if "W" in iso:
        monday = date_words(date.fromisocalendar(int(iso[:4]), int(iso[-2:]), 1).isoformat())
        return DateWords(iso, f"week of {monday.words}") if monday is not None else None
    match = _ISO_DATE.fullmatch(iso)
    if match is None or not 1 <= int(match[2] or 1) <= len(MONTHS):
        return DateWords(iso, iso)
    year, month, day = match.groups()
    parts = ([str(int(day))] if day else []) + ([MONTHS[int(month) - 1]] if month else []) + [year]
    return DateWords(iso, " ".join(parts))


def one_line(text: str) -> str:
    """The text in readable form, with every run of white space as one space."""
    return " ".join(readable(text).split())


def setting_words(text: str) -> str:
    """Where or how something was said, as it stands inside a sentence: "In Oslo" that began one is "in Oslo"."""
    words = one_line(text)
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def xml_text(text: str) -> str:
    """The text on one line, without the characters that XML 1.0 does not know."""
    return one_line(_NOT_XML.sub(" ", text))


def join_names(names: Sequence[str]) -> str:
    """A list in a sentence: "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def shorten(text: str, *, limit: int) -> str:
    """The text on one line, cut after a word and ended with "…" beyond ``limit`` characters."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    return f"{line[:limit].rsplit(' ', 1)[0].rstrip(' ,;:–—-')} …"


def capitalize(text: str) -> str:
    """The text with its first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def sort_key(name: str) -> tuple[str, str]:
    """Where a name stands in an alphabetical list: letters without accents, marks and case; then the name."""
    plain = plain_letters(name).casefold()
    return plain.lstrip(_OPENING + " ."), name


def initial(key: str) -> str:
    """The letter under which a sort key is listed: a capital, or "#" for all that is no letter."""
    return key[0].upper() if key[:1].isalpha() else "#"
