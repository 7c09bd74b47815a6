"""Explanations of words of a brief: what the site shows of them, what the machine weighed, what the editor says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from builder.annotate.explanation.article_explanation import ArticleExplanation, explain_article
from builder.annotate.parse.model_package import find_model
from builder.annotate.readable_article import readable_article
from builder.graph.text_search import ArticleSearch
from builder.model.brief import Brief, LinkedMention, LinkedQuote
from builder.model.diagnostic import InputError, error
from builder.model.editorial import MentionFix, QuoteFix
from builder.model.entity_entries import EntityRules
from builder.model.graph import Entity, IdentityDoubt
from builder.model.span import Span
from builder.pipeline.brief_names import slug_of_brief
from builder.pipeline.garbage_collection import frozen_collection
from builder.pipeline.journal import Journal
from builder.pipeline.options import BuildOptions
from builder.pipeline.progress import Progress
from builder.pipeline.site_data import SiteData, load_site_data
from builder.pipeline.store_folder import open_store


class EditorEntry(Struct, frozen=True):
    """An entry of an editor's file that has to do with the words: its file, its line, and what it says."""

    file: str
    line: int | None
    says: str


class Explained(Struct, frozen=True):
    """The explanation of words of a brief.

    Attributes:
        brief: the slug.
        path: the seed, relative to the site's root.
        places: the words, with what is around them, at each place.
        mentions: those that the site shows there.
        quotes: likewise.
        entities: of these mentions and quotes, by id.
        doubts: about these entities.
        editor: what the editor's files say.
        machine: what the machine weighed.
    """

    brief: str
    path: str
    places: tuple[str, ...]
    mentions: tuple[LinkedMention, ...]
    quotes: tuple[LinkedQuote, ...]
    entities: Mapping[str, Entity]
    doubts: tuple[IdentityDoubt, ...]
    editor: tuple[EditorEntry, ...]
    machine: ArticleExplanation


AROUND = 40
"""Characters that are shown on either side of a place."""


def explain_words(options: BuildOptions, brief: str, words: str, *, progress: Progress) -> Explained:
    """Return the explanation of words of a brief.

    Args:
        options: as for a build.
        brief: the slug, or the name of the seed.
        words: as the article has them.
        progress: reports the progress.

    Raises:
        InputError: if there is no such brief, it is not annotated, or it does not have the words.
    """
    journal = Journal()
    with frozen_collection(), open_store(options) as store:
        site = load_site_data(options, store=store, journal=journal, progress=progress)
        shown = site.graph.briefs[slug_of_brief(site.graph, brief)]
        article = site.articles[shown.seed_id]
        if not shown.is_annotated:
            message = (
                "The language model does not read the language of this article, so nothing was annotated."
            )
            hint = (
                f"If the language is wrong, state it as `language:` in content/briefs/{shown.seed_id}.yaml."
            )
            raise InputError([error(article.path, None, message, hint)])
        package = find_model(site.content.site.model)
        if not package.is_english:
            message = f"Only the rules for English can be explained; {package.name} does not read English."
            raise InputError(
                [error(article.path, None, message, "docs/languages.md says what is annotated.")]
            )
        spans = ArticleSearch(article).find(words)
        if not spans:
            missing = ArticleSearch(article).missing_warning(article.path, 1, words)
            raise InputError([error("", None, missing.message, missing.hint)])
        reading = readable_article(article).article
        machine = explain_article(reading, ArticleSearch(reading).find(words), package)
    mentions = tuple(one for one in shown.mentions if _overlaps([one.span], spans))
    quotes = tuple(one for one in shown.quotes if _overlaps((*one.content, *one.paraphrase), spans))
    ids = {one.entity_id for one in mentions if one.entity_id} | {
        speaker for one in quotes for speaker in one.speaker_ids
    }
    return Explained(
        brief=shown.slug,
        path=article.path,
        places=tuple(_around(article.text, span) for span in spans),
        mentions=mentions,
        quotes=quotes,
        entities={key: site.graph.entities[key] for key in sorted(ids)},
        doubts=tuple(one for one in site.graph.doubts if ids & {*one.entity_ids}),
        editor=tuple(_entries(site, shown, spans, ids)),
        machine=machine,
    )


def _overlaps(parts: Sequence[Span], spans: Sequence[Span]) -> bool:
    return any(part.overlaps(span) for part in parts for span in spans)


def _around(text: str, span: Span) -> str:
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    return " ".join(f"{before}[{span.of(text)}]{after}".split())


def _entries(site: SiteData, brief: Brief, spans: Sequence[Span], ids: set[str]) -> Iterator[EditorEntry]:
    """Yield what the editor's files say of the words and of their entities."""
    settings = site.content.briefs.get(brief.seed_id)
    if settings is not None:
        search = ArticleSearch(site.articles[brief.seed_id])
        fixes: list[tuple[QuoteFix | MentionFix, str]] = [
            (fix, ", ".join(fix.speakers) or fix.source or "no quote") for fix in settings.quote_fixes
        ]
        named = settings.mention_fixes
        fixes += [(fix, f"{fix.type} {fix.entity_id}" if fix.entity_id else "no name") for fix in named]
        for fix, what in fixes:
            if _overlaps(search.find(fix.text), spans):
                yield EditorEntry(fix.path or settings.path, fix.line, f"“{fix.text}”: {what}")
    yield from _rules(site.content.entities, ids)


def _rules(rules: EntityRules, ids: set[str]) -> Iterator[EditorEntry]:
    """Yield what the editor says of entities."""
    for entry in rules.entries:
        if entry.id in ids:
            yield EditorEntry(rules.path, entry.line, f"an entry for {entry.id}")
    for gone, kept in rules.merge.items():
        if kept in ids:
            yield EditorEntry(rules.path, rules.merge_lines.get(gone), f"{gone} is {kept}")
    for split in rules.splits:
        if split.new_id in ids or split.entity_id in ids:
            yield EditorEntry(
                rules.path, split.line, f"in {split.brief}, {split.entity_id} is {split.new_id}"
            )
