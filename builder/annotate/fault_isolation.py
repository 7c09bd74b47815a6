"""Annotation article by article: a failure is reported for its own article, and the others are annotated."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from builder.annotate.limits import LimitError, check_text
from builder.annotate.outcome import Outcome, failed
from builder.annotate.parse.document import Document
from builder.annotate.parse.spacy_parser import paragraphs_of
from builder.model.annotations import Annotations
from builder.model.article import Article

Parse = Callable[[Iterable[Article]], Iterator[Document]]
"""Articles → the document of each, in order; several at a time, so that one that raises takes others with it."""

Annotate = Callable[[Document], Annotations]

_MOST_PARAGRAPHS = 400
"""In an article of at most this many paragraphs, the one that raises is looked for."""


def outcomes_of(articles: Sequence[Article], parse: Parse, annotate: Annotate) -> Iterator[Outcome]:
    """Yield the outcome for each article, in order; no exception of either function is raised here.

    Args:
        articles: in any order.
        parse: the language model.
        annotate: the rules.
    """
    waiting = deque(articles)
    while waiting:
        refusal = _refusal(waiting[0])
        if refusal is not None:
            waiting.popleft()
            yield refusal
            continue
        taken: deque[Article] = deque()
        try:
            for doc in parse(_handed_over(waiting, taken)):
                article = taken.popleft()
                yield _annotated(article, doc, parse, annotate)
        except Exception:
            if not taken:
                raise
            # One of those that the model had taken and not returned.
            for article in taken:
                yield _alone(article, parse, annotate)


def _handed_over(waiting: deque[Article], taken: deque[Article]) -> Iterator[Article]:
    """Yield the waiting articles up to one that is refused, each noted as taken."""
    while waiting and _refusal(waiting[0]) is None:
        taken.append(waiting.popleft())
        yield taken[-1]


def _refusal(article: Article) -> Outcome | None:
    """Return the outcome of an article that exceeds a limit and is not annotated at all; None for others."""
    try:
        check_text(article, paragraphs_of(article))
    except LimitError as problem:
        return failed(article, problem)
    return None


def _annotated(article: Article, doc: Document, parse: Parse, annotate: Annotate) -> Outcome:
    try:
        return annotate(doc)
    except Exception as problem:  # noqa: BLE001  whatever it is, it is reported for this article
        known = isinstance(problem, LimitError)
        return failed(article, problem, offset=None if known else _cause(article, parse, annotate))


def _alone(article: Article, parse: Parse, annotate: Annotate) -> Outcome:
    try:
        (doc,) = parse([article])
    except Exception as problem:  # noqa: BLE001  whatever it is, it is reported for this article
        return failed(article, problem)
    return _annotated(article, doc, parse, annotate)


def _cause(article: Article, parse: Parse, annotate: Annotate) -> int | None:
    """Return where the first paragraph begins that raises by itself, too; None if none does."""
    paragraphs = paragraphs_of(article)
    if len(paragraphs) > _MOST_PARAGRAPHS:
        return None
    for paragraph in paragraphs:
        try:
            (doc,) = parse([replace(article, paragraphs=(paragraph,))])
            annotate(doc)
        except Exception:  # noqa: BLE001  the same one, most probably
            return paragraph.span.start
    return None
