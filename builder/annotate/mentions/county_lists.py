"""Counties named together: "Marlow and Callan counties" are Marlow County and Callan County."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import TYPED, MentionSpan
from builder.annotate.parse.document import Token
from builder.model.annotations import EntityType

COUNTY = "+county"
"""Added to the rule of a mention that is a county because the word after it, or after others, says so."""

_NOUNS = {"counties": "County", "parishes": "Parish"}
_CONJUNCTIONS = frozenset({"and", "or", "&"})
_LONGEST = 3
"""Words of the name of a county at most."""
_CONFIDENCE = 0.9


def mark_counties(mentions: Mentions) -> list[MentionSpan]:
    """Return the mentions; the names before "counties" are places, whatever else has the name."""
    marked = list(mentions)
    for mention_i in county_names(mentions):
        mention = marked[mention_i]
        confidence = max(mention.confidence, _CONFIDENCE)
        rule = f"{mention.rule}{COUNTY}"
        marked[mention_i] = replace(mention, type=EntityType.PLACE, rule=rule, confidence=confidence)
    return marked


def is_listed_county(mention: MentionSpan) -> bool:
    """Return True if a mention is a county because of the word "counties" after it."""
    return mention.rule.endswith(COUNTY)


def county_names(mentions: Mentions) -> Mapping[int, str]:
    """Return the whole names of counties that are named together, by the index of the mention."""
    return {
        mention_i: f"{mentions.spans[mention_i].text} {noun}"
        for names, noun in _lists(mentions)
        for mention_i in (mentions.index_at[name.first] for name in names)
    }


def _lists(mentions: Mentions) -> Iterator[tuple[list[MentionSpan], str]]:
    """Yield the lists of counties, with the noun that each of them has in its whole name."""
    for token in mentions.doc.tokens:
        noun = _NOUNS.get(token.text.lower())
        if noun is not None:
            names = list(_names_before(mentions, token))
            # A parish may be one of a church.
            if len(names) > 1 and (noun == "County" or _are_known(mentions, names, noun)):
                yield names, noun
    for mention in mentions:
        if mention.type is EntityType.PLACE and mention.text.endswith(" County"):
            names = list(_names_before_conjunction(mentions, mention))
            if _are_known(mentions, names, "County"):
                yield names, "County"


def _names_before(mentions: Mentions, token: Token) -> Iterator[MentionSpan]:
    """Yield the names of the list that ends before a token, the last one first."""
    name = _name_before(mentions, token)
    while name is not None:
        yield name
        separator = name.previous
        if separator is None or separator.text not in _CONJUNCTIONS | {","}:
            return
        before = separator.previous
        if separator.text in _CONJUNCTIONS and before is not None and before.text == ",":
            separator = before
        name = _name_before(mentions, separator)


def _names_before_conjunction(mentions: Mentions, mention: MentionSpan) -> Iterator[MentionSpan]:
    """Yield the names of "Marlow or Callan County" before the last one."""
    conjunction = mention.previous
    if conjunction is not None and conjunction.text in _CONJUNCTIONS:
        yield from _names_before(mentions, conjunction)


def _name_before(mentions: Mentions, token: Token) -> MentionSpan | None:
    """Return the short name that ends before a token, in the same sentence."""
    if token.previous is None:
        return None
    name = mentions.at(token.previous.i)
    if name is None or name.last != token.i or name.type not in TYPED or len(name.tokens) > _LONGEST:
        return None
    is_whole = name.text.endswith((" County", " Parish"))
    return name if not is_whole and name.tokens[0].sentence_i == token.sentence_i else None


def _are_known(mentions: Mentions, names: list[MentionSpan], noun: str) -> bool:
    return all(mentions.gazetteer.candidates(f"{name.text} {noun}") for name in names)
