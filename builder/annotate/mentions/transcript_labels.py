"""Transcript labels: the names that open the turns of a printed conversation, mostly in capitals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.stage_notes import stage_notes
from builder.annotate.mentions.turn_labels import TurnLabel, core_of, initials_of, is_titled, turn_labels
from builder.annotate.parse.document import Document
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType, Origin
from builder.model.span import Span
from builder.names.given_names import looks_personal
from builder.names.person_names import fold, person_name

LABEL_RULE, LETTER_RULE = "transcript-label", "letter-name"
_FROM = re.compile(r"(?:And )?[Ff]rom (?:our )?(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,5}):")
_CONFIDENCE = 0.9
_FEWEST_NAMES = 2
"""Words of the name of a letter's writer, at least."""

_LONGEST_NAME = 3
"""Words of the longest name of a label that the article does not have elsewhere."""

_FEWEST_LABELS = 2
"""Labels of a conversation, turns of an unknown name and such names, at least: a single "NOTE:" is a heading."""


def mark_transcript_labels(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions with the labels of a conversation as persons and organizations.

    "GOV. ROE: It is rotten." … "CNN: Is it safe?" … "GOV. ROE: I say it is rotten."
    """
    labels = (*_marked_labels(mentions), *_letter_names(mentions))
    taken = {i for label in labels for i in range(label.first, label.last)}
    notes = {token.i for span in stage_notes(mentions.doc.text) for token in mentions.doc.tokens_in(span)}
    for mention in mentions:
        if taken.isdisjoint(range(mention.first, mention.last)) and mention.first not in notes:
            yield mention
    yield from labels


def _letter_names(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the persons whom the line above a letter names as its writer: "From Mrs Ana Roe:"."""
    doc = mentions.doc
    for paragraph in doc.paragraphs:
        match = _FROM.fullmatch(doc.text, paragraph.span.start, paragraph.span.end)
        core = core_of(match["name"]) if match is not None else ""
        if match is None or len(core.split()) < _FEWEST_NAMES:
            continue
        if core == match["name"] and not looks_personal(core):
            continue
        start = match.end("name") - len(core)
        tokens = doc.tokens_in(Span(start, match.end("name")))
        first, last = tokens[0].i, tokens[-1].i + 1
        yield MentionSpan(doc, first, last, EntityType.PERSON, Origin.RULE, LETTER_RULE, _CONFIDENCE)


def _marked_labels(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the names in labels whose type is known, if the document has several labels."""
    labels = tuple(turn_labels(mentions.doc))
    if len(labels) < _FEWEST_LABELS:
        return
    unknown = _repeated_names(mentions.doc, labels) - _initials_elsewhere(mentions, labels)
    counts = Counter(label.text for label in labels)
    elsewhere = _types_elsewhere(mentions, labels)
    for label in labels:
        if label.is_function or label.answers:
            continue
        core = core_of(label.text)
        kind = elsewhere.get(fold(core))
        if kind is None and fold(core) in words("news_labels"):
            kind = EntityType.ORGANIZATION
        if kind is None and _is_newspaper(core, counts[label.text]):
            kind = EntityType.ORGANIZATION
        if kind is None and (label.text in unknown or is_titled(label.text)):
            kind = EntityType.PERSON
        has_title = core != label.text
        if kind is not None and (label.in_capitals or has_title or kind is EntityType.ORGANIZATION):
            yield from _mention(mentions, label, core, kind)


def _mention(mentions: Mentions, label: TurnLabel, core: str, kind: EntityType) -> Iterator[MentionSpan]:
    """Yield the name in a label as a mention, unless its spaces are irregular."""
    at = label.text.find(core)
    if at < 0:
        return
    start = label.span.start + at
    tokens = mentions.doc.tokens_in(Span(start, start + len(core)))
    if tokens:
        first, last = tokens[0].i, tokens[-1].i + 1
        yield MentionSpan(mentions.doc, first, last, kind, Origin.RULE, LABEL_RULE, _CONFIDENCE)


def _repeated_names(doc: Document, labels: Sequence[TurnLabel]) -> frozenset[str]:
    """Return the names in capitals that open several turns each, if there are several.

    A turn begins with a capital letter, and a heading may not: "WIND: north".
    """
    turns = Counter(
        label.text
        for label in labels
        if _is_name_in_capitals(label.text) and not doc.text[label.start].islower()
    )
    speakers = frozenset(text for text, count in turns.items() if count >= _FEWEST_LABELS)
    return speakers if len(speakers) >= _FEWEST_LABELS else frozenset()


def _initials_elsewhere(mentions: Mentions, labels: Sequence[TurnLabel]) -> frozenset[str]:
    """Return the initials of the names outside labels: "AR" for Ana Roe."""
    apart = {token.i for label in labels for token in mentions.doc.tokens_in(label.span)}
    return frozenset(initials_of(mention.text) for mention in mentions if mention.first not in apart)


def _is_newspaper(name: str, turns: int) -> bool:
    """Return True for the name of a newspaper that opens several turns: "Lowmoor Courier"."""
    written = name.split()
    return turns >= _FEWEST_LABELS and len(written) > 1 and written[-1].lower() in words("newspaper_words")


def _types_elsewhere(mentions: Mentions, labels: Sequence[TurnLabel]) -> Mapping[str, EntityType]:
    """Return the types of organizations by their names, and of persons by their full names and surnames, all folded.

    Names in the labels themselves do not count: the model takes most names in capitals for organizations.
    """
    apart = {token.i for label in labels for token in mentions.doc.tokens_in(label.span)}
    found: dict[str, EntityType] = {}
    for mention in mentions:
        if mention.first in apart:
            continue
        written = fold(mention.text)
        if mention.type is EntityType.ORGANIZATION:
            found.setdefault(written.removeprefix("the "), EntityType.ORGANIZATION)
        if mention.type is EntityType.PERSON and " " in mention.text:
            found[written] = found[person_name(mention.text).surname] = EntityType.PERSON
    return found


def _is_name_in_capitals(text: str) -> bool:
    """Return True for "ROE", and False for "MODERATOR" and "Q"."""
    written = text.split()
    return len(written) <= _LONGEST_NAME and all(map(_is_word_of_name, written))


def _is_word_of_name(word: str) -> bool:
    lower = word.lower()
    is_noun = (
        lower in words("label_functions") or lower in words("person_nouns") or lower in words("role_heads")
    )
    return len(word) > 1 and word.isalpha() and word.isupper() and not is_noun
