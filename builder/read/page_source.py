"""Source of a saved page without parts that are costly to parse and say nothing.

Ordinary pages are not changed. Removed are runs and lists of a length that no reader sees, on which parsers and the
patterns of libraries spend time that grows with the square of the length.
"""

from __future__ import annotations

import json
import re
from itertools import islice

_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_DOCTYPE = re.compile(r"\s*<!doctype[^>]*>?", re.IGNORECASE)
_LONGEST_DOCTYPE = 1_000

# White space up to this length is kept: the libraries weigh paragraphs by their length.
_LONG_SPACE = re.compile(r"(\s{100})\s+")

_LONG_TAG = re.compile(r"<[a-z][^<>]{10000,}", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\s+[^\s=>"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?""")
_MOST_ATTRIBUTES = 500

_DATA_START = re.compile(r"""<script\b[^<>]{0,500}(?:ld|settings)\+json[^<>]{0,500}>""", re.IGNORECASE)
_DATA_END = re.compile(r"</script", re.IGNORECASE)
_DATA_KEY = re.compile(r'"(?:publisher|author|names?|person)', re.IGNORECASE)
_LONGEST_DATA = 20_000
_MOST_DATA_KEYS = 200


def trim_page(page: str) -> str:
    """Return the page without its XML declaration, endless white space, endless tags and unreadable structured data."""
    declaration = _XML_DECLARATION.match(page)
    if declaration is not None:
        page = page[declaration.end() :]
    page = _LONG_SPACE.sub(r"\1", page)
    page = _LONG_TAG.sub(_fewer_attributes, page)
    return _readable_data(_short_doctype(page))


def _short_doctype(page: str) -> str:
    """Return the page with its document type on a line of its own, or without it if it is endless."""
    # trafilatura searches the first line of a page for a faulty document type, again from each of its slashes.
    doctype = _DOCTYPE.match(page)
    if doctype is None:
        return page
    kept = doctype[0] if len(doctype[0]) <= _LONGEST_DOCTYPE else ""
    return f"{kept}\n{page[doctype.end() :]}"


def _fewer_attributes(tag: re.Match[str]) -> str:
    """Return the tag with its first ``_MOST_ATTRIBUTES`` attributes."""
    # libxml2 compares each attribute with all before it.
    text = tag[0]
    beyond = next(islice(_ATTRIBUTE.finditer(text), _MOST_ATTRIBUTES, None), None)
    return text if beyond is None else text[: beyond.start()]


def _readable_data(page: str) -> str:
    """Return the page without structured data that is nested without end, or is long and broken."""
    # trafilatura searches broken data with patterns, again from each key. Python's parser leaves data that is nested
    # too deeply by an exception, which would lose the rest of the page's metadata.
    parts: list[str] = []
    at = 0
    while (start := _DATA_START.search(page, at)) is not None:
        end = _DATA_END.search(page, start.end())
        if end is None:
            break
        parts.append(page[at : start.end()])
        data = page[start.end() : end.start()]
        parts.append(data if _is_readable(data) else "")
        at = end.start()
    parts.append(page[at:])
    return "".join(parts)


def _is_readable(data: str) -> bool:
    """Return True for structured data that is sound, short, or has few of the keys that trafilatura searches for."""
    try:
        json.loads(data, strict=False)
        # trafilatura replaces references first, which may break sound markup.
        is_broken = "&" in data
    except RecursionError:
        return False
    except ValueError:
        is_broken = True
    if not is_broken or len(data) <= _LONGEST_DATA:
        return True
    return sum(1 for _ in _DATA_KEY.finditer(data)) <= _MOST_DATA_KEYS
