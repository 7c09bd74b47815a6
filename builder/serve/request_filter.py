"""The gate: every request passes it before any handler, of live reload too, receives it."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING

from builder.serve.access import METHODS, Access, Head, Refusal
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


class Gate:
    """A receiver of one request from tornado, which it passes on or answers with a refusal.

    It has the methods of tornado's ``HTTPMessageDelegate``.

    Args:
        access: who may ask.
        inner: takes the request if it is not refused.
        connection: for the refusal.
    """

    def __init__(self, access: Access, inner: HTTPMessageDelegate, connection: HTTPConnection) -> None:
        self._access = access
        self._inner: HTTPMessageDelegate | None = inner
        self._connection = connection

    def headers_received(
        self, start_line: RequestStartLine | ResponseStartLine, headers: HTTPHeaders
    ) -> Awaitable[None] | None:
        """Judge a request by its first line and headers."""
        method, target, _ = start_line
        values = {name.lower(): headers.get_list(name) for name in headers}
        refusal = self._access.refusal(Head(str(method), str(target), values))
        if refusal is not None:
            self._inner = None
            self._refuse(refusal, with_text=method != "HEAD")
        return self._inner.headers_received(start_line, headers) if self._inner else None

    def data_received(self, chunk: bytes) -> Awaitable[None] | None:
        """Pass a body on."""
        return self._inner.data_received(chunk) if self._inner else None

    def finish(self) -> None:
        """Pass on that the request is complete."""
        if self._inner:
            self._inner.finish()

    def on_connection_close(self) -> None:
        """Pass on that the browser has gone."""
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
