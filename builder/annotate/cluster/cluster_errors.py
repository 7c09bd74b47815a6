"""Errors of annotating on a cluster, each with what happened and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from builder.annotate.cluster.versions import differences
from builder.annotate.outcome import Unannotated
from builder.model.article import Article
from builder.model.defect import reason_of
from builder.model.diagnostic import InputError, error

KEPT = "What was annotated is kept: the same command goes on from there"
SAME = "Install the same newsgloss from the same lock file on every machine, and restart the scheduler and the workers."
MOST_NAMED = 5
"""Workers that are named in one build; the others are counted."""


def missing_extra(problem: ImportError) -> InputError:
    """Return the error for Dask that is not installed."""
    what = (
        f"`--cluster` needs the package distributed (Dask), which cannot be imported: {reason_of(problem)}."
    )
    hint = "Install newsgloss with its extra: newsgloss[cluster] (in a clone of the project: `make cluster`)."
    return InputError([error("", None, what, hint)])


def no_scheduler(address: str, problem: Exception, seconds: float) -> InputError:
    """Return the error for an address at which no scheduler answered.

    Args:
        address: as the user gave it.
        problem: what Dask says.
        seconds: how long it tried.
    """
    if isinstance(problem, OSError):
        what = f"No Dask scheduler answered at {address} within {seconds:g} seconds."
        hint = (
            "Check address, port and protocol (tls:// if the scheduler has certificates), that `dask scheduler` runs "
            "there, and that no firewall is between. It prints its address when it starts."
        )
    else:
        what = f"Dask cannot connect to {address}: {reason_of(problem)}."
        hint = (
            "An address is tcp://HOST:PORT, or tls://HOST:PORT with certificates in the configuration of Dask. The "
            "scheduler and newsgloss need the same version of Dask."
        )
    return InputError([error("", None, what, hint)])


def other_scheduler(address: str, *, theirs: str, own: str) -> InputError:
    """Return the error for a scheduler with another version of Dask."""
    what = f"The scheduler at {address} has distributed {theirs} (here {own})."
    return InputError([error("", None, what, SAME)])


def no_workers(address: str, seconds: float) -> InputError:
    """Return the error for a cluster without workers."""
    what = f"The cluster at {address} has no running worker: none joined within {seconds:g} seconds."
    hint = f"Start workers: `dask worker {address} --nworkers -1 --nthreads 1`. Their log says what is wrong."
    return InputError([error("", None, what, hint)])


def unequal_workers(
    own: Mapping[str, str], found: Mapping[str, Mapping[str, str] | Exception]
) -> InputError | None:
    """Return the error for workers that would annotate otherwise; None if all are like this program.

    Args:
        own: the versions here.
        found: those of each worker by its address, or why it could not say them.
    """
    problems = []
    for address, versions in sorted(found.items()):
        if isinstance(versions, Exception):
            problems.append(_strange(address, versions))
        elif unlike := list(differences(own, versions)):
            problems.append(f"The worker {address} of the cluster has {', '.join(unlike)}.")
    if not problems:
        return None
    told = [error("", None, what, SAME) for what in problems[:MOST_NAMED]]
    if more := len(problems) - len(told):
        told.append(error("", None, f"{more} more workers of the cluster have other versions, too.", SAME))
    return InputError(told)


def _strange(address: str, problem: Exception) -> str:
    """Return what is wrong with a worker that could not say its versions."""
    if isinstance(problem, ModuleNotFoundError) and problem.name == "builder":
        return f"The worker {address} of the cluster does not have newsgloss."
    if isinstance(problem, ImportError | AttributeError):
        return f"The worker {address} of the cluster has another newsgloss: {reason_of(problem)}."
    return f"The worker {address} of the cluster could not say its versions: {reason_of(problem)}."


def failed_worker(address: str, reason: str) -> InputError:
    """Return the error for a worker that cannot annotate.

    Args:
        address: of the worker; "" if unknown.
        reason: in words.
    """
    who = f"The worker {address}" if address else "A worker"
    what = f"{who} of the cluster cannot annotate: {reason}."
    return InputError([error("", None, what, f"{KEPT}, once the worker is repaired. Its log has more.")])


def lost_cluster(address: str, reason: str) -> InputError:
    """Return the error for a scheduler that is gone."""
    what = f"The connection to the cluster at {address} was lost: {reason}."
    hint = f"Start the scheduler and its workers again. {KEPT}."
    return InputError([error("", None, what, hint)])


def lost_workers(address: str, seconds: float) -> InputError:
    """Return the error for a cluster whose workers are all gone."""
    what = f"The cluster at {address} has had no running worker for {seconds:g} seconds."
    hint = (
        "Start workers again, and look into their log: they end or pause if their memory is used up "
        f"(`dask worker --memory-limit`). {KEPT}."
    )
    return InputError([error("", None, what, hint)])


def deadly(article: Article, *, deaths: int, last: str) -> Unannotated:
    """Return the outcome of an article that ended every worker it was given to.

    Args:
        article: the article, which no worker had together with others at the end.
        deaths: the number of workers.
        last: address of the last one.
    """
    return Unannotated(
        article.seed_id,
        f"{deaths} workers of the cluster ended while they annotated this article, the last at {last}: probably out "
        "of memory, or a fault in a library.",
        "Give the workers more memory (`dask worker --memory-limit`), or build without --cluster. If that does not "
        "help, split the article or move the file out of seeds/.",
    )
