"""Aliases that an article states itself: "Lowmoor Port Board (LPB)", "Ana Roe, better known as Rosa Vale"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import NAMED, MentionSpan
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.names.acronyms import is_acronym
from builder.names.normal_form import head_word

_KNOWN_AS = re.compile(
    r"(?:, \d{1,3},|, (?:a|an|the) (?:[a-z-]+ ){1,3}|,)? ?\(?"
    r"(?:(?:who is|who was|also|better|best|widely|popularly|commonly|professionally|formerly|previously) )*"
    r"(?:known (?:\w+ ){0,2}(?:as|by (?:his|her|their|its) (?:\w+ )?(?:name|pseudonym|nickname))|a\.?k\.?a\.?|"
    r"nicknamed|née|born|then called|now called|the (?:pen|stage) name of|(?:the|a) pseudonym of) [\"“‘]?"
)
"""Source: the usual wordings of encyclopedias and news for a second name."""
_SEPARATORS = (", ", " and ", " or ", ", and ", ", or ")
_OR = (", or ", ", or the ")
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z0-9&.]{1,7}")
_LEAST_CAPITALS = 2
"""Capitals of an abbreviation, at least."""
_KIND_WORDS = {EntityType.PLACE: "place_words", EntityType.ORGANIZATION: "organization_words"}
_ALIAS_TYPES = (*NAMED, EntityType.PRODUCT, EntityType.WORK)


def stated_aliases(mentions: Mentions) -> Iterator[tuple[int, int]]:
    """Yield pairs of indices of mentions that the article says name the same thing, the fuller name first."""
    text = mentions.doc.text
    for mention_i, (first, second) in enumerate(pairwise(mentions)):
        if first.type not in NAMED or second.type not in _ALIAS_TYPES:
            continue
        between = text[first.span.end : second.span.start]
        is_bracketed = between == " (" and text[second.span.end :][:1] == ")"
        if is_bracketed and first.type is not EntityType.PERSON:
            if _is_abbreviation(second.text, first.text):
                yield mention_i, mention_i + 1
            elif _is_abbreviation(first.text, second.text):
                yield mention_i + 1, mention_i
            elif _is_second_name(first, second.text):
                yield mention_i, mention_i + 1
        elif first.type is second.type and _KNOWN_AS.fullmatch(between):
            yield mention_i, mention_i + 1
            yield from _further_aliases(mentions, mention_i)
        elif between in _OR and _is_foreign_acronym(first, second):
            yield mention_i, mention_i + 1


def _further_aliases(mentions: Mentions, mention_i: int) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a mention with its aliases after the first: X with Z and V of "X, also known as Y, Z and V".

    Args:
        mentions: the mentions.
        mention_i: index of X; Y is the next mention.
    """
    spans = mentions.spans
    for alias_i in range(mention_i + 2, len(spans)):
        between = mentions.doc.text[spans[alias_i - 1].span.end : spans[alias_i].span.start]
        if spans[alias_i].type is not spans[mention_i].type or between not in _SEPARATORS:
            return
        yield mention_i, alias_i


def _is_foreign_acronym(first: MentionSpan, second: MentionSpan) -> bool:
    """Return True for the acronym in "the Orvish People's Party, or OVP, won": not the last name of a list."""
    text, organization = first.doc.text, EntityType.ORGANIZATION
    if first.type is not organization or second.type is not organization or " " not in first.text:
        return False
    before = text[: first.span.start].rstrip().removesuffix("the").removesuffix("The").rstrip()
    is_list = before.endswith(",") or is_acronym(first.text)
    return is_acronym(second.text) and text[second.span.end :][:1] == "," and not is_list


def _is_second_name(first: MentionSpan, second: str) -> bool:
    """Return True if the last word of a bracketed name is typical of the place or organization before it."""
    if " " not in second or first.type not in _KIND_WORDS:
        return False
    head = head_word(second)
    known = words(_KIND_WORDS[first.type])
    return head in known or f"{head}*" in known


def _is_abbreviation(short: str, full: str) -> bool:
    """Return True if a word abbreviates a longer name: an acronym, or its first capital begins a word of the name."""
    if " " in short or " " not in full or not _ABBREVIATION.fullmatch(short):
        return False
    capitals = [character for character in short if character.isupper()]
    if len(capitals) < _LEAST_CAPITALS:
        return False
    return is_acronym(short) or capitals[0] in {part[0] for part in full.split()}
