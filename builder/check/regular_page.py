"""Reading of pages with regular markup, in a fraction of the time that reading tag by tag takes.

Almost every page is regular: double quotes around all values, every end tag written, nothing wrong. Its tags differ
mostly in their values, so each form of a tag is understood once. A page with anything else is not regular: it is read
tag by tag, to report what is wrong and on which line.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from builder.check.elements import ACTIVE, ENDED_BY, FOREIGN, LEADING, LOADING, NOT_IN_PARAGRAPH, VOID
from builder.check.policy import policy_of
from builder.check.references import Link, is_redirect, links_to_check, public_address, references, resolve
from builder.check.tags import RAW, Tag, read_tags

_DOCTYPE = re.compile(r"<!doctype html>", re.IGNORECASE)
_TOKEN = re.compile(r"<([^<>]+)>")
_FORM = re.compile(r'([a-z][a-z0-9]*)((?:\s+[a-zA-Z][\w:.-]*(?:="")?)*)\s*(/?)', re.ASCII)
_ATTRIBUTE = re.compile(r'([^\s=]+)(="")?')
_TITLE = re.compile(r"<title(?:\s[^<>]*)?>([^<]*)")
_ROOT = "<"
"""What is around the root element. No element has this name."""
_READ_WHOLE = frozenset(["html", "link", "meta"])
"""Elements whose attributes have to be read together."""
_CLOSED_ANYWHERE = VOID | FOREIGN
_WITH_RULES = frozenset({"h1", *VOID, *RAW, *FOREIGN, *ACTIVE, *_READ_WHOLE})
"""Elements about which a page has rules."""
_LOADED_OR_DATA = re.compile(r"""\s(?:src="|type="application/ld\+json")""")
"""Attributes of scripts that are not inside the page, or no programs: no policy refuses these."""


class RegularPage(Struct, frozen=True):
    """What a page with regular markup contains.

    Attributes:
        ids: its ids, sorted.
        links: as in ``PageFacts``.
    """

    ids: tuple[str, ...]
    links: tuple[Link, ...]


class _Form(Struct, frozen=True):
    """A start tag without the values of its attributes.

    Attributes:
        implied_ends: the elements that it ends by itself.
        is_block: True if its element is not allowed in a paragraph.
        is_plain: True if it opens its element and nothing else has to be looked at.
        is_whole: True if its attributes have to be read together.
        id_at, address_at: indices of the values of its id and of its address in the tag split at quotation marks;
            0 without.
        loads: True if the browser loads the address by itself.
        is_closed: True if it ends with a slash.
    """

    name: str
    implied_ends: frozenset[str]
    is_block: bool
    is_plain: bool
    is_whole: bool
    id_at: int
    address_at: int
    loads: bool
    is_closed: bool


class _IrregularError(Exception):
    """The page is not regular, or something is wrong with it."""


def read_regular_page(path: str, page: str) -> RegularPage | None:
    """Return what a page contains; None if it is not regular or something is wrong with it.

    Args:
        path: the page, relative to the site's root.
        page: its text.
    """
    doctype = _DOCTYPE.match(page)
    title = _TITLE.search(page)
    if doctype is None or title is None or not title[1].strip():
        return None
    tokens = _TOKEN.findall(page, doctype.end())
    # Fewer tokens are from a "<" that begins no tag.
    if len(tokens) != page.count("<", doctype.end()):
        return None
    reader = _Reader(path)
    try:
        reader.read(iter(tokens))
    except _IrregularError:
        return None
    return RegularPage(tuple(sorted(reader.ids)), links_to_check(path, reader.links, reader.ids))


class _Reader:
    """One page while its tags are read.

    Attributes:
        ids: its ids.
        links: its references to files of the site, by target.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._open = [_ROOT]
        self._titled: list[str] = []
        self._known: set[str] = set()
        self._outside: list[str] = []
        self._language = self._site_url = ""
        self._headings = 0
        self._is_redirect = self._has_policy = False
        self.ids: set[str] = set()
        self.links: dict[Link, None] = {}

    def read(self, tokens: Iterator[str]) -> None:
        """Read the tags of a page, without their brackets.

        Raises:
            _IrregularError: if the page is not regular, or something is wrong with it.
        """
        elements = self._open
        plain: dict[str, _Form] = {}  # many tags of a page are the same
        for token in tokens:
            if token[0] == "/":
                if elements.pop() != token[1:]:
                    raise _IrregularError
            else:
                form = plain.get(token)
                if form is None:
                    parts = token.split('"')
                    form = _form('""'.join(parts[::2]))
                    if form is None or not len(parts) % 2:
                        raise _IrregularError
                if elements[-1] in form.implied_ends or (form.is_block and "p" in elements):
                    raise _IrregularError
                if form.is_plain:
                    plain[token] = form
                    elements.append(form.name)
                    continue
                self._take(form, token, parts)
                self._enter(form, tokens)
        self._finish()

    def _enter(self, form: _Form, tokens: Iterator[str]) -> None:
        """Open an element, or skip it if it contains only text."""
        if form.name in RAW:
            if next(tokens, "") != f"/{form.name}":
                raise _IrregularError
        elif not form.is_closed and form.name not in VOID:
            self._open.append(form.name)

    def _take(self, form: _Form, token: str, parts: list[str]) -> None:
        """Check the place of an element, and take what its tag contains."""
        name, elements = form.name, self._open
        if name in ACTIVE and not ACTIVE.isdisjoint(elements):
            raise _IrregularError
        if name == "script" and self._has_policy and not _LOADED_OR_DATA.search(token):
            raise _IrregularError  # the policy may refuse it
        if form.is_closed and name not in _CLOSED_ANYWHERE and FOREIGN.isdisjoint(elements):
            raise _IrregularError
        if name == "h1":
            self._headings += 1
        elif name == "title":
            self._titled.append(elements[-1])
        if form.is_whole:
            self._take_whole(token)
            return
        if form.id_at:
            self._take_id(_unescaped(parts[form.id_at]))
        if form.address_at:
            address = parts[form.address_at]
            # Most links of a page lead to a place that an earlier one leads to.
            if form.loads or address not in self._known:
                self._known.add(address)
                self._take_address(name, _unescaped(address), loads=form.loads)

    def _take_whole(self, token: str) -> None:
        """Take a tag whose attributes have to be read together."""
        tag = _tag(token)
        attributes = tag.attributes
        if "id" in attributes:
            self._take_id(attributes["id"])
        if tag.name == "html":
            self._language = attributes.get("lang", "")
        elif is_redirect(tag):
            self._is_redirect = True
        elif policy_of(tag) is not None:
            self._has_policy = True
        elif tag.name == "link" and attributes.get("rel") == "canonical":
            self._site_url = public_address(attributes.get("href", ""), self._path)
        for address, loads in references(tag):
            self._take_address(tag.name, address, loads=loads)

    def _take_id(self, value: str) -> None:
        if value in self.ids or value.split() != [value]:
            raise _IrregularError
        self.ids.add(value)

    def _take_address(self, name: str, address: str, *, loads: bool) -> None:
        target = resolve(address, base=self._path, loads=loads)
        if isinstance(target, Link):
            self.links[target] = None
        elif target:
            raise _IrregularError
        elif name in ("a", "area"):
            self._outside.append(address)

    def _finish(self) -> None:
        """Check what only the whole page shows."""
        is_whole = self._open == [_ROOT] and self._language
        # The first title of the page is that of its head; others are in pictures.
        is_titled = self._titled[:1] == ["head"] and self._titled.count("head") == 1
        is_headed = self._headings == 1 or self._is_redirect
        has_own = self._site_url and any(address.startswith(self._site_url) for address in self._outside)
        if not is_whole or not is_titled or not is_headed or has_own:
            raise _IrregularError


def _unescaped(value: str) -> str:
    return html.unescape(value) if "&" in value else value


# Most of these tags are in the heads of many pages.
@lru_cache(maxsize=2048)
def _tag(token: str) -> Tag:
    """Return a tag, from what is between its brackets."""
    return next(read_tags(f"<{token}>"))


@lru_cache(maxsize=2048)
def _form(source: str) -> _Form | None:
    """Return the form of a tag without its values; None if it is not regular."""
    found = _FORM.fullmatch(source)
    if found is None:
        return None
    name, is_closed = found[1], bool(found[3])
    attributes = [(key.lower(), bool(value)) for key, value in _ATTRIBUTE.findall(found[2])]
    names = [key for key, _ in attributes]
    if name == "style" or (is_closed and name in RAW) or len(set(names)) < len(names):
        return None
    # The values are every second part of the tag; an attribute without a value has none.
    valued = [key for key, has_value in attributes if has_value]
    places = {key: 2 * index + 1 for index, key in enumerate(valued)}
    addresses = [key for key in (*LEADING.get(name, ()), *LOADING.get(name, ())) if key in names]
    is_whole = (
        name in _READ_WHOLE
        or not {"style", "srcset"}.isdisjoint(names)
        or len(addresses) > 1
        or any(key in names and key not in places for key in ("id", *addresses))
    )
    id_at, address_at = places.get("id", 0), places.get(addresses[0], 0) if addresses else 0
    return _Form(
        name,
        implied_ends=frozenset(element for element, starts in ENDED_BY.items() if name in starts),
        is_block=name in NOT_IN_PARAGRAPH,
        is_plain=not (is_whole or is_closed or id_at or address_at or name in _WITH_RULES),
        is_whole=is_whole,
        id_at=id_at,
        address_at=address_at,
        loads=bool(addresses) and addresses[0] in LOADING.get(name, ()),
        is_closed=is_closed,
    )
