"""The preview site: responses from the site's folder as a static host would give them.

Live reload and the errors of a failed build are added to the responses, never to a file.
"""

from __future__ import annotations

import mimetypes
import os
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from builder.model.diagnostic import Diagnostic, Severity
from builder.serve.build_outcome import BuildOutcome
from builder.serve.response import FileSlice, Response, apply_range, text_response
from builder.serve.security_headers import policy_header, split_policies
from builder.serve.static_files import EXHAUSTED, FORBIDDEN, decode_address, find_file, open_file

PROBLEMS_SHOWN = 20
"""The largest number of a failed build's problems on a page; the terminal shows them all."""

PAGE_LIMIT = 32 * 1024 * 1024
"""The size in bytes of the largest page with live reload; larger ones are sent as they are."""

MEMORY_LIMIT = 1024 * 1024
"""The size in bytes of the largest file that is read at once; a larger one stays open until it is sent."""

ASSETS = "/.newsgloss/"
"""The folder of the styles for the preview's own pages. No file of a site begins with a dot, so none is in it."""

RETRY = ("Retry-After", "1")

_HTML = "text/html; charset=utf-8"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": _HTML,
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".jsonld": "application/ld+json; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
}
# Python's own table, without the files of this machine that may extend it.
_OTHER_TYPES = mimetypes.MimeTypes()


class PreviewSite:
    """The site as its editor's browser gets it.

    Args:
        out: the site's folder. A build may replace it at any time, so that no file in it is kept open.
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        self._outcome: BuildOutcome | None = None

    @property
    def outcome(self) -> BuildOutcome | None:
        """The outcome of the newest build; None before the first one has ended."""
        return self._outcome

    def show_outcome(self, outcome: BuildOutcome) -> None:
        """Show the errors of this build from now on, or none if it succeeded."""
        self._outcome = outcome

    def respond(self, address: str, *, byte_range: str = "", host: str = "") -> Response:
        """Return the response to a request. The caller closes it.

        Args:
            address: a path from the host's root, percent-encoded, without a query.
            byte_range: the value of the Range header, or "".
            host: the value of the Host header.
        """
        try:
            return self._respond(address, byte_range, host)
        except OSError as problem:
            return _unreadable(address, problem)

    def _respond(self, address: str, byte_range: str, host: str) -> Response:
        """Return the response to a request.

        Raises:
            OSError: if the file cannot be read.
        """
        path = _asset(address) or find_file(self._out, address)
        if path is not None and path.is_dir():
            if not address.endswith("/"):
                folder = "/".join(part for part in (decode_address(address) or "").split("/") if part)
                return Response(HTTPStatus.FOUND, "text/plain", b"", (("Location", f"/{quote(folder)}/"),))
            path = find_file(self._out, f"{address}/index.html")
        file = None if path is None else open_file(path)
        if path is None or file is None:
            return self._missing(host)
        content_type = _content_type(path)
        size = os.fstat(file.fileno()).st_size
        if content_type == _HTML and size <= PAGE_LIMIT:
            whole = self._with_additions(HTTPStatus.OK, _read(file), host)
        elif size <= MEMORY_LIMIT:
            whole = Response(HTTPStatus.OK, content_type, _read(file))
        else:
            whole = Response(HTTPStatus.OK, content_type, FileSlice(file, 0, size))
        return apply_range(whole, byte_range)

    def _missing(self, host: str) -> Response:
        """Return the site's own page for unknown addresses, or a status page if the site does not exist yet."""
        path = find_file(self._out, "/404.html")
        file = None if path is None else open_file(path)
        if file is not None:
            return self._with_additions(HTTPStatus.NOT_FOUND, _read(file), host)
        status, heading, text = self._status()
        page = _templates().get_template("status.html").render(heading=heading, text=text)
        return self._with_additions(status, page.encode(), host)

    def _status(self) -> tuple[HTTPStatus, str, str]:
        """Return the status, heading and text of the page that is shown before there is a site."""
        if self._outcome is None:
            text = "This page shows the site as soon as the first build succeeds."
            return HTTPStatus.SERVICE_UNAVAILABLE, "The site is being built", text
        if not self._outcome.ok:
            text = "Fix the errors below: this page shows the site as soon as a build succeeds."
            return HTTPStatus.INTERNAL_SERVER_ERROR, "The build failed", text
        return (
            HTTPStatus.NOT_FOUND,
            "No such page",
            "The site does not have a page at this address. Check the spelling.",
        )

    def _with_additions(self, status: HTTPStatus, data: bytes, host: str) -> Response:
        """Return a page with live reload, the errors of a failed build, and its policy as a header."""
        problems = _problems(self._outcome)
        html = (
            _templates()
            .get_template("snippet.html")
            .render(
                problems=problems[:PROBLEMS_SHOWN],
                hidden=max(0, len(problems) - PROBLEMS_SHOWN),
                has_site=(self._out / "index.html").is_file(),
            )
        )
        data, policies = split_policies(data)
        before, end, after = data.rpartition(b"</body>")
        if not end:
            before, after = data, b""
        policy = ("Content-Security-Policy", policy_header(policies, host))
        return Response(status, _HTML, before + html.encode() + end + after, (policy,))


def _asset(address: str) -> Path | None:
    """Return the preview's own style sheet at an address; None if the address is another one."""
    folder = Path(__file__).with_name("assets")
    name = address.removeprefix(ASSETS)
    return folder / name if name in ("failure.css", "status.css") and name != address else None


def _read(file: BinaryIO) -> bytes:
    with file:
        return file.read()


def _unreadable(address: str, problem: OSError) -> Response:
    """Return the response for a file that exists but cannot be read, with Retry-After if that may change soon."""
    reason = problem.strerror or type(problem).__name__
    if problem.errno in EXHAUSTED:
        text = f"The preview cannot open the file just now: {reason}. Try again in a moment."
        return text_response(HTTPStatus.SERVICE_UNAVAILABLE, text, RETRY)
    text = f"The file at this address cannot be read: {reason}. Check the permissions of the file: {address[:300]!a}"
    status = HTTPStatus.FORBIDDEN if problem.errno in FORBIDDEN else HTTPStatus.INTERNAL_SERVER_ERROR
    return text_response(status, text)


def _problems(outcome: BuildOutcome | None) -> list[Diagnostic]:
    """Return the errors of a failed build, or its warnings if it has no errors."""
    if outcome is None or outcome.ok:
        return []
    errors = [problem for problem in outcome.diagnostics if problem.severity is Severity.ERROR]
    return errors or list(outcome.diagnostics)


def _content_type(path: Path) -> str:
    ending = path.suffix.lower()
    return _TYPES.get(ending) or _OTHER_TYPES.guess_type(path.name)[0] or "application/octet-stream"


@cache
def _templates() -> Environment:
    """Return the environment of the preview's own templates: those of the site may be broken."""
    loader = FileSystemLoader(Path(__file__).with_name("templates"))
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
