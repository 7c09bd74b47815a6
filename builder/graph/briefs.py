"""The briefs: each article with its mentions and quotes linked, and the editor's decisions applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from builder.graph.article_errors import report_errors_of
from builder.graph.confirmation import ConfirmedNames, confirmed_mentions, confirmed_names
from builder.graph.edits import UNEDITED, ArticleEdits
from builder.graph.headlines import derived_headline
from builder.graph.mention_linking import (
    SpellingTarget,
    editor_spellings,
    linked_mentions,
    linked_quotes,
    marked_figures,
    removed_mentions,
)
from builder.graph.quote_fixes import fixed_quotes
from builder.graph.slugs import slug_of
from builder.model.annotations import Annotations, EntityType
from builder.model.article import Article
from builder.model.diagnostic import Diagnostic, InputError, error
from builder.model.editorial import BriefSettings, Content
from builder.model.graph import Brief

Ids = Mapping[str, tuple[str, EntityType]]
"""The site's id and type of each entity of one article, by its key there."""


def linked_briefs(
    articles: Sequence[Article],
    annotations: Mapping[str, Annotations],
    content: Content,
    ids: Mapping[str, Ids],
    ignored: frozenset[str],
    edits: Mapping[str, ArticleEdits],
) -> tuple[dict[str, Brief], list[Diagnostic]]:
    """The briefs by slug, sorted, and an error for each fix of a quote that fits none.

    Args:
        articles: the articles to publish, sorted by seed id.
        annotations: by seed id.
        content: the editor's files.
        ids: by seed id.
        ignored: spellings, folded, that never name anything.
        edits: what the editor says of single articles, by seed id.

    Raises:
        InputError: two briefs have one slug.
    """
    problems: list[Diagnostic] = []
    spellings = editor_spellings(content.entities)
    confirmed = confirmed_names(content)
    slugs: dict[str, Article] = {}
    briefs = {}
    for article in articles:
        seed_id = article.seed_id
        settings = content.briefs.get(seed_id, UNEDITED)
        slug = settings.slug or slug_of(seed_id, fallback="brief")
        if slug in slugs:
            raise InputError([_same_slug(slug, slugs[slug], article, content)])
        slugs[slug] = article
        found = annotations[seed_id]
        edit = edits.get(seed_id)
        keys = ids.get(seed_id, {})
        with report_errors_of(article):
            told = _told(article, found, content, settings, slug)
            briefs[slug], unfixed = _linked(told, article, found, keys, spellings, confirmed, ignored, edit)
            problems += unfixed
    return dict(sorted(briefs.items())), problems


def _told(
    article: Article, found: Annotations, content: Content, settings: BriefSettings, slug: str
) -> Brief:
    """A brief with what the editor or the seed says of it, and nothing marked yet."""
    headline, origin = _headline(article, found, settings)
    return Brief(
        slug=slug,
        seed_id=article.seed_id,
        headline=headline,
        headline_origin=origin,
        date=settings.date or article.date,
        byline=settings.byline or article.byline,
        source=settings.source or article.source,
        source_url=settings.source_url or article.source_url,
        summary=settings.summary or article.summary,
        topics=settings.topics if settings.topics is not None else article.topics,
        body=settings.body or content.site.body,
        model=found.model,
        sentences=found.sentences,
        mentions=(),
        quotes=(),
        corrections=tuple(sorted(settings.corrections, key=lambda one: one.date, reverse=True)),
    )


def _linked(
    told: Brief,
    article: Article,
    found: Annotations,
    ids: Ids,
    spellings: Mapping[str, SpellingTarget],
    confirmed: ConfirmedNames,
    ignored: frozenset[str],
    edit: ArticleEdits | None,
) -> tuple[Brief, Sequence[Diagnostic]]:
    """The brief with its mentions, quotes, figures and notes, and the fixes of quotes that fit none."""
    decisions = edit.decisions if edit is not None else None
    mentions = linked_mentions(article, found, ids, spellings, ignored, told.date, decisions)
    mentions = confirmed_mentions(article, mentions, confirmed)
    keys = edit.followed(ids, found) if edit is not None else ids
    quotes = linked_quotes(article, found.quotes, mentions, keys)
    kept, unfixed = quotes, tuple[Diagnostic, ...]()
    if edit is not None:
        kept, unfixed = fixed_quotes(article, edit.words, quotes, mentions, edit.settings)
    brief = replace(
        told,
        mentions=mentions,
        quotes=kept,
        figures=marked_figures(found.figures, mentions),
        notes=edit.notes if edit is not None else (),
        removed_mentions=removed_mentions(article, found.mentions, ignored, decisions),
        removed_quotes=len({quote.content for quote in quotes} - {quote.content for quote in kept}),
    )
    return brief, unfixed


def _headline(article: Article, found: Annotations, settings: BriefSettings) -> tuple[str, str]:
    if settings.headline:
        return settings.headline, "editor"
    if article.headline:
        return article.headline, "seed"
    return derived_headline(article, found), "derived"


def _same_slug(slug: str, first: Article, second: Article, content: Content) -> Diagnostic:
    settings = content.briefs.get(second.seed_id)
    given = settings is not None and settings.slug is not None
    path = settings.path if settings is not None and given else second.path
    line = settings.lines.get("slug") if settings is not None and given else None
    other = content.briefs.get(first.seed_id)
    theirs = f" ({other.path})" if other is not None and other.slug is not None else ""
    return error(
        path,
        line,
        f"Two briefs have the slug {slug!r}: {first.path}{theirs} and {second.path}.",
        f"Give one of them another `slug:` in content/briefs/{second.seed_id}.yaml.",
    )
