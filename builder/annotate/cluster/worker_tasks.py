"""Functions that run on the workers of a cluster: pure functions of their bytes, so they can be repeated."""

from __future__ import annotations

import os
import socket
from threading import Lock

from builder.annotate.annotator import Annotator
from builder.annotate.cluster.batch import ARTICLES, BATCH, OUTCOMES, REPLY, Batch, Reply, outcomes_of_batch
from builder.annotate.cluster.versions import versions_of
from builder.model.defect import reason_of
from builder.model.diagnostic import InputError

_alone = Lock()
"""Held while a batch is annotated: a worker may have several threads, and spaCy is not made for them."""


def annotate_batch(data: bytes) -> bytes:
    """Return the reply to a batch. The language model is loaded once in each process.

    Args:
        data: the batch.
    """
    batch = BATCH.load(data)
    versions = versions_of(batch.package)
    worker = _address()
    if versions != batch.versions:
        return REPLY.dump(Reply(worker, versions))
    try:
        return REPLY.dump(Reply(worker, versions, outcomes=_outcomes(batch)))
    except InputError as problem:
        failure = str(problem.diagnostics[0])
    except Exception as problem:  # noqa: BLE001 - not every exception can be sent, but its words can
        failure = reason_of(problem)
    return REPLY.dump(Reply(worker, versions, failure=failure))


def _outcomes(batch: Batch) -> bytes:
    articles = ARTICLES.load(batch.articles)
    with _alone:
        return OUTCOMES.dump(outcomes_of_batch(list(Annotator(batch.package).outcomes(articles))))


def _address() -> str:
    """Return the address of the worker that runs this task."""
    from distributed import get_worker

    try:
        return str(get_worker().address)
    except ValueError:  # outside of a worker
        return f"{socket.gethostname()}, process {os.getpid()}"
