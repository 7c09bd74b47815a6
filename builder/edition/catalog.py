"""The catalogue: the graph turned about, so that every page finds what it shows without searching."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from builder.edition import urls
from builder.model.annotations import EntityType
from builder.model.article import Article, Paragraph, ParagraphKind
from builder.model.editorial import Body, Content
from builder.model.graph import Brief, Entity, Graph, LinkedMention, LinkedQuote, Tie
from builder.model.span import Span

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class BriefText:
    """A brief with the words it was made from.

    Attributes:
        published: the paragraphs that the site shows, in order; their anchors count from 1.
    """

    brief: Brief
    article: Article
    published: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    def shows(self, span: Span) -> bool:
        """Whether the words of ``span`` begin in a paragraph that the page shows."""
        return self.paragraph_of(span) is not None

    def paragraph_of(self, span: Span) -> Paragraph | None:
        """The published paragraph in which ``span`` begins."""
        index = bisect_right(self.published, span.start, key=lambda paragraph: paragraph.span.start) - 1
        if index < 0 or span.start >= self.published[index].span.end:
            return None
        return self.published[index]

    def sentence_of(self, span: Span) -> Span:
        """The sentence in which ``span`` begins, else its paragraph, else the span itself."""
        for stretches in (self.brief.sentences, tuple(part.span for part in self.article.paragraphs)):
            index = bisect_right(stretches, span.start, key=lambda stretch: stretch.start) - 1
            if index >= 0 and span.start < stretches[index].end:
                found = stretches[index]
                return Span(found.start, max(found.end, span.end))
        return span


@dataclass(frozen=True, slots=True)
class Utterance:
    """A quote with the brief that holds it."""

    source: BriefText
    quote: LinkedQuote


@dataclass(frozen=True, slots=True)
class Catalog:
    """What the pages look up.

    Attributes:
        briefs: by slug, newest first, undated ones last.
        entities_of: by slug: the ids of the entities with their mentions, in the order of the text.
        appearances: by entity: the slugs of its briefs with its mentions, newest first.
        said: by entity: the quotes credited to it, newest brief first.
        about: by entity: the quotes of others that mention it, newest brief first.
        ties: by entity: who and what appears with it.
        pairs: the tie of two entities, by their ids in sorted order.
        counts: by entity: how often all briefs together name it.
        dated: by slug: the sentences that name a resolved date which the page shows, with its mentions.
        role_anchors: the anchor of the words that give a role, by slug, entity id and span.
        quote_paths: the page of the quote index that shows a quote, by slug and quote id.
        speaker_paths: the page of the quote index where a speaker's quotes begin, with their anchor there, by entity.
        openings: the first sentence of the editor's text, by entity.
        placed_by_editor: the places whose coordinates the editor gives.
        teams: by place: the teams that bear its name, by their names.
        coined: by entity: the terms that it coined, each with its brief, the newest brief first.
    """

    graph: Graph
    content: Content
    briefs: Mapping[str, BriefText]
    entities_of: Mapping[str, Mapping[str, tuple[LinkedMention, ...]]]
    appearances: Mapping[str, Mapping[str, tuple[LinkedMention, ...]]]
    said: Mapping[str, tuple[Utterance, ...]]
    about: Mapping[str, tuple[Utterance, ...]]
    ties: Mapping[str, tuple[Tie, ...]]
    pairs: Mapping[tuple[str, str], Tie]
    counts: Mapping[str, int]
    dated: Mapping[str, Mapping[Span, tuple[LinkedMention, ...]]]
    role_anchors: Mapping[tuple[str, str, Span], str]
    quote_paths: Mapping[tuple[str, str], str] = field(default_factory=dict)
    speaker_paths: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    openings: Mapping[str, str] = field(default_factory=dict)
    placed_by_editor: frozenset[str] = frozenset()
    teams: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    coined: Mapping[str, tuple[tuple[BriefText, LinkedMention], ...]] = field(default_factory=dict)

    def entity(self, entity_id: str) -> Entity:
        """The entity of this id."""
        return self.graph.entities[entity_id]


def make_catalog(graph: Graph, articles: Mapping[str, Article], content: Content) -> Catalog:
    """The catalogue of a graph; ``articles`` are by seed id."""
    briefs = {
        brief.slug: brief_text(brief, articles[brief.seed_id])
        for brief in newest_first(graph.briefs.values())
    }
    entities_of = {slug: _by_entity(source.brief.mentions) for slug, source in briefs.items()}
    appearances: dict[str, dict[str, tuple[LinkedMention, ...]]] = defaultdict(dict)
    for slug, by_entity in entities_of.items():
        for entity_id, mentions in by_entity.items():
            appearances[entity_id][slug] = mentions
    utterances = [Utterance(source, quote) for source in briefs.values() for quote in source.brief.quotes]
    return Catalog(
        graph=graph,
        content=content,
        briefs=briefs,
        teams=_teams(graph),
        coined=_group(
            (entity_id, (source, mention))
            for source in briefs.values()
            for mention in source.brief.mentions
            for entity_id in mention.coiner_ids
        ),
        entities_of=entities_of,
        appearances=dict(appearances),
        said=_group((entity_id, said) for said in utterances for entity_id in said.quote.speaker_ids),
        about=_group(
            (entity_id, said)
            for said in utterances
            for entity_id in said.quote.about_ids
            if entity_id not in said.quote.speaker_ids
        ),
        ties=_group((end, tie) for tie in graph.ties for end in (tie.first_id, tie.second_id)),
        pairs={(tie.first_id, tie.second_id): tie for tie in graph.ties},
        counts={entity_id: sum(map(len, by_slug.values())) for entity_id, by_slug in appearances.items()},
        dated={slug: _dated(source) for slug, source in briefs.items()},
        role_anchors=_role_anchors(graph, briefs),
        placed_by_editor=frozenset(entry.id for entry in content.entities.entries if entry.lat is not None),
    )


def _teams(graph: Graph) -> Mapping[str, tuple[str, ...]]:
    """Return the ids of the teams that bear the name of each place, sorted by their names."""
    found: dict[str, list[Entity]] = defaultdict(list)
    for entity in graph.entities.values():
        if entity.named_after is not None:
            found[entity.named_after].append(entity)
    return {
        place: tuple(team.id for team in sorted(teams, key=lambda team: (team.name, team.id)))
        for place, teams in found.items()
    }


def newest_first(briefs: Iterable[Brief]) -> list[Brief]:
    """The briefs by falling date, then by slug; undated ones last."""
    by_slug = sorted(briefs, key=lambda brief: brief.slug)
    return sorted(by_slug, key=lambda brief: brief.date or "", reverse=True)


def brief_text(brief: Brief, article: Article) -> BriefText:
    """Return a brief with its article, and what is published of it."""
    story = article.story
    if brief.body is Body.LEAD:
        story = tuple(part for part in story if part.kind is ParagraphKind.TEXT)[:1]
    return BriefText(brief, article, story)


def _by_entity(mentions: Iterable[LinkedMention]) -> dict[str, tuple[LinkedMention, ...]]:
    return _group((mention.entity_id, mention) for mention in mentions if mention.entity_id is not None)


def _dated(source: BriefText) -> dict[Span, tuple[LinkedMention, ...]]:
    return _group(
        (source.sentence_of(mention.span), mention)
        for mention in source.brief.mentions
        if mention.type is EntityType.DATE and mention.value is not None and source.shows(mention.span)
    )


def _group(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """The values of each key, in the order in which they come."""
    groups: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _role_anchors(graph: Graph, briefs: Mapping[str, BriefText]) -> dict[tuple[str, str, Span], str]:
    """An anchor for every role whose words a brief's page shows, numbered in the order of the text."""
    anchors: dict[tuple[str, str, Span], str] = {}
    for entity in graph.entities.values():
        numbers: dict[str, int] = defaultdict(int)
        seen = [(role.brief_slug, role.span) for role in entity.roles if role.brief_slug and role.span]
        for slug, span in sorted(set(seen)):
            if slug in briefs and briefs[slug].shows(span):
                numbers[slug] += 1
                anchors[slug, entity.id, span] = urls.role_anchor(entity.id, numbers[slug])
    return anchors
