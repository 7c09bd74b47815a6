"""Families: "the Roe family" and "the Roes" are a group, and not a mention of one of the Roes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from msgspec.structs import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.names.person_names import fold, person_name

FAMILY_RULE = "family"
"""Rule of a mention of a family; it is appended to that of the person's."""
_SUFFIX = f"+{FAMILY_RULE}"
_SIBLINGS = ("brothers", "sisters", "siblings")
"""Nouns for a part of a family, which is another group."""


def mark_families(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, surnames before "family" and surnames in the plural as groups."""
    surnames = _surnames(mentions)
    for mention in mentions:
        if mention.type is not EntityType.PERSON or len(mention.tokens) > 1:
            yield mention
        elif _is_before_family(mention):
            last = mention.last + 1
            yield replace(mention, last=last, type=EntityType.GROUP, rule=f"{mention.rule}{_SUFFIX}")
        elif singular_of(mention, surnames) is not None:
            yield replace(mention, type=EntityType.GROUP, rule=f"{mention.rule}{_SUFFIX}")
        else:
            yield mention


def family_names(mentions: Mentions) -> Mapping[int, str]:
    """Return the names of families, by the index of the mention: "Roe family" for "Roe clan" and "Roes"."""
    surnames = _surnames(mentions)
    return {
        mention_i: _family_name(mention, surnames)
        for mention_i, mention in enumerate(mentions)
        if mention.type is EntityType.GROUP and mention.rule.endswith(_SUFFIX)
    }


def _family_name(mention: MentionSpan, surnames: Set[str]) -> str:
    singular = singular_of(mention, surnames)
    if singular is not None:
        return f"{singular} family"
    noun = mention.tokens[-1].text
    return f"{mention.tokens[0].text} {noun if noun in _SIBLINGS else 'family'}"


def _surnames(mentions: Mentions) -> Set[str]:
    """Return the surnames of the full names of persons, folded."""
    names = (person_name(mention.text) for mention in mentions if mention.type is EntityType.PERSON)
    return frozenset(name.last_word for name in names if name.is_full)


def _is_before_family(mention: MentionSpan) -> bool:
    """Return True for the surname in "the Roe family": not after a title, and with a noun for a family after it."""
    before, after = mention.previous, mention.next
    if after is None or after.text not in words("family_nouns") or before is None:
        return False
    return before.text not in words("honorifics") and after.sentence_i == mention.tokens[0].sentence_i


def singular_of(mention: MentionSpan, surnames: Set[str]) -> str | None:
    """Return the surname whose plural a mention after "the" is, if a person of the article has it."""
    text, before = mention.text, mention.previous
    if before is None or before.text.lower() not in ("the", "both", "these", "those"):
        return None
    if fold(text) in surnames or not text.endswith("s"):
        return None
    return next((one for one in (text[:-1], text[:-2]) if fold(one) in surnames), None)
