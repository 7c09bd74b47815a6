"""The preview site: responses as a static host would give them, from memory or from the site's folder.

Live reload and the errors of a failed build are added to the responses, never to a file.
"""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from builder.model.diagnostic import Diagnostic, Severity
from builder.serve.build_outcome import BuildOutcome
from builder.serve.preview_assets import DESK_MODULES, desk_version, find_asset, is_kept
from builder.serve.response import FileSlice, Response, apply_range, text_response
from builder.serve.rooted_links import with_rooted_links
from builder.serve.security_headers import policy_header, split_policies
from builder.serve.sent_pages import SentPages
from builder.serve.shown_site import Redirect, ShownSite
from builder.serve.site_change import compare_sites
from builder.serve.static_files import EXHAUSTED, FORBIDDEN, open_file

PROBLEMS_SHOWN = 20
"""The largest number of a failed build's problems on a page; the terminal shows them all."""

PAGE_LIMIT = 32 * 1024 * 1024
"""The size in bytes of the largest page with live reload; larger ones are sent as they are."""

MEMORY_LIMIT = 1024 * 1024
"""The size in bytes of the largest file that is read at once; a larger one stays open until it is sent."""

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
        site: the site to begin with.
    """

    def __init__(self, site: ShownSite) -> None:
        self._site = site
        self._outcome: BuildOutcome | None = None
        self._sent = SentPages()

    def show(self, site: ShownSite, outcome: BuildOutcome) -> Callable[[str], bool]:
        """Show a site from now on, with the errors of the newest build or, if it succeeded, without.

        Returns:
            A function that returns True for an address whose browsers have to reload.
        """
        failed = self.shows_errors
        change = compare_sites(self._site, site)
        # Every page shows the errors.
        is_affected = (lambda _: True) if failed or not outcome.ok else change.affects
        self._site, self._outcome = site, outcome
        self._sent.outdate(is_affected)
        return is_affected

    @property
    def shows_errors(self) -> bool:
        """True if pages show the errors of the newest build."""
        return self._outcome is not None and not self._outcome.ok

    def open_pages(self, site: ShownSite) -> frozenset[str]:
        """Return the paths of the pages that browsers may have open, on a site, and of the briefs' data among them."""
        pages = [path for path in map(site.page_path, self._sent.addresses) if path is not None]
        # The desk compares a decision with the data of the brief: both have to be of the same build.
        data = (f"{path.removesuffix('.html')}.json" for path in pages)
        return frozenset((*pages, *(path for path in data if path in site.digests)))

    def is_outdated(self, address: str) -> bool:
        """Return True if the page at an address has changed since it was sent."""
        return self._sent.is_outdated(address)

    @property
    def site(self) -> ShownSite:
        """The site that is shown."""
        return self._site

    def respond(
        self, address: str, *, byte_range: str = "", host: str = "", desk_token: str = ""
    ) -> Response:
        """Return the response to a request. The caller closes it.

        Args:
            address: a path from the host's root, percent-encoded, without a query.
            byte_range: the value of the Range header, or "".
            host: the value of the Host header.
            desk_token: with which pages may send decisions to the desk; "" for pages without it.
        """
        try:
            return self._respond(address, byte_range, host, desk_token)
        except OSError as problem:
            return _unreadable(address, problem)

    def _respond(self, address: str, byte_range: str, host: str, desk_token: str) -> Response:
        """Return the response to a request.

        Raises:
            OSError: if the file cannot be read.
        """
        asset = find_asset(address)
        if asset is not None:
            kept = (("Cache-Control", "max-age=31536000, immutable"),) if is_kept(asset) else ()
            return apply_range(
                Response(HTTPStatus.OK, _content_type(asset.name), asset.read_bytes(), kept), byte_range
            )
        found = self._site.find(address)
        if isinstance(found, Redirect):
            return Response(HTTPStatus.FOUND, "text/plain", b"", (("Location", f"/{quote(found.folder)}/"),))
        body = None if found is None else _body(found[1])
        if found is None or body is None:
            return self._missing(address, host, desk_token)
        content_type = _content_type(found[0])
        if content_type == _HTML and (len(body) if isinstance(body, bytes) else body.length) <= PAGE_LIMIT:
            self._sent.add(address)
            return apply_range(self._with_additions(HTTPStatus.OK, _read(body), host, desk_token), byte_range)
        return apply_range(Response(HTTPStatus.OK, content_type, body), byte_range)

    def _missing(self, address: str, host: str, desk_token: str) -> Response:
        """Return the site's own page for unknown addresses, or a status page if the site does not exist yet."""
        self._sent.add(address)
        found = self._site.find("/404.html")
        body = None if found is None or isinstance(found, Redirect) else _body(found[1])
        if body is not None:
            # A static host shows the page at any depth, and so does the preview: its own addresses have to hold there.
            data = with_rooted_links(_read(body))
            return self._with_additions(HTTPStatus.NOT_FOUND, data, host, desk_token)
        status, heading, text = self._status()
        page = _templates().get_template("status.html").render(heading=heading, text=text)
        return self._with_additions(status, page.encode(), host, "")

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

    def _with_additions(self, status: HTTPStatus, data: bytes, host: str, desk_token: str) -> Response:
        """Return a page with live reload, the desk, the errors of a failed build, and its policy as a header."""
        problems = _problems(self._outcome)
        html = (
            _templates()
            .get_template("snippet.html")
            .render(
                problems=problems[:PROBLEMS_SHOWN],
                hidden=max(0, len(problems) - PROBLEMS_SHOWN),
                has_site=bool(problems) and self._site.has_home(),
                is_written=not problems or self._site.is_written,
                desk_token=desk_token,
                is_missing=status is HTTPStatus.NOT_FOUND,
                desk_version=desk_version() if desk_token else "",
                desk_modules=DESK_MODULES,
            )
        )
        data, policies = split_policies(data)
        before, end, after = data.rpartition(b"</body>")
        if not end:
            before, after = data, b""
        policy = ("Content-Security-Policy", policy_header(policies, host))
        return Response(status, _HTML, before + html.encode() + end + after, (policy,))


def _body(source: bytes | Path) -> bytes | FileSlice | None:
    """Return the bytes of a file, or a slice of it if it is large; None if it is missing.

    Raises:
        OSError: if it cannot be read.
    """
    if isinstance(source, bytes):
        return source
    file = open_file(source)
    if file is None:
        return None
    body = FileSlice(file, 0, os.fstat(file.fileno()).st_size)
    return body if body.length > MEMORY_LIMIT else _read(body)


def _read(body: bytes | FileSlice) -> bytes:
    """Return the bytes of a whole file, which is then closed."""
    if isinstance(body, bytes):
        return body
    with body.file:
        return body.file.read()


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


def _content_type(path: str) -> str:
    name = PurePosixPath(path)
    return (
        _TYPES.get(name.suffix.lower()) or _OTHER_TYPES.guess_type(name.name)[0] or "application/octet-stream"
    )


@cache
def _templates() -> Environment:
    """Return the environment of the preview's own templates: those of the site may be broken."""
    loader = FileSystemLoader(Path(__file__).with_name("templates"))
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
