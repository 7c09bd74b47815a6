"""The preview: a WSGI application that answers from the site's folder as a static host would.

What it adds (live reload, and the errors of a build that failed) goes into the answers alone, never into
a file.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from builder.model.diagnostic import Diagnostic, Severity
from builder.serve.outcome import BuildOutcome

PROBLEMS_SHOWN = 20
"""How many problems of a failed build the page shows; the terminal shows them all."""

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


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request gets.

    Attributes:
        status: of HTTP.
        type: the content type.
        body: the bytes.
        location: where a redirect leads; "" for anything else.
    """

    status: HTTPStatus
    type: str
    body: bytes
    location: str = ""


class Preview:
    """The site as the browser of its editor sees it.

    Args:
        out: the site's folder; a build may replace it at any time, so nothing in it is kept open.
        port: where the browser finds live reload.
    """

    def __init__(self, out: Path, *, port: int) -> None:
        self._out = out
        self._port = port
        self._outcome: BuildOutcome | None = None

    @property
    def outcome(self) -> BuildOutcome | None:
        """How the newest build went; None before the first has ended."""
        return self._outcome

    def take(self, outcome: BuildOutcome) -> None:
        """Show the errors of this build from now on, or none where it went well."""
        self._outcome = outcome

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
        """Answer one request (PEP 3333)."""
        method = environ["REQUEST_METHOD"]
        if method in ("GET", "HEAD"):
            answer = self.answer(environ.get("PATH_INFO", "").encode("latin-1").decode(errors="replace"))
        else:
            answer = Answer(HTTPStatus.METHOD_NOT_ALLOWED, "text/plain", b"This server only shows a site.\n")
        headers = [
            ("Content-Type", answer.type),
            ("Content-Length", str(len(answer.body))),
            ("Cache-Control", "no-store"),
        ]
        if answer.location:
            headers.append(("Location", answer.location))
        start_response(f"{answer.status.value} {answer.status.phrase}", headers)
        return [b"" if method == "HEAD" else answer.body]

    def answer(self, address: str) -> Answer:
        """The answer to a request for ``address``: a path from the host's root, decoded, without a query."""
        path = self._find(address)
        if path is None:
            return self._missing()
        try:
            if path.is_dir():
                if not address.endswith("/"):
                    folder = "/".join(part for part in address.split("/") if part)
                    return Answer(HTTPStatus.FOUND, "text/plain", b"", f"/{quote(folder)}/")
                path /= "index.html"
            data = path.read_bytes()
        except OSError:
            return self._missing()
        return self._with_additions(HTTPStatus.OK, _content_type(path), data)

    def _find(self, address: str) -> Path | None:
        """The file or folder of the site that ``address`` names, if there is one."""
        parts = [part for part in address.split("/") if part]
        if any(part in (".", "..") or "\\" in part or "\0" in part for part in parts):
            return None
        try:
            out = self._out.resolve(strict=True)
            path = out.joinpath(*parts).resolve(strict=True)
        except (OSError, RuntimeError):  # before Python 3.13 a circle of links is a RuntimeError
            return None
        return path if path == out or out in path.parents else None

    def _missing(self) -> Answer:
        """The site's own page for unknown addresses, or ours while there is no site."""
        try:
            data = (self._out / "404.html").read_bytes()
        except OSError:
            status, heading, text = self._status()
            data = _templates().get_template("status.html").render(heading=heading, text=text).encode()
            return self._with_additions(status, _HTML, data)
        return self._with_additions(HTTPStatus.NOT_FOUND, _HTML, data)

    def _status(self) -> tuple[HTTPStatus, str, str]:
        if self._outcome is None:
            text = "This page shows the site as soon as it is there."
            return HTTPStatus.SERVICE_UNAVAILABLE, "The site is being built", text
        if not self._outcome.ok:
            text = "Mend what is told below: this page shows the site as soon as a build succeeds."
            return HTTPStatus.INTERNAL_SERVER_ERROR, "The build failed", text
        return HTTPStatus.NOT_FOUND, "No such page", "The site has no page at this address."

    def _with_additions(self, status: HTTPStatus, content_type: str, data: bytes) -> Answer:
        """The answer, a page with live reload and the errors of a failed build in it."""
        if content_type != _HTML:
            return Answer(status, content_type, data)
        problems = _problems(self._outcome)
        snippet = _templates().get_template("snippet.html")
        html = snippet.render(
            port=self._port,
            problems=problems[:PROBLEMS_SHOWN],
            hidden=max(0, len(problems) - PROBLEMS_SHOWN),
            has_site=(self._out / "index.html").is_file(),
        )
        before, end, after = data.rpartition(b"</body>")
        if not end:
            before, after = data, b""
        return Answer(status, content_type, before + html.encode() + end + after)


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
