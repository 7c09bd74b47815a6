"""Beats: short sentences about what someone does right before a quotation, whose subject is its speaker."""

from __future__ import annotations

from builder.annotate.mentions.title_words import is_role_head
from builder.annotate.parse.document import Sentence, Token
from builder.annotate.quotes.attribution.cues import cue_strength
from builder.annotate.quotes.quotation_marks import MARK_TOKENS
from builder.annotate.quotes.quoted_text import QuotedRegion, QuotedText, unmarked_neighbor
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType

_QUESTIONS = frozenset("ask press question quiz".split())
"""Verbs whose object answers: "She asked Roe about the pier. “No.”"."""

_ADDRESSING_VERBS = _QUESTIONS | frozenset(("answer", "tell"))
"""Verbs whose object may speak next, not their subject."""

_CUE_REACH = 6
"""Tokens after a quotation that may contain its own cue."""

_WEAK = -1.0
"""Strength of a verb that is seldom a cue."""

_LONGEST_BEAT = 20
"""Tokens of the longest sentence that only describes what a speaker does: "Roe shook her head."."""
_LONGEST_SENTENCE = 45
"""The same if no one else is likely to speak."""


def actor_before(text: QuotedText, region: QuotedRegion) -> Token | None:
    """Return the person who acts in the sentence before a region that is a sentence itself: "Roe nodded. “Yes.”".

    Returns:
        None without such a sentence in the paragraph, and for pronouns, which easily refer to the speaker before.
    """
    beat = _beat_before(text, region)
    actor = _actor_or_asked(beat, region) if beat is not None else None
    return actor if actor is not None and (_is_person(text, actor) or _issues(actor)) else None


def subject_before(text: QuotedText, region: QuotedRegion) -> Token | None:
    """Return the person, also as a pronoun, who acts in the sentence before a region, which may be a long one."""
    beat = _beat_before(text, region)
    actor = _actor_or_asked(beat, region, _LONGEST_SENTENCE) if beat is not None else None
    if actor is None:
        return None
    is_person = _is_person(text, actor) or actor.text.lower() in ("he", "she")
    return actor if is_person or _issues(actor) else None


def _issues(subject: Token) -> bool:
    """Return True for the one that issues a document: "The board put out a statement. “It is safe.”"."""
    objects = (child for child in subject.head.children if child.dep == "dobj")
    return any(child.lemma.lower() in words("document_nouns") for child in objects)


def actor_of(sentence: Sentence, longest: int = _LONGEST_BEAT) -> Token | None:
    """Return the subject of a short sentence in which no one speaks or is spoken to.

    Args:
        sentence: the sentence.
        longest: its number of tokens, at most.
    """
    tokens = sentence.tokens
    if len(tokens) > longest or any(token.text in MARK_TOKENS for token in tokens):
        return None
    if any(map(_addresses, tokens)):
        return None
    subject = next((token for token in tokens if token.dep == "nsubj" and _is_of_root(token)), None)
    return _origin(subject) or subject if subject is not None else None


def _origin(subject: Token) -> Token | None:
    """Return the person that something comes from: "The lone vote came from Roe."."""
    if subject.head.lemma.lower() != "come":
        return None
    origins = (child for child in subject.head.children if child.dep == "prep" and child.text == "from")
    return next((child for origin in origins for child in origin.children if child.dep == "pobj"), None)


def _beat_before(text: QuotedText, region: QuotedRegion) -> Sentence | None:
    """Return the sentence before a region in its paragraph; None if it, or the region's own, is of both voices."""
    first, last = region.tokens[0], region.tokens[-1]
    sentence = first.sentence
    if not sentence.i or last.text not in (".", "!", "?", "…"):
        return None
    if any(not text.is_marked(token) for token in sentence.tokens if token.i < first.i) or _has_own_cue(last):
        return None
    beat = text.doc.sentences[sentence.i - 1]
    is_own = all(not text.is_marked(token) for token in beat.tokens)
    return beat if is_own and beat.paragraph == sentence.paragraph else None


def _has_own_cue(last: Token) -> bool:
    """Return True if a verb of speech is right after a region: “Is it?” Roe asked.

    Args:
        last: the last token of the region.
    """
    tokens = last.doc.tokens
    following = unmarked_neighbor(last, 1)
    if last.text == "." and following is not None and following.sentence_i != last.sentence_i:
        return False  # “It is.” Roe had asked for that.
    for token in tokens[last.i + 1 : last.i + _CUE_REACH]:
        if token.paragraph != last.paragraph or token.text in (",", ".", ":"):
            return False
        if token.pos == "VERB" and cue_strength(token) > _WEAK:
            return True
    return False


def _actor_or_asked(beat: Sentence, region: QuotedRegion, longest: int = _LONGEST_BEAT) -> Token | None:
    """Return the subject of a beat; of a question the person asked, unless the region is the question."""
    root = next((token for token in beat.tokens if token.dep == "ROOT"), None)
    if root is not None and len(beat.tokens) <= longest and _requests(root):
        return next((child for child in root.children if child.dep == "nsubj"), None)
    if root is None or root.lemma.lower() not in _QUESTIONS or len(beat.tokens) > longest:
        return actor_of(beat, longest)
    asked = ("nsubjpass", "dobj", "dative") if region.text[-1] != "?" else ("nsubj",)
    return next((child for child in root.children if child.dep in asked), None)


def _requests(verb: Token) -> bool:
    """Return True for a request, whose subject goes on: "Roe asked the owner to board it up. “It has no floor.”"."""
    clauses = (child for child in verb.children if child.dep in ("xcomp", "ccomp"))
    is_request = any(child.text == "to" for clause in clauses for child in clause.children)
    return verb.lemma.lower() in _QUESTIONS and is_request


def _addresses(token: Token) -> bool:
    """Return True for a verb that addresses someone; False for the participle of "asked about that, Roe laughed"."""
    is_participle = token.tag == "VBN" and token.dep == "advcl"
    return token.lemma.lower() in _ADDRESSING_VERBS and not is_participle


def _is_of_root(subject: Token) -> bool:
    return subject.head.dep == "ROOT" and subject.i < subject.head_i


def _is_person(text: QuotedText, noun: Token) -> bool:
    """Return True for the name or description of a person."""
    mention = text.mentions.at(noun.i)
    if mention is not None:
        return mention.type is EntityType.PERSON
    lemma = noun.lemma.lower()
    is_listed = lemma in words("person_nouns") or lemma in words("kin_nouns") or is_role_head(noun)
    return noun.tag == "NN" and is_listed
