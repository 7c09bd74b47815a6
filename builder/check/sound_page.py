"""Reading of pages whose markup is known to be sound: only their ids and addresses are looked for.

The templates of the program are tested, and escape all that they print. So what they make has no tag that is not
theirs, and a page of them alone need not be read tag by tag. A page with something else is read as any other.
"""

from __future__ import annotations

import html
import re

from builder.check.references import Link, is_redirect, public_address, references, resolve
from builder.check.tags import read_tags

_HEAD_END = "</head>"
_VALUE = re.compile(r' (id|href|src|action)="([^"]*)"')
_READ_WHOLE = re.compile(r' (?:srcset|poster|style|data|xlink:href)="|<style|<base|<iframe')
"""Addresses in other places than these, which hardly any page has."""


def read_sound_page(path: str, page: str) -> tuple[tuple[str, ...], tuple[Link, ...]] | None:
    """Return the ids of a page, sorted, and its references to files of the site, each target once, in their order.

    Args:
        path: the page, relative to the site's root.
        page: its text, all of which the program's own templates have made.

    Returns:
        None if something may be wrong with an id or an address.
    """
    body = page.find(_HEAD_END)
    if body < 0 or _READ_WHOLE.search(page, body):
        return None
    ids: set[str] = set()
    links: dict[tuple[str, str], Link] = {}
    site_url = _read_head(path, page[:body], links)
    if site_url is None:
        return None
    seen: set[str] = set()
    line, end = page.count("\n", 0, body) + 1, body
    for match in _VALUE.finditer(page, body):
        name, value = match.groups()
        if name == "id":
            if value in ids or not value or " " in value:
                return None
            ids.add(value)
        elif value not in seen:
            seen.add(value)
            line, end = line + page.count("\n", end, match.start()), match.start()
            address = html.unescape(value) if "&" in value else value
            target = resolve(address, base=path, loads=name == "src", line=line)
            if isinstance(target, Link):
                links.setdefault((target.path, target.fragment), target)
            elif target or (site_url and address.startswith(site_url)):
                return None
    return tuple(sorted(map(html.unescape, ids))), tuple(links.values())


def _read_head(path: str, head: str, links: dict[tuple[str, str], Link]) -> str | None:
    """Add the links of a head to others; return the public address of the site, or None if something may be wrong."""
    site_url = ""
    for tag in read_tags(head):
        if "id" in tag.attributes or is_redirect(tag):
            return None
        if tag.name == "link" and tag.attributes.get("rel") == "canonical":
            site_url = public_address(tag.attributes.get("href", ""), path)
        for address, loads in references(tag):
            target = resolve(address, base=path, loads=loads, line=tag.line)
            if isinstance(target, Link):
                links.setdefault((target.path, target.fragment), target)
            elif target:
                return None
    return site_url
