"""Extension of names that the model cut short.

Initials, particles, numerals and epithets of persons, the number and year of an event, the purpose of an institution
("Fund" for Old Lighthouses).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import PASSED_OVER, MentionSpan
from builder.annotate.mentions.title_words import is_title
from builder.annotate.parse.document import Token
from builder.annotate.parse.headings import headings
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType

_NUMERAL = re.compile(r"[IVX]{1,5}")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_COMMITTEE_KINDS = frozenset({"House", "Joint", "Permanent", "Select", "Senate", "Special", "the", "The"})
"""Words before "Committee" that do not say what it is about."""
_INITIAL = re.compile(r"[B-HJ-Z]|(?:[A-Z]\.){1,3}")
"""Initials: without a stop, "A" and "I" are more often words."""
_MOST_INITIALS = 3
"""Initials before a surname, at most: "J. R. R. Roe"."""
_ELISION = re.compile(r"[dD]['’]")
_ELIDED_SURNAME = re.compile(r"[dD]['’][^\W\d_]\w+")
_SYLLABLES = 3
"""Tokens of a given name in two syllables: the syllables and their hyphen."""
_LONGEST_SYLLABLE = 6
"""Letters of a syllable: longer words on both sides of a hyphen are rather a compound."""


def extend_names(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, each with the tokens at its edges that belong to the name.

    Tokens of a date are taken from it ("Lowmoor Fair 2015"), and an institution's purpose from names that the model
    passed over; tokens of other mentions are not.
    """
    others = mentions.replaced(mention for mention in mentions if mention.type is not EntityType.DATE)
    # What the model did not label may be the purpose of an institution: "Fund" for the Relief of Sailors.
    certain = mentions.replaced(mention for mention in others if not _is_guess(mention))
    in_title_case = headings(mentions.doc)
    for cut in mentions:
        is_heading = cut.tokens[0].sentence_i in in_title_case
        mention = cut if is_heading else replace(cut, last=_capitalized_end(cut, mentions))
        if _is_saint_possessive(mention):
            last = mention.last + 1
            yield replace(mention, last=last, type=EntityType.ORGANIZATION, rule=f"{mention.rule}+saint")
        elif mention.type is EntityType.PERSON:
            yield _extend_person(mention, others)
        elif mention.type is EntityType.EVENT:
            yield _extend_event(mention)
        elif mention.type is EntityType.ORGANIZATION:
            last = _committee_end(mention, mentions) or purpose_end(mention.tokens[-1], certain)
            yield replace(mention, last=last)
        else:
            yield mention


def _capitalized_end(mention: MentionSpan, mentions: Mentions) -> int:
    """Return the end of a name of several words with the capitalized noun after it: "New Piers" Matter."""
    after = mention.next
    if mention.type not in (EntityType.EVENT, EntityType.ORGANIZATION) or len(mention.tokens) == 1:
        return mention.last
    is_noun = (
        after is not None and after.pos == "NOUN" and after.text[0].isupper() and after.text[1:].islower()
    )
    if after is None or not is_noun or after.is_attached or mentions.is_taken(after.i) or is_title(after):
        return mention.last
    return mention.last + 1 if _continues_sentence(after) else mention.last


def _committee_end(mention: MentionSpan, mentions: Mentions) -> int | None:
    """Return the end of the place that a committee without any other subject is on: "Select Committee" on Orve.

    Returns:
        Index in ``Document.tokens`` after the last token of the place; None for other organizations.
    """
    *before, head = (token.text for token in mention.tokens)
    preposition = mention.next
    if head not in ("Committee", "Subcommittee") or not {*before} <= _COMMITTEE_KINDS:
        return None
    after = preposition.next if preposition is not None and preposition.text == "on" else None
    after = after.next if after is not None and after.text == "the" else after
    place = mentions.at(after.i) if after is not None else None
    return place.last if place is not None and place.type is EntityType.PLACE else None


def _is_guess(mention: MentionSpan) -> bool:
    """Return True for a name that the model passed over and that is neither a person nor a place."""
    return mention.rule.startswith(PASSED_OVER) and mention.type not in (EntityType.PERSON, EntityType.PLACE)


def _extend_person(mention: MentionSpan, others: Mentions) -> MentionSpan:
    """Return the mention of a person with the parts of the name that are before and after it."""
    first = mention.first
    while mention.first - first < _MOST_INITIALS and _has_initial_or_particle(
        replace(mention, first=first), others
    ):
        first -= 1
    if mention.last - first == 1 and _are_syllables(
        mention.doc.tokens[max(first - _SYLLABLES, 0) : first], others
    ):
        first -= _SYLLABLES
    return replace(mention, first=first, last=_person_end(mention, others))


def _has_initial_or_particle(mention: MentionSpan, others: Mentions) -> bool:
    """Return True if an initial or a particle that belongs to a name is right before it: "R Roe", "de Orve"."""
    before = mention.previous
    if before is None or others.is_taken(before.i):
        return False
    particle = before.text.islower() and before.text in words("name_particles")
    return (
        before.sentence_i == mention.tokens[0].sentence_i
        and before.pos in ("PROPN", "X")
        and (particle or _INITIAL.fullmatch(before.text) is not None)
    )


def _are_syllables(tokens: Sequence[Token], others: Mentions) -> bool:
    """Return True if the tokens before a surname are a given name in two syllables.

    "Min-seo" is one; "Mayor-elect" and "Neo-liberal" are not.
    """
    if len(tokens) < _SYLLABLES or not others.is_free(tokens[0].i, tokens[-1].i + 1):
        return False
    given, hyphen, syllable = tokens
    attached = hyphen.text == "-" and hyphen.is_attached and syllable.is_attached
    names = given.pos == syllable.pos == "PROPN" and given.text[:1].isupper() and syllable.text.islower()
    surname = syllable.next
    same_sentence = surname is not None and syllable.sentence_i == surname.sentence_i
    short = max(len(given.text), len(syllable.text)) <= _LONGEST_SYLLABLE
    return attached and same_sentence and names and short and not is_title(given) and not is_title(syllable)


def _person_end(mention: MentionSpan, others: Mentions) -> int:
    """Return the end of a person's name with the numeral, epithet, second syllable or elided surname after it.

    Returns:
        Index in ``Document.tokens`` after the last token of the name; ``mention.last`` if nothing is added.
    """
    last, token = mention.last, mention.next
    if token is None or others.is_taken(token.i) or not _continues_sentence(token):
        return last
    follows = token.next
    if token.text == "-" and token.is_attached and follows is not None and _is_second_syllable(follows):
        return last + 2
    if _NUMERAL.fullmatch(token.text) and (follows is None or follows.pos not in ("VERB", "AUX", "ADV")):
        return last + 1
    if token.text == "the" and follows is not None and follows.text in words("epithets"):
        return last + 2
    # "Ana d'Orve", as two tokens or one.
    if _ELISION.fullmatch(token.text) and follows is not None and follows.text[0].isupper():
        return last + 2
    return last + 1 if _ELIDED_SURNAME.fullmatch(token.text) else last


def _is_second_syllable(token: Token) -> bool:
    """Return True for the syllable after the hyphen at which the model ends a name: "Roe Min-seo"."""
    return token.is_attached and token.text.isalpha() and token.pos == "PROPN"


def _is_saint_possessive(mention: MentionSpan) -> bool:
    """Return True if a possessive belongs to a name, because nothing follows that the saint owns: "at St. Orve's"."""
    possessive = mention.next
    if mention.tokens[0].text not in ("St.", "St", "Saint") or possessive is None:
        return False
    owned = possessive.next
    has_owned = (
        owned is not None and _continues_sentence(owned) and owned.pos in ("NOUN", "PROPN", "ADJ", "NUM")
    )
    return possessive.tag == "POS" and _continues_sentence(possessive) and not has_owned


def _extend_event(mention: MentionSpan) -> MentionSpan:
    """Return the mention of an event with its number or year: "the 33rd Lowmoor Fair", "Lowmoor Fair 2015"."""
    before, after = mention.previous, mention.next
    if before is not None and (_YEAR.fullmatch(before.text) or _ORDINAL.fullmatch(before.text)):
        return replace(mention, first=before.i)
    if after is not None and _YEAR.fullmatch(after.text) and _continues_sentence(after):
        return replace(mention, last=after.i + 1)
    return mention


def purpose_end(
    head: Token, others: Mentions, *, prepositions: Sequence[str] = ("for", "on", "against")
) -> int:
    """Return the end of an institution's name with its purpose: "Fund for Old Lighthouses".

    The purpose is a preposition and the capitalized words after it that are in no other name; "and" may join two of
    them.

    Args:
        head: the last token of the institution's name without a purpose.
        others: the other names.
        prepositions: those with which the purpose may begin.

    Returns:
        Index in ``Document.tokens`` after the last token of the name; without a purpose ``head.i + 1``.
    """
    tokens = head.doc.tokens
    end = head.i + 1
    institution, preposition = head.text.lower(), head.next
    if preposition is None or preposition.text not in prepositions:
        return end
    if institution not in words("organization_words") and f"{institution}*" not in words(
        "organization_words"
    ):
        return end
    i = end + 1
    if i < len(tokens) and tokens[i].text == "the":
        i += 1
    while i < len(tokens) and not others.is_taken(i) and _continues_sentence(tokens[i]):
        if tokens[i].text in words("calendar_words"):
            break  # "The Harbor Board on Friday": when, not what for.
        if tokens[i].text[0].isupper() and tokens[i].pos in ("PROPN", "NOUN", "ADJ"):
            end = i + 1
        elif tokens[i].text not in ("and", "&", "of") or end != i:
            break
        i += 1
    return end


def _continues_sentence(token: Token) -> bool:
    """Return True if a token is in the same sentence as the token before it."""
    return token.previous is not None and token.previous.sentence_i == token.sentence_i
