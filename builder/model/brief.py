"""Briefs: articles as the site shows them, with mentions and quotes that are linked to the site's entities."""

from __future__ import annotations

from msgspec import Struct

from builder.model.annotations import EntityType, Figure, Origin, QuoteKind
from builder.model.editorial import Body, Correction, Picture
from builder.model.span import Span


class LinkedMention(Struct, frozen=True, array_like=True):
    """A mention with the entity it was linked to.

    Attributes:
        anchor: stable id on the brief's page: ``m-<entity id>-<n>``, n from 1 in the order of the text;
            ``m-<type>-<n>`` for types without a page.
        entity_id: None for types without a page.
        value: for dates resolved against the brief's date an ISO date (``2014-01-05``, ``2014-W02``, ``2011-12``
            or ``2003``), else None.
        confidence: 0..1, how sure the annotator is of the span and its type.
        identity_confidence: 0..1, how sure it is that the mention refers to this entity; None without an entity.
        coiner_ids: of a term the entities that coined it; empty if the text names no one, and for other types.
    """

    anchor: str
    span: Span
    type: EntityType
    entity_id: str | None
    value: str | None
    origin: Origin
    rule: str
    confidence: float
    identity_confidence: float | None = None
    coiner_ids: tuple[str, ...] = ()


class LinkedQuote(Struct, frozen=True, array_like=True):
    """A quote with the entities it is attributed to; fields as in ``annotations.Quote``.

    Attributes:
        id: ``q-<n>``, n from 1 in the order of the text: also its anchor on the brief's page.
        speaker_ids: empty if the text names no one.
        about_ids: the entities mentioned in its content, sorted.
        confidence: 0..1, how likely it is that these speakers said it.
        source_confidence: 0..1, how sure the annotator is of the source and its links, before it was calibrated.
        identity_confidences: of each of ``speaker_ids``, 0..1, how sure it is that the source refers to this entity.
    """

    id: str
    kind: QuoteKind
    content: tuple[Span, ...]
    source: tuple[Span, ...]
    speaker_ids: tuple[str, ...]
    speaker_text: str | None
    cue: Span | None
    setting: Span | None
    about_ids: tuple[str, ...]
    origin: Origin
    rule: str
    confidence: float
    paraphrase: tuple[Span, ...] = ()
    identity_confidences: tuple[float, ...] = ()
    source_confidence: float = 0.0


class LinkedNote(Struct, frozen=True, array_like=True):
    """An editor's note with the words that it is on.

    Attributes:
        number: from 1 in the order of the text.
        span: the words, inside one paragraph of the story.
        markdown: the note itself.
    """

    number: int
    span: Span
    markdown: str


class Brief(Struct, frozen=True, array_like=True):
    """One article as the site shows it.

    Attributes:
        slug: the editor's, else from the seed's file name.
        seed_id: the article it was made from.
        headline: the editor's, else the seed's, else derived from the first sentence.
        headline_origin: "editor", "seed" or "derived".
        date: ISO date, the editor's or the seed's; None if neither gives one.
        summary: the editor's or the seed's standfirst, or None.
        summary_origin: "editor" or "seed".
        model: the language model that took part in annotating it.
        figures: sorted by span; each has the span of one of ``mentions``.
        notes: the editor's, sorted by the end of their spans, at which their numbers are shown.
        pictures: of the editor's, the first one for the head.
        corrections: newest first.
        removed_mentions, removed_quotes: counts of automatic annotations that an editor removed.
        language, is_annotated: as in ``Annotations``.
    """

    slug: str
    seed_id: str
    headline: str
    headline_origin: str
    date: str | None
    byline: str | None
    source: str | None
    source_url: str | None
    summary: str | None
    topics: tuple[str, ...]
    body: Body
    model: str
    sentences: tuple[Span, ...]
    mentions: tuple[LinkedMention, ...]
    quotes: tuple[LinkedQuote, ...]
    figures: tuple[Figure, ...] = ()
    notes: tuple[LinkedNote, ...] = ()
    pictures: tuple[Picture, ...] = ()
    corrections: tuple[Correction, ...] = ()
    removed_mentions: int = 0
    removed_quotes: int = 0
    language: str | None = None
    is_annotated: bool = True
    summary_origin: str = "editor"

    @property
    def headline_language(self) -> str | None:
        """The tag of the language of the headline, if it is known: editors write in that of the site."""
        return None if self.headline_origin == "editor" else self.language

    @property
    def summary_language(self) -> str | None:
        """The tag of the language of the summary, if it is known: editors write in that of the site."""
        return None if self.summary_origin == "editor" else self.language

    @property
    def entity_ids(self) -> tuple[str, ...]:
        """The ids of everyone and everything that it mentions, or credits with a quote or a term, each once."""
        mentioned = (mention.entity_id for mention in self.mentions if mention.entity_id is not None)
        speakers = (entity_id for quote in self.quotes for entity_id in quote.speaker_ids)
        coiners = (entity_id for mention in self.mentions for entity_id in mention.coiner_ids)
        return tuple(dict.fromkeys((*mentioned, *speakers, *coiners)))

    @property
    def author(self) -> str | None:
        """Whom a citation names before the article: who wrote it, else where it appeared, else None."""
        return self.byline or self.source

    @property
    def changed(self) -> str | None:
        """ISO date of the last correction, else of the brief; None if it has neither."""
        dates = [correction.date for correction in self.corrections]
        return max([*dates, self.date] if self.date else dates, default=None)
