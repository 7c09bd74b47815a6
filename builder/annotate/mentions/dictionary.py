"""Well-known names of several words, wherever they stand: "Gulf of Lowmoor", of which the model may see a part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Document
from builder.annotate.typing.coarse_types import TYPE_OF
from builder.gazetteer.lookup import load_gazetteer
from builder.model.annotations import EntityType, Origin
from builder.names.known_names import known_phrases

LISTED_CONFIDENCE = 0.75


def find_known_names(mentions: Mentions) -> Iterator[MentionSpan]:
    """The well-known names of two words and more in an article, as written, the longest at each place."""
    phrases = _phrases()
    doc = mentions.doc
    tokens = doc.tokens
    end = 0
    for token in tokens:
        if token.i < end:
            continue
        for wording, kind in phrases.get(token.text, ()):
            last = token.i + len(wording)
            here = tuple(other.text for other in tokens[token.i : last])
            if here == wording and not _goes_on(doc, token.i, last):
                yield MentionSpan(doc, token.i, last, kind, Origin.GAZETTEER, "listed", LISTED_CONFIDENCE)
                end = last
                break


def _goes_on(doc: Document, first: int, last: int) -> bool:
    """Whether the words are a part of a longer run of capitals."""
    tokens = doc.tokens
    neighbours = [tokens[i] for i in (first - 1, last) if 0 <= i < len(tokens)]
    sentence = tokens[first].sentence_i
    if tokens[last - 1].sentence_i != sentence:
        return True
    return any(
        other.pos == "PROPN" and other.text[0].isupper() and other.sentence_i == sentence
        for other in neighbours
    )


@cache
def _phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], EntityType], ...]]:
    """By first word: the wordings, the longer first, and their type."""
    found: dict[str, dict[tuple[str, ...], EntityType]] = {}
    listed = [(name, TYPE_OF[kind]) for name, kind in known_phrases()]
    listed += [(name, EntityType.PLACE) for name in load_gazetteer().region_names() if " " in name]
    for name, kind in listed:
        wording = tuple(name.split())
        found.setdefault(wording[0], {}).setdefault(wording, kind)
    return {
        first: tuple(sorted(wordings.items(), key=lambda pair: (-len(pair[0]), pair[0])))
        for first, wordings in found.items()
    }
