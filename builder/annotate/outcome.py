"""The outcome of annotating an article: its annotations, or the reason why they are missing."""

from __future__ import annotations

from msgspec import Struct

from builder.annotate.limits import LimitError
from builder.model.annotations import Annotations
from builder.model.article import Article
from builder.model.defect import REPORT, reason_of, trace_of


class Unannotated(Struct, frozen=True, array_like=True):
    """An article that could not be annotated.

    Attributes:
        seed_id: of the article.
        message: what is wrong, in one or two sentences.
        hint: what the user can do.
        offset: index in ``Article.text`` at which the cause begins; None if unknown.
        trace: the traceback of the exception; "" for a limit.
    """

    seed_id: str
    message: str
    hint: str
    offset: int | None = None
    trace: str = ""


Outcome = Annotations | Unannotated


class UnannotatedError(Exception):
    """An unexpected failure to annotate an article."""

    def __init__(self, outcome: Unannotated) -> None:
        super().__init__(f"{outcome.seed_id}: {outcome.message}\n{outcome.trace}")


def failed(article: Article, problem: Exception, *, offset: int | None = None) -> Unannotated:
    """Return the outcome for an article whose annotation raised an exception.

    Args:
        article: the article.
        problem: the exception.
        offset: index in ``Article.text`` at which the cause begins; None if unknown.
    """
    if isinstance(problem, LimitError):
        return Unannotated(article.seed_id, problem.message, problem.hint, problem.offset)
    what = f"The article could not be annotated: {reason_of(problem)}."
    return Unannotated(article.seed_id, what, REPORT, offset, trace_of(problem))


def killed(article: Article, exit_code: int | None) -> Unannotated:
    """Return the outcome for an article that ended two processes.

    Args:
        article: the article.
        exit_code: of the second process; the negative number of a signal that ended it; None if unknown.
    """
    if exit_code is not None and exit_code < 0:
        how = f"was ended by the system twice (signal {-exit_code})"
    else:
        how = f"ended twice (exit code {exit_code})"
    why = "probably out of memory" if exit_code == -9 else "probably a fault in a library, or out of memory"
    return Unannotated(
        article.seed_id,
        f"The process that annotated this article {how}: {why}.",
        "Free some memory, or build with --jobs 1. If that does not help, split the article or move the file out of "
        "seeds/.",
    )
