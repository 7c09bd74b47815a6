"""Cached annotations of articles, keyed by the article, the language model and the code of the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.annotate.article_languages import ArticleLanguages, unread_annotations
from builder.annotate.language_detection import LIBRARY
from builder.annotate.outcome import Outcome, Unannotated
from builder.annotate.parse.model_package import ModelPackage
from builder.code_digest import code_digest
from builder.codec import Codec
from builder.digest import digest
from builder.installed_packages import version_of
from builder.model.annotations import Annotations
from builder.model.article import Article, ArticleHead
from builder.model.diagnostic import Diagnostic, InputError, error, note
from builder.model.lazy_mapping import LazyMapping, limit_of_passes
from builder.pipeline.line_numbers import line_of
from builder.pipeline.processors import count_processors
from builder.pipeline.progress import Progress
from builder.store.store import Store

KIND = "annotations"
CODE = ("builder.annotate.annotator", "builder.codec")
"""Modules that compute an entry. Their import closure is part of its key."""
LANGUAGE_CODE = ("builder.annotate.article_languages",)
"""Modules that decide which articles are annotated, on this machine also for a cluster; likewise part of the key."""
CODEC = Codec(Annotations)
PORTION = 2000
"""How many articles are in memory at once to be annotated, at most."""

ARTICLES_PER_JOB = 40
"""The smallest number of articles for each process: for fewer, loading the model again costs more than it saves."""


class Annotated(Struct, frozen=True):
    """The annotations of a site.

    Attributes:
        annotations: the annotations by seed id, sorted, of the articles that could be annotated. Each is loaded when it
            is looked up.
        fresh: the number of articles annotated by this build, and not taken from the store; those that the language
            model does not read do not count.
        failed: the articles that could not be annotated, in the order of the articles.
        sources: a digest of each article with its annotations, by seed id.
    """

    annotations: LazyMapping[str, Annotations]
    fresh: int
    failed: tuple[Unannotated, ...]
    sources: Mapping[str, str]


def annotate_articles(
    heads: Sequence[ArticleHead],
    articles: Mapping[str, Article],
    *,
    package: ModelPackage,
    store: Store,
    jobs: int | None,
    progress: Progress,
    cluster: str | None = None,
    languages: ArticleLanguages | None = None,
) -> Annotated:
    """Annotate every article; one that cannot be annotated does not stop the others.

    The language model is imported only if the store lacks an article.

    Args:
        heads: of the articles, each with a different seed id.
        articles: by seed id; only those are looked up that must be annotated.
        package: the language model.
        store: the results of earlier builds; each new annotation is put into it at once.
        jobs: the number of processes; None chooses it.
        progress: counts the articles that are annotated.
        cluster: the address of a Dask cluster that annotates instead of this machine.
        languages: decides what articles the language model reads; of others only the sentences are known. None means
            that it reads all.

    Raises:
        InputError: if the cluster cannot be used, or is lost; what it annotated until then is in the store.
    """
    code = _code_digest(package)
    keys = {
        head.seed_id: digest(code, head.parts, *(languages.key(head.seed_id) if languages else ()))
        for head in heads
    }
    present = store.present(KIND, keys.values())
    store.keep(KIND, keys.values())
    missing = [seed_id for seed_id, key in keys.items() if key not in present]
    failed: list[Unannotated] = []
    unread = 0
    # Those that the store cannot hold.
    pinned: dict[str, Annotations] = {}
    fresh = _outcomes(missing, articles, package=package, jobs=jobs, cluster=cluster, languages=languages)
    for outcome in progress.track(fresh, stage="annotate", total=len(missing)) if missing else ():
        if isinstance(outcome, Unannotated):
            failed.append(outcome)
            continue
        unread += not outcome.is_annotated
        if store.put_value(KIND, keys[outcome.seed_id], outcome, CODEC.dump):
            store.commit()  # a build that is killed must not annotate again: it takes 80 ms an article, this 0.1
        else:
            pinned[outcome.seed_id] = outcome
    order = {seed_id: i for i, seed_id in enumerate(missing)}
    failed.sort(key=lambda one: order[one.seed_id])

    def load(seed_id: str) -> Annotations:
        own = pinned.get(seed_id) or store.values(KIND, [keys[seed_id]], CODEC.load).get(keys[seed_id])
        if own is None:
            own = pinned[seed_id] = _again(articles[seed_id], package, languages)
        return own if own.seed_id == seed_id else replace(own, seed_id=seed_id)

    known = sorted(keys.keys() - {one.seed_id for one in failed})
    sources = {head.seed_id: digest(keys[head.seed_id], head.state) for head in heads}
    return Annotated(
        LazyMapping(known, load, limit=limit_of_passes(len(known))),
        len(missing) - len(failed) - unread,
        tuple(failed),
        sources,
    )


def _outcomes(
    missing: Sequence[str],
    articles: Mapping[str, Article],
    *,
    package: ModelPackage,
    jobs: int | None,
    cluster: str | None,
    languages: ArticleLanguages | None,
) -> Iterator[Outcome]:
    """Yield the outcome of each article that must be annotated, in any order."""
    written = {seed_id: languages.of(articles[seed_id]) for seed_id in missing} if languages else {}
    read = [seed_id for seed_id in missing if languages is None or languages.reads(written[seed_id])]
    for seed_id in missing:
        if languages is not None and not languages.reads(written[seed_id]):
            yield unread_annotations(articles[seed_id], written[seed_id])
    if not read:
        return
    for outcome in _read_outcomes(read, articles, package=package, jobs=jobs, cluster=cluster):
        if isinstance(outcome, Annotations) and outcome.seed_id in written:
            yield replace(outcome, language=written[outcome.seed_id])
        else:
            yield outcome


def _read_outcomes(
    read: Sequence[str],
    articles: Mapping[str, Article],
    *,
    package: ModelPackage,
    jobs: int | None,
    cluster: str | None,
) -> Iterator[Outcome]:
    """Yield the outcome of each article that the language model reads: in order, but from a cluster as it comes."""
    if cluster is not None:
        from builder.annotate.cluster.annotation import outcomes_on_cluster

        wanted = (articles[seed_id] for seed_id in read)
        yield from outcomes_on_cluster(wanted, count=len(read), package=package, address=cluster)
        return
    from builder.annotate.annotator import Annotator

    annotator = Annotator(package.package)
    for start in range(0, len(read), PORTION):
        portion = [articles[seed_id] for seed_id in read[start : start + PORTION]]
        yield from annotator.outcomes(portion, jobs=jobs or choose_jobs(len(read)))


def _again(article: Article, package: ModelPackage, languages: ArticleLanguages | None) -> Annotations:
    """Return the annotations of an article that the store has lost during this build.

    Raises:
        InputError: if it cannot be annotated.
    """
    of_it = {article.seed_id: article}
    (outcome,) = _outcomes(
        [article.seed_id], of_it, package=package, jobs=1, cluster=None, languages=languages
    )
    if isinstance(outcome, Unannotated):
        raise InputError([error(article.path, None, outcome.message, outcome.hint)])
    return outcome


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
    return max(1, min(count_processors(), articles // ARTICLES_PER_JOB))


def _code_digest(package: ModelPackage) -> str:
    """Return the digest of everything else that annotations depend on: code, data, libraries and the model."""
    libraries = (version_of("spacy"), version_of(LIBRARY))
    return digest(code_digest(*CODE, *LANGUAGE_CODE), *libraries, package.name, package.version)
