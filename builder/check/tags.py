"""The tags of a page, read strictly: what a browser would forgive is a problem here.

Common parsers repair what they read (libxml2 closes an open ``div`` silently), and that of the standard library takes
four times as long.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from msgspec import Struct, field

_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_TAG = re.compile(
    r"""
    (?P<skipped> <!--.*?--> | <!doctype\s[^>]*> | <!\[CDATA\[.*?\]\]> )
    | </(?P<end>[a-z][^\s/>]*)\s*>
    | <(?P<start>[a-z][^\s/>]*)
       (?P<attributes>(?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*+)
       \s*(?P<slash>/?)>
    | (?P<broken><)
    """,
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
RAW = frozenset(["script", "style", "textarea", "title"])
"""Elements whose content is not markup."""
_RAW_ENDS = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in RAW}


class Tag(Struct, frozen=True):
    """One tag.

    Attributes:
        name: in lower case; "" for a "<" that does not begin a tag.
        line: of its beginning, counted from 1.
        is_end: True if it ends an element.
        is_self_closed: True if it ends with "/>".
        attributes: names in lower case, values without character references; "" for an attribute without a value.
        repeated: the names of attributes that are given more than once.
        text: the content of an element whose content is not markup (``RAW``); None if the element has no end.
    """

    name: str
    line: int
    is_end: bool = False
    is_self_closed: bool = False
    attributes: dict[str, str] = field(default_factory=dict)
    repeated: tuple[str, ...] = ()
    text: str | None = ""


def read_tags(page: str) -> Iterator[Tag]:
    """Yield every tag of ``page`` in order, without comments and document type."""
    line, counted, position = 1, 0, 0
    while match := _TAG.search(page, position):
        position = match.end()
        if match["skipped"]:
            continue
        line += page.count("\n", counted, match.start())
        counted = match.start()
        if match["end"]:
            yield Tag(match["end"].lower(), line, is_end=True)
        elif match["start"]:
            tag = _start_tag(page, match, line)
            yield tag
            position += len(tag.text or "")
        else:
            yield Tag("", line)


def _start_tag(page: str, match: re.Match[str], line: int) -> Tag:
    name = match["start"].lower()
    attributes: dict[str, str] = {}
    repeated = []
    for attribute in _ATTRIBUTE.finditer(match["attributes"]):
        key = attribute[1].lower()
        if key in attributes:
            repeated.append(key)
        else:
            attributes[key] = html.unescape(attribute[2] or attribute[3] or attribute[4] or "")
    text: str | None = ""
    if name in RAW:
        end = _RAW_ENDS[name].search(page, match.end())
        text = page[match.end() : end.start()] if end else None
    return Tag(
        name,
        line,
        is_self_closed=bool(match["slash"]),
        attributes=attributes,
        repeated=tuple(repeated),
        text=text,
    )
