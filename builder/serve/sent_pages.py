"""The addresses of the pages that browsers have, and which of these have changed since."""

from __future__ import annotations

from collections.abc import Callable

MOST_ADDRESSES = 200
"""The number of addresses beyond which all are forgotten: only those of open pages matter."""


class SentPages:
    """The pages that browsers have received.

    A page may change after it was sent and before its browser has opened the socket of live reload. It then has to be
    reloaded as soon as the socket is open.
    """

    def __init__(self) -> None:
        self._sent: set[str] = set()
        self._outdated: set[str] = set()

    @property
    def addresses(self) -> frozenset[str]:
        """The addresses of the pages that browsers have received."""
        return frozenset(self._sent.copy())

    def add(self, address: str) -> None:
        """Remember that a browser receives the newest page at an address."""
        if len(self._sent) >= MOST_ADDRESSES:
            self._sent.clear()
            self._outdated.clear()
        self._sent.add(address)
        self._outdated.discard(address)

    def outdate(self, is_affected: Callable[[str], bool]) -> None:
        """Remember that some of the pages have changed."""
        self._outdated.update(filter(is_affected, self._sent - self._outdated))

    def is_outdated(self, address: str) -> bool:
        """Return True if the page at an address has changed since it was sent."""
        return address in self._outdated
