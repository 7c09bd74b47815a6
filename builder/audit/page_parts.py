"""The parts of pages that an audit looks at: what they load, pictures, linked data, and links to other sites."""

from __future__ import annotations

import re

from msgspec import Struct

from builder.check.references import Link, references, resolve
from builder.check.tags import Tag, read_tags

_REST = r"""(?:[^>"']|"[^"]*"|'[^']*')*"""
# All other tags, of which a page has some thousand, say nothing about what is wanted.
_WANTED = re.compile(
    rf"<(?:audio|embed|iframe|img|image|input|link|object|script|source|track|use|video)\b{_REST}>"
    rf"""|<a(?:rea)?\s(?={_REST}?\bhref\s*=\s*["']?\s*https?:){_REST}>""",
    re.IGNORECASE,
)
_SCRIPT_END = re.compile(r"</script\s*>|\Z", re.IGNORECASE)


class PageParts(Struct, frozen=True):
    """The parts of one page.

    Attributes:
        loads: the files of the site that a browser loads with it.
        without_alt: the lines of pictures without alternative text.
        data: linked data in it, each with its line.
        outside: the addresses of other sites that readers can follow, each with the line where it is first.
    """

    loads: frozenset[str]
    without_alt: tuple[int, ...]
    data: tuple[tuple[str, int], ...]
    outside: dict[str, int]


def page_parts(path: str, page: str) -> PageParts:
    """Return the parts of a page of the site."""
    loads: set[str] = set()
    without_alt: list[int] = []
    data: list[tuple[str, int]] = []
    outside: dict[str, int] = {}
    line, counted = 1, 0
    for match in _WANTED.finditer(page):
        tag = next(read_tags(match[0]))
        line, counted = line + page.count("\n", counted, match.start()), match.start()
        if tag.name == "img" and "alt" not in tag.attributes:
            without_alt.append(line)
        elif tag.name == "script" and tag.attributes.get("type") == "application/ld+json":
            end = _SCRIPT_END.search(page, match.end())
            data.append((page[match.end() : end.start() if end else len(page)], line))
        for address, is_loaded in references(tag):
            target = resolve(address, base=path, loads=is_loaded)
            if isinstance(target, Link):
                if is_loaded:
                    loads.add(target.path)
            elif _is_outside(tag, address):
                outside.setdefault(address.partition("#")[0], line)
    return PageParts(frozenset(loads), tuple(without_alt), tuple(data), outside)


def _is_outside(tag: Tag, address: str) -> bool:
    return tag.name in ("a", "area") and address.lower().startswith(("http://", "https://"))
