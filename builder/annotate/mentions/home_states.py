"""Home states of officials: "Sen. Ana Roe of Lowmoor", "D-Lowmoor", "Ana Roe of Ohio and Ben Poe of Lowmoor"."""

from __future__ import annotations

import re

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.place_lists import place_kind
from builder.lexicon.word_lists import table
from builder.model.annotations import EntityType
from builder.model.place import PlaceKind

_OFFICIALS = frozenset({"sen.", "senator", "rep.", "representative", "gov.", "governor", "sens.", "reps."})
_PARTY_TAG = re.compile(r"\b[DRI][-–—]$")


def is_home_of_official(mentions: Mentions, mention: MentionSpan) -> bool:
    """Return True for the state of an official: "Sen. Ana Roe of Lowmoor", "D-Lowmoor"."""
    if follows_party(mention):
        return True
    person = _person_of(mentions, mention)
    if person is None:
        return False
    title = person.previous
    if title is not None and title.text.lower() in _OFFICIALS:
        return True
    return any(_is_home_of_another(mentions, other) for other in _others(mentions, mention))


def follows_party(mention: MentionSpan) -> bool:
    """Return True for the state of a politician after the letter of a party: "D-Lowmoor"."""
    return (
        _PARTY_TAG.search(mention.doc.text[max(0, mention.span.start - 3) : mention.span.start]) is not None
    )


def _person_of(mentions: Mentions, mention: MentionSpan) -> MentionSpan | None:
    """Return the person of "Ana Roe of Lowmoor" and "Ana Roe from Lowmoor"; None if no person is there."""
    of = mention.previous
    if of is None or of.text.lower() not in ("of", "from") or of.previous is None:
        return None
    person = mentions.at(of.previous.i)
    return person if person is not None and person.type is EntityType.PERSON else None


def _others(mentions: Mentions, mention: MentionSpan) -> list[MentionSpan]:
    """Return the other states in the sentence of a mention."""
    sentence = mention.tokens[0].sentence
    return [
        other
        for other in mentions
        if sentence.first <= other.first < sentence.last
        and other != mention
        and place_kind(other, mentions.gazetteer) is PlaceKind.ADMIN
    ]


def _is_home_of_another(mentions: Mentions, state: MentionSpan) -> bool:
    """Return True for "Ana Roe of Ohio" and "Ohio Democrat Ana Roe"."""
    if _person_of(mentions, state) is not None:
        return True
    after = state.next
    return after is not None and after.lemma.lower() in {noun for noun, _ in table("state_nouns")}
