"""What every response of the preview has: its headers, and the text of a bare status."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from builder.serve.security_headers import HEADERS, policy_header

if TYPE_CHECKING:
    from tornado.web import RequestHandler


def set_headers(handler: RequestHandler) -> None:
    """Set the headers that every response has."""
    for name, value in HEADERS.items():
        handler.set_header(name, value)
    handler.set_header("Content-Security-Policy", policy_header([], handler.request.host))
    handler.set_header("Content-Type", "text/plain; charset=utf-8")
    handler.clear_header("Server")


def send_status(handler: RequestHandler, status: int) -> None:
    """Send the words of a status as the whole response."""
    handler.finish(f"{status} {HTTPStatus(status).phrase}\n")
