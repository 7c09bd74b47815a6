"""Articles → annotations: the language model loaded once, the rules composed."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.annotate.analysis import Analysis
from builder.annotate.language import analyse, load_language
from builder.annotate.model_package import ModelPackage, find_model
from builder.annotate.names.counted import counted_figures
from builder.annotate.names.linked import link_names
from builder.annotate.names.tenses import date_tenses
from builder.annotate.quotes.credited import credited_quotes
from builder.annotate.quotes.scorers import load_scorers
from builder.gazetteer.lookup import Gazetteer, load_gazetteer
from builder.model.annotations import Annotations
from builder.model.article import Article

_CHUNK = 8
"""Articles that a worker process takes at a time."""


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

    def annotate(self, articles: Sequence[Article], *, jobs: int = 1) -> Iterator[Annotations]:
        """The annotations of each article, in order.

        Args:
            articles: in any order; each is annotated from itself alone.
            jobs: processes to share the work among; 1 works in this one.
        """
        if jobs <= 1 or len(articles) <= _CHUNK:
            yield from _annotate_here(articles, self._package)
            return
        from multiprocessing import get_context

        chunks = [(articles[i : i + _CHUNK], self._package) for i in range(0, len(articles), _CHUNK)]
        # "spawn": a fork of a process that has threads (a progress bar, a server) may hang.
        with get_context("spawn").Pool(min(jobs, len(chunks)), _leave_interrupts) as pool:
            for annotations in pool.imap(_annotate_chunk, chunks):
                yield from annotations


def _leave_interrupts() -> None:
    """Lets the parent alone answer Ctrl-C: it ends its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def annotate_analysis(analysis: Analysis, gazetteer: Gazetteer, model: str) -> Annotations:
    """The annotations of one analysed article: all rules, and nothing of the model's objects."""
    linked = link_names(analysis, gazetteer)
    tenses = date_tenses(analysis, linked.names)
    return Annotations(
        seed_id=analysis.article.seed_id,
        model=model,
        sentences=tuple(analysis.sentence_span(sentence) for sentence in analysis.sentences),
        mentions=tuple(
            replace(mention, tense=tenses.get(mention.span)) for mention in linked.mentions(analysis)
        ),
        entities=linked.entities,
        quotes=credited_quotes(analysis, linked, load_scorers()),
        figures=counted_figures(analysis, linked.names),
    )


def _annotate_chunk(chunk: tuple[Sequence[Article], ModelPackage]) -> list[Annotations]:
    return list(_annotate_here(*chunk))


_loaded: dict[str, object] = {}
"""The pipeline of this process: loading one takes a second."""


def _annotate_here(articles: Sequence[Article], package: ModelPackage) -> Iterator[Annotations]:
    if not articles:
        return
    nlp = _loaded.get(package.package)
    if nlp is None:
        nlp = _loaded[package.package] = load_language(package.package)
    gazetteer = load_gazetteer()
    for analysis in analyse(nlp, articles):  # type: ignore[arg-type]
        yield annotate_analysis(analysis, gazetteer, package.label)
