"""Names that the model cut short: initials, numerals and epithets of monarchs, the number and year of an event, what
an institution is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from builder.annotate.mentions.boundaries import is_title
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import PASSED_OVER, MentionSpan
from builder.annotate.parse.document import Document, Token
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType

_NUMERAL = re.compile(r"[IVX]{1,5}")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_SYLLABLES = 3
"""Tokens of a given name in two syllables: they and their hyphen."""

_LONGEST_SYLLABLE = 6

_INITIAL = re.compile(r"[B-HJ-Z]\.?")


def extend(mentions: Mentions) -> Iterator[MentionSpan]:
    """The names, each with what belongs to it at its edges and stands in no other name but a date."""
    doc = mentions.doc
    dates = {i for name in mentions if name.type is EntityType.DATE for i in range(name.first, name.last)}
    taken = mentions.index_at.keys() - dates
    # What the model did not mark may as well be what an institution is for: "Fund" for the Relief of Sailors.
    guessed = {
        i
        for name in mentions
        if name.rule.startswith(PASSED_OVER) and name.type not in (EntityType.PERSON, EntityType.PLACE)
        for i in range(name.first, name.last)
    }
    for name in mentions:
        first, last = name.first, name.last
        if name.type is EntityType.PERSON:
            first = _before(doc, first, taken)
            if last - first == 1 and _are_syllables(doc, first, taken):
                first -= _SYLLABLES
            last = _behind(doc, last, taken)
        elif name.type is EntityType.EVENT:
            first, last = _numbered(doc, first, last)
        elif name.type is EntityType.ORGANIZATION:
            last = devoted(doc, last, taken - guessed)
        if _is_of_saint(name):
            yield replace(name, last=last + 1, type=EntityType.ORGANIZATION, rule=f"{name.rule}+saint")
        else:
            yield replace(name, first=first, last=last)


def _before(doc: Document, first: int, taken: set[int]) -> int:
    """An initial or particle in front of a name: "R Roe", "de Orve"."""
    if first == 0 or first - 1 in taken:
        return first
    before = doc.tokens[first - 1]
    same = before.sentence_i == doc.tokens[first].sentence_i
    particle = before.text.islower() and before.text in words("name_particles")
    if same and before.pos in ("PROPN", "X") and (particle or _INITIAL.fullmatch(before.text)):
        return first - 1
    return first


def _are_syllables(doc: Document, first: int, taken: set[int]) -> bool:
    """Whether a given name in two syllables, "Min-seo", stands in front of a surname; "Mayor-elect" and "Neo-liberal"
    are none.
    """
    if first < _SYLLABLES or not taken.isdisjoint(range(first - _SYLLABLES, first)):
        return False
    given, hyphen, syllable = doc.tokens[first - _SYLLABLES : first]
    glued = hyphen.text == "-" and given.end == hyphen.start and hyphen.end == syllable.start
    names = given.pos == syllable.pos == "PROPN" and given.text[:1].isupper() and syllable.text.islower()
    glued = glued and syllable.sentence_i == doc.tokens[first].sentence_i
    short = max(len(given.text), len(syllable.text)) <= _LONGEST_SYLLABLE
    return glued and names and short and not is_title(given) and not is_title(syllable)


def _is_of_saint(name: MentionSpan) -> bool:
    """Whether a possessive belongs to a name, since nothing follows that could be the saint's: "at St. Orve's"."""
    tokens = name.doc.tokens
    if tokens[name.first].text not in ("St.", "St", "Saint") or name.last >= len(tokens):
        return False
    after = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    owned = (
        after is not None and _joined(tokens, name.last + 1) and after.pos in ("NOUN", "PROPN", "ADJ", "NUM")
    )
    return tokens[name.last].tag == "POS" and _joined(tokens, name.last) and not owned


def _numbered(doc: Document, first: int, last: int) -> tuple[int, int]:
    """An event with its number or year: "the 33rd Lowmoor Fair", "Lowmoor Fair 2015"."""
    tokens = doc.tokens
    if first > 0 and (_YEAR.fullmatch(tokens[first - 1].text) or _ORDINAL.fullmatch(tokens[first - 1].text)):
        return first - 1, last
    if last < len(tokens) and _YEAR.fullmatch(tokens[last].text) and _joined(tokens, last):
        return first, last + 1
    return first, last


def devoted(
    doc: Document, last: int, taken: Set[int], *, joints: Sequence[str] = ("for", "on", "against")
) -> int:
    """Where the name of an institution ends with what it is for: "Fund" for the Old Lighthouses.

    Args:
        last: where it ends without that. What follows must be words in capitals that stand in no other name; "and" may
            part two of them.
        joints: the prepositions that it may begin with.
    """
    tokens = doc.tokens
    if last >= len(tokens) or tokens[last].text not in joints:
        return last
    head = tokens[last - 1].text.lower()
    if head not in words("organization_words") and f"{head}*" not in words("organization_words"):
        return last
    end = last + 1
    if end < len(tokens) and tokens[end].text == "the":
        end += 1
    grown = last
    while end < len(tokens) and end not in taken and _joined(tokens, end):
        if tokens[end].text[0].isupper() and tokens[end].pos in ("PROPN", "NOUN", "ADJ"):
            grown = end + 1
        elif tokens[end].text not in ("and", "&", "of") or grown != end:
            break
        end += 1
    return grown


def _joined(tokens: Sequence[Token], i: int) -> bool:
    """Whether token ``i`` goes on in the sentence of the one before it."""
    return tokens[i].sentence_i == tokens[i - 1].sentence_i


def _behind(doc: Document, last: int, taken: set[int]) -> int:
    """The numeral or epithet of a monarch, and surnames that an apostrophe parts: "Ana d'Orve"."""
    tokens = doc.tokens
    if last >= len(tokens) or last in taken or tokens[last].sentence_i != tokens[last - 1].sentence_i:
        return last
    token = tokens[last]
    if token.text == "-" and last + 1 < len(tokens) and tokens[last - 1].end == token.start:
        # "Roe Min-seo": the model ends the name at the hyphen.
        syllable = tokens[last + 1]
        if token.end == syllable.start and syllable.text.isalpha() and syllable.pos == "PROPN":
            return last + 2
    follows = tokens[last + 1] if last + 1 < len(tokens) else None
    if _NUMERAL.fullmatch(token.text) and (follows is None or follows.pos not in ("VERB", "AUX", "ADV")):
        return last + 1
    if token.text == "the" and follows is not None and follows.text in words("epithets"):
        return last + 2
    if re.fullmatch(r"[dD]['’]", token.text) and follows is not None and follows.text[0].isupper():
        return last + 2
    return last + 1 if re.fullmatch(r"[dD]['’][^\W\d_]\w+", token.text) else last
