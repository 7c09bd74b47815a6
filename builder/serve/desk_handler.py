"""The handler of requests to the desk."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from ipaddress import ip_address
from typing import TYPE_CHECKING

import msgspec

from builder.serve.access import is_loopback_name
from builder.serve.default_response import send_status, set_headers
from builder.serve.desk_service import DeskService

if TYPE_CHECKING:
    from tornado.httputil import HTTPServerRequest
    from tornado.web import RequestHandler


def is_here(remote_ip: str | None, host: str) -> bool:
    """Return True if a browser is on this machine: it has a loopback address, and no proxy brought it another name."""
    try:
        return ip_address((remote_ip or "").partition("%")[0]).is_loopback and is_loopback_name(host)
    except ValueError:
        return False


def _refusal(desk: DeskService, request: HTTPServerRequest) -> str:
    """Return why a request is refused; "" if it is not."""
    token = request.headers.get("X-Desk-Token", "")
    if not is_here(request.remote_ip, request.host):
        return "The desk answers to browsers on this machine only."
    return "" if desk.knows(token) else "The page is older than this preview. Reload it."


def desk_handler(desk: DeskService) -> type[RequestHandler]:
    """Return the handler of requests to the desk. The request filter has checked Host and Origin."""
    from tornado.ioloop import IOLoop
    from tornado.web import RequestHandler

    class Handler(RequestHandler):
        def set_default_headers(self) -> None:
            set_headers(self)

        def prepare(self) -> None:
            message = _refusal(desk, self.request)
            if message:
                self.set_status(HTTPStatus.FORBIDDEN)
                self._send({"message": message, "hint": ""})

        async def get(self, action: str) -> None:
            await self._answer("GET", action)

        async def post(self, action: str) -> None:
            await self._answer("POST", action)

        async def _answer(self, method: str, action: str) -> None:
            # Files are read and written in another thread: other requests need not wait.
            found = await IOLoop.current().run_in_executor(
                None, desk.answer, method, action, self.request.body
            )
            status, answer = found
            self.set_status(status.value, status.phrase)
            self._send(answer)

        def _send(self, answer: Mapping[str, object]) -> None:
            self.set_header("Content-Type", "application/json; charset=utf-8")
            self.finish(msgspec.json.encode(answer))

        def write_error(self, status_code: int, **_: object) -> None:
            send_status(self, status_code)

    return Handler
