"""Cached annotations of articles, keyed by the article, the language model and the code of the rules."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version

from builder.annotate.outcome import Outcome, Unannotated
from builder.annotate.parse.model_package import ModelPackage
from builder.code_digest import code_digest
from builder.codec import Codec
from builder.digest import digest
from builder.model.annotations import Annotations
from builder.model.article import Article
from builder.model.diagnostic import Diagnostic, error, note
from builder.pipeline.line_numbers import line_of
from builder.pipeline.progress import Progress
from builder.store.store import Store

KIND = "annotations"
CODE = ("builder.annotate.annotator", "builder.codec")
"""Modules that compute an entry. Their import closure is part of its key."""
CODEC = Codec(Annotations)
ARTICLE = Codec(Article)
PARTS = Codec(tuple)
AT_ONCE = 200
"""How many remembered annotations are read at once, at most."""

ARTICLES_PER_JOB = 40
"""The smallest number of articles for each process: for fewer, loading the model again costs more than it saves."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """The annotations of a site.

    Attributes:
        annotations: the annotations by seed id, sorted, of the articles that could be annotated.
        fresh: the number of articles annotated by this build, and not taken from the store.
        failed: the articles that could not be annotated, in the order of the articles.
        sources: a digest of each article with its annotations, by seed id.
    """

    annotations: Mapping[str, Annotations]
    fresh: int
    failed: tuple[Unannotated, ...]
    sources: Mapping[str, str]


def annotate_articles(
    articles: Sequence[Article],
    *,
    package: ModelPackage,
    store: Store,
    jobs: int | None,
    progress: Progress,
    cluster: str | None = None,
) -> Annotated:
    """Annotate every article; one that cannot be annotated does not stop the others.

    The language model is imported only if the store lacks an article.

    Args:
        articles: the articles, each with a different seed id.
        package: the language model.
        store: the results of earlier builds; each new annotation is put into it at once.
        jobs: the number of processes; None chooses it.
        progress: counts the articles that are annotated.
        cluster: the address of a Dask cluster that annotates instead of this machine.

    Raises:
        InputError: if the cluster cannot be used, or is lost; what it annotated until then is in the store.
    """
    code = _code_digest(package)
    keys = {article.seed_id: _key(article, code) for article in articles}
    known: dict[str, Annotations] = {}
    missing: list[Article] = []
    failed: list[Unannotated] = []
    for start in range(0, len(articles), AT_ONCE):
        part = articles[start : start + AT_ONCE]
        found = store.values(KIND, [keys[article.seed_id] for article in part], CODEC.load)
        for article in part:
            own = found.get(keys[article.seed_id])
            if own is None:
                missing.append(article)
            else:
                same = own.seed_id == article.seed_id
                known[article.seed_id] = own if same else replace(own, seed_id=article.seed_id)
    if missing:
        fresh = _outcomes(missing, package=package, jobs=jobs, cluster=cluster)
        for outcome in progress.track(fresh, stage="annotate", total=len(missing)):
            if isinstance(outcome, Unannotated):
                failed.append(outcome)
                continue
            known[outcome.seed_id] = outcome
            store.put_value(KIND, keys[outcome.seed_id], outcome, CODEC.dump)
            store.commit()  # a build that is killed must not annotate again: it takes 80 ms an article, this 0.1
        order = {article.seed_id: i for i, article in enumerate(missing)}
        failed.sort(key=lambda one: order[one.seed_id])
    sources = {article.seed_id: _source(article, keys[article.seed_id]) for article in articles}
    return Annotated(dict(sorted(known.items())), len(missing) - len(failed), tuple(failed), sources)


def _outcomes(
    articles: Sequence[Article], *, package: ModelPackage, jobs: int | None, cluster: str | None
) -> Iterator[Outcome]:
    """Return the outcome of each article, as it comes."""
    if cluster is not None:
        from builder.annotate.cluster.annotation import outcomes_on_cluster

        return outcomes_on_cluster(articles, package=package, address=cluster)
    from builder.annotate.annotator import Annotator

    return Annotator(package.package).outcomes(articles, jobs=jobs or choose_jobs(len(articles)))


def _source(article: Article, key: str) -> str:
    """Return a digest of everything in an article, and of what its annotations depend on."""
    return digest(key, ARTICLE.digest(article))


def unannotated_errors(
    failed: Sequence[Unannotated], articles: Mapping[str, Article]
) -> Iterator[Diagnostic]:
    """Yield an error for each article that could not be annotated, and a note with its traceback.

    Args:
        failed: the articles that could not be annotated.
        articles: all articles by seed id.
    """
    others = len(articles) - len(failed)
    fine = f" The other {others} articles are fine." if others > 1 else " The other article is fine."
    for one in failed:
        article = articles[one.seed_id]
        line = None if one.offset is None else line_of(article, one.offset)
        yield error(article.path, line, one.message + (fine if others else ""), one.hint)
        if one.trace:
            yield note(article.path, line, one.trace.rstrip())


def choose_jobs(articles: int) -> int:
    """Return the number of processes that pays off for a number of articles on this machine."""
    return max(1, min(_processors(), articles // ARTICLES_PER_JOB))


def _processors() -> int:
    """Return the number of processors that this process may use, at least 1."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _key(article: Article, code: str) -> str:
    """Return the digest of everything that the annotator reads of an article: its text and parts, not its name."""
    parts = (article.text, article.paragraphs, article.dateline, article.headline, article.byline)
    return digest(code, PARTS.digest(parts))


def _code_digest(package: ModelPackage) -> str:
    """Return the digest of everything else that annotations depend on: code, data, spaCy and the language model."""
    return digest(code_digest(*CODE), version("spacy"), package.name, package.version)
