"""Annotations of one article: plain data without objects of the language model."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from builder.model.span import Span


class EntityType(StrEnum):
    """Type of the thing that a mention names."""

    PERSON = "person"
    PLACE = "place"
    ORGANIZATION = "organization"
    GROUP = "group"
    EVENT = "event"
    DATE = "date"
    TIME = "time"
    MONEY = "money"
    PERCENT = "percent"
    QUANTITY = "quantity"
    WORK = "work"
    LAW = "law"
    PRODUCT = "product"
    TERM = "term"


PAGE_TYPES = (
    EntityType.PERSON,
    EntityType.PLACE,
    EntityType.ORGANIZATION,
    EntityType.GROUP,
    EntityType.EVENT,
)
"""The types whose entities have a page of their own."""


class Origin(StrEnum):
    """Origin of an annotation."""

    MODEL = "model"
    RULE = "rule"
    GAZETTEER = "gazetteer"
    EDITOR = "editor"


class QuoteKind(StrEnum):
    """How much of a quote's content is in quotation marks: all, a part, or none."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Tense(StrEnum):
    """Tense of the verb that a date modifies.

    It is unclear if the verb may look either way ("would meet on Friday"), and open if the date is not one day that
    the brief's date determines ("every Friday", "an ordinary Friday", "on the Friday").
    """

    PAST = "past"
    FUTURE = "future"
    UNCLEAR = "unclear"
    OPEN = "open"


class FigureKind(StrEnum):
    """Kind of thing that a figure counts; casualties are people killed, wounded or driven out."""

    CASUALTIES = "casualties"
    MONEY = "money"
    PERCENT = "percent"
    PEOPLE = "people"
    QUANTITY = "quantity"


class Figure(Struct, frozen=True, array_like=True):
    """A sum, share or number, and the words of its sentence that say what it counts.

    Attributes:
        span: the figure: the span of a mention ("at least 18 people").
        kind: what it counts.
        counts: the words around it, in order, none overlapping ``span``: "killed" and "in the fire"; empty if
            the text does not say it in few words.
    """

    span: Span
    kind: FigureKind
    counts: tuple[Span, ...]


class Mention(Struct, frozen=True, array_like=True):
    """A span that names something.

    Attributes:
        span: the name alone: no title, article, possessive or punctuation.
        type: what it names.
        entity: the key of its ``DocumentEntity``; None for types without a page.
        origin: who found it.
        rule: the rule (or the model's label) that found it.
        confidence: 0..1, how sure the annotator is of span, type and entity together.
        tense: of a date the tense of its verb; None if no verb decides, and for other types.
        coiners: of a term the keys of the document entities that coined it; empty if the text names no one, and for
            other types.
    """

    span: Span
    type: EntityType
    entity: str | None
    origin: Origin
    rule: str
    confidence: float
    tense: Tense | None = None
    coiners: tuple[str, ...] = ()


class Role(Struct, frozen=True, array_like=True):
    """The role of an entity, in the words of the text: "deputy harbor master".

    Attributes:
        text: the words of the role as written.
        span: the span of these words.
        mention: the span of the mention that has the role.
    """

    text: str
    span: Span
    mention: Span


class DocumentEntity(Struct, frozen=True, array_like=True):
    """All mentions of one thing in one article.

    Attributes:
        key: the slug of ``name``; made unique in the article with ``-2``, ``-3`` …
        type: one of ``PAGE_TYPES``.
        name: the fullest form seen in the article.
        aliases: the other forms seen, sorted.
        roles: the roles the article gives, in the order of the text; several mentions may have the same.
        region: of a place the country or division that the article names beside it ("Ohio"), or None.
    """

    key: str
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    roles: tuple[Role, ...]
    region: str | None = None


class Quote(Struct, frozen=True, array_like=True):
    """One utterance of one speaker, or of several jointly.

    Attributes:
        kind: direct, mixed or indirect.
        content: the spans of what was said, in order, without quotation marks.
        source: the words beside the quote that name the speaker ("he", "the harbor board"); empty if
            the speaker follows from the discourse alone.
        speakers: keys of the document entities that it is attributed to: persons, organizations and places (as their
            governments); empty if the text names no one, as in "Danes say".
        speaker_text: the text's own words for a speaker that is not an entity ("union officials"), or None.
        cue: the verb or "according to" that introduces it, or None.
        setting: the place or way in which it was said ("in Oslo", "in an interview"), or None.
        origin: who found it.
        rule: the rule that attributed it.
        confidence: 0..1, how sure the annotator is of the speaker.
        paraphrase: of a mixed quote the spans of the same statement outside the quotation marks.
    """

    kind: QuoteKind
    content: tuple[Span, ...]
    source: tuple[Span, ...]
    speakers: tuple[str, ...]
    speaker_text: str | None
    cue: Span | None
    setting: Span | None
    origin: Origin
    rule: str
    confidence: float
    paraphrase: tuple[Span, ...] = ()


class Annotations(Struct, frozen=True, array_like=True):
    """Everything found in one article.

    Attributes:
        seed_id: the article's seed.
        model: name and version of the language model that took part.
        sentences: sentence spans in order; they never cross a paragraph.
        mentions: sorted by span, never overlapping.
        entities: sorted by key.
        quotes: sorted by the start of their content.
        figures: sorted by span.
        language: the tag (BCP 47) of the article's language; None if it was not asked for.
        is_annotated: False if the language model does not read that language, so that only the sentences are known.
    """

    seed_id: str
    model: str
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    entities: tuple[DocumentEntity, ...]
    quotes: tuple[Quote, ...]
    figures: tuple[Figure, ...] = ()
    language: str | None = None
    is_annotated: bool = True
