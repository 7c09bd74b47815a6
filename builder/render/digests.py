"""Digests: by which states of a context and of the templates a rendered page is remembered."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from typing import Any

from builder.digest import digest
from builder.pages.page import Page


def context_digest(page: Page) -> str:
    """A digest of everything that a page hands to its template, and of which template it is."""
    content = json.dumps(
        [page.path, page.template, page.context], ensure_ascii=False, check_circular=False, default=_fields
    )
    return digest(content)


def templates_digest(files: Mapping[str, bytes]) -> str:
    """Return a digest of templates by name."""
    return digest(*(part for name, data in sorted(files.items()) for part in (name, data)))


def _fields(value: Any) -> list[object]:
    """A dataclass as a list of its class's name and its values; all else in a context is plain JSON."""
    if not dataclasses.is_dataclass(value):
        raise TypeError(f"not allowed in the context of a page: {type(value).__name__}")
    return [type(value).__name__, *(getattr(value, name) for name in value.__dataclass_fields__)]
