"""The preview: answers from the site's folder as a static host would.

What it adds (live reload, and the errors of a build that failed) goes into the answers alone, never into
a file.
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
from builder.serve.response import Answer, Part, explain, whole_or_range
from builder.serve.security_headers import policy_header, split_policies
from builder.serve.static_files import EXHAUSTED, FORBIDDEN, decoded, find_file, open_file

PROBLEMS_SHOWN = 20
"""How many problems of a failed build the page shows; the terminal shows them all."""

PAGE_LIMIT = 32 * 1024 * 1024
"""Bytes of the largest page that gets live reload; larger ones are sent as they are."""

MEMORY_LIMIT = 1024 * 1024
"""Bytes of the largest file that is read at once: the descriptor of a larger one is held until it is sent."""

ASSETS = "/.newsgloss/"
"""Where the styles of the preview's own pages are: no file of a site, because these never begin with a dot."""

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
# Python's own table, without the files of this machine that may change it.
_OTHER_TYPES = mimetypes.MimeTypes()


class Preview:
    """The site as the browser of its editor sees it.

    Args:
        out: the site's folder; a build may replace it at any time, so nothing in it is kept open.
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        self._outcome: BuildOutcome | None = None

    @property
    def outcome(self) -> BuildOutcome | None:
        """How the newest build went; None before the first has ended."""
        return self._outcome

    def take(self, outcome: BuildOutcome) -> None:
        """Show the errors of this build from now on, or none if it went well."""
        self._outcome = outcome

    def answer(self, address: str, *, byte_range: str = "", host: str = "") -> Answer:
        """Return the answer to a request, to be closed when it is sent.

        Args:
            address: a path from the host's root, percent-encoded, without a query.
            byte_range: the value of the Range header, or "".
            host: what the browser calls this server: its Host header.
        """
        try:
            return self._answer(address, byte_range, host)
        except OSError as problem:
            return _unreadable(address, problem)

    def _answer(self, address: str, byte_range: str, host: str) -> Answer:
        path = _asset(address) or find_file(self._out, address)
        if path is not None and path.is_dir():
            if not address.endswith("/"):
                folder = "/".join(part for part in (decoded(address) or "").split("/") if part)
                return Answer(HTTPStatus.FOUND, "text/plain", b"", (("Location", f"/{quote(folder)}/"),))
            path = find_file(self._out, f"{address}/index.html")
        file = None if path is None else open_file(path)
        if path is None or file is None:
            return self._missing(host)
        content_type = _content_type(path)
        size = os.fstat(file.fileno()).st_size
        if content_type == _HTML and size <= PAGE_LIMIT:
            whole = self._with_additions(HTTPStatus.OK, _read(file), host)
        elif size <= MEMORY_LIMIT:
            whole = Answer(HTTPStatus.OK, content_type, _read(file))
        else:
            whole = Answer(HTTPStatus.OK, content_type, Part(file, 0, size))
        return whole_or_range(whole, byte_range)

    def _missing(self, host: str) -> Answer:
        """Return the site's own page for unknown addresses, or ours while there is no site."""
        path = find_file(self._out, "/404.html")
        file = None if path is None else open_file(path)
        if file is not None:
            return self._with_additions(HTTPStatus.NOT_FOUND, _read(file), host)
        status, heading, text = self._status()
        page = _templates().get_template("status.html").render(heading=heading, text=text)
        return self._with_additions(status, page.encode(), host)

    def _status(self) -> tuple[HTTPStatus, str, str]:
        if self._outcome is None:
            text = "This page shows the site as soon as it is there."
            return HTTPStatus.SERVICE_UNAVAILABLE, "The site is being built", text
        if not self._outcome.ok:
            text = "Fix what is listed below: this page shows the site as soon as a build succeeds."
            return HTTPStatus.INTERNAL_SERVER_ERROR, "The build failed", text
        return HTTPStatus.NOT_FOUND, "No such page", "The site has no page at this address."

    def _with_additions(self, status: HTTPStatus, data: bytes, host: str) -> Answer:
        """Return a page with live reload and the errors of a failed build in it, and its policy as a header."""
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
        return Answer(status, _HTML, before + html.encode() + end + after, (policy,))


def _asset(address: str) -> Path | None:
    """Return the file of the preview itself that an address names, if it is one."""
    folder = Path(__file__).with_name("assets")
    name = address.removeprefix(ASSETS)
    return folder / name if name in ("failure.css", "status.css") and name != address else None


def _read(file: BinaryIO) -> bytes:
    with file:
        return file.read()


def _unreadable(address: str, problem: OSError) -> Answer:
    """Return the answer for a file that exists but cannot be read; it says whether to ask again."""
    reason = problem.strerror or type(problem).__name__
    if problem.errno in EXHAUSTED:
        text = f"The preview cannot open the file just now: {reason}. Try again in a moment."
        return explain(HTTPStatus.SERVICE_UNAVAILABLE, text, RETRY)
    text = f"The file at this address cannot be read: {reason}. Check its permissions: {address[:300]!a}"
    status = HTTPStatus.FORBIDDEN if problem.errno in FORBIDDEN else HTTPStatus.INTERNAL_SERVER_ERROR
    return explain(status, text)


def _problems(outcome: BuildOutcome | None) -> list[Diagnostic]:
    """What made the build fail: its errors, or its warnings where those did."""
    if outcome is None or outcome.ok:
        return []
    errors = [problem for problem in outcome.diagnostics if problem.severity is Severity.ERROR]
    return errors or list(outcome.diagnostics)


def _content_type(path: Path) -> str:
    ending = path.suffix.lower()
    return _TYPES.get(ending) or _OTHER_TYPES.guess_type(path.name)[0] or "application/octet-stream"


@cache
def _templates() -> Environment:
    """The server's own pages, apart from the site's templates, which may be what is broken."""
    loader = FileSystemLoader(Path(__file__).with_name("templates"))
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
