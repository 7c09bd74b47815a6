"""Introductions: the words before a quoted region that govern it and name its source by their grammar alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from builder.annotate.parse.document import Token
from builder.annotate.quotes.attribution.control import controller_of, is_infinitive, quoted_person
from builder.annotate.quotes.attribution.cues import cue_strength
from builder.annotate.quotes.attribution.region_context import RegionContext
from builder.annotate.quotes.quoted_text import QuotedRegion, QuotedText, unmarked_neighbor
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType

_SHARED_SUBJECT = ("conj", "xcomp", "advcl", "pcomp", "ccomp")
"""Relations of a verb without a subject of its own to a verb that may have it."""

_FINITE = ("VBD", "VBZ", "VBP")
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_COMPLEMENTS = ("ccomp", "xcomp", "acl", "relcl", "pcomp", "dobj", "pobj", "attr", "nsubj", "nsubjpass")
_OBJECTS = ("dobj", "pobj")
_LONGEST_PATH = 8
"""Tokens between a region and the head of its introduction in the tree, at most."""

# On half of the train articles the subject of the introducing verb, if it is not what the ranker chose, was the source
# in 22 cases and not in 34 without the next two limits; with them in 16 and 7.
_LEAST_STRENGTH = -0.7
"""Strength of the weakest verb that introduces a region alone."""

_LEAST_STRENGTH_OF_SECOND = -1.6
"""Strength of the weakest verb that introduces a second speaker after another quotation of the sentence."""

_REPORTS = -1.0
"""Strength from which a verb reports the clause below it: "Roe says that Vale called it “a theft”" quotes Roe."""


class Introduction(Struct, frozen=True):
    """The source of a region by the grammar of the words before it.

    Attributes:
        source: the head of the phrase that names the source.
        cue: the verb or noun of speech that the source belongs to.
    """

    source: Token
    cue: Token


def introduction_of(text: QuotedText, context: RegionContext) -> Introduction | None:
    """Return the introduction of a region; None if its grammar does not show one.

    "Vale called it “a theft”", "only for Vale to write “no”", "quoted Vale as saying “no”", "Vale's claim of “theft”".
    """
    region = context.region
    first = _quoted_person(text, context) or _describer(text, region) or _agent(text, region)
    if first is not None:
        return first
    below, is_shared, is_verb_known = context.root, False, False
    for token in _governors(context):
        if token.i >= region.first or token.sentence_i != region.tokens[0].sentence_i:
            return None
        if text.is_marked(token):
            continue
        if token.pos not in ("VERB", "AUX"):
            user = _user_of_words(text, token)
            if user is not None and _may_contain(token, below, region):
                return user
        elif not is_verb_known:
            found = _of_verb(text, token)
            if found is not None and _introduces(text, region, found, below):
                # "For the party to respond by calling it “theft”": the clause of an infinitive is its own alone.
                return None if is_infinitive(token) and is_shared else found
            is_shared = True
            # "Vale's claim that the harbor was “a den”": a noun above the verb may still introduce the region.
            is_verb_known = found is not None or token.dep not in _SHARED_SUBJECT
        below = token
    return None


def _governors(context: RegionContext) -> Iterator[Token]:
    """Yield the tokens above a region in the tree, the nearest first."""
    governor = context.governor
    if governor is None:
        # Of several sentences the first may depend on the words before it: "replied: “Why? For money?”".
        region = context.region
        outside = (
            token.head for token in region.tokens if token.pos != "PUNCT" and token.head_i < region.first
        )
        governor = next(outside, None)
    if governor is not None:
        yield governor
        yield from islice(governor.ancestors, _LONGEST_PATH)


def _quoted_person(text: QuotedText, context: RegionContext) -> Introduction | None:
    """Return the person who is quoted by another: “No,” the Courier quoted Vale as saying."""
    if context.governor is None:
        return None
    for token in (context.governor, *context.governor.children):
        person = quoted_person(token)
        if person is not None and not text.is_marked(person):
            return Introduction(person, token)
    return None


def _describer(text: QuotedText, region: QuotedRegion) -> Introduction | None:
    """Return the introduction of "Vale's description of the board as “thieves”", however the parse attaches "as"."""
    token = unmarked_neighbor(region.tokens[0], -1)
    token = token.previous if token is not None and token.tag == "DT" else token
    if token is None or token.text.lower() != "as":
        return None
    for earlier in reversed(token.sentence.tokens[: token.i - token.sentence.first]):
        if earlier.pos in ("VERB", "AUX") or text.is_marked(earlier):
            return None
        if earlier.lemma.lower() in words("describing_nouns"):
            return _user_of_words(text, earlier)
    return None


def _agent(text: QuotedText, region: QuotedRegion) -> Introduction | None:
    """Return the introduction of "the plan was hailed by Vale as “a gift”"."""
    token = unmarked_neighbor(region.tokens[0], -1)
    token = token.previous if token is not None and token.tag == "DT" else token
    if token is None or token.text.lower() != "as" or token.sentence_i != region.tokens[0].sentence_i:
        return None
    for earlier in reversed(token.sentence.tokens[: token.i - token.sentence.first]):
        if earlier.pos in ("VERB", "AUX") or text.is_marked(earlier):
            return None
        if earlier.dep == "agent" and earlier.head.tag == "VBN":
            agents = (child for child in earlier.children if child.dep == "pobj")
            agent = next(agents, None)
            return Introduction(agent, earlier.head) if agent is not None else None
    return None


def _of_verb(text: QuotedText, verb: Token) -> Introduction | None:
    """Return the introduction that a verb is; None if it has no subject of its own."""
    subject = controller_of(verb) or _person_before(text, verb)
    if subject is None and not is_infinitive(verb):
        subject = next((child for child in verb.children if child.dep == "nsubj" and child.i < verb.i), None)
    return Introduction(subject, verb) if subject is not None and not text.is_marked(subject) else None


def _person_before(text: QuotedText, verb: Token) -> Token | None:
    """Return the person of "footage of Vale saying", or the name before a verb whose subject the parse missed.

    None for things: "a sign saying".
    """
    before = verb.previous
    if (
        verb.tag in _FINITE
        and verb.dep != "conj"
        and _SUBJECTS.isdisjoint(child.dep for child in verb.children)
    ):
        # "Asked by Roe, the mayor, Tomas Vale, dryly replied": the parse easily takes Vale for an apposition.
        while before is not None and (before.pos == "ADV" or before.text == ","):
            before = before.previous
    elif verb.tag != "VBG":
        return None
    if before is None or before.sentence_i != verb.sentence_i or cue_strength(verb) < _LEAST_STRENGTH:
        return None
    mention = text.mentions.at(before.i)
    is_person = mention is not None and mention.type is EntityType.PERSON
    return before if is_person and (verb.tag == "VBG" or before.dep == "appos") else None


def _user_of_words(text: QuotedText, noun: Token) -> Introduction | None:
    """Return the introduction of "Vale's claim" and "his talk", if Vale is not said by another to have claimed it."""
    if noun.lemma.lower() not in words("speech_nouns") or _is_reported(text, noun):
        return None
    children = (child for child in noun.children if child.dep == "poss" and not text.is_marked(child))
    user = next(children, None)
    return Introduction(user, noun) if user is not None else None


def _may_contain(noun: Token, below: Token, region: QuotedRegion) -> bool:
    """Return True if a region is part of what a noun of speech says: "his claim of “theft”".

    Args:
        noun: the noun.
        below: the token below it on the path to the region.
        region: the region; right after another noun it is a predicate: "called his remarks on judges “racist”".
    """
    before = unmarked_neighbor(region.tokens[0], -1)
    is_predicate = below.text.lower() == "as" or (before is not None and before.pos in ("NOUN", "PROPN"))
    return below.dep == "acl" or before is noun or not is_predicate


def _introduces(text: QuotedText, region: QuotedRegion, found: Introduction, below: Token) -> bool:
    """Return True if a verb is strong enough, and not itself part of what someone says.

    Args:
        text: the document with its quoted regions.
        region: the region.
        found: the verb with its source.
        below: the token below the verb on the path to the region.
    """
    cue = found.cue
    # Grammar that reports speech needs no strong verb: "prompting Vale to speak of “theft”", "Vale speaks of “theft”".
    is_plain = is_infinitive(cue) or below.text.lower() in ("of", "about")
    is_second = _is_after_quotation(text, region, found.source)
    least = _LEAST_STRENGTH_OF_SECOND if is_plain or is_second else _LEAST_STRENGTH
    is_own = _is_said(cue) and cue_strength(cue) >= least
    # Whoever reports "what Vale called “theft”", the words are Vale's; "what she called" may be the reporter herself.
    is_named = _has_what(cue) and text.mentions.is_taken(found.source.i)
    return is_own and (is_named or not _is_reported(text, cue))


def _has_what(verb: Token) -> bool:
    """Return True for "what Vale called “theft”"."""
    return any(child.text.lower() == "what" and child.i < verb.i for child in verb.children)


def _is_after_quotation(text: QuotedText, region: QuotedRegion, source: Token) -> bool:
    """Return True if quoted words are before a source in the sentence of a region."""
    sentence = region.tokens[0].sentence
    return any(text.is_marked(token) for token in sentence.tokens[: max(0, source.i - sentence.first)])


def _is_reported(text: QuotedText, cue: Token) -> bool:
    """Return True if the clause of a cue is a complement of another verb of speech."""
    token = cue
    while token.head is not token:
        governor = token.head
        is_complement = token.dep in _COMPLEMENTS and governor.pos in ("VERB", "AUX")
        # "Roe attacked Vale's claim of “theft”": the words are Vale's.
        is_object = token is cue and token.dep in _OBJECTS
        if is_complement and not is_object:
            if cue_strength(governor) > _REPORTS and not _has_quotation(text, governor):
                return True
        elif token.dep == "acl" and governor.lemma.lower() in words("speech_nouns"):
            return True
        token = governor
    return False


def _has_quotation(text: QuotedText, verb: Token) -> bool:
    """Return True if a quotation before a verb is its complement: its statement is complete."""
    return any(child.i < verb.i and text.is_marked(child) for child in verb.children)


def _is_said(verb: Token) -> bool:
    """Return False for what someone would say, or did not say."""
    return not any(child.dep == "neg" or child.tag == "MD" for child in verb.children)
