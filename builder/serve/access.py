"""Access control of the preview: the allowed Host, Origin and Sec-Fetch-Site headers of a request."""

# An attacker can register a name that resolves to this machine (DNS rebinding), and a page of any site can send
# requests to any address. So the Host of a request must be a name of this machine, its Origin must be the preview
# itself, and a page of another site may only navigate to a page of the preview, not embed it or load parts of it.

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address

from msgspec import Struct

HOST = "127.0.0.1"
LOOPBACK_NAMES = frozenset({HOST, "localhost", "[::1]"})
METHODS = ("GET", "HEAD")
DESK = "/.newsgloss/desk/"
"""The folder of addresses to which the desk's script may post."""
DESK_BYTES = 64 * 1024
"""Bytes of a decision, at most."""

_HTTP_PORT = 80
_LABEL = r"[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?"
_NAME = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_LONGEST_NAME = 253
_AUTHORITY = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(?P<port>[0-9]{1,5}))?")
_ORIGIN = re.compile(r"(?P<scheme>https?)://(?P<authority>[^/?#@]+)")


class RequestHead(Struct, frozen=True):
    """The request line and headers of a request.

    Attributes:
        method: the HTTP method.
        target: the second word of the request line.
        headers: the values of each header, by its name in lower case.
    """

    method: str
    target: str
    headers: Mapping[str, Sequence[str]]

    def values(self, name: str) -> Sequence[str]:
        """Return all values of a header, by its name in lower case."""
        return self.headers.get(name, ())

    def value(self, name: str) -> str:
        """Return the value of a header; "" if it is missing or appears more than once."""
        values = self.values(name)
        return values[0] if len(values) == 1 else ""


class Refusal(Struct, frozen=True):
    """The status and text of the response to a request that is not allowed."""

    status: HTTPStatus
    text: str


class AccessRules(Struct, frozen=True):
    """The rules for requests to the preview.

    Attributes:
        port: the port of the preview. The names of this machine are allowed with this port only.
        names: the names of ``--allow-host``, as ``host_name`` returns them. They are allowed with every port, because a
            forwarded port has another number outside.
        address: the address that the preview listens on.
    """

    port: int
    names: frozenset[str] = frozenset()
    address: str = HOST

    def refusal(self, head: RequestHead) -> Refusal | None:
        """Return the refusal of a request; None if it is allowed."""
        return self._host_refusal(head) or self._origin_refusal(head) or _method_refusal(head)

    def _host_refusal(self, head: RequestHead) -> Refusal | None:
        """Refuse a request whose Host is not a name of the preview."""
        hosts = head.values("host")
        if len(hosts) != 1 or not hosts[0]:
            text = (
                "The request does not have exactly one Host header. Use one of the names that are allowed: "
            )
            return Refusal(HTTPStatus.BAD_REQUEST, text + self._known_names())
        authority = _split(hosts[0])
        if authority is None or not self._is_known(*authority):
            name = _shown(hosts[0])
            text = f"The preview does not answer to the name {name}, only to {self._known_names()} "
            return Refusal(HTTPStatus.FORBIDDEN, text + _HOW_TO_ALLOW)
        return None

    def _origin_refusal(self, head: RequestHead) -> Refusal | None:
        """Refuse a request of another site's page, unless it navigates to a page of the preview."""
        origins = head.values("origin")
        if origins and not (len(origins) == 1 and self._is_own(origins[0], head.value("host"))):
            text = f"The preview does not answer to pages of {_shown(', '.join(origins))}. {_HOW_TO_ALLOW}"
            return Refusal(HTTPStatus.FORBIDDEN, text)
        if head.value("sec-fetch-site") in ("cross-site", "same-site"):
            fetch = (head.value("sec-fetch-mode"), head.value("sec-fetch-dest"))
            if fetch != ("navigate", "document"):
                text = f"The preview cannot be a part of a page of another site. {_HOW_TO_ALLOW}"
                return Refusal(HTTPStatus.FORBIDDEN, text)
        return None

    def _is_known(self, name: str, port: int | None) -> bool:
        if name in self.names:
            return True
        return name in self._own_names() and (port or _HTTP_PORT) == self.port

    def _is_own(self, origin: str, host: str) -> bool:
        """Return True if ``origin`` is the preview itself, given the request's Host."""
        match = _ORIGIN.fullmatch(origin)
        authority = _split(match["authority"]) if match else None
        if match is None or authority is None:
            return False
        if authority == _split(host) or authority[0] in self.names - LOOPBACK_NAMES:
            return True
        # The port counts even if --allow-host names "localhost": its other ports belong to other programs.
        name, port = authority
        return match["scheme"] == "http" and name in self._own_names() and (port or _HTTP_PORT) == self.port

    def _own_names(self) -> frozenset[str]:
        """Return the names of this machine, and the address that the preview listens on if it is a single one."""
        # An IP address in the Host header is safe: no attacker can make it resolve to something else.
        if ip_address(self.address).is_unspecified:
            return LOOPBACK_NAMES
        return LOOPBACK_NAMES | {host_name(self.address)}

    def _known_names(self) -> str:
        own = [f"{name}:{self.port}" for name in sorted(self._own_names())]
        return f"{', '.join(own + sorted(self.names))}."


_HOW_TO_ALLOW = "If you reach the preview this way, start it with: newsgloss serve --allow-host NAME."


def is_loopback_name(authority: str) -> bool:
    """Return True if a Host header names this machine as browsers on it do, with any port."""
    found = _split(authority)
    return found is not None and found[0] in LOOPBACK_NAMES


def host_name(text: str) -> str:
    """Return a host name or IP address in lower case, as in a Host header.

    Raises:
        ValueError: if the text is something else, or has a scheme, port or path.
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
    """Split "name:port" into name and port; None if it is malformed. The port is None if it is missing."""
    match = _AUTHORITY.fullmatch(authority.lower())
    if match is None:
        return None
    try:
        name = host_name(match["name"])
    except ValueError:
        return None
    return name, int(match["port"]) if match["port"] else None


def _desk_refusal(head: RequestHead) -> Refusal | None:
    """Refuse a request to the desk that no page of the preview has sent, or that is too long."""
    if not head.value("origin"):
        return Refusal(HTTPStatus.FORBIDDEN, "The desk answers to pages of the preview only.")
    length = head.value("content-length")
    if head.values("transfer-encoding") or not length.isascii() or not length.isdigit():
        return Refusal(HTTPStatus.LENGTH_REQUIRED, "The request does not say how long it is.")
    if int(length) > DESK_BYTES:
        return Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"A decision has at most {DESK_BYTES} bytes.")
    return None


def _method_refusal(head: RequestHead) -> Refusal | None:
    """Refuse other methods than GET and HEAD, targets that are not paths, and requests with a body."""
    if head.method == "POST" and head.target.startswith(DESK):
        return _desk_refusal(head)
    if head.method not in METHODS:
        return Refusal(HTTPStatus.METHOD_NOT_ALLOWED, "The preview is read-only. Use GET or HEAD.")
    if not head.target.startswith("/"):
        return Refusal(HTTPStatus.BAD_REQUEST, "The address does not begin with a slash. Add it.")
    if head.values("transfer-encoding") or any(length != "0" for length in head.values("content-length")):
        return Refusal(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The preview takes no data. Send a request without a body."
        )
    return None


def _shown(text: str) -> str:
    """Return text of a request as it may appear in a message: ASCII, at most 100 characters, quoted."""
    return ascii(text[:100])
