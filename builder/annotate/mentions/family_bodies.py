"""Bodies called after a family: "the Tom, Ida and Rolf Marsh Foundation" is the Marsh Foundation, and no persons."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.names.given_names import is_given_name

_FEWEST_TOKENS = 3
"""Tokens of a body with a given name and a surname, at least: "Ida Marsh Fund"."""
_CONJUNCTIONS = ("and", "&")


def cut_family_bodies(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, a body called after several members of a family without their given names."""
    cut: dict[int, MentionSpan] = {}
    listed: set[int] = set()
    for mention in mentions:
        given_i = _last_given_name(mention)
        if given_i is None:
            continue
        first = _list_start(mention.doc.tokens[given_i])
        # "Tom & Ida Marsh Fund" is its name, even if the model divides it; a list with commas or "and" is not.
        if first < mention.first or given_i - first > _FEWEST_TOKENS:
            is_short_list = mention.doc.tokens[given_i - 1].text == "&" and given_i - first < _FEWEST_TOKENS
            start = first if is_short_list else given_i + 1
            cut[mention.first] = replace(mention, first=start, rule=f"{mention.rule}+family")
            listed |= set(range(first, given_i + 1))
    for mention in mentions:
        if mention.first in cut:
            yield cut[mention.first]
        elif not listed.issuperset(range(mention.first, mention.last)):
            yield mention


def _last_given_name(mention: MentionSpan) -> int | None:
    """Return the index of the last given name in a body that is called after persons; None for another name."""
    tokens = mention.tokens
    if (
        mention.type is not EntityType.ORGANIZATION
        or len(tokens) < _FEWEST_TOKENS
        or not _is_body(tokens[-1])
    ):
        return None
    for token in tokens[-_FEWEST_TOKENS::-1]:
        before = token.previous
        if token.pos == "PROPN" and before is not None and before.text in _CONJUNCTIONS:
            return token.i
    return None


def _is_body(token: Token) -> bool:
    lower = token.text.lower()
    return lower in words("organization_words") or f"{lower}*" in words("organization_words")


def _list_start(last: Token) -> int:
    """Return the index of the first given name in the list that ends with a given name; its own without a list.

    The list must follow "the" or open its sentence: in "Ida met Tom and Rolf Marsh Fund" there may be two names.
    """
    tokens = last.doc.tokens
    members = [last]
    i = last.i - 2
    while i >= 0 and tokens[i].pos == "PROPN" and tokens[i + 1].text in (*_CONJUNCTIONS, ","):
        members.append(tokens[i])
        if i < 2 or tokens[i - 1].text != ",":
            break
        i -= 2
    first = members[-1]
    before = first.previous
    opens = before is None or before.sentence_i != first.sentence_i or before.text.lower() == "the"
    # No table has all given names. Of two both must be in it: "the Roe and Marsh Fund" has two surnames.
    unknown = sum(not is_given_name(member.text) for member in members)
    return first.i if opens and unknown * 2 < len(members) else last.i
