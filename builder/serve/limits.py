"""How much and how long the preview lets one browser, or all of them, have of it."""

from __future__ import annotations

from dataclasses import dataclass

MOST_CONNECTIONS = 2048
DESCRIPTORS_WANTED = 4096

_DESCRIPTORS_FOR_BUILDS = 256
"""Left to the builds, which run in the same process and open files, pipes and processes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one server.

    Attributes:
        idle_seconds: how long a connection may take for the line and headers of its next request.
        write_seconds: how long a browser may take for 64 KiB of an answer.
        header_bytes: of the line and headers of a request.
        connections: at once; None for as many as the process may have descriptors, with a reserve.
        sockets: pages that wait for live reload at once.
        message_bytes: of a message from such a page.
        ping_seconds: how often such a page is asked whether it is still there.
    """

    idle_seconds: float = 20.0
    write_seconds: float = 30.0
    header_bytes: int = 16 * 1024
    connections: int | None = None
    sockets: int = 100
    message_bytes: int = 4096
    ping_seconds: float = 30.0


def connections_allowed() -> int:
    """Return how many connections the process can have at once and still build.

    Raises the number of descriptors that the process may have, which is small on some systems, as far as it may.
    """
    try:
        import resource
    except ImportError:  # not on Windows, where sockets are not descriptors
        return MOST_CONNECTIONS
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    unlimited = resource.RLIM_INFINITY
    wanted = DESCRIPTORS_WANTED if hard == unlimited else min(DESCRIPTORS_WANTED, hard)
    if soft != unlimited and soft < wanted:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
        except (OSError, ValueError):
            pass  # as many as there are must do
    if soft == unlimited:
        return MOST_CONNECTIONS
    return min(MOST_CONNECTIONS, max(soft - _DESCRIPTORS_FOR_BUILDS, soft // 2))
