"""Limits of the preview: time, sizes and numbers of connections."""

from __future__ import annotations

from msgspec import Struct

MOST_CONNECTIONS = 2048
DESCRIPTORS_WANTED = 4096

_DESCRIPTORS_FOR_BUILDS = 256
"""Descriptors reserved for builds, which run in the same process and open files, pipes and processes."""


class Limits(Struct, frozen=True):
    """The limits of one server.

    Attributes:
        idle_seconds: the longest time until a connection has sent the line and headers of its next request.
        write_seconds: the longest time in which a browser reads 64 KiB of a response.
        header_bytes: the largest size of the line and headers of a request.
        connections: the largest number at once; None to derive it from the descriptors that the process may have.
        sockets: the largest number of pages with a socket of live reload at once.
        message_bytes: the largest size of a message on such a socket.
        ping_seconds: the interval of pings on such a socket.
    """

    idle_seconds: float = 20.0
    write_seconds: float = 30.0
    header_bytes: int = 16 * 1024
    connections: int | None = None
    sockets: int = 100
    message_bytes: int = 4096
    ping_seconds: float = 30.0


def connections_allowed() -> int:
    """Return the number of connections that leave enough descriptors for builds.

    Raise the process's limit of descriptors as far as the system allows.
    """
    # The default limit is small on some systems.
    try:
        import resource
    except ImportError:  # not on Windows, whose sockets are not descriptors
        return MOST_CONNECTIONS
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    unlimited = resource.RLIM_INFINITY
    wanted = DESCRIPTORS_WANTED if hard == unlimited else min(DESCRIPTORS_WANTED, hard)
    if soft != unlimited and soft < wanted:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
        except (OSError, ValueError):
            pass  # the limit cannot be raised: fewer connections are allowed
    if soft == unlimited:
        return MOST_CONNECTIONS
    return min(MOST_CONNECTIONS, max(soft - _DESCRIPTORS_FOR_BUILDS, soft // 2))
