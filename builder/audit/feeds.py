"""Feeds: what RFC 4287 (Atom) and JSON Feed 1.1 require, and that their entries lead to pages."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Container, Iterator
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from builder.model.diagnostic import Diagnostic, error

_ATOM = "{http://www.w3.org/2005/Atom}"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_VERSION = "https://jsonfeed.org/version/1"
_HINT = "Fix the template that the feed is made from."


def feed_problems(path: str, data: bytes, files: Container[str], *, url: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with a feed; nothing for any other file.

    Args:
        path: the file, relative to the site's root.
        data: its bytes.
        files: the paths of all files of the site.
        url: the public address of the site, or "".
    """
    if path.endswith(".xml"):
        messages = _atom(path, data, files, url)
    elif path.endswith(".json") and b"jsonfeed.org/version" in data[:200]:
        messages = _json_feed(path, data, files, url)
    else:
        return
    for message in messages:
        yield error(path, None, message, _HINT)


def _atom(path: str, data: bytes, files: Container[str], url: str) -> Iterator[str]:
    try:
        feed = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return  # every build reports that
    if feed.tag != f"{_ATOM}feed":
        return
    entries = feed.findall(f"{_ATOM}entry")
    for what, element in (("The feed", feed), *(("An entry", entry) for entry in entries)):
        name = (element.findtext(f"{_ATOM}title") or "").strip()
        label = f"{what} “{name}”" if name else what
        for required in ("id", "title", "updated"):
            number = len(element.findall(f"{_ATOM}{required}"))
            if number != 1 or not (element.findtext(f"{_ATOM}{required}") or "").strip():
                yield f"{label} has {number or 'no'} <{required}> with text instead of one."
        for moment in (f"{_ATOM}updated", f"{_ATOM}published"):
            value = element.findtext(moment)
            if value and not _MOMENT.fullmatch(value.strip()):
                yield f"{label} has the time “{value}”, which is not one of RFC 3339."
        for link in element.findall(f"{_ATOM}link"):
            yield from _dead(label, link.get("href") or "", path, files, url)
    yield from _repeated(entry.findtext(f"{_ATOM}id") or "" for entry in entries)


def _json_feed(path: str, data: bytes, files: Container[str], url: str) -> Iterator[str]:
    try:
        feed: Any = json.loads(data)
    except ValueError as problem:
        yield f"The feed is not JSON: {problem}."
        return
    if not isinstance(feed, dict) or not str(feed.get("version", "")).startswith(_VERSION):
        yield f"The feed has no `version` that begins with {_VERSION}."
        return
    if not feed.get("title"):
        yield "The feed has no `title`."
    items = feed.get("items")
    if not isinstance(items, list):
        yield "The feed has no list of `items`."
        return
    for item in items:
        label = f"The item “{item.get('title') or item.get('id')}”"
        yield from _wrong_item(item, label)
        if item.get("url"):
            yield from _dead(label, item["url"], path, files, url)
    yield from _repeated(str(item.get("id")) for item in items)


def _wrong_item(item: dict[str, Any], label: str) -> Iterator[str]:
    if not item.get("id"):
        yield f"{label} has no `id`."
    if not (item.get("content_text") or item.get("content_html")):
        yield f"{label} has neither `content_text` nor `content_html`."
    for key in ("date_published", "date_modified"):
        if key in item and not _MOMENT.fullmatch(str(item[key])):
            yield f"{label} has the time “{item[key]}”, which is not one of RFC 3339."


def _dead(label: str, address: str, path: str, files: Container[str], url: str) -> Iterator[str]:
    """Yield that an address leads nowhere, if it is one of this site."""
    base = f"{url or 'site:/'}/"
    whole = urljoin(f"{base}{path}", address)
    if not whole.startswith(base):
        return
    target = whole.removeprefix(base).partition("#")[0]
    if (target or "index.html") not in files and f"{target}index.html" not in files:
        yield f"{label} leads to {address}, which the site does not have."


def _repeated(ids: Iterator[str]) -> Iterator[str]:
    for one, number in Counter(ids).items():
        if number > 1:
            yield f"{number} entries have the id {one}."
