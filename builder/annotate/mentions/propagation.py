"""The second look at the article: names that the model found once are names wherever they stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import NAMED, PASSED_OVER, MentionSpan
from builder.annotate.mentions.standalone import is_alone
from builder.annotate.parse.document import Token
from builder.model.annotations import EntityType, Origin

if TYPE_CHECKING:
    pass

REPEATED_CONFIDENCE = 0.75
"""A spelling that the model marks elsewhere in the article: nearly as good as its own mark."""


def propagate(mentions: Mentions) -> list[MentionSpan]:
    """Further occurrences of the spellings in ``names``, and of the last words of the names of persons and teams,
    where no name stands yet.
    """
    doc = mentions.doc
    spellings = _spellings(mentions)
    taken = set(mentions.index_at)
    found = []
    for start in range(len(doc.tokens)):
        if start in taken or not _may_begin(doc.tokens[start]):
            continue
        for length, wordings in spellings.get(doc.tokens[start].text, {}).items():
            last = start + length
            kind = wordings.get(tuple(token.text.lower() for token in doc.tokens[start:last]))
            if kind is not None and taken.isdisjoint(range(start, last)) and is_alone(doc, start, last):
                found.append(
                    MentionSpan(doc, start, last, kind, Origin.RULE, "repeated", REPEATED_CONFIDENCE)
                )
                taken.update(range(start, last))
                break
    return found


_Wordings = dict[int, dict[tuple[str, ...], EntityType]]
"""Wordings in lower case, each with its type; keyed by their number of words, the largest first."""


def _spellings(mentions: Mentions) -> dict[str, _Wordings]:
    """Return the wordings to look for, each with its most frequent type, keyed by their first word as written.

    The words after the first may be in lower case ("Harbour board").
    """
    types: dict[tuple[str, ...], Counter[EntityType]] = defaultdict(Counter)
    for name in mentions:
        if name.type not in (*NAMED, EntityType.GROUP, EntityType.EVENT) and name.rule != PASSED_OVER:
            continue
        wording = tuple(token.text for token in name.tokens)
        if len(wording) > 1 or len(wording[0]) > 2:
            types[wording][name.type] += 1
        last = wording[-1]
        team = name.type is EntityType.ORGANIZATION and name.tokens[-1].tag == "NNPS"
        if team and len(wording) > 1:
            types[(last,)][name.type] += 1
        if name.type is EntityType.PERSON and len(wording) > 1 and len(last) > 2 and last[0].isupper():
            types[(last,)][name.type] += 1
    found: dict[str, _Wordings] = defaultdict(dict)
    for wording in sorted(types, key=lambda wording: (-len(wording), wording)):
        kind = min(types[wording], key=lambda kind: (-types[wording][kind], kind))
        small = tuple(word.lower() for word in wording)
        found[wording[0]].setdefault(len(wording), {}).setdefault(small, kind)
    return found


def _may_begin(token: Token) -> bool:
    return (token.text[0].isalnum() and not token.text.islower()) or token.text == "al"
