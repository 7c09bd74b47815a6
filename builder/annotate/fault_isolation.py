"""Fault isolation: an article that fails is reported, and all others are annotated."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec.structs import replace

from builder.annotate.limits import LimitError, check_text
from builder.annotate.outcome import Outcome, failed
from builder.annotate.parse.document import Document
from builder.annotate.parse.spacy_parser import paragraphs_of
from builder.model.annotations import Annotations
from builder.model.article import Article

Parse = Callable[[Iterable[Article]], Iterator[Document]]
"""Articles → the document of each, in order. It parses in batches, so an article that raises fails its whole batch."""

Annotate = Callable[[Document], Annotations]
"""The rules: a document → its annotations."""

_MOST_PARAGRAPHS = 400
"""The paragraph that raises is searched for in articles of at most this many paragraphs."""


def outcomes_of(articles: Sequence[Article], parse: Parse, annotate: Annotate) -> Iterator[Outcome]:
    """Yield the outcome for each article, in order; no exception of either function is raised here.

    Args:
        articles: in any order.
        parse: the language model, which may fail for a whole batch.
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
                taken.popleft()
                yield _annotated(doc, parse, annotate)
        except Exception:
            if not taken:
                raise
            # It is one of the articles that the model has taken and not returned: parse each alone.
            for article in taken:
                yield _alone(article, parse, annotate)


def _handed_over(waiting: deque[Article], taken: deque[Article]) -> Iterator[Article]:
    """Yield the waiting articles up to the first that exceeds a limit, and move each to ``taken``."""
    while waiting and _refusal(waiting[0]) is None:
        taken.append(waiting.popleft())
        yield taken[-1]


def _refusal(article: Article) -> Outcome | None:
    """Return the outcome of an article that exceeds a limit and is not parsed; None for others."""
    try:
        check_text(article, paragraphs_of(article))
    except LimitError as problem:
        return failed(article, problem)
    return None


def _annotated(doc: Document, parse: Parse, annotate: Annotate) -> Outcome:
    try:
        return annotate(doc)
    except Exception as problem:  # noqa: BLE001  any exception is reported for this article
        known = isinstance(problem, LimitError)
        return failed(doc.article, problem, offset=None if known else _cause(doc.article, parse, annotate))


def _alone(article: Article, parse: Parse, annotate: Annotate) -> Outcome:
    try:
        (doc,) = parse([article])
    except Exception as problem:  # noqa: BLE001  any exception is reported for this article
        return failed(article, problem)
    return _annotated(doc, parse, annotate)


def _cause(article: Article, parse: Parse, annotate: Annotate) -> int | None:
    """Return the offset of the first paragraph that raises if it is annotated alone; None if none does."""
    paragraphs = paragraphs_of(article)
    if len(paragraphs) > _MOST_PARAGRAPHS:
        return None
    for paragraph in paragraphs:
        try:
            (doc,) = parse([replace(article, paragraphs=(paragraph,))])
            annotate(doc)
        except Exception:  # noqa: BLE001  most probably the same exception
            return paragraph.span.start
    return None
