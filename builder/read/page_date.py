"""Publication date of a saved page.

Only explicit statements count: meta elements, structured data, and elements marked as the publication date. Dates in
the text, in addresses and in copyright lines are ignored: a guess would be an invention.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from datetime import date
from typing import Any

from builder.read.word_lists import word_list

_ARTICLE_TYPE = re.compile(r"Article|Report|Posting")
_ISO_DAY = re.compile(r"\s*(\d{4})[-/](\d{2})[-/](\d{2})(?!\d)")


def page_date(tree: Any) -> str | None:
    """Return the first ISO date that the page states, or None.

    Args:
        tree: the page as an lxml element.
    """
    for stated in _stated(tree):
        match = _ISO_DAY.match(stated)
        if match is None:
            continue
        try:
            return date(*map(int, match.groups())).isoformat()
        except ValueError:
            continue
    return None


def _stated(tree: Any) -> Iterator[str]:
    """Yield the page's statements of its date, the most explicit first."""
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if name.strip().lower() in word_list("page_dates.txt")[""]:
            yield meta.get("content") or ""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            yield from _published(script.text or "")
    for element in tree.iter("time", "abbr", "span", "p", "div"):
        if element.get("itemprop") == "datePublished" or (
            element.tag == "time" and element.get("pubdate") is not None
        ):
            yield element.get("datetime") or element.get("content") or element.get("title") or ""


def _published(source: str) -> Iterator[str]:
    """Yield ``datePublished`` of the articles in a block of structured data (JSON-LD)."""
    try:
        pending = deque([json.loads(source)])
    except (ValueError, RecursionError):
        return
    while pending:
        node = pending.popleft()
        if isinstance(node, list):
            pending.extend(node)
        elif isinstance(node, dict):
            day = node.get("datePublished")
            if isinstance(day, str) and _is_article(node.get("@type")):
                yield day
            pending.extend(value for value in node.values() if isinstance(value, list | dict))


def _is_article(kinds: Any) -> bool:
    """Return True if the type of a node, or one of its types, is that of an article."""
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and _ARTICLE_TYPE.search(name) for name in names)
