"""References: the addresses in a page, whether the browser loads them, and where they lead."""

from __future__ import annotations

import posixpath
import re
import sys
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from builder.check.elements import LEADING, LOADING, LOADING_LINKS
from builder.check.tags import Tag

_CANDIDATE_END = re.compile(r",\s+")
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\"]+)", re.IGNORECASE)
_STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STYLE_ADDRESS = re.compile(r"""(?:url\(\s*|@import\s+)(?:"([^"]*)"|'([^']*)'|([^'")\s;]+))""", re.IGNORECASE)
_PLAIN = re.compile(r"((?:\.\./)*)((?:[\w-][\w.-]*/)*[\w-][\w.-]*)", re.ASCII)
"""An address of a file, relative to a page, of which every character stands for itself."""
_LINE_END = re.compile(r"[\t\r\n]")
FROM_ELSEWHERE = "is loaded from another host"
"""What is wrong with an address of another site that the browser loads, unless the policy of the page allows it."""
_ELSEWHERE = frozenset(["http", "https", "mailto", "tel", "data", "urn", "tag", "geo", "doi"])


# A tuple, since a site has some hundred thousand, which every build makes from what the last one remembers.
class Link(NamedTuple):
    """Where a reference to a file of the site leads.

    Attributes:
        path: the file, relative to the site's root.
        fragment: the id on that page, decoded; "" for the page as a whole.
    """

    path: str
    fragment: str


_OWN_PAGE = Link("", "")


def links_to_check(path: str, links: Iterable[Link], ids: Container[str]) -> tuple[Link, ...]:
    """Return the links of a page without those to its own ids: half of all, which cannot be broken.

    Args:
        path: the page.
        links: of the page.
        ids: that it has.
    """
    return tuple(link for link in links if link.path != path or link.fragment not in ids)


def references(tag: Tag) -> Iterator[tuple[str, bool]]:
    """Yield every address in a start tag, and True if the browser loads it by itself."""
    attributes = tag.attributes
    for name in LEADING.get(tag.name, ()):
        if name in attributes:
            yield attributes[name], False
    for name in LOADING.get(tag.name, ()):
        if name in attributes:
            yield attributes[name], True
    if tag.name == "link" and "href" in attributes:
        relations = attributes.get("rel", "").lower().split()
        yield attributes["href"], not LOADING_LINKS.isdisjoint(relations)
    if is_redirect(tag):
        target = _REFRESH.match(attributes.get("content", ""))
        yield target[1].strip() if target else "", False
    if "srcset" in attributes:
        for candidate in _CANDIDATE_END.split(attributes["srcset"].strip()):
            yield candidate.partition(" ")[0], True
    yield from ((address, True) for address in style_references(_style(tag)))


def is_redirect(tag: Tag) -> bool:
    """Return True if a tag sends the reader to another page."""
    return tag.name == "meta" and tag.attributes.get("http-equiv", "").lower() == "refresh"


def public_address(canonical: str, path: str) -> str:
    """Return the public address of a site, from the canonical address of a page."""
    return canonical.removesuffix(path).removesuffix("index.html")


def _style(tag: Tag) -> str:
    """Return the style rules in a tag."""
    return (tag.text or "") if tag.name == "style" else tag.attributes.get("style", "")


def style_references(style: str) -> Iterator[str]:
    """Yield every address in a style sheet; the browser loads them all."""
    for match in _STYLE_ADDRESS.finditer(_STYLE_COMMENT.sub(" ", style)):
        yield match[1] or match[2] or match[3] or ""


def resolve(address: str, *, base: str, loads: bool) -> Link | str | None:
    """Return where an address in the file ``base`` leads.

    Args:
        address: the address in the file, character references decoded.
        base: the file, relative to the site's root.
        loads: True if the browser loads it by itself.

    Returns:
        A link into the site; None if the address leads to another site, which is allowed; or what is wrong with it.
    """
    return LinkBase(base).resolve(address, loads=loads)


class LinkBase:
    """A file that its addresses lead from: a page has hundreds of them.

    Args:
        base: the file, relative to the site's root.
    """

    __slots__ = ("_base", "_folder")

    def __init__(self, base: str) -> None:
        self._base = base
        self._folder = base.rpartition("/")[0]

    def resolve(self, address: str, *, loads: bool) -> Link | str | None:
        """Return where an address leads, as the function ``resolve``."""
        place, _, fragment = address.strip().partition("#")
        target = _file_at(place, self._folder, loads) if place else _OWN_PAGE
        if not isinstance(target, Link) or (not fragment and target.path):
            return target  # one value for all links to a file: a site of 1,000 briefs has 200,000
        # Almost every id has only letters, digits and hyphens.
        if fragment and not fragment.replace("-", "").isalnum():
            fragment = unquote(_LINE_END.sub("", fragment)).partition(":~:")[0]
        # An id is the fragment of many links: on a site of 1,000 briefs, one text for each saves ten megabytes.
        return Link(target.path or self._base, sys.intern(fragment))


# A site has many links to each of its files.
@lru_cache(maxsize=65_536)
def _file_at(place: str, folder: str, loads: bool) -> Link | str | None:  # noqa: FBT001 - the cache is quicker so
    """Return where an address without a fragment leads, as ``resolve``; the path of the page itself is "".

    Args:
        place: the address, without white space around it.
        folder: of the file that has it; "" for the site's root.
        loads: as for ``resolve``.
    """
    plain = _PLAIN.fullmatch(place)
    if plain is not None:  # as almost all are
        return _within(folder, plain[1].count("../"), plain[2])
    try:
        parts = urlsplit(place)
    except ValueError:
        return "is not a valid address"
    if parts.scheme or parts.netloc:
        return _elsewhere(parts.scheme, loads=loads)
    if parts.path.startswith("/"):
        return "begins at the root of the host, but the site may be in a folder"
    if "//" in parts.path:
        return "has two slashes in a row"
    if not parts.path:
        return _OWN_PAGE
    path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
    if path == ".." or path.startswith("../"):
        return "leads out of the site"
    return Link(path + "/" if parts.path.endswith("/") else path, "")


def _within(folder: str, levels: int, path: str) -> Link | str:
    """Return the file at a path, from so many levels above a folder, or what is wrong."""
    for _ in range(levels):
        if not folder:
            return "leads out of the site"
        folder = folder.rpartition("/")[0]
    return Link(f"{folder}/{path}" if folder else path, "")


def _elsewhere(scheme: str, *, loads: bool) -> str | None:
    if scheme not in _ELSEWHERE:
        return "has a scheme that is not allowed" if scheme else "names a host without a scheme"
    if loads and scheme != "data":
        return FROM_ELSEWHERE
    return None
