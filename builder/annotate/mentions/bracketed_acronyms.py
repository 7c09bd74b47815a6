"""Acronyms in brackets after the name that they abbreviate: "Port Board (PB)"."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import NAMED, MentionSpan
from builder.names.acronyms import is_acronym, stands_for


def find_bracketed_acronyms(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the acronyms in brackets after their full form."""
    # The model may take such an acronym for a common word: "(WHY)".
    for mention in mentions:
        after = mention.doc.tokens[mention.last : mention.last + 3]
        if mention.type not in NAMED or len(after) < 3 or (after[0].text, after[2].text) != ("(", ")"):
            continue
        acronym = after[1]
        if is_acronym(acronym.text) and stands_for(acronym.text, mention.text):
            yield replace(mention, first=acronym.i, last=acronym.i + 1, rule="acronym")
