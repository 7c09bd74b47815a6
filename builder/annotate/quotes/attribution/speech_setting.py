"""The setting of a quotation: the place, occasion or medium in which it was said."""

from __future__ import annotations

from builder.annotate.parse.document import Token
from builder.annotate.quotes.quoted_text import QuotedText
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.model.span import Span

_PREPOSITIONS = frozenset("in at on during via over before after".split())
_LONGEST = 9
"""The noun of a setting and the tokens after it that may belong to its phrase, at most."""


def setting_of(cue: Token, text: QuotedText) -> Span | None:
    """Return the setting of a quotation: a prepositional phrase on its cue that names a place or an occasion."""
    for preposition in _prepositions(cue):
        if preposition.text.lower() not in _PREPOSITIONS:
            continue
        objects = [token for token in preposition.children if token.dep == "pobj"]
        if objects and not text.is_marked(objects[0]) and _is_setting(objects[0], text):
            return _phrase_span(preposition, objects[0])
    return None


def _is_setting(noun: Token, text: QuotedText) -> bool:
    mention = text.mentions.at(noun.i)
    is_place = mention is not None and mention.type is EntityType.PLACE
    return is_place or noun.lemma.lower() in words("setting_nouns")


def _prepositions(cue: Token) -> list[Token]:
    """Return the prepositions on a cue, and those on its object ("told reporters in …")."""
    found = []
    for child in cue.children:
        if child.dep == "prep":
            found.append(child)
        elif child.dep in ("dobj", "dative") and child.i > cue.i:
            found.extend(token for token in child.children if token.dep == "prep")
    return found


def _phrase_span(preposition: Token, noun: Token) -> Span:
    """Return the span from a preposition to the end of its noun phrase, without dates, clauses and final articles."""
    tokens = preposition.doc.tokens
    last = noun
    for token in tokens[noun.i + 1 : noun.i + _LONGEST]:
        if token.pos in ("PUNCT", "VERB", "AUX", "SCONJ") and token.text != "-":
            break
        if token.label in ("DATE", "TIME"):
            break
        if all(ancestor is not preposition for ancestor in token.ancestors):
            break
        last = token
    while last.i > noun.i and last.pos in ("ADP", "DET"):
        last = tokens[last.i - 1]
    return Span(preposition.start, last.end)
