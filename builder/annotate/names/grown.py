"""Names that the model cut short: initials, numerals of monarchs, the year of an event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.annotate.analysis import Analysis
from builder.annotate.names.name import Name
from builder.model.annotations import EntityType

_NUMERAL = re.compile(r"[IVX]{1,5}")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_INITIAL = re.compile(r"[B-HJ-Z]\.?")


def grown(analysis: Analysis, names: Sequence[Name]) -> Iterator[Name]:
    """The names, each with what belongs to it at its edges and stands in no other name but a date."""
    dates = {i for name in names if name.type is EntityType.DATE for i in range(name.first, name.last)}
    taken = {i for name in names for i in range(name.first, name.last)} - dates
    for name in names:
        first, last = name.first, name.last
        if name.type is EntityType.PERSON:
            first = _before(analysis, first, taken)
            last = _behind(analysis, last, taken)
        elif name.type is EntityType.EVENT and first > 0 and _YEAR.fullmatch(analysis.tokens[first - 1].text):
            first -= 1
        yield replace(name, first=first, last=last)


def _before(analysis: Analysis, first: int, taken: set[int]) -> int:
    """An initial in front of a name: "R Roe"."""
    if first == 0 or first - 1 in taken:
        return first
    before = analysis.tokens[first - 1]
    same = before.sentence == analysis.tokens[first].sentence
    return first - 1 if same and before.pos == "PROPN" and _INITIAL.fullmatch(before.text) else first


def _behind(analysis: Analysis, last: int, taken: set[int]) -> int:
    """The numeral of a monarch, and surnames that an apostrophe parts: "Ana d'Orve"."""
    tokens = analysis.tokens
    if last >= len(tokens) or last in taken or tokens[last].sentence != tokens[last - 1].sentence:
        return last
    token = tokens[last]
    follows = tokens[last + 1] if last + 1 < len(tokens) else None
    if _NUMERAL.fullmatch(token.text) and (follows is None or follows.pos not in ("VERB", "AUX", "ADV")):
        return last + 1
    if re.fullmatch(r"[dD]['’]", token.text) and follows is not None and follows.text[0].isupper():
        return last + 2
    return last + 1 if re.fullmatch(r"[dD]['’][^\W\d_]\w+", token.text) else last
