"""The graph: entities across briefs, their mentions and quotes, and which of them appear together.

It does not contain the text of articles: spans point into the articles, which are passed along with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from builder.model.annotations import EntityType, Figure, Origin, QuoteKind
from builder.model.editorial import Body, Correction
from builder.model.lazy_mapping import LazyMapping
from builder.model.place import Place
from builder.model.span import Span


@dataclass(frozen=True, slots=True)
class RoleSeen:
    """A role that a brief gives an entity.

    Attributes:
        text: the role as written, or as the editor words it.
        brief_slug: the brief that gives it; None if the editor gives it for the whole site.
        span: its span in that brief; None if the editor gives it.
        origin: rule or editor.
    """

    text: str
    brief_slug: str | None
    span: Span | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Entity:
    """All mentions of one thing in the site.

    Attributes:
        id: its slug, unique among all entities of the site.
        type: one of ``PAGE_TYPES``.
        name: the editor's, else the fullest form seen.
        aliases: the other forms seen or given, sorted.
        roles: the editor's first, then those that most briefs give, of equal ones the newest; each wording
            once a brief.
        place: the gazetteer's record if the match is safe, or the editor's coordinates; else None.
        wikidata: the editor's item, or None.
        edited: True if the editor has an entry for it.
        redirects: ids that were merged into this one, sorted.
        named_after: the id of the place whose name a team bears, if the site has that place; else None.
    """

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[RoleSeen, ...] = ()
    place: Place | None = None
    wikidata: str | None = None
    edited: bool = False
    redirects: tuple[str, ...] = ()
    named_after: str | None = None


@dataclass(frozen=True, slots=True)
class LinkedMention:
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


@dataclass(frozen=True, slots=True)
class LinkedQuote:
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


@dataclass(frozen=True, slots=True)
class LinkedNote:
    """An editor's note with the words that it is on.

    Attributes:
        number: from 1 in the order of the text.
        span: the words, inside one paragraph of the story.
        markdown: the note itself.
    """

    number: int
    span: Span
    markdown: str


@dataclass(frozen=True, slots=True)
class Brief:
    """One article as the site shows it.

    Attributes:
        slug: the editor's, else from the seed's file name.
        seed_id: the article it was made from.
        headline: the editor's, else the seed's, else derived from the first sentence.
        headline_origin: "editor", "seed" or "derived".
        date: ISO date, the editor's or the seed's; None if neither gives one.
        summary: the editor's or the seed's standfirst, or None.
        model: the language model that took part in annotating it.
        figures: sorted by span; each has the span of one of ``mentions``.
        notes: the editor's, sorted by the end of their spans, at which their numbers are shown.
        corrections: newest first.
        removed_mentions, removed_quotes: counts of automatic annotations that an editor removed.
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
    corrections: tuple[Correction, ...] = ()
    removed_mentions: int = 0
    removed_quotes: int = 0

    @property
    def changed(self) -> str | None:
        """ISO date of the last correction, else of the brief; None if it has neither."""
        dates = [correction.date for correction in self.corrections]
        return max([*dates, self.date] if self.date else dates, default=None)


@dataclass(frozen=True, slots=True)
class QuoteOutline:
    """What the site's lists need to know of a quote; fields as in ``LinkedQuote``."""

    id: str
    speaker_ids: tuple[str, ...]
    speaker_text: str | None
    about_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BriefOutline:
    """What the site's lists need to know of a brief; other fields as in ``Brief``.

    Attributes:
        named: the ids of the entities that it mentions, in the order of the text, each with the number of mentions.
        persons: the ids of those that it mentions as persons, sorted.
        coined: the place of each term among its mentions, with the ids of those who coined it.
        described: the words of its quotes for speakers whom only words describe or name, each once.
        origins: who marked its mentions and quotes.
        is_corrected: True if an editor removed automatic annotations.
    """

    slug: str
    seed_id: str
    headline: str
    date: str | None
    named: tuple[tuple[str, int], ...]
    persons: tuple[str, ...]
    quotes: tuple[QuoteOutline, ...]
    coined: tuple[tuple[int, tuple[str, ...]], ...]
    described: tuple[str, ...]
    origins: frozenset[Origin]
    is_corrected: bool
    notes: tuple[LinkedNote, ...]
    corrections: tuple[Correction, ...]
    changed: str | None

    @property
    def entity_ids(self) -> tuple[str, ...]:
        """The ids of everyone and everything that it mentions, or credits with a quote or a term, each once."""
        mentioned = (entity_id for entity_id, _ in self.named)
        speakers = (entity_id for quote in self.quotes for entity_id in quote.speaker_ids)
        coiners = (entity_id for _, ids in self.coined for entity_id in ids)
        return tuple(dict.fromkeys((*mentioned, *speakers, *coiners)))


def outline_of(brief: Brief) -> BriefOutline:
    """Return what the site's lists need to know of a brief."""
    counts = Counter(mention.entity_id for mention in brief.mentions if mention.entity_id is not None)
    persons = {
        mention.entity_id
        for mention in brief.mentions
        if mention.type is EntityType.PERSON and mention.entity_id is not None
    }
    described = (quote.speaker_text for quote in brief.quotes if not quote.speaker_ids)
    origins = (*(one.origin for one in brief.mentions), *(one.origin for one in brief.quotes))
    return BriefOutline(
        slug=brief.slug,
        seed_id=brief.seed_id,
        headline=brief.headline,
        date=brief.date,
        named=tuple(counts.items()),
        persons=tuple(sorted(persons)),
        quotes=tuple(
            QuoteOutline(quote.id, quote.speaker_ids, quote.speaker_text, quote.about_ids)
            for quote in brief.quotes
        ),
        coined=tuple(
            (mention_i, mention.coiner_ids)
            for mention_i, mention in enumerate(brief.mentions)
            if mention.coiner_ids
        ),
        described=tuple(dict.fromkeys(words for words in described if words is not None)),
        origins=frozenset(origins),
        is_corrected=bool(brief.removed_mentions or brief.removed_quotes),
        notes=brief.notes,
        corrections=brief.corrections,
        changed=brief.changed,
    )


class OutlinedBriefs(LazyMapping[str, Brief]):
    """Briefs that are loaded when they are looked up, with outlines that are known before.

    Args:
        outlines: of the briefs, by slug, in their order.
        load: returns the brief of a slug.
    """

    def __init__(self, outlines: Mapping[str, BriefOutline], load: Callable[[str], Brief]) -> None:
        super().__init__(outlines, load)
        self.outlines = outlines


@dataclass(frozen=True, slots=True)
class Tie:
    """Two entities that appear together.

    Attributes:
        first_id, second_id: in sorted order.
        brief_slugs: the briefs they share, sorted.
        sentences: in how many sentences both are mentioned.
    """

    first_id: str
    second_id: str
    brief_slugs: tuple[str, ...]
    sentences: int


class DoubtKind(StrEnum):
    """Whether two pages may be one entity, or a page may have mentions of another entity."""

    DOUBLE = "double"
    NAMESAKES = "namesakes"


@dataclass(frozen=True, slots=True)
class IdentityDoubt:
    """A doubt about who is who, for the editor to settle.

    Attributes:
        kind: of doubles two pages may be one entity; of namesakes mentions on the first page may belong on the second.
        entity_ids: of the two pages; of doubles the one in more articles is first.
        brief_slugs: the briefs that are concerned, sorted.
        evidence_for: in words, what speaks for one entity.
        evidence_against: in words, what speaks for two.
    """

    kind: DoubtKind
    entity_ids: tuple[str, str]
    brief_slugs: tuple[str, ...]
    evidence_for: tuple[str, ...]
    evidence_against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """The site's knowledge as one value.

    Attributes:
        doubts: about who is who, sorted by the ids of the pages.
        entities: by id, in sorted order.
        briefs: by slug, in sorted order; they may be loaded when they are looked up.
        ties: sorted by first_id, then second_id.
        states: of briefs, by slug, a digest of all that the brief and its article were made from, if it is known: with
            the same one they are the same, but for notes.
        outlines: of the briefs, by slug, in sorted order.
        key: a digest of all that the graph was made from but notes; "" if it is not known.
    """

    entities: Mapping[str, Entity]
    briefs: Mapping[str, Brief]
    ties: tuple[Tie, ...]
    doubts: tuple[IdentityDoubt, ...] = ()
    states: Mapping[str, str] = field(default_factory=dict, compare=False)
    key: str = field(default="", compare=False)
    outlines: Mapping[str, BriefOutline] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Outline the briefs, unless they are outlined already."""
        if isinstance(self.briefs, OutlinedBriefs):
            outlines = self.briefs.outlines
        else:
            outlines = {slug: outline_of(brief) for slug, brief in self.briefs.items()}
        object.__setattr__(self, "outlines", outlines)
