"""Dictionary of well-known names of several words ("Gulf of Finland"), of which the model may label a part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from builder.annotate.mentions.coarse_types import TYPE_OF
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.gazetteer.lookup import load_gazetteer
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType, Origin
from builder.names.known_names import known_phrases

_SEVERAL = re.compile(r"[ -]")
_LARGE = 500_000
"""Inhabitants of a division, at least, whose name is searched for."""
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
LISTED_CONFIDENCE = 0.75
"""Confidence of a name in the dictionary."""


def find_known_names(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the well-known names of at least two words, as written, the longest that begins at each token."""
    phrases = _phrases()
    tokens = mentions.doc.tokens
    end = 0
    for token in tokens:
        if token.i < end:
            continue
        for wording, entity_type in phrases.get(token.text, ()):
            here = tokens[token.i : token.i + len(wording)]
            if tuple(other.text for other in here) == wording and not _is_part_of_longer_name(here):
                end = token.i + len(wording)
                yield MentionSpan(
                    mentions.doc, token.i, end, entity_type, Origin.GAZETTEER, "listed", LISTED_CONFIDENCE
                )
                break


def _is_part_of_longer_name(tokens: Sequence[Token]) -> bool:
    """Return True if a capitalized proper noun of the same sentence is beside the tokens, or they cross its end."""
    sentence = tokens[0].sentence_i
    if tokens[-1].sentence_i != sentence:
        return True
    return any(
        token is not None
        and token.pos == "PROPN"
        and token.text[0].isupper()
        and token.sentence_i == sentence
        for token in (tokens[0].previous, tokens[-1].next)
    )


def _is_direction(name: str) -> bool:
    return all(word in words("direction_words") for word in _SEVERAL.split(name.lower()))


@cache
def _phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], EntityType], ...]]:
    """Return the wordings with their types, the longest first, keyed by their first word."""
    found: dict[str, dict[tuple[str, ...], EntityType]] = {}
    listed = [(name, TYPE_OF[coarse_type]) for name, coarse_type in known_phrases()]
    gazetteer = load_gazetteer()
    divisions = [name for name in gazetteer.division_names(_LARGE) if not _is_direction(name)]
    places = (*gazetteer.region_names(), *gazetteer.country_names(), *divisions)
    listed += [(name, EntityType.PLACE) for name in places if _SEVERAL.search(name)]
    for name, entity_type in listed:
        # The tokenizer makes a word of each hyphen: "Port-au-Prince".
        wording = tuple(_HYPHEN.sub(" - ", name).split())
        found.setdefault(wording[0], {}).setdefault(wording, entity_type)
    return {
        first: tuple(sorted(wordings.items(), key=lambda pair: (-len(pair[0]), pair[0])))
        for first, wordings in found.items()
    }
