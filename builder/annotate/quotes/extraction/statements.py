"""Statements: what a verb of speech says somebody said, in or out of quotation marks."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.roles import is_role_head
from builder.annotate.parse.document import Token
from builder.annotate.quotes.attribution.candidates import Candidate, candidate_at
from builder.annotate.quotes.attribution.features import NO_CUE, cue_strength
from builder.lexicon.word_lists import table
from builder.model.annotations import EntityType

_CLAUSES = ("ccomp", "xcomp", "advcl", "acl", "dobj", "attr", "acomp", "oprd")
_PREPOSITIONS = ("about", "of", "on", "for", "against", "as", "over", "with", "to")
_VERB_TAGS = ("VBD", "VBZ", "VBP", "VBN", "VBG", "VB")
_VERB_RELATIONS = ("ROOT", "conj", "advcl", "relcl", "ccomp", "xcomp", "acl", "pcomp")
_NAMED = (EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PLACE)
_LONG = 60

Strengths = Mapping[tuple[str, str], tuple[int, int]]
"""By verb and relation of its complement: times it was reported speech, and times in all."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A verb with one of its complements, as possible reported speech.

    Attributes:
        cue: index of the verb, or of "according".
        relation: the complement's relation to it; of prepositions with the word: "prep_about".
        content: the tokens of the complement, in order, without punctuation at its ends.
        source: who says so, by the grammar; None where the verb has no subject.
    """

    cue: int
    relation: str
    content: tuple[int, ...]
    source: Candidate | None


def statements_of(mentions: Mentions) -> Iterator[Statement]:
    """Every complement of every verb of speech, in the order of the text."""
    doc = mentions.doc
    for token in doc.tokens:
        if token.text.lower() == "according" and _follows_to(token):
            yield from _according(token, mentions)
        elif token.pos in ("VERB", "AUX") and cue_strength(token) > NO_CUE:
            subject = _subject(token)
            source = candidate_at(subject, mentions) if subject is not None else None
            for child in token.children:
                relation = _relation(child)
                content = _content(child) if relation else ()
                if relation and content:
                    yield Statement(token.i, relation, content, source)


def _relation(child: Token) -> str:
    if child.dep in _CLAUSES:
        return child.dep
    if child.dep == "prep" and child.text.lower() in _PREPOSITIONS:
        return f"prep_{child.text.lower()}"
    return ""


def _content(child: Token) -> tuple[int, ...]:
    inside = [token.i for token in child.subtree]
    if child.dep == "prep":
        inside = [i for i in inside if i != child.i]
    while inside and not child.doc.tokens[inside[0]].text[0].isalnum():
        inside.pop(0)
    while inside and not child.doc.tokens[inside[-1]].text[0].isalnum():
        inside.pop()
    return tuple(inside)


def _follows_to(token: Token) -> bool:
    return token.i + 1 < len(token.doc.tokens) and token.doc.tokens[token.i + 1].text.lower() == "to"


def _according(token: Token, mentions: Mentions) -> Iterator[Statement]:
    """Of "according to": it speaks of the rest of its sentence."""
    phrase = {inner.i for inner in token.subtree}
    objects = [inner for inner in token.subtree if inner.dep == "pobj" and inner.head_i == token.i + 1]
    sentence = token.sentence
    rest = [inner.i for inner in sentence.tokens if inner.i not in phrase]
    while rest and not token.doc.tokens[rest[0]].text[0].isalnum():
        rest.pop(0)
    while rest and not token.doc.tokens[rest[-1]].text[0].isalnum():
        rest.pop()
    if objects and rest:
        source = candidate_at(objects[0], mentions)
        yield Statement(token.i, "according", tuple(rest), source)


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, or of the verb it is joined to or depends on."""
    seen = 0
    while seen < 4:
        for child in verb.children:
            if child.dep in ("nsubj", "nsubjpass"):
                return child
        agent = _agent(verb)
        if agent is not None:
            return agent
        if verb.dep in ("acl", "relcl"):
            return verb.head
        if verb.dep not in ("conj", "xcomp", "advcl", "ccomp") or verb.head is verb:
            return None
        verb = verb.head
        seen += 1
    return None


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep == "agent":
            return next((token for token in child.children if token.dep == "pobj"), None)
    return None


@cache
def shipped_strengths() -> Strengths:
    """How often each verb's complements were reported speech (``data/cue_complements.tsv``)."""
    return {(verb, kind): (int(right), int(every)) for verb, kind, right, every in table("cue_complements")}


def statement_features(
    statement: Statement,
    mentions: Mentions,
    quoted: frozenset[int],
    strengths: Strengths,
) -> list[float]:
    """The numbers that the judge of statements weighs, in the order of ``STATEMENT_NAMES``.

    Args:
        statement: the verb and its complement.
        mentions: the document's mentions.
        quoted: the tokens that stand in quotation marks.
        strengths: counts of verbs and complements.
    """
    tokens = mentions.doc.tokens
    verb, content = tokens[statement.cue], statement.content
    inside = frozenset(content)
    head = next((tokens[i] for i in content if tokens[i].head_i not in inside), tokens[content[0]])
    right, every = strengths.get((verb.lemma.lower(), statement.relation), (0, 0))
    before = content[-1] < verb.i
    children = list(verb.children)
    return [
        cue_strength(verb),
        math.log((right + 0.3) / (every - right + 1.0)),
        float(min(every, _LONG)),
        *(float(statement.relation == relation) for relation in _CLAUSES),
        float(statement.relation.startswith("prep")),
        float(statement.relation == "according"),
        *(float(verb.tag == tag) for tag in _VERB_TAGS),
        *(float(verb.dep == relation) for relation in _VERB_RELATIONS),
        float(any(child.dep == "neg" for child in children)),
        float(any(child.tag == "MD" for child in children)),
        float(any(child.dep in ("nsubj", "nsubjpass") for child in children)),
        float(any(child.dep in ("dobj", "dative") for child in children)),
        float(min(len(content), _LONG)),
        float(any(tokens[i].pos in ("VERB", "AUX") for i in content)),
        float(any(tokens[i].dep == "mark" and tokens[i].head_i == head.i for i in content)),
        float(tokens[content[0]].text.lower() == "that"),
        float(before),
        float(min(abs(content[0] - verb.i), abs(verb.i - content[-1]), _LONG)),
        float(verb.i in quoted),
        sum(i in quoted for i in content) / len(content),
        float(head.pos in ("VERB", "AUX")),
        float(head.pos in ("NOUN", "PROPN")),
        float(tokens[content[0]].pos == "PRON"),
        *_source_features(statement.source, mentions),
    ]


def _source_features(source: Candidate | None, mentions: Mentions) -> list[float]:
    head = source.head if source is not None else None
    name = mentions.spans[source.name_index] if source is not None and source.name_index is not None else None
    lower = head.text.lower() if head is not None else ""
    return [
        float(head is None),
        *(float(name is not None and name.type is kind) for kind in _NAMED),
        float(name is not None and name.type not in _NAMED),
        float(lower in ("he", "she")),
        float(lower == "they"),
        float(lower in ("i", "we", "you")),
        float(lower in ("it", "this", "that", "which")),
        float(lower == "who"),
        float(head is not None and name is None and is_role_head(head)),
        float(head is not None and head.tag in ("NNS", "NNPS")),
        float(head is not None and head.pos == "NOUN"),
    ]


STATEMENT_NAMES = (
    *"strength complement_strength complement_count".split(),
    *(f"is_{relation}" for relation in _CLAUSES),
    *"is_prep is_according".split(),
    *(f"tag_{tag}" for tag in _VERB_TAGS),
    *(f"verb_{relation}" for relation in _VERB_RELATIONS),
    *"negated modal own_subject object length has_verb marked that before distance in_quotes quoted".split(),
    *"head_verb head_noun begins_pronoun no_source".split(),
    *(f"source_{kind}" for kind in _NAMED),
    *"source_other he_she they i_we_you it who role plural noun".split(),
)
"""What each feature is, in order."""
