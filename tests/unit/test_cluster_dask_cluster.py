"""Results of a Dask cluster: released when they are taken, and failures told apart."""

from __future__ import annotations

from concurrent.futures import CancelledError
from contextlib import AbstractContextManager, nullcontext
from types import SimpleNamespace

import distributed
import pytest

from builder.annotate.cluster.dask_cluster import DaskCluster
from builder.annotate.cluster.distribution import Deaths
from builder.model.diagnostic import InputError

ADDRESS = "tcp://10.0.0.2:8786"
WORKER = "tcp://10.0.0.5:40000"


class FakeFuture:
    """A future that gives, or raises, one result after the other."""

    def __init__(self, key: str, results: list[bytes | Exception]) -> None:
        self.key = key
        self._results = results
        self.status = "finished" if isinstance(results[0], bytes) else "error"
        self.released = False

    def result(self, timeout: float) -> bytes:
        assert timeout > 0
        result = self._results.pop(0)
        if isinstance(result, Exception):
            raise result
        return result

    def release(self) -> None:
        self.released = True


class FakeClient:
    """A client whose tasks have these results."""

    status = "running"

    def __init__(self, *results: bytes | Exception) -> None:
        self._results = list(results)
        self.futures: list[FakeFuture] = []

    def submit(self, *_call: object, key: str, pure: bool) -> FakeFuture:
        assert not pure
        self.futures.append(FakeFuture(key, self._results))
        return self.futures[-1]

    def as_current(self) -> AbstractContextManager[None]:
        return nullcontext()


@pytest.fixture(autouse=True)
def all_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every task be done at once."""

    def wait(futures: list[FakeFuture], **_options: object) -> SimpleNamespace:
        return SimpleNamespace(done=set(futures))

    monkeypatch.setattr(distributed, "wait", wait)


def test_result_is_released_when_it_is_taken() -> None:
    client = FakeClient(b"reply")
    cluster = DaskCluster(client, ADDRESS)
    task = cluster.submit(b"batch")
    assert list(cluster.finished(1)) == [(task, b"reply")]
    assert client.futures[0].released
    assert list(cluster.finished(1)) == []


def test_result_that_is_lost_on_its_way_is_waited_for() -> None:
    client = FakeClient(TimeoutError(), b"reply")
    cluster = DaskCluster(client, ADDRESS)
    task = cluster.submit(b"batch")
    assert list(cluster.finished(1)) == []
    assert not client.futures[0].released
    assert list(cluster.finished(1)) == [(task, b"reply")]


def test_deaths_of_workers_are_a_result() -> None:
    killed = distributed.KilledWorker("task", SimpleNamespace(address=WORKER), 3)
    cluster = DaskCluster(FakeClient(killed), ADDRESS)
    task = cluster.submit(b"batch")
    assert list(cluster.finished(1)) == [(task, Deaths(4, WORKER))]


@pytest.mark.parametrize(
    ("problem", "message"),
    [
        (
            ModuleNotFoundError("No module named 'builder'"),
            "A worker of the cluster cannot annotate: ModuleNot",
        ),
        (CancelledError("scheduler-connection-lost"), f"The connection to the cluster at {ADDRESS} was lost"),
        (OSError("closed"), f"The connection to the cluster at {ADDRESS} was lost"),
    ],
)
def test_failure_is_an_error_with_its_reason(problem: Exception, message: str) -> None:
    client = FakeClient(problem)
    cluster = DaskCluster(client, ADDRESS)
    cluster.submit(b"batch")
    client.futures[0].status = "error" if isinstance(problem, ImportError) else "cancelled"
    with pytest.raises(InputError, match=message):
        list(cluster.finished(1))
