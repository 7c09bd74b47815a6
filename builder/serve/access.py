"""Who may ask the preview: only pages that it sent itself, under names that an attacker cannot point at it.

A name that anyone may register can be made to lead to this machine (DNS rebinding), and a page of any site may ask any
address. So the Host of a request must be a name of this machine, its Origin one of our own, and what another
site's page asks for must be a page to be shown, not a part of that page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address

HOST = "127.0.0.1"
LOOPBACK_NAMES = frozenset({HOST, "localhost", "[::1]"})
METHODS = ("GET", "HEAD")

_HTTP_PORT = 80
_LABEL = r"[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?"
_NAME = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_LONGEST_NAME = 253
_AUTHORITY = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(?P<port>[0-9]{1,5}))?")
_ORIGIN = re.compile(r"(?P<scheme>https?)://(?P<authority>[^/?#@]+)")


@dataclass(frozen=True, slots=True)
class Head:
    """What a request says before its body.

    Attributes:
        method: of HTTP.
        target: the second word of the request line.
        headers: the values of each header, by its name in lower case.
    """

    method: str
    target: str
    headers: Mapping[str, Sequence[str]]

    def values(self, name: str) -> Sequence[str]:
        """Return all values of a header."""
        return self.headers.get(name, ())

    def value(self, name: str) -> str:
        """Return the value of a header; "" if it is missing or given twice."""
        values = self.values(name)
        return values[0] if len(values) == 1 else ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered."""

    status: HTTPStatus
    text: str


@dataclass(frozen=True, slots=True)
class Access:
    """The names under which the preview may be asked.

    Attributes:
        port: of the preview; the names of this machine are allowed with this port only.
        names: what ``--allow-host`` names, as ``host_name`` returns it; allowed with every port, because a port that is
            forwarded has another number outside.
        address: the address that the preview listens on.
    """

    port: int
    names: frozenset[str] = frozenset()
    address: str = HOST

    def refusal(self, head: Head) -> Refusal | None:
        """Return why a request is refused; None for one that may be answered."""
        return self._wrong_host(head) or self._foreign(head) or _unwanted(head)

    def _wrong_host(self, head: Head) -> Refusal | None:
        hosts = head.values("host")
        if len(hosts) != 1 or not hosts[0]:
            text = "A request must have exactly one Host header. The preview answers only to names it knows: "
            return Refusal(HTTPStatus.BAD_REQUEST, text + self._known())
        authority = _split(hosts[0])
        if authority is None or not self._is_known(*authority):
            text = f"The preview does not answer to the name {_shown(hosts[0])}, only to {self._known()} "
            return Refusal(HTTPStatus.FORBIDDEN, text + _HOW_TO_ALLOW)
        return None

    def _foreign(self, head: Head) -> Refusal | None:
        """Refuse what a page of another site asks for."""
        origins = head.values("origin")
        if origins and not (len(origins) == 1 and self._is_own(origins[0], head.value("host"))):
            text = f"The preview does not answer to pages of {_shown(', '.join(origins))}. {_HOW_TO_ALLOW}"
            return Refusal(HTTPStatus.FORBIDDEN, text)
        if head.value("sec-fetch-site") in ("cross-site", "same-site"):
            shown = (head.value("sec-fetch-mode"), head.value("sec-fetch-dest")) == ("navigate", "document")
            if not shown:
                text = f"The preview is no part of the pages of other sites. {_HOW_TO_ALLOW}"
                return Refusal(HTTPStatus.FORBIDDEN, text)
        return None

    def _is_known(self, name: str, port: int | None) -> bool:
        if name in self.names:
            return True
        return name in self._own_names() and (port or _HTTP_PORT) == self.port

    def _is_own(self, origin: str, host: str) -> bool:
        """Return True if a page of ``origin`` came from here."""
        match = _ORIGIN.fullmatch(origin)
        authority = _split(match["authority"]) if match else None
        if match is None or authority is None:
            return False
        if authority == _split(host) or authority[0] in self.names - LOOPBACK_NAMES:
            return True
        # Even if --allow-host names "localhost": the pages on its other ports are those of other programs.
        name, port = authority
        return match["scheme"] == "http" and name in self._own_names() and (port or _HTTP_PORT) == self.port

    def _own_names(self) -> frozenset[str]:
        """Return the names of this machine, and the address that it listens on if that is a single one.

        No one can point a name at an address in place of a name, so that an address is safe.
        """
        if ip_address(self.address).is_unspecified:
            return LOOPBACK_NAMES
        return LOOPBACK_NAMES | {host_name(self.address)}

    def _known(self) -> str:
        own = [f"{name}:{self.port}" for name in sorted(self._own_names())]
        return f"{', '.join(own + sorted(self.names))}."


_HOW_TO_ALLOW = "If this is how you reach it: newsgloss serve --allow-host NAME."


def host_name(text: str) -> str:
    """Return a host name or IP address as it appears in a Host header, in lower case.

    Raises:
        ValueError: if it is neither, or has a scheme, port or path.
    """
    name = text.lower()
    try:
        address = ip_address(name[1:-1] if name.startswith("[") and name.endswith("]") else name)
    except ValueError:
        if len(name) > _LONGEST_NAME or not _NAME.fullmatch(name):
            raise ValueError(text) from None
        return name
    return f"[{address.compressed}]" if isinstance(address, IPv6Address) else str(address)


def _split(authority: str) -> tuple[str, int | None] | None:
    """Split "name:port"; None if it is malformed, and None for a port that is not there."""
    match = _AUTHORITY.fullmatch(authority.lower())
    if match is None:
        return None
    try:
        name = host_name(match["name"])
    except ValueError:
        return None
    return name, int(match["port"]) if match["port"] else None


def _unwanted(head: Head) -> Refusal | None:
    """Refuse what no browser asks of a site that is only to be read."""
    if head.method not in METHODS:
        return Refusal(HTTPStatus.METHOD_NOT_ALLOWED, "The preview only shows a site: use GET or HEAD.")
    if not head.target.startswith("/"):
        return Refusal(HTTPStatus.BAD_REQUEST, "The address must begin with a slash.")
    if head.values("transfer-encoding") or any(length != "0" for length in head.values("content-length")):
        return Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The preview takes no data.")
    return None


def _shown(text: str) -> str:
    """Return a stranger's text as it may appear in a message: ASCII and short."""
    return ascii(text[:100])
