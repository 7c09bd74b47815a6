"""What this program and the workers of a cluster send each other: batches of articles, and replies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from builder.annotate.outcome import Outcome, Unannotated
from builder.codec import Codec
from builder.model.annotations import Annotations
from builder.model.article import Article


class Batch(Struct, frozen=True, array_like=True):
    """Articles for a worker, which annotates them only if its versions are the same.

    Attributes:
        versions: everything that annotations depend on beside the article (``versions_of``).
        package: name of the package with the language model.
        articles: a sequence of articles as bytes (``ARTICLES``).
    """

    versions: Mapping[str, str]
    package: str
    articles: bytes


class Reply(Struct, frozen=True, array_like=True):
    """The answer to a batch.

    Attributes:
        worker: the address of the worker.
        versions: its versions.
        outcomes: the outcome of each article as bytes (``OUTCOMES``); empty after a failure.
        failure: why there are no outcomes; "" if the versions differ, or nothing failed.
    """

    worker: str
    versions: Mapping[str, str]
    outcomes: bytes = b""
    failure: str = ""


class Outcomes(Struct, frozen=True, array_like=True):
    """The outcomes of a batch.

    Attributes:
        annotated: the annotations of the articles that have some.
        unannotated: the other articles.
    """

    annotated: tuple[Annotations, ...]
    unannotated: tuple[Unannotated, ...]


BATCH = Codec(Batch)
REPLY = Codec(Reply)
# Both are bytes in a message, which is read by any version: only equal versions read what is in them.
ARTICLES = Codec(tuple[Article, ...])
OUTCOMES = Codec(Outcomes)


def outcomes_of_batch(outcomes: Sequence[Outcome]) -> Outcomes:
    """Return outcomes by their kind."""
    return Outcomes(
        tuple(outcome for outcome in outcomes if not isinstance(outcome, Unannotated)),
        tuple(outcome for outcome in outcomes if isinstance(outcome, Unannotated)),
    )
