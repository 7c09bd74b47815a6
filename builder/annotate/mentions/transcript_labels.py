"""Transcript labels: the names in capitals that open the turns of a printed conversation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Document, Token
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType, Origin

LABEL_RULE = "transcript-label"
_CONFIDENCE = 0.9
_LONGEST_LABEL = 3
"""Tokens of the longest label."""

_FEWEST_TURNS, _FEWEST_SPEAKERS = 2, 2
"""Turns of each label, and labels of a conversation, at least: a single "NOTE:" is a heading."""

_MARKS = ('"', "“", "``", "''")


def mark_transcript_labels(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions with the labels of a conversation as persons.

    "ROE: It is rotten." … "VALE: It is safe." … "ROE: I say it is rotten."
    """
    labels = tuple(_labels_of_turns(mentions.doc))
    taken = {i for label in labels for i in range(label.first, label.last)}
    for mention in mentions:
        if taken.isdisjoint(range(mention.first, mention.last)):
            yield mention
    yield from labels


def _labels_of_turns(doc: Document) -> Iterator[MentionSpan]:
    """Yield the labels that open several turns each, if there are several."""
    turns: dict[str, list[Sequence[Token]]] = defaultdict(list)
    for label in _labels(doc):
        turns[" ".join(token.text for token in label)].append(label)
    speakers = [labels for labels in turns.values() if len(labels) >= _FEWEST_TURNS]
    if len(speakers) < _FEWEST_SPEAKERS:
        return
    for label in (label for labels in speakers for label in labels):
        first, last = label[0].i, label[-1].i + 1
        yield MentionSpan(doc, first, last, EntityType.PERSON, Origin.RULE, LABEL_RULE, _CONFIDENCE)


def _labels(doc: Document) -> Iterator[Sequence[Token]]:
    """Yield the names in capitals before the first colon of each paragraph."""
    paragraph = -1
    for sentence in doc.sentences:
        if sentence.paragraph == paragraph:
            continue
        paragraph = sentence.paragraph
        first = sentence.first + (doc.tokens[sentence.first].text in _MARKS)
        opening = doc.tokens[first : first + _LONGEST_LABEL + 1]
        colon = next((i for i, token in enumerate(opening) if token.text == ":"), 0)
        if colon and all(map(_is_name_in_capitals, opening[:colon])):
            yield opening[:colon]


def _is_name_in_capitals(token: Token) -> bool:
    """Return True for "ROE", and False for "MODERATOR" and "Q"."""
    lower = token.text.lower()
    is_noun = (
        lower in words("label_functions") or lower in words("person_nouns") or lower in words("role_heads")
    )
    return len(token.text) > 1 and token.text.isalpha() and token.text.isupper() and not is_noun
