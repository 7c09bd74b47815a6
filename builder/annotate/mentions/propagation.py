"""Propagation: a spelling that is a mention once is a mention wherever else it appears in the article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import NAMED, PASSED_OVER, MentionSpan
from builder.annotate.mentions.standalone_names import is_standalone
from builder.annotate.parse.capital_copy import title_case
from builder.annotate.parse.document import Document, Token
from builder.model.annotations import EntityType, Origin
from builder.names.person_names import without_suffix

REPEATED_CONFIDENCE = 0.75
"""Confidence of a spelling that the model labels elsewhere in the article: a little less than its own label."""

_Wordings = dict[int, dict[tuple[str, ...], EntityType]]
"""Wordings in lower case, each with its type; keyed by their number of words, the largest first."""


def propagate_names(mentions: Mentions) -> list[MentionSpan]:
    """Return further occurrences of the spellings of all mentions, of the last words of persons and teams, and of
    the place in the dateline.

    Only tokens that are in no mention yet are searched.
    """
    tokens = mentions.doc.tokens
    wordings = _wordings(mentions)
    found: list[MentionSpan] = []
    end = 0
    for token in tokens:
        if token.i < end or mentions.is_taken(token.i) or not _may_begin_name(token):
            continue
        for length, types in wordings.get(token.text, {}).items():
            here = tokens[token.i : token.i + length]
            entity_type = types.get(tuple(other.text.lower() for other in here))
            last = token.i + length
            if entity_type is not None and mentions.is_free(token.i, last) and is_standalone(here):
                found.append(
                    MentionSpan(
                        mentions.doc, token.i, last, entity_type, Origin.RULE, "repeated", REPEATED_CONFIDENCE
                    )
                )
                end = last
                break
    return found


def _wordings(mentions: Mentions) -> dict[str, _Wordings]:
    """Return the wordings to look for, each with its most frequent type, keyed by their first word as written.

    The words after the first may be in lower case ("Harbor board").
    """
    types = _types(mentions)
    found: dict[str, _Wordings] = defaultdict(dict)
    for wording in sorted(types, key=lambda wording: (-len(wording), wording)):
        entity_type = min(types[wording], key=lambda entity_type: (-types[wording][entity_type], entity_type))
        lower = tuple(word.lower() for word in wording)
        found[wording[0]].setdefault(len(wording), {}).setdefault(lower, entity_type)
    return found


def _types(mentions: Mentions) -> dict[tuple[str, ...], Counter[EntityType]]:
    """Return how often each wording, and each last word of persons and teams, is of each type."""
    types: dict[tuple[str, ...], Counter[EntityType]] = defaultdict(Counter)
    for mention in mentions:
        if mention.type not in (*NAMED, EntityType.GROUP, EntityType.EVENT) and mention.rule != PASSED_OVER:
            continue
        wording = tuple(token.text for token in mention.tokens)
        if len(wording) > 1 or len(wording[0]) > 2:
            types[wording][mention.type] += 1
        last = without_suffix(" ".join(wording)).split()[-1]
        # A plural that ends an organization's name is a team, and its short form: "Lowmoor Herons", "Herons".
        is_team = mention.type is EntityType.ORGANIZATION and mention.tokens[-1].tag == "NNPS"
        if is_team and len(wording) > 1:
            types[(last,)][mention.type] += 1
        if mention.type is EntityType.PERSON and len(wording) > 1 and len(last) > 2 and last[0].isupper():
            types[(last,)][mention.type] += 1
    for wording in _dateline(mentions.doc):
        types[wording][EntityType.PLACE] += 1
    return types


def _dateline(doc: Document) -> Iterator[tuple[str, ...]]:
    """Yield the place of the dateline, which the model does not read, as it is written and as a sentence has it."""
    dateline = doc.article.dateline
    if dateline is not None:
        written = tuple(dateline.place.of(doc.text).split())
        yield from dict.fromkeys((written, tuple(map(title_case, written))))


def _may_begin_name(token: Token) -> bool:
    return (token.text[0].isalnum() and not token.text.islower()) or token.text == "al"
