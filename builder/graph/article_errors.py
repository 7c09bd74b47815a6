"""Whatever goes wrong with one article on its way into the graph is reported for that article."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from builder.model.article import Article
from builder.model.defect import REPORT, reason_of, trace_of
from builder.model.diagnostic import InputError, error, note


@contextmanager
def report_errors_of(article: Article) -> Iterator[None]:
    """Name the article in what is raised inside.

    Raises:
        InputError: an unexpected exception, as an error of the article and a note with the traceback.
    """
    try:
        yield
    except InputError:
        raise
    except Exception as problem:
        what = f"The annotations of the article could not be linked: {reason_of(problem)}."
        told = [error(article.path, None, what, REPORT), note(article.path, None, trace_of(problem))]
        raise InputError(told) from problem
