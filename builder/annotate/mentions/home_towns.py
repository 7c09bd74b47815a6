"""Towns where people live: "a Lowmoor woman" and "a 34-year-old Lowmoor man", whatever the model makes of the name."""

from __future__ import annotations

from collections.abc import Iterator

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType, Origin
from builder.names.acronyms import is_acronym
from builder.names.known_names import known_kinds
from builder.read.agencies import is_agency

HOME_TOWN = "home-town"
"""Rule of the town where someone lives."""

_CONFIDENCE = 0.7
_MOST_WORDS = 3
_NO_TOWNS = frozenset({"ORG", "OTHER", "PERSON", "SURNAME"})
"""What well-known things must not be for their name to be a town's: "a Reuters man"."""


def find_home_towns(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, the names of towns before a noun for those who live there as places."""
    towns = list(_towns(mentions))
    covered = {i for town in towns for i in range(town.first, town.last)}
    for mention in mentions:
        if covered.isdisjoint(range(mention.first, mention.last)):
            yield mention
    yield from towns


def _towns(mentions: Mentions) -> Iterator[MentionSpan]:
    for noun in mentions.doc.tokens:
        if noun.tag != "NN" or noun.text not in words("resident_nouns"):
            continue
        first = noun.i
        while (
            first > noun.sentence.first
            and noun.i - first < _MOST_WORDS
            and _is_name(noun.doc.tokens[first - 1])
        ):
            first -= 1
        before = noun.doc.tokens[first].previous
        if first == noun.i or before is None or before.sentence_i != noun.sentence_i or not _opens(before):
            continue
        town = MentionSpan(mentions.doc, first, noun.i, EntityType.PLACE, Origin.RULE, HOME_TOWN, _CONFIDENCE)
        if _may_be_town(town, mentions):
            yield town


def _is_name(token: Token) -> bool:
    return token.tag == "NNP" and token.text[0].isupper()


def _opens(before: Token) -> bool:
    """Return True for "a", "the" and the end of "34-year-old" before a name."""
    return before.text.lower() in ("a", "an", "the") or before.text.endswith("old")


def _may_be_town(town: MentionSpan, mentions: Mentions) -> bool:
    """Return True unless the name is another's: a person's in full, a people's, or an organization's."""
    inside = mentions.overlapping(town.span)
    if any(mention.type is EntityType.PERSON and " " in mention.text for mention in inside):
        return False
    if any(mention.first < town.first or mention.last > town.last for mention in inside):
        return False
    is_group = any(mentions.gazetteer.group(token.text) is not None for token in town.tokens)
    is_firm = is_acronym(town.text) or is_agency(town.text) or town.text in words("brands")
    return not is_group and not is_firm and not known_kinds(town.text) & _NO_TOWNS
