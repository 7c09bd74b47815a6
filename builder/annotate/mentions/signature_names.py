"""Signature names: the name after a dash that closes a quotation, as in pull quotes: “We will win.” — Ana Roe."""

from __future__ import annotations

from collections.abc import Iterator

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.model.annotations import EntityType, Origin
from builder.names.given_names import looks_personal

_RULE = "signature"
_CONFIDENCE = 0.9
_DASHES = frozenset(("—", "–", "―"))
_CLOSING = frozenset(("”", '"', "''"))
_LONGEST = 4
"""Tokens of the longest name."""


def find_signatures(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the names of persons that sign quotations and that no mention covers: a line has nothing else."""
    doc = mentions.doc
    for dash in doc.tokens:
        before = dash.previous
        if dash.text not in _DASHES or before is None or before.text not in _CLOSING:
            continue
        name = _name_after(dash)
        if name and looks_personal(" ".join(token.text for token in name)):
            first, last = name[0].i, name[-1].i + 1
            if mentions.is_free(first, last):
                yield MentionSpan(doc, first, last, EntityType.PERSON, Origin.RULE, _RULE, _CONFIDENCE)


def _name_after(dash: Token) -> tuple[Token, ...]:
    """Return the tokens from a dash to the end of its line; none if they are too many."""
    tokens = dash.doc.tokens[dash.i + 1 : dash.i + 2 + _LONGEST]
    for n, token in enumerate(tokens):
        if token.paragraph != dash.paragraph or "\n" in dash.doc.text[dash.start : token.start]:
            return tokens[:n]
        if token.text == ".":
            return tokens[:n]
    return tokens if len(tokens) <= _LONGEST else ()
