"""The cue that joins a quotation to its speaker, and the setting it was said in."""

from __future__ import annotations

from collections.abc import Sequence

from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Document, Token
from builder.annotate.quotes.attribution.candidates import Candidate
from builder.annotate.quotes.attribution.features import NO_CUE, cue_strength
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.model.span import Span

_SETTING_PREPOSITIONS = frozenset("in at on during via over before after".split())


def cue_of(doc: Document, candidate: Candidate) -> Token | None:
    """The verb of speech whose subject (or agent) a candidate is; "according" for "according to"."""
    tokens = doc.tokens
    head = candidate.head
    to = head.head
    if to.text.lower() == "to" and to.i > 0 and tokens[to.i - 1].text.lower() == "according":
        return tokens[to.i - 1]
    for token in head.ancestors:
        if token.pos in ("VERB", "AUX"):
            return token
        if token.dep == "prep" and token.text.lower() not in ("by", "to"):
            return None
    return None


def cue_span(cue: Token) -> Span:
    """The words of the cue: the verb, or "according to"."""
    if cue.text.lower() == "according" and cue.i + 1 < len(cue.doc.tokens):
        return Span(cue.start, cue.doc.tokens[cue.i + 1].end)
    return cue.span


def is_speech(cue: Token) -> bool:
    """Whether a verb is in the lexicon of reported speech at all."""
    return cue.text.lower() == "according" or cue_strength(cue) > NO_CUE


def place_tokens(names: Sequence[MentionSpan]) -> frozenset[int]:
    """Return the tokens of the names of places."""
    return frozenset(
        i for name in names if name.type is EntityType.PLACE for i in range(name.first, name.last)
    )


def setting_of(cue: Token, places: frozenset[int], quoted: frozenset[int]) -> Span | None:
    """Return where or by what means it was said: a phrase that depends on the cue and names a place or an occasion.

    Args:
        doc: the article.
        cue: the verb.
        places: the tokens of the names of places.
        quoted: the tokens in quotation marks.
    """
    for phrase in _phrases(cue):
        if phrase.text.lower() not in _SETTING_PREPOSITIONS:
            continue
        objects = [token for token in phrase.children if token.dep == "pobj"]
        if not objects or objects[0].i in quoted:
            continue
        if objects[0].i in places or objects[0].lemma.lower() in words("setting_nouns"):
            return _phrase_span(phrase, objects[0])
    return None


def _phrases(cue: Token) -> list[Token]:
    """The prepositions on the cue, and those on what was addressed ("told reporters in …")."""
    found = []
    for child in cue.children:
        if child.dep == "prep":
            found.append(child)
        elif child.dep in ("dobj", "dative") and child.i > cue.i:
            found.extend(token for token in child.children if token.dep == "prep")
    return found


def _phrase_span(preposition: Token, noun: Token) -> Span:
    last = noun.i
    for token in preposition.doc.tokens[noun.i + 1 : noun.i + 9]:
        if token.pos in ("PUNCT", "VERB", "AUX", "SCONJ") and token.text != "-":
            break
        if token.label in ("DATE", "TIME"):
            break
        if preposition.i not in {ancestor.i for ancestor in token.ancestors}:
            break
        last = token.i
    while last > noun.i and preposition.doc.tokens[last].pos in ("ADP", "DET"):
        last -= 1
    return Span(preposition.start, preposition.doc.tokens[last].end)
