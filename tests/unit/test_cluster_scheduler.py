"""The scheduler of a cluster: whatever is at the address, the message says what to do."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from builder.annotate.cluster import scheduler
from builder.annotate.cluster.scheduler import check_scheduler
from builder.model.diagnostic import InputError


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(scheduler, "CONNECT_SECONDS", 0.5)
    monkeypatch.setenv("DASK_CONFIG", str(tmp_path))


def message_for(address: str) -> str:
    with pytest.raises(InputError) as raised:
        check_scheduler(address)
    return str(raised.value)


def test_missing_extra_is_named_with_the_way_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    message = message_for("tcp://127.0.0.1:8786")
    assert "`--cluster` needs the package distributed (Dask)" in message
    assert "newsgloss[cluster]" in message
    assert "`make cluster`" in message


def test_address_at_which_nothing_listens_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    message = message_for(f"tcp://127.0.0.1:{port}")
    assert f"No Dask scheduler answered at tcp://127.0.0.1:{port} within 0.5 seconds." in message
    assert "Check address, port and protocol" in message


def test_server_that_never_answers_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        assert f"No Dask scheduler answered at 127.0.0.1:{port}" in message_for(f"127.0.0.1:{port}")


@pytest.mark.parametrize(
    ("address", "reason"),
    [("foo://127.0.0.1:8786", "unknown address scheme 'foo'"), ("tls://127.0.0.1:8786", "TLS expects")],
)
def test_address_that_dask_refuses_is_explained(address: str, reason: str) -> None:
    message = message_for(address)
    assert f"Dask cannot connect to {address}" in message
    assert reason in message
    assert "An address is tcp://HOST:PORT, or tls://HOST:PORT" in message
