"""Digests of all that pages hand to their templates."""

from __future__ import annotations

import json
from typing import Any

from msgspec import Struct

from builder.digest import digest
from builder.pages.page import DataFile, Page
from builder.pages.request import File


def context_digest(page: Page) -> str:
    """Return a digest of all that a page hands to its template, and of its template's name."""
    content = json.dumps(
        [page.path, page.template, page.context], ensure_ascii=False, check_circular=False, default=_fields
    )
    return digest(content)


def _fields(value: Any) -> list[object]:
    """Return a struct as a list of its class's name and its values; all else in a context is plain JSON."""
    if not isinstance(value, Struct):
        raise TypeError(f"not allowed in the context of a page: {type(value).__name__}")
    return [type(value).__name__, *(getattr(value, name) for name in value.__struct_fields__)]


def finish(file: File) -> bytes:
    """Return bytes that say all that a template is given, which is quicker than to render it."""
    match file:
        case DataFile():
            return file.data
        case Page():
            return context_digest(file).encode()
        case _:
            return repr(file).encode()
