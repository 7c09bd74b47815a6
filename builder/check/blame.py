"""Lines of the editor's files that contain the wrong links of pages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from msgspec.structs import replace

from builder.check.references import Link, resolve
from builder.model.diagnostic import Diagnostic, warning
from builder.model.editorial import WrittenLink

EVERY_PAGE = ""
"""The key for all pages: the addresses of its links count from the site's root."""

_Links: TypeAlias = dict[str, list[WrittenLink]]
_SLASHES = re.compile(r"(?<!:)/{2,}")


class Blame:
    """Diagnostics of wrong links, in the files that an editor wrote them in.

    Attributes:
        diagnostics: those found so far, each once.
    """

    def __init__(self, written: Mapping[str, Sequence[WrittenLink]]) -> None:
        self._written = written
        self._found: dict[Diagnostic, None] = {}
        self._by_address: dict[str, _Links] = {}
        self._by_target: dict[str, _Links] = {}

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The diagnostics so far, in the order of files and lines."""
        return tuple(sorted(self._found, key=lambda found: (found.path, found.line or 0, found.message)))

    def report_refused(self, problem: Diagnostic, address: str) -> bool:
        """Report an address that no page may have; return False if no editor wrote it."""
        origins = self._addresses(problem.path).get(address, ())
        for link in origins:
            hint = _remedy(link.address, problem.path)
            self._found[replace(problem, path=link.path, line=link.line, hint=hint)] = None
        return bool(origins)

    def report_broken(self, target: Link, page: str, reason: str) -> bool:
        """Report a link that leads nowhere; return False if no editor wrote it."""
        key = f"{target.path}#{target.fragment}"
        for base in (page, EVERY_PAGE):
            for link in self._targets(base).get(key, ()):
                message = f'The link to "{link.address}" {reason}'
                found = warning(link.path, link.line, message, _broken_hint(link.address, base))
                self._found[found] = None
        return key in self._targets(page) or key in self._targets(EVERY_PAGE)

    def _addresses(self, page: str) -> _Links:
        """Return the links written for a page, by address."""
        if page not in self._by_address:
            links: _Links = {}
            for link in self._written.get(page, ()):
                links.setdefault(link.address, []).append(link)
            self._by_address[page] = links
        return self._by_address[page]

    def _targets(self, page: str) -> _Links:
        """Return the links written for a page, by the file and the id that they lead to."""
        if page not in self._by_target:
            links: _Links = {}
            for link in self._written.get(page, ()):
                target = resolve(link.address, base=page, loads=False)
                if isinstance(target, Link):
                    links.setdefault(f"{target.path}#{target.fragment}", []).append(link)
            self._by_target[page] = links
        return self._by_target[page]


def _broken_hint(address: str, page: str) -> str:
    """Return the next step for a link of a page that leads nowhere."""
    if address.startswith("www."):
        return f"Write https://{address}."
    seen_from = "the folder of the page" if "/" in page else "the site's root"
    return f"Fix the address, which is relative to {seen_from}."


def _remedy(address: str, page: str) -> str:
    """Return what to write instead of an address that no page may have."""
    if address.startswith("//"):
        return f"Write https:{address}, or a path inside the site with one slash."
    if _SLASHES.search(address):
        return f"Write {_SLASHES.sub('/', address)}."
    if address.startswith("/"):
        return f"Write {'../' * page.count('/')}{address.removeprefix('/')}."
    return "Fix the address."
