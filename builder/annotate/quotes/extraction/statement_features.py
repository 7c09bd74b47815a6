"""Features of a statement as reported speech."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from builder.annotate.mentions.title_words import is_role_head
from builder.annotate.parse.document import Token
from builder.annotate.quotes.attribution.candidates import Candidate
from builder.annotate.quotes.attribution.cues import cue_strength
from builder.annotate.quotes.extraction.statements import CLAUSES, ReportedStatement
from builder.annotate.quotes.quoted_text import QuotedText
from builder.lexicon.word_lists import table
from builder.model.annotations import EntityType

_VERB_TAGS = ("VBD", "VBZ", "VBP", "VBN", "VBG", "VB")
_VERB_RELATIONS = ("ROOT", "conj", "advcl", "relcl", "ccomp", "xcomp", "acl", "pcomp")
_NAMED = (EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PLACE)
_FAR = 60
"""Number at which counts, lengths and distances are capped."""

ComplementCounts = Mapping[tuple[str, str], tuple[int, int]]
"""By verb and relation of its complement: how often it was reported speech, and how often it occurred."""


@cache
def shipped_counts() -> ComplementCounts:
    """Return how often the complements of each verb were reported speech (``data/cue_complements.tsv``)."""
    return {(verb, kind): (int(right), int(every)) for verb, kind, right, every in table("cue_complements")}


def statement_features(
    statement: ReportedStatement, text: QuotedText, counts: ComplementCounts
) -> list[float]:
    """Return the features of a statement, in the order of ``STATEMENT_FEATURES``.

    Args:
        statement: the verb and its complement.
        text: the document with its quoted regions.
        counts: of verbs and complements.
    """
    right, every = counts.get((statement.cue.lemma.lower(), statement.relation), (0, 0))
    return [
        cue_strength(statement.cue),
        math.log((right + 0.3) / (every - right + 1.0)),
        float(min(every, _FAR)),
        *(float(statement.relation == relation) for relation in CLAUSES),
        float(statement.relation.startswith("prep")),
        float(statement.relation == "according"),
        *_verb_features(statement.cue),
        *_content_features(statement, text),
        *_source_features(statement.source, text),
    ]


def _verb_features(verb: Token) -> list[float]:
    children = verb.children
    return [
        *(float(verb.tag == tag) for tag in _VERB_TAGS),
        *(float(verb.dep == relation) for relation in _VERB_RELATIONS),
        float(any(child.dep == "neg" for child in children)),
        float(any(child.tag == "MD" for child in children)),
        float(any(child.dep in ("nsubj", "nsubjpass") for child in children)),
        float(any(child.dep in ("dobj", "dative") for child in children)),
    ]


def _content_features(statement: ReportedStatement, text: QuotedText) -> list[float]:
    verb, content = statement.cue, statement.content
    inside = frozenset(content)
    head = next((token for token in content if token.head not in inside), content[0])
    return [
        float(min(len(content), _FAR)),
        float(any(token.pos in ("VERB", "AUX") for token in content)),
        float(any(token.dep == "mark" and token.head is head for token in content)),
        float(content[0].text.lower() == "that"),
        float(content[-1].i < verb.i),
        float(min(abs(content[0].i - verb.i), abs(verb.i - content[-1].i), _FAR)),
        float(text.is_marked(verb)),
        sum(text.is_marked(token) for token in content) / len(content),
        float(head.pos in ("VERB", "AUX")),
        float(head.pos in ("NOUN", "PROPN")),
        float(content[0].pos == "PRON"),
    ]


def _source_features(source: Candidate | None, text: QuotedText) -> list[float]:
    head = source.head if source is not None else None
    mention_i = source.mention_i if source is not None else None
    mention = text.mentions.spans[mention_i] if mention_i is not None else None
    lower = head.text.lower() if head is not None else ""
    return [
        float(head is None),
        *(float(mention is not None and mention.type is entity_type) for entity_type in _NAMED),
        float(mention is not None and mention.type not in _NAMED),
        float(lower in ("he", "she")),
        float(lower == "they"),
        float(lower in ("i", "we", "you")),
        float(lower in ("it", "this", "that", "which")),
        float(lower == "who"),
        float(head is not None and mention is None and is_role_head(head)),
        float(head is not None and head.tag in ("NNS", "NNPS")),
        float(head is not None and head.pos == "NOUN"),
    ]


STATEMENT_FEATURES = (
    *"strength complement_strength complement_count".split(),
    *(f"is_{relation}" for relation in CLAUSES),
    *"is_prep is_according".split(),
    *(f"tag_{tag}" for tag in _VERB_TAGS),
    *(f"verb_{relation}" for relation in _VERB_RELATIONS),
    *"negated modal own_subject object length has_verb marked that before distance in_quotes quoted".split(),
    *"head_verb head_noun begins_pronoun no_source".split(),
    *(f"source_{entity_type}" for entity_type in _NAMED),
    *"source_other he_she they i_we_you it who role plural noun".split(),
)
"""The names of the features, in order."""
