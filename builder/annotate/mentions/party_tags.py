"""Party tags of legislators: "R-Maine" and "D-Calif." name no thing, but the state or town in them is a place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Document, Token
from builder.lexicon.word_lists import table
from builder.model.annotations import EntityType, Origin

_PARTIES = ("R", "D", "I")
_HYPHENS = ("-", "–", "‑")
_BEFORE = ("(", ",", "[", "—", "–", ";")
"""Signs before a party tag: a comma or a bracket; "D-Day" has neither."""

_CONFIDENCE = 0.9
_RULE = "party-tag+region"
"""Ends like the rules of places beside their region: no later rule types such a place anew."""


class PartyTag(Struct, frozen=True):
    """A party tag as half-open token indices: the tag, and the place in it (empty in "(D)")."""

    first: int
    place: int
    last: int


def cut_party_tags(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions without party tags, and the places in the tags: "R-Maine" → "Maine"."""
    tags = tuple(_party_tags(mentions.doc))
    inside = {i: tag for tag in tags for i in range(tag.first, tag.last)}
    for mention in mentions:
        tag = next((inside[i] for i in range(mention.first, mention.last) if i in inside), None)
        if tag is None:
            yield mention
        elif mention.first < tag.first:
            yield from _before(mention, tag.first)
    for tag in tags:
        if tag.place < tag.last:
            yield MentionSpan(
                mentions.doc, tag.place, tag.last, EntityType.PLACE, Origin.RULE, _RULE, _CONFIDENCE
            )


def _before(mention: MentionSpan, end: int) -> Iterator[MentionSpan]:
    """Yield the part of a mention before a party tag, without the comma or bracket between them."""
    while end > mention.first and not mention.doc.tokens[end - 1].text[-1].isalnum():
        end -= 1
    if end > mention.first:
        yield replace(mention, last=end)


def _party_tags(doc: Document) -> Iterator[PartyTag]:
    """Yield the party tags, and the abbreviated states in brackets after a name: "(Tex.)"."""
    for token in doc.tokens:
        before, after = token.previous, token.next
        if before is None or after is None or before.text not in _BEFORE:
            continue
        if token.text in _PARTIES:
            if before.text == "(" and after.text == ")":
                yield PartyTag(token.i, token.i + 1, token.i + 1)
            elif after.text in _HYPHENS and after.is_attached and _is_place(after.next):
                yield PartyTag(token.i, after.i + 1, _place_end(doc, after.i + 1))
        elif before.text == "(" and f"{token.text}." in _abbreviations() and after.text == ".":
            yield PartyTag(token.i, token.i, after.i + 1)


def _is_place(token: Token | None) -> bool:
    """Return True if a token after the hyphen of a party tag begins the name of a place."""
    return (
        token is not None
        and token.is_attached
        and token.text[0].isupper()
        and len(letters := token.text.replace(".", "")) > 1
        and letters.isalpha()
    )


def _place_end(doc: Document, first: int) -> int:
    """Return the end of the place of a party tag: "Newport News", "Va." with its full stop."""
    last = first + 1
    while last < len(doc.tokens) and not doc.tokens[last].is_attached and _is_name_part(doc.tokens[last]):
        last += 1
    end = doc.tokens[last - 1]
    stop = end.next
    if stop is not None and stop.text == "." and stop.is_attached and f"{end.text}." in _abbreviations():
        return last + 1
    return last


def _is_name_part(token: Token) -> bool:
    before = token.previous
    return (
        token.pos == "PROPN"
        and token.text[0].isupper()
        and before is not None
        and before.sentence_i == token.sentence_i
        and not before.text.endswith(".")
    )


@cache
def _abbreviations() -> frozenset[str]:
    """Return the abbreviations of states that end with a full stop."""
    return frozenset(written for written, _ in table("state_abbreviations") if written.endswith("."))
