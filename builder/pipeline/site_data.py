"""The data of a site: the stages from files to the graph, which builds and reviews share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct, field
from msgspec.structs import replace

from builder.annotate.article_languages import ArticleLanguages
from builder.annotate.parse.model_package import ModelPackage, find_model
from builder.content.brief_pictures import with_picture_sizes
from builder.content.load import load_content
from builder.content.orphans import orphan_errors
from builder.graph.build import build_graph
from builder.model.article import Article, ArticleHead
from builder.model.diagnostic import InputError
from builder.model.editorial import Content, Site
from builder.model.graph import Graph
from builder.model.lazy_mapping import LazyMapping, limit_of_passes
from builder.pipeline.annotation_cache import annotate_articles, unannotated_errors
from builder.pipeline.article_cache import ArticleCache
from builder.pipeline.build_date import day_of_build, moment_of_build
from builder.pipeline.garbage_collection import paused_collection
from builder.pipeline.held_back_seeds import (
    HeldBackSeed,
    hold_back_article,
    hold_back_draft,
    withdrawn_seeds,
)
from builder.pipeline.journal import Journal
from builder.pipeline.language_warnings import language_warnings
from builder.pipeline.options import BuildOptions
from builder.pipeline.progress import Progress
from builder.pipeline.seed_settings import with_seed_settings
from builder.pipeline.stored_memory import StoredMemory
from builder.pipeline.table_caches import forget_tables
from builder.read.seed_files import find_seeds, relative_path
from builder.read.seed_names import seed_id_of
from builder.store.store import Store

GRAPH_CODE = ("builder.graph.build",)
"""Modules that link articles. Their import closure is part of the key of what is remembered of them."""


class SiteData(Struct, frozen=True):
    """The data of a site before its pages are planned.

    Attributes:
        content: the editor's files.
        articles: the articles to publish, by seed id, sorted. Each is loaded when it is looked up.
        graph: the entities and quotes of all articles.
        annotated: the number of articles annotated by this build, and not taken from the store.
        held_back: the seeds that are not published, by path.
        files: a digest of the file of each article, by seed id.
    """

    content: Content
    articles: Mapping[str, Article]
    graph: Graph
    annotated: int
    held_back: tuple[HeldBackSeed, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)


def load_site_data(
    options: BuildOptions,
    *,
    store: Store,
    journal: Journal,
    progress: Progress,
    adjust: Callable[[Content], Content] = lambda content: content,
    is_last: bool = False,
    known: Mapping[str, str] = MappingProxyType({}),
) -> SiteData:
    """Read the editor's files and the seeds, annotate the articles, and link them in a graph.

    Args:
        options: what to build.
        store: what earlier builds remember.
        journal: takes what is wrong.
        progress: reports the progress.
        adjust: returns the editor's files as they are to be taken: without some decisions, for example.
        is_last: True if this process makes no other graph, so that the tables for it can be forgotten.
        known: the SHA-256 digests of seeds that are known without reading them, by path from the site's root.

    Raises:
        InputError: if a file cannot be used; the journal then has all diagnostics.
    """
    with journal.stage("read"):
        content = adjust(load_content(options.root))
        journal.add(content.warnings)
        today = day_of_build(options.now or moment_of_build(), content.site.timezone)
        seeds = _find(options, content, journal=journal)
        cache = ArticleCache(
            root=options.root, boilerplate=content.site.boilerplate, store=store, known=known
        )
        heads, held_back = _read(
            seeds, options, content, cache, today=today, journal=journal, progress=progress
        )
        # Decisions in front matter are adjusted like those of the editor's files.
        content = adjust(with_seed_settings(content, heads))
        content, problems = with_picture_sizes(options.root, content)
        journal.add(problems)
        limit = limit_of_passes(len(heads))
        articles = LazyMapping(heads, lambda seed_id: cache.article(heads[seed_id].path), limit=limit)
        journal.add(held.diagnostic for held in held_back)
        journal.stop_on_errors()
    with journal.stage("annotate"):
        package = _find_model(content.site)
        annotated = annotate_articles(
            tuple(heads.values()),
            articles,
            package=package,
            store=store,
            jobs=options.jobs,
            progress=progress,
            cluster=options.cluster,
            languages=article_languages(content, package),
        )
        journal.add(unannotated_errors(annotated.failed, articles))
        journal.stop_on_errors()
    with journal.stage("graph"):
        shown = _without_held_back_splits(content, held_back)
        with paused_collection():
            graph, found = build_graph(
                articles,
                annotated.annotations,
                shown,
                memory=StoredMemory(store, kind="graph", code=GRAPH_CODE),
                sources=annotated.sources,
                is_partial=bool(held_back),
            )
        journal.add(found)
        journal.add(language_warnings(graph, heads, content, package))
        journal.stop_on_errors()
        annotated.annotations.forget()
        if is_last:
            forget_tables()
    files = {seed_id: cache.key_of(head.path) for seed_id, head in heads.items()}
    return SiteData(content, articles, graph, annotated.fresh, held_back, files)


def _without_held_back_splits(content: Content, held_back: Sequence[HeldBackSeed]) -> Content:
    """Return the editor's files without the splits of briefs that are held back, of which nothing is said."""
    if not (held_back and content.entities.splits):
        return content
    from builder.graph.entity_splits import without_splits_of

    return without_splits_of(content, {held.seed_id for held in held_back})


def _find(options: BuildOptions, content: Content, *, journal: Journal) -> tuple[Path, ...]:
    """Return the seeds, sorted; add diagnostics of irregular files and of the editor's files on missing seeds."""
    paths, found = find_seeds(options.root)
    journal.add(found)
    journal.add(orphan_errors(content, [seed_id_of(path.name) for path in paths]))
    return paths


def _read(
    seeds: Sequence[Path],
    options: BuildOptions,
    content: Content,
    cache: ArticleCache,
    *,
    today: date,
    journal: Journal,
    progress: Progress,
) -> tuple[dict[str, ArticleHead], tuple[HeldBackSeed, ...]]:
    """Return the heads of the articles to publish, by seed id, and the held-back seeds; add diagnostics of the seeds.

    Diagnostics of a held-back article are dropped, unless it is unreadable, so that its date is unknown.
    """
    articles: dict[str, ArticleHead] = {}
    paths = {seed_id_of(path.name): relative_path(path, options.root) for path in seeds}
    withdrawn = withdrawn_seeds(content.briefs, paths)
    left = [path for path in seeds if seed_id_of(path.name) not in withdrawn]
    drafts = {} if options.drafts else _drafts(left, options, content)
    held_back = [*withdrawn.values(), *drafts.values()]
    read = cache.read([path for path in left if path not in drafts])
    for seed in progress.track(read, stage="read", total=len(left) - len(drafts)):
        article = seed.article
        if article is not None and not options.drafts:
            held = hold_back_article(article, content.briefs.get(article.seed_id), today=today)
            if held is not None:
                held_back.append(held)
                continue
        journal.add(seed.diagnostics)
        if article is not None:
            articles[article.seed_id] = article
    held_back.sort(key=lambda held: held.path)
    return dict(sorted(articles.items())), tuple(held_back)


def _drafts(seeds: Sequence[Path], options: BuildOptions, content: Content) -> dict[Path, HeldBackSeed]:
    """Return the seeds that the editor's files hold back, which are not read."""
    found: dict[Path, HeldBackSeed] = {}
    for path in seeds:
        seed_id = seed_id_of(path.name)
        where = relative_path(path, options.root)
        held = hold_back_draft(seed_id, where, content.briefs.get(seed_id))
        if held is not None:
            found[path] = held
    return found


def article_languages(content: Content, package: ModelPackage) -> ArticleLanguages:
    """Return how the languages of a site's articles are decided."""
    settings = content.briefs.items()
    stated = {seed_id: one.language for seed_id, one in settings if one.language is not None}
    return ArticleLanguages(package.language, content.site.language, stated)


def _find_model(site: Site) -> ModelPackage:
    """Return the language model of a site.

    Raises:
        InputError: if it is not installed; the diagnostic has the line of ``content/site.yaml`` that names it.
    """
    try:
        return find_model(site.model)
    except InputError as problem:
        line = site.lines.get("model")
        raise InputError(replace(found, line=line) for found in problem.diagnostics) from problem
