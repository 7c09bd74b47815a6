"""Linked data: schema.org in pages, and web annotations beside them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Container, Iterator
from typing import Any

from builder.model.diagnostic import Diagnostic, error

_HINT = "Fix the template that the data are made from."
_CHARACTERS = re.compile(r"#char=(\d+),(\d+)")


def page_data_problems(
    path: str, text: str, line: int, files: Container[str], *, url: str
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the linked data in a page.

    Args:
        path: the page, relative to the site's root.
        text: the data.
        line: in the page, counted from 1.
        files: the paths of all files of the site.
        url: the public address of the site, or "".
    """
    try:
        data: Any = json.loads(text)
    except ValueError as problem:
        yield error(path, line, f"The linked data are not JSON: {problem}.", _HINT)
        return
    nodes = data.get("@graph", [data]) if isinstance(data, dict) else []
    if not nodes or "schema.org" not in str(data.get("@context", "")):
        yield error(path, line, "The linked data have no `@context` of schema.org.", _HINT)
        return
    for node in nodes:
        if not isinstance(node, dict) or not node.get("@type"):
            yield error(path, line, "A node of the linked data has no `@type`.", _HINT)
    for address in sorted(set(_addresses(data))):
        target = address.removeprefix(f"{url}/").partition("#")[0]
        is_own = bool(url) and address.startswith(f"{url}/")
        if is_own and (target or "index.html") not in files and f"{target}index.html" not in files:
            yield error(path, line, f"The linked data name {address}, which the site does not have.", _HINT)


def annotation_problems(path: str, data: bytes, text_of: Callable[[str], str | None]) -> Iterator[Diagnostic]:
    """Yield what is wrong with a file of web annotations: every selector must lie within its text.

    Args:
        path: the file, relative to the site's root.
        data: its bytes.
        text_of: returns a text of the site by its path, or None.
    """
    try:
        found: Any = json.loads(data)
    except ValueError as problem:
        yield error(path, None, f"The annotations are not JSON: {problem}.", _HINT)
        return
    bases = [one.get("@base") for one in found.get("@context", ()) if isinstance(one, dict)]
    folder = path.rpartition("/")[0]
    text = text_of(f"{folder}/{bases[0]}".lstrip("/")) if bases else None
    if text is None:
        yield error(path, None, "The annotations are on a text that the site does not have.", _HINT)
        return
    for start, end in {(int(one[1]), int(one[2])) for one in _CHARACTERS.finditer(data.decode())}:
        if not 0 <= start < end <= len(text):
            message = f"An annotation is on the characters {start} to {end} of a text that has {len(text)}."
            yield error(path, None, message, _HINT)


def _addresses(value: object) -> Iterator[str]:
    """Yield every address of the web in data."""
    match value:
        case str() if value.startswith(("http://", "https://")):
            yield value
        case dict():
            for key, one in value.items():
                if key != "@context":
                    yield from _addresses(one)
        case list():
            for one in value:
                yield from _addresses(one)
