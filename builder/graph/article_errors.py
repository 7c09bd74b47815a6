"""Errors of the graph stage, reported for the article that they come from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from builder.model.article import Article
from builder.model.defect import REPORT, reason_of, trace_of
from builder.model.diagnostic import InputError, error, note


@contextmanager
def report_errors_of(article: Article) -> Iterator[None]:
    """Report an unexpected exception of the body as an error of the article.

    Raises:
        InputError: an unexpected exception, as an error of the article and a note with the traceback.
    """
    try:
        yield
    except InputError:
        raise
    except Exception as problem:
        message = f"The annotations of the article could not be linked: {reason_of(problem)}."
        diagnostics = [
            error(article.path, None, message, REPORT),
            note(article.path, None, trace_of(problem)),
        ]
        raise InputError(diagnostics) from problem
