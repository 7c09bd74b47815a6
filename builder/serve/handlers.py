"""The handlers of requests that passed the filter: the site, the script of live reload, and its socket."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from builder.serve.access import DESK
from builder.serve.default_response import send_status, set_headers
from builder.serve.desk_handler import desk_handler, is_here
from builder.serve.desk_service import DeskService
from builder.serve.limits import Limits
from builder.serve.preview_site import RETRY, PreviewSite
from builder.serve.response import Response, text_response

if TYPE_CHECKING:
    from tornado.web import Application, RequestHandler

SOCKET = "/livereload"
SCRIPT = "/livereload.js"

RELOAD = {"command": "reload", "path": "*"}
"""The message that makes a browser reload its page; with the path of a style sheet, it would exchange that alone."""


def make_application(preview: PreviewSite, limits: Limits, desk: DeskService | None = None) -> Application:
    """Return tornado's application, with a handler for each address.

    Args:
        preview: responds to requests for the site.
        limits: of messages and of browsers that do not read.
        desk: answers requests to the desk; None without one.
    """
    from livereload.handlers import LiveReloadHandler
    from livereload.watcher import Watcher
    from tornado.web import Application

    LiveReloadHandler.watcher = Watcher()
    return Application(
        [
            (SOCKET, _socket_handler(preview, limits)),
            (SCRIPT.replace(".", r"\."), _handler(limits, lambda _: _live_reload())),
            *([(re.escape(DESK) + r"(\w+)", desk_handler(desk))] if desk is not None else []),
            (r".*", _handler(limits, lambda handler: _from_site(preview, handler, desk))),
        ],
        websocket_max_message_size=limits.message_bytes,
        websocket_ping_interval=limits.ping_seconds,
    )


def _from_site(preview: PreviewSite, handler: RequestHandler, desk: DeskService | None) -> Response:
    request = handler.request
    # A range applies to GET only. With If-Range it applies only if the file is unchanged, which no browser can know
    # here, because no response has an ETag or a date.
    ranged = request.method == "GET" and "If-Range" not in request.headers
    byte_range = request.headers.get("Range", "") if ranged else ""
    token = desk.token if desk is not None and is_here(request.remote_ip, request.host) else ""
    return preview.respond(request.path, byte_range=byte_range, host=request.host, desk_token=token)


def _live_reload() -> Response:
    """Return the script of the livereload package after a script that sets the address of its socket."""
    import livereload

    vendored = Path(livereload.__file__).parent / "vendors" / "livereload.js"
    address = Path(__file__).parent / "assets" / "socket_address.js"
    try:
        script = address.read_bytes() + vendored.read_bytes()
    except OSError as problem:
        text = f"The script of live reload cannot be read: {problem.strerror}. Try again in a moment."
        return text_response(HTTPStatus.SERVICE_UNAVAILABLE, text, RETRY)
    return Response(HTTPStatus.OK, "text/javascript; charset=utf-8", script)


def _handler(limits: Limits, find: Callable[[RequestHandler], Response]) -> type[RequestHandler]:
    """Return a handler that sends the response of ``find``, and closes the connection if the browser does not read."""
    from tornado.gen import with_timeout
    from tornado.iostream import StreamClosedError
    from tornado.util import TimeoutError as TooSlow
    from tornado.web import RequestHandler

    class Handler(RequestHandler):
        def set_default_headers(self) -> None:
            set_headers(self)

        def compute_etag(self) -> None:
            return None

        async def get(self) -> None:
            response = find(self)
            try:
                self.set_status(response.status.value, response.status.phrase)
                self.set_header("Content-Type", response.type)
                self.set_header("Content-Length", str(response.length))
                for name, value in response.headers:
                    self.set_header(name, value)
                for chunk in response.chunks() if self.request.method == "GET" else ():
                    self.write(chunk)
                    patience = timedelta(seconds=limits.write_seconds)
                    await with_timeout(patience, self.flush(), quiet_exceptions=StreamClosedError)
            except (StreamClosedError, TooSlow):
                self.request.connection.stream.close()  # type: ignore[union-attr]
            finally:
                response.close()

        head = get

        def write_error(self, status_code: int, **_: object) -> None:
            send_status(self, status_code)

    return Handler


def reload_browsers(is_affected: Callable[[str], bool]) -> None:
    """Make the browsers at some addresses reload their pages. Call it in the event loop."""
    from livereload.handlers import LiveReloadHandler

    for socket in LiveReloadHandler.waiters.copy():
        if is_affected(socket.address):
            socket.send_message(RELOAD)


def _socket_handler(preview: PreviewSite, limits: Limits) -> type[RequestHandler]:
    """Return the handler of live reload's socket."""
    # The package's own handler accepts every Origin and any number of sockets; the request filter checks the Origin.
    from livereload.handlers import LiveReloadHandler

    class Socket(LiveReloadHandler):  # type: ignore[misc]
        opened: ClassVar[set[object]] = set()
        address = "/"

        def set_default_headers(self) -> None:
            set_headers(self)

        def prepare(self) -> None:
            if len(Socket.opened) >= limits.sockets:
                self.set_status(HTTPStatus.SERVICE_UNAVAILABLE)
                self.set_header(*RETRY)
                self.finish("Too many pages are open with live reload. Close some of them.\n")

        def open(self) -> None:
            Socket.opened.add(self)

        def on_message(self, message: str | bytes) -> None:
            self.address = _page_address(message) or self.address
            super().on_message(message)
            # The page may have changed after it was sent and before this message.
            if self in self.waiters and preview.is_outdated(self.address):
                self.send_message(RELOAD)

        def on_close(self) -> None:
            Socket.opened.discard(self)
            super().on_close()

        def write_error(self, status_code: int, **_: object) -> None:
            send_status(self, status_code)

    return Socket


def _page_address(message: str | bytes) -> str | None:
    """Return the address of the page that a browser shows, as its message says; None if it does not say that."""
    try:
        url = json.loads(message)["url"]
        return urlsplit(url).path or "/"
    except (ValueError, LookupError, TypeError, AttributeError):
        return None
