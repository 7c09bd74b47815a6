"""Conversations: the labels of an article that open turns, and who speaks in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from builder.annotate.entities.linked_mentions import LinkedMentions
from builder.annotate.mentions.turn_labels import TurnLabel, turn_labels
from builder.annotate.quotes.attribution.candidates import label_candidate
from builder.annotate.quotes.extraction.bare_questions import is_bold
from builder.annotate.quotes.extraction.interviews import Interview, interview_before
from builder.annotate.quotes.extraction.label_speakers import label_speakers
from builder.annotate.quotes.extraction.letters import ends_in_colon
from builder.annotate.quotes.extraction.turn_openings import TurnOpening
from builder.model.article import ParagraphKind

_FEWEST_TURNS = 2
"""Turns of one person, or labels in capitals, at least: a single "Ana Roe:" may be a heading or the name in a table."""


class _KnownLabel(Struct, frozen=True):
    """A label with the key that it names; None for those who ask without a name, and for "A"."""

    label: TurnLabel
    key: str | None


def labeled_openings(linked: LinkedMentions, writers: frozenset[str]) -> tuple[TurnOpening, ...]:
    """Return the openings of all turns with labels; none if the article prints no conversation.

    Args:
        linked: the mentions with their entities.
        writers: keys of the persons whose letters the article prints, who are not interviewed.
    """
    labels = tuple(_known_labels(linked))
    if not _is_conversation(labels):
        return ()
    named = writers | {one.key for one in labels if one.key is not None}
    openings = []
    interview: Interview | None = None
    for i, known in enumerate(labels):
        label = known.label
        if interview is None or _is_apart(linked, labels[i - 1].label.paragraph, label.paragraph):
            interview = interview_before(linked, label.paragraph, named)
        key, certainty = known.key, 1.0
        if label.answers:
            key, certainty = interview.guest, interview.certainty
        elif label.is_letter:
            key = interview.asker
        tokens = linked.doc.tokens_in(label.span)
        candidate = label_candidate(tokens, linked.mentions)
        openings.append(TurnOpening(label.paragraph, label.start, key, candidate, certainty=certainty))
    return tuple(openings)


def _known_labels(linked: LinkedMentions) -> Iterator[_KnownLabel]:
    """Yield the labels that may open turns: of known persons and organizations, functions, capitals, and repeated."""
    text = linked.doc.text
    # A turn begins like a sentence; a value in small letters is that of a heading ("WIND: north").
    labels = [
        label for label in turn_labels(linked.doc) if not label.is_marked and not text[label.start].islower()
    ]
    speakers = label_speakers(linked)
    counts = Counter(label.text for label in labels)
    for label in labels:
        key = None if label.asks or label.answers else speakers.key_of(label.text)
        is_known = key is not None or label.is_function or label.in_capitals
        if is_known or counts[label.text] >= _FEWEST_TURNS:
            yield _KnownLabel(label, key)


def _is_conversation(labels: Sequence[_KnownLabel]) -> bool:
    """Return True if labels are those of a conversation.

    It has an answer, or two turns of someone, or two speakers in capitals, of which one is known.
    """
    keys = Counter(one.key for one in labels if one.key is not None)
    capitals = {one.label.text for one in labels if one.label.in_capitals}
    is_named = any(one.key is not None and one.label.in_capitals for one in labels)
    answers = any(one.label.answers for one in labels)
    return (
        answers
        or max(keys.values(), default=0) >= _FEWEST_TURNS
        or (is_named and len(capitals) >= _FEWEST_TURNS)
    )


def _is_apart(linked: LinkedMentions, before: int, after: int) -> bool:
    """Return True if a heading is between two paragraphs with labels, so that another conversation may begin."""
    doc = linked.doc
    return any(
        doc.paragraphs[i].kind is ParagraphKind.SUBHEADING or is_bold(doc, i) or ends_in_colon(doc, i)
        for i in range(before + 1, after)
    )
