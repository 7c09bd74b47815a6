"""Links to other sites: each address is asked for once, few at a time, and one host never twice at once."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from builder import __version__
from builder.model.diagnostic import Diagnostic, note, warning
from builder.pipeline.progress import Progress

if TYPE_CHECKING:
    from urllib3 import PoolManager

MOST_ADDRESSES = 2000
"""Addresses that are asked for, at most."""

AT_ONCE = 4
SECONDS = 10.0
PAUSE = 0.5
"""Seconds between two requests to one host."""

AGENT = f"newsgloss/{__version__} (a check of links)"
_GONE = frozenset({404, 410})
_NO_HEAD = frozenset({400, 403, 405, 501})
_HINT = "Open the address in your browser; fix or remove the link."

Place = tuple[str, int]
"""A page and a line."""


def outside_problems(
    places: Mapping[str, Place], *, progress: Progress, pause: float = PAUSE
) -> tuple[Diagnostic, ...]:
    """Return a warning for each address that is gone, and a note for each that does not answer as it should.

    Args:
        places: of the first link to each address.
        progress: counts the addresses.
        pause: seconds between two requests to one host.
    """
    from urllib3 import PoolManager, Retry, Timeout

    wanted = sorted(places)[:MOST_ADDRESSES]
    hosts: dict[str, list[str]] = defaultdict(list)
    for address in wanted:
        hosts[urlsplit(address).netloc].append(address)
    found: dict[str, Diagnostic | None] = {}
    done = threading.Semaphore(0)
    retries = Retry(total=5, connect=0, read=0, redirect=5, status=0, other=0)
    stop = threading.Event()
    with PoolManager(retries=retries, timeout=Timeout(SECONDS), headers={"User-Agent": AGENT}) as pool:

        def ask_host(addresses: list[str]) -> None:
            for number, address in enumerate(addresses):
                if number and stop.wait(pause):
                    return
                found[address] = _problem(pool, address, places[address])
                done.release()

        with ThreadPoolExecutor(AT_ONCE) as executor:
            futures = [executor.submit(ask_host, addresses) for addresses in hosts.values()]
            try:
                for _ in progress.track(wanted, stage="links", total=len(wanted)):
                    done.acquire()
                for future in futures:
                    future.result()
            finally:
                stop.set()
                executor.shutdown(cancel_futures=True)
    problems = [one for address in wanted if (one := found.get(address)) is not None]
    if len(places) > MOST_ADDRESSES:
        left = len(places) - MOST_ADDRESSES
        problems.append(note("", None, f"{left} more addresses of other sites were not asked for."))
    return tuple(problems)


def _problem(pool: PoolManager, address: str, place: Place) -> Diagnostic | None:
    """Return what is wrong with an address; None if it answers."""
    from urllib3.exceptions import HTTPError, NameResolutionError

    path, line = place
    try:
        status = _status(pool, address)
    except (HTTPError, OSError, ValueError) as problem:
        reason = getattr(problem, "reason", None) or problem
        if isinstance(reason, NameResolutionError):
            return warning(path, line, f"The link to {address}: its server was not found.", _HINT)
        message = f"The link to {address}: the server does not answer ({type(reason).__name__})."
        return note(path, line, message, "Try again later.")
    if status in _GONE:
        return warning(path, line, f"The link to {address}: the page is gone ({status}).", _HINT)
    if status >= 400:
        message = f"The link to {address}: the server answers {status}, as some do to programs."
        return note(path, line, message, "Open the address in your browser.")
    return None


def _status(pool: PoolManager, address: str) -> int:
    """Return the status of an address, without its body where the server allows that."""
    status = pool.request("HEAD", address).status
    if status in _NO_HEAD or status in _GONE:
        response = pool.request("GET", address, preload_content=False)
        status = response.status
        response.close()
    return int(status)
