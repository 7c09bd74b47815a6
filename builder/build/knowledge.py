"""From files to the graph: the stages that every command needs which looks at the articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from builder.annotate.model_package import ModelPackage, find_model
from builder.build.annotating import annotate_articles
from builder.build.journal import Journal
from builder.build.options import BuildOptions
from builder.build.progress import Progress
from builder.cache import Cache
from builder.content.load import load_content
from builder.content.seeds import check_seeds
from builder.content.site import PATH as SITE_PATH
from builder.content.yaml_lines import YamlMap, read_yaml
from builder.files import CONTENT_LIMIT, SEED_LIMIT, UnusableError, read_file
from builder.graph.build import build_graph
from builder.model.article import Article
from builder.model.diagnostic import InputError, error
from builder.model.editorial import Content
from builder.model.graph import Graph
from builder.read.reader import read_seed, seed_id_of
from builder.read.seeds import find_seeds, relative_path


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a site knows before a page of it is planned.

    Attributes:
        articles: by seed id, sorted.
        annotated: how many of them were annotated anew.
    """

    content: Content
    articles: Mapping[str, Article]
    graph: Graph
    annotated: int


def gather_knowledge(
    options: BuildOptions, *, cache: Cache, journal: Journal, progress: Progress
) -> Knowledge:
    """Reads the editor's files and the seeds, annotates what the cache lacks, and links it all.

    Raises:
        InputError: where something cannot be used; the journal then holds everything that was found.
    """
    with journal.stage("read"):
        content = load_content(options.root)
        seeds = _find(options, content, journal=journal)
        articles = _read(seeds, options.root, content, journal=journal, progress=progress)
        journal.stop_on_errors()
    with journal.stage("annotate"):
        package = _find_model(content.site.model, options.root)
        annotations, annotated = annotate_articles(
            tuple(articles.values()), package=package, cache=cache, jobs=options.jobs, progress=progress
        )
    with journal.stage("graph"):
        graph, found = build_graph(tuple(articles.values()), annotations, content)
        journal.add(found)
        journal.stop_on_errors()
    return Knowledge(content, articles, graph, annotated)


def _find(options: BuildOptions, content: Content, *, journal: Journal) -> tuple[Path, ...]:
    """The seeds to build, sorted; without the drafts, unless they are asked for."""
    paths, found = find_seeds(options.root)
    journal.add(found)
    journal.add(check_seeds(content, [seed_id_of(path.name) for path in paths]))
    return tuple(path for path in paths if options.drafts or not _is_draft(seed_id_of(path.name), content))


def _is_draft(seed_id: str, content: Content) -> bool:
    settings = content.briefs.get(seed_id)
    return settings is not None and settings.draft


def _read(
    seeds: Sequence[Path], root: Path, content: Content, *, journal: Journal, progress: Progress
) -> dict[str, Article]:
    """The articles of the seeds that can be read, by seed id; what is wrong with a seed is noted."""
    articles: dict[str, Article] = {}
    for seed in progress.track(seeds, stage="read", total=len(seeds)):
        path = relative_path(seed, root)
        try:
            data = read_file(seed, root=root, limit=SEED_LIMIT)
        except FileNotFoundError:
            journal.add([error(path, None, "The seed vanished while the build ran.", "Build again.")])
            continue
        except UnusableError as problem:
            journal.add([problem.diagnostic(path)])
            continue
        article, found = read_seed(data, path=path, boilerplate=content.site.boilerplate)
        journal.add(found)
        if article is not None:
            articles[article.seed_id] = article
    return dict(sorted(articles.items()))


def _find_model(name: str | None, root: Path) -> ModelPackage:
    """The language model that a site asks for.

    Raises:
        InputError: it is not installed; where a line of ``content/site.yaml`` asks for it, that is named.
    """
    try:
        return find_model(name)
    except InputError as problem:
        line = _line_of_model(root) if name else None
        raise InputError(replace(found, line=line) for found in problem.diagnostics) from problem


def _line_of_model(root: Path) -> int | None:
    """The line that names the model; None if the file has changed since it was read."""
    try:
        text = read_file(root / SITE_PATH, root=root, limit=CONTENT_LIMIT).decode("utf-8-sig")
    except (OSError, UnusableError, UnicodeDecodeError):
        return None
    node, _ = read_yaml(text, path=SITE_PATH)
    entries = node.entries if isinstance(node, YamlMap) else ()
    return next((key.line for key, _ in entries if key.text == "model"), None)
