"""Annotation of articles, in one process or in several: the model is loaded once, then the rules are applied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from builder.annotate.any_language.composition import annotate_in_any_language
from builder.annotate.fault_isolation import outcomes_of
from builder.annotate.outcome import Outcome, Unannotated, UnannotatedError, killed
from builder.annotate.parse.document import Document
from builder.annotate.parse.language_model import load_language
from builder.annotate.parse.model_package import ModelPackage, find_model
from builder.annotate.parse.spacy_parser import parse_articles
from builder.annotate.pipeline import annotate_document
from builder.annotate.readable_article import readable_article
from builder.annotate.workers import CHUNK, Lost, Work, in_processes
from builder.gazetteer.lookup import Gazetteer, load_gazetteer
from builder.model.annotations import Annotations
from builder.model.article import Article

if TYPE_CHECKING:
    from spacy.language import Language


class Annotator:
    """Annotates articles with one language model.

    Args:
        model: name of an installed spaCy pipeline; None for the default.

    Raises:
        InputError: the pipeline is not installed.
    """

    def __init__(self, model: str | None = None) -> None:
        self._model = model
        self._package = find_model(model)

    def outcomes(self, articles: Sequence[Article], *, jobs: int = 1) -> Iterator[Outcome]:
        """Return the outcome of each article, in order: its annotations, or why it has none.

        Args:
            articles: in any order. The annotations of each depend on that article only.
            jobs: processes to share the work among; 1 works in this one.
        """
        if jobs <= 1 or len(articles) <= CHUNK:
            return _annotate_here(articles, self._package)
        work = partial(_annotate_chunk, package=self._package)
        return outcomes_apart(work, articles, jobs=min(jobs, -(-len(articles) // CHUNK)))

    def annotate(self, articles: Sequence[Article], *, jobs: int = 1) -> Iterator[Annotations]:
        """Yield the annotations of each article, in order, if none is expected to fail. Args as in ``outcomes``.

        Raises:
            UnannotatedError: an article cannot be annotated.
        """
        for outcome in self.outcomes(articles, jobs=jobs):
            if isinstance(outcome, Unannotated):
                raise UnannotatedError(outcome)
            yield outcome


def outcomes_apart(
    work: Work[Article, Outcome], articles: Sequence[Article], *, jobs: int
) -> Iterator[Outcome]:
    """Yield the outcome of each article, in order, computed in separate processes.

    Args:
        work: annotates a few articles, in their order.
        articles: the articles.
        jobs: how many processes.
    """
    for outcome in in_processes(work, articles, jobs=jobs):
        yield killed(outcome.item, outcome.exit_code) if isinstance(outcome, Lost) else outcome


def _annotate_chunk(articles: Sequence[Article], package: ModelPackage) -> list[Outcome]:
    return list(_annotate_here(articles, package))


_loaded: dict[str, Language] = {}
"""The spaCy pipelines of this process by package: loading one takes a second."""


def _annotate_here(articles: Sequence[Article], package: ModelPackage) -> Iterator[Outcome]:
    if not articles:
        return
    nlp = _loaded.get(package.package)
    if nlp is None:
        nlp = _loaded[package.package] = load_language(package.package)
    gazetteer = load_gazetteer()
    read = [readable_article(article, is_english=package.is_english) for article in articles]
    outcomes = outcomes_of(
        [one.article for one in read],
        partial(parse_articles, nlp),
        lambda doc: _annotate_document(doc, gazetteer, package),
    )
    yield from (one.restore(outcome) for one, outcome in zip(read, outcomes, strict=True))


def _annotate_document(doc: Document, gazetteer: Gazetteer, package: ModelPackage) -> Annotations:
    """Return the annotations of a document, by the rules for English or by those for any language."""
    if package.is_english:
        return annotate_document(doc, gazetteer, package.label)
    return annotate_in_any_language(doc, gazetteer, package.label, language=package.language)
