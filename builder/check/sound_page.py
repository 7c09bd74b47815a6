"""Reading of pages whose markup is known to be sound: only their ids and addresses are looked for.

The templates of the program are tested, and escape all that they print. So what they make has no tag that is not
theirs, and a page of them alone need not be read tag by tag. A page with something else is read as any other.
"""

from __future__ import annotations

import html
import re
import sys
from functools import lru_cache
from typing import NamedTuple

from builder.check.references import Link, LinkBase, links_to_check, public_address, references, resolve
from builder.check.tags import read_tags

_HEAD_END = "</head>"
_HEAD_TAG = re.compile(r"<(?!meta |title>)[a-z][^>]*>")
_VALUE = re.compile(r' (id|href|src|action|srcset|poster|style|data|xlink:href)="([^"]*)"')
_IN_OTHER_PLACES = frozenset(["srcset", "poster", "style", "data", "xlink:href"])
"""Attributes that have addresses in other forms, which hardly any page has."""
_READ_WHOLE = re.compile("<(?:style|base|iframe)")


def read_sound_page(path: str, page: str) -> tuple[tuple[str, ...], tuple[Link, ...]] | None:
    """Return the ids of a page, sorted, and its links, as in ``PageFacts``.

    Args:
        path: the page, relative to the site's root.
        page: its text, all of which the program's own templates have made.

    Returns:
        None if something may be wrong with an id or an address.
    """
    body = page.find(_HEAD_END)
    if body < 0 or _READ_WHOLE.search(page, body):
        return None
    links: dict[Link, None] = {}
    site_url = _read_head(path, page[:body], links)
    if site_url is None:
        return None
    # One list of all takes a third less time than match after match.
    found = _VALUE.findall(page, body)
    ids = [value for name, value in found if name == "id"]
    own = frozenset(ids)
    if len(own) < len(ids) or "" in own or any(" " in one for one in ids):
        return None
    if not _read_body(path, found, own, links, site_url):
        return None
    known = sorted([sys.intern(html.unescape(one) if "&" in one else one) for one in ids])
    return tuple(known), links_to_check(path, links, own)


def _read_body(
    path: str, found: list[tuple[str, str]], own: frozenset[str], links: dict[Link, None], site_url: str
) -> bool:
    """Add the links of a body to others; return False if something may be wrong.

    Args:
        path: of the page.
        found: its attributes with ids and addresses, in their order.
        own: its ids.
        links: filled here.
        site_url: the public address of the site; "" if it is not known.
    """
    addresses: dict[str, bool] = {}
    for name, value in found:
        if name in _IN_OTHER_PLACES:
            return False
        if name != "id" and value not in addresses:
            addresses[value] = name == "src"
    base = LinkBase(path)
    for value, loads in addresses.items():
        if value[:1] == "#" and value[1:] in own:
            continue  # half of all: what they lead to is seen already
        address = html.unescape(value) if "&" in value else value
        target = base.resolve(address, loads=loads)
        if isinstance(target, Link):
            links[target] = None
        elif target or (site_url and address.startswith(site_url)):
            return False
    return True


class _HeadTag(NamedTuple):
    """A tag of a head.

    Attributes:
        addresses: its addresses, each with True if the browser loads it by itself.
        canonical: the address of the page, if it is the tag that has it, else "".
        is_sound: False if something may be wrong.
    """

    addresses: tuple[tuple[str, bool], ...]
    canonical: str
    is_sound: bool


def _read_head(path: str, head: str, links: dict[Link, None]) -> str | None:
    """Add the links of a head to others; return the public address of the site, or None if something may be wrong."""
    site_url = ""
    if ' id="' in head or 'http-equiv="refresh"' in head:
        return None
    for match in _HEAD_TAG.finditer(head):
        tag = _head_tag(match[0])
        if not tag.is_sound:
            return None
        if tag.canonical:
            site_url = public_address(tag.canonical, path)
        for address, loads in tag.addresses:
            target = resolve(address, base=path, loads=loads)
            if isinstance(target, Link):
                links[target] = None
            elif target:
                return None
    return site_url


# Most tags are in the heads of many pages.
@lru_cache(maxsize=1024)
def _head_tag(source: str) -> _HeadTag:
    """Return a tag of a head from its source."""
    tag = next(read_tags(source))
    is_canonical = tag.name == "link" and tag.attributes.get("rel") == "canonical"
    return _HeadTag(
        tuple(references(tag)),
        tag.attributes.get("href", "") if is_canonical else "",
        is_sound=tag.name != "style",
    )
