"""Nicknames of teams, which the model often passes over: "the Gulls", "the Orve Gulls"."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from builder.annotate.mentions.article_kinds import is_about_sport
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType, Origin
from builder.names.given_names import is_given_name
from builder.names.known_names import known_kinds

TEAM_NICKNAME = "team-nickname"
"""Rule of a nickname of a team."""

_CONFIDENCE = 0.6
_SINGULAR = ("ss", "us", "is")
"""Endings of words in "s" that are hardly plural."""
_MISTAKEN = (EntityType.GROUP, EntityType.PERSON, EntityType.WORK, EntityType.PRODUCT)
"""Types that the model gives such a word."""


def find_team_nicknames(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, in a report on sport with the plural words in capitals after "the" as organizations."""
    is_sport = is_about_sport(mentions.doc)
    nicknames = _nicknames(mentions) if is_sport else frozenset()
    for mention in mentions:
        bare = mention.text.removeprefix("the ").removeprefix("The ")
        if mention.type in _MISTAKEN and (bare in nicknames or (is_sport and _is_of_town(mentions, bare))):
            yield replace(mention, type=EntityType.ORGANIZATION, rule=f"{mention.rule}+{TEAM_NICKNAME}")
        else:
            yield mention
    for token in mentions.doc.tokens:
        if token.text in nicknames and not mentions.is_taken(token.i):
            yield MentionSpan(
                mentions.doc,
                token.i,
                token.i + 1,
                EntityType.ORGANIZATION,
                Origin.RULE,
                TEAM_NICKNAME,
                _CONFIDENCE,
            )


def _is_of_town(mentions: Mentions, name: str) -> bool:
    """Return True for a plural behind the name of a place, which looks like a surname: "Lowmoor Gulls"."""
    *town, last = name.split()
    is_plural = last.istitle() and last.endswith("s") and not last.endswith(_SINGULAR)
    is_team = bool(town) and is_plural and not is_given_name(town[0])
    return is_team and bool(mentions.gazetteer.candidates(" ".join(town)))


def _nicknames(mentions: Mentions) -> frozenset[str]:
    """Return the words that are nicknames of teams: plural, in capitals, and somewhere after "the" in a sentence."""
    surnames = {mention.text.rpartition(" ")[2] for mention in mentions if mention.type is EntityType.PERSON}
    return frozenset(
        token.text
        for token in mentions.doc.tokens
        if _is_plural_after_the(token)
        and mentions.gazetteer.group(token.text) is None
        and not _is_known(mentions, token)
        and token.text.removesuffix("s") not in surnames
    )


def _is_plural_after_the(token: Token) -> bool:
    """Return True for "Gulls" in "the Gulls", but not in "the Gulls Club" or "the Alps of Orve"."""
    before, after = token.previous, token.next
    if before is None or before.text.lower() != "the" or before.sentence_i != token.sentence_i:
        return False
    if not token.text.istitle() or not token.text.endswith("s") or token.text.endswith(_SINGULAR):
        return False
    return after is None or not (after.text[0].isupper() or after.text in ("of", "-"))


def _is_known(mentions: Mentions, token: Token) -> bool:
    """Return True for a plural that names a place, or a word of the calendar or of events: "the Games"."""
    mention = mentions.at(token.i)
    is_place = mention is not None and mention.type in (EntityType.PLACE, EntityType.EVENT, EntityType.DATE)
    singular = token.text.lower().removesuffix("s")
    listed = words("event_words") | words("calendar_words") | words("organization_words")
    return (
        is_place
        or bool(mentions.gazetteer.candidates(token.text))
        or "PLACE" in known_kinds(token.text)
        or bool({singular, token.text.lower()} & listed)
    )
