"""The request filter: it refuses requests before any handler, live reload's included, receives them."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING

from builder.serve.access import METHODS, AccessRules, Refusal, RequestHead
from builder.serve.response import TEXT
from builder.serve.security_headers import HEADERS, policy_header

if TYPE_CHECKING:
    from tornado.httputil import (
        HTTPConnection,
        HTTPHeaders,
        HTTPMessageDelegate,
        RequestStartLine,
        ResponseStartLine,
    )


class RequestFilter:
    """A filter for one request: it passes the request on, or answers it with a refusal.

    It has the methods of tornado's ``HTTPMessageDelegate``.

    Args:
        access: the rules for requests.
        inner: receives the request if it is allowed.
        connection: receives the refusal.
    """

    def __init__(self, access: AccessRules, inner: HTTPMessageDelegate, connection: HTTPConnection) -> None:
        self._access = access
        self._inner: HTTPMessageDelegate | None = inner
        self._connection = connection

    def headers_received(
        self, start_line: RequestStartLine | ResponseStartLine, headers: HTTPHeaders
    ) -> Awaitable[None] | None:
        """Check a request's first line and headers, then pass them on or refuse the request."""
        method, target, _ = start_line
        values = {name.lower(): headers.get_list(name) for name in headers}
        refusal = self._access.refusal(RequestHead(str(method), str(target), values))
        if refusal is not None:
            self._inner = None
            self._refuse(refusal, with_text=method != "HEAD")
        return self._inner.headers_received(start_line, headers) if self._inner else None

    def data_received(self, chunk: bytes) -> Awaitable[None] | None:
        """Pass a chunk of the body on."""
        return self._inner.data_received(chunk) if self._inner else None

    def finish(self) -> None:
        """Pass on that the request is complete."""
        if self._inner:
            self._inner.finish()

    def on_connection_close(self) -> None:
        """Pass on that the browser closed the connection."""
        if self._inner:
            self._inner.on_connection_close()

    def _refuse(self, refusal: Refusal, *, with_text: bool) -> None:
        from tornado.httputil import HTTPHeaders, ResponseStartLine

        text = f"{refusal.text}\n".encode()
        headers = HTTPHeaders(
            {
                **HEADERS,
                "Content-Security-Policy": policy_header([], ""),
                "Content-Type": TEXT,
                "Content-Length": str(len(text)),
                "Allow": ", ".join(METHODS),
                "Connection": "close",
            }
        )
        line = ResponseStartLine("HTTP/1.1", refusal.status.value, refusal.status.phrase)
        self._connection.write_headers(line, headers, text if with_text else None)
        self._connection.finish()
