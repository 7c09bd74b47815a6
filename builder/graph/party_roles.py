"""Party roles: what the tag beside a name says of a legislator: "Rep. Ana Roe (D-Calif.)" is a California Democrat."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from builder.lexicon.word_lists import table
from builder.model.annotations import EntityType
from builder.model.brief import Brief

_PARTIES = {"R": "Republican", "D": "Democrat", "I": "independent"}
_TAG = re.compile(r"\s?[(\[,]\s?([RDI])[-–‑]([A-Z][A-Za-z. ]{0,15}?)(?=[,;)\]]|\.\s|\.$)")
_SPELLED_OUT = re.compile(r", (Republican|Democrat) of ((?:[A-Z][a-z]+ ?){1,3})(?=[,.]| and\b)")
_LONGEST = 40
"""Characters after a name that may contain its tag."""

_TITLE = re.compile(r"\b(Sen|Rep|Gov|Senator|Congressman|Congresswoman|Representative|Governor)s?\.?\s$")
_LONGEST_TITLE = 16


def party_roles(brief: Brief, text: str) -> Iterator[tuple[str, str]]:
    """Yield the entities of a brief with a party tag, each with a role that the tag shows: "California Democrat"."""
    for mention in brief.mentions:
        if mention.type is not EntityType.PERSON or mention.entity_id is None:
            continue
        after = text[mention.span.end : mention.span.end + _LONGEST]
        tag = _TAG.match(after) or _SPELLED_OUT.match(after)
        if tag is None:
            continue
        place = _place(tag[2])
        yield mention.entity_id, f"{place} {_PARTIES.get(tag[1], tag[1])}"
        title = _TITLE.search(text[max(0, mention.span.start - _LONGEST_TITLE) : mention.span.start])
        if title is not None:
            yield mention.entity_id, f"{place} {title[1]}"


def _place(written: str) -> str:
    """Return the state that an abbreviation names: "Calif." → "California"; any other place as it is written."""
    return _states().get(written.replace(" ", "").rstrip("."), written.rstrip("."))


@cache
def _states() -> Mapping[str, str]:
    return {short.replace(" ", "").rstrip("."): state for short, state in table("state_abbreviations")}
