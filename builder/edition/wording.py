"""Wording: sentences on one line, shortened, sorted."""

from __future__ import annotations

import re

from builder.lexicon.latin_letters import plain_letters
from builder.model.readable_text import readable

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OPENING = "“\"„«‘'"


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
