"""A Dask cluster, by way of its scheduler."""

from __future__ import annotations

import functools
import logging
import operator
import pkgutil
import warnings
from collections.abc import Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from builder.annotate.cluster.cluster_errors import (
    failed_worker,
    lost_cluster,
    no_scheduler,
    no_workers,
)
from builder.annotate.cluster.distribution import Deaths
from builder.annotate.cluster.scheduler import CONNECT_SECONDS, check_scheduler
from builder.annotate.cluster.versions import WORKER_CODE
from builder.model.defect import reason_of
from builder.model.diagnostic import InputError

if TYPE_CHECKING:
    from distributed import Client, Future

JOIN_SECONDS = 30.0
"""Seconds to wait for the first worker."""

ANSWER_SECONDS = 20.0
"""Seconds to wait for the versions of all workers. The first question to a worker imports the rules: two seconds."""

FETCH_SECONDS = 60.0
"""Seconds to wait for the bytes of a result. Its worker may end meanwhile; then it is computed again."""

CLOSE_SECONDS = 5.0


class DaskCluster:
    """A cluster that runs functions of ``worker_tasks``.

    Args:
        client: connected to the scheduler.
        address: of the scheduler, as the user gave it.
    """

    def __init__(self, client: Client, address: str) -> None:
        self._client = client
        self._build = uuid4().hex
        self._futures: dict[str, Future] = {}
        self._submitted = 0
        self.address = address

    def running_workers(self) -> int:
        """Return the number of workers that can take tasks."""
        return len(self._running())

    def versions(self, package: str) -> dict[str, Mapping[str, str] | Exception]:
        """Return the versions of each worker by its address, or why it could not say them.

        A worker that does not answer is left out: it may be busy or frozen, and its first batch will say the same.

        Args:
            package: name of the package with the language model.
        """
        from distributed import wait

        with self._connected(), self._client.as_current():
            call = _called("versions_of", package)
            asked = {
                address: self._client.submit(
                    *call, key=f"newsgloss-{self._build}-{address}", workers=[address], pure=False
                )
                for address in self._running()
            }
            with suppress(TimeoutError):
                wait(list(asked.values()), timeout=ANSWER_SECONDS)
            return {
                address: future.result() if future.status == "finished" else future.exception()
                for address, future in asked.items()
                if future.done()
            }

    def submit(self, data: bytes) -> str:
        """Submit a batch, and return the name of its task."""
        # A name of its own, so that another build's result of the same batch is never taken for this one's.
        task = f"newsgloss-{self._build}-{self._submitted}"
        self._submitted += 1
        with self._connected():
            self._futures[task] = self._client.submit(*_called("annotate_batch", data), key=task, pure=False)
        return task

    def finished(self, seconds: float) -> Iterator[tuple[str, bytes | Deaths]]:
        """Yield the tasks that are done since the last call, each with its reply; wait for the first.

        Args:
            seconds: how long to wait at most.
        """
        from distributed import wait

        with self._connected(), self._client.as_current():
            try:
                done = wait(list(self._futures.values()), timeout=seconds, return_when="FIRST_COMPLETED").done
            except TimeoutError:
                return
        for future in done:
            with self._connected():
                result = _result(future)
            if result is None:
                continue
            del self._futures[future.key]
            # A build collects no garbage, so the future would last: the cluster would keep the result, and compute it
            # again if its worker is lost (with 300 articles, 37 seconds without news).
            future.release()
            yield future.key, result

    def _running(self) -> list[str]:
        """Return the addresses of the workers that can take tasks."""
        with self._connected():
            workers: dict[str, Any] = self._client.scheduler_info()["workers"]
        return sorted(address for address, worker in workers.items() if worker["status"] == "running")

    @contextmanager
    def _connected(self) -> Iterator[None]:
        """Turn whatever Dask raises if the connection is lost into an error."""
        try:
            yield
        except InputError:
            raise
        except Exception as problem:
            if self._client.status == "running" and not isinstance(problem, CancelledError | OSError):
                raise
            raise lost_cluster(self.address, reason_of(problem)) from problem


def _called(function: str, argument: object) -> tuple[Any, ...]:
    """Return a call of a function of ``worker_tasks`` by its name, as a function and its arguments.

    It is unpickled with Python's own library alone, so the scheduler needs no newsgloss, and no code is sent.
    """
    name = f"{WORKER_CODE}:{function}"
    return functools.reduce, operator.call, [name, argument], pkgutil.resolve_name


def _result(future: Future) -> bytes | Deaths | None:
    """Return the result of a task that is done; None if it is lost and computed again.

    Raises:
        InputError: if the task raised an exception.
    """
    from distributed import KilledWorker

    try:
        result: bytes = future.result(timeout=FETCH_SECONDS)
    except KilledWorker as problem:
        return Deaths(problem.allowed_failures + 1, str(problem.last_worker.address))
    except TimeoutError:
        return None
    except Exception as problem:
        if future.status != "error":
            raise
        raise failed_worker("", reason_of(problem)) from problem
    return result


@contextmanager
def dask_cluster(address: str) -> Iterator[DaskCluster]:
    """Yield the cluster of a scheduler, with at least one worker; its tasks are canceled at the end.

    Args:
        address: of the scheduler, such as ``tcp://10.0.0.2:8786``.

    Raises:
        InputError: if Dask is not installed, no scheduler answers, or no worker joins.
    """
    with _silent_logs():
        check_scheduler(address)
        client = _client(address)
        try:
            _wait_for_workers(client, address)
            yield DaskCluster(client, address)
        finally:
            _close(client)


def _client(address: str) -> Client:
    from distributed import Client

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of other versions, which are compared later
            # Security (TLS) is that of Dask's own configuration.
            return Client(address, timeout=CONNECT_SECONDS, set_as_default=False, name="newsgloss")
    except Exception as problem:
        raise no_scheduler(address, problem, CONNECT_SECONDS) from problem


def _wait_for_workers(client: Client, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=JOIN_SECONDS)
    except Exception as problem:
        raise no_workers(address, JOIN_SECONDS) from problem


def _close(client: Client) -> None:
    with suppress(Exception):  # the scheduler may be gone, and the system closes what is left
        client.close(timeout=CLOSE_SECONDS)


@contextmanager
def _silent_logs() -> Iterator[None]:
    """Keep Dask from writing to standard error: errors are reported by newsgloss, in its words."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
