"""Acronyms in brackets after the name that they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import NAMED, MentionSpan
from builder.names.acronyms import is_acronym, stands_for


def find_bracketed_acronyms(mentions: Mentions) -> Iterator[MentionSpan]:
    """Acronyms in brackets behind what they stand for, which the model may take for plain words: "(WHY)"."""
    for name in mentions:
        acronym = mentions.doc.tokens[name.last + 1 : name.last + 2]
        around = [token.text for token in mentions.doc.tokens[name.last : name.last + 3]]
        if name.type not in NAMED or around[:1] != ["("] or around[2:] != [")"]:
            continue
        if is_acronym(around[1]) and stands_for(around[1], name.text):
            yield replace(name, first=acronym[0].i, last=acronym[0].i + 1, rule="acronym")
