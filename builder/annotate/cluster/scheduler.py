"""A look at the scheduler of a cluster, before anything is asked of it."""

from __future__ import annotations

import asyncio
from typing import Any

from builder.annotate.cluster.cluster_errors import missing_extra, no_scheduler, other_scheduler

CONNECT_SECONDS = 15.0
"""Seconds to wait for the scheduler to answer."""


def check_scheduler(address: str) -> None:
    """Check that a scheduler with the Dask of this program answers at an address.

    Raises:
        InputError: if Dask is not installed, nothing answers, or something else does.
    """
    try:
        import distributed
    except ImportError as problem:
        raise missing_extra(problem) from problem
    try:
        kind, theirs = asyncio.run(asyncio.wait_for(_kind_and_version(address), CONNECT_SECONDS))
    except (
        Exception
    ) as problem:  # the address, certificates, another protocol: Dask has many kinds of refusals
        raise no_scheduler(address, problem, CONNECT_SECONDS) from problem
    if kind != "Scheduler":
        raise no_scheduler(address, ValueError(f"it is the address of a Dask {kind}"), CONNECT_SECONDS)
    if theirs != distributed.__version__:
        raise other_scheduler(address, theirs=theirs, own=distributed.__version__)


async def _kind_and_version(address: str) -> tuple[str, str]:
    """Return the type of the server at an address, which is "Scheduler", and its version of Dask."""
    from distributed import Security, rpc

    # A client that is not yet connected cannot be closed without a traceback, and it waits for ever for an answer.
    certificates = Security().get_connection_args("client")
    async with rpc(address, timeout=CONNECT_SECONDS, connection_args=certificates) as server:
        identity: dict[str, Any] = await server.identity()
        versions: dict[str, Any] = await server.versions()
    return str(identity["type"]), str(versions["packages"]["distributed"])
