"""Digests: by which states of a context and of the templates a rendered page is remembered."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from builder.pages.page import Page

_CODE = (
    "render/*.py",
    "pages/*.py",
    "pictures/*.py",
    "pictures/data/*.tsv",
    "gazetteer/*.py",
    "gazetteer/data/countries.tsv",
)
"""The files of the package that take part in rendering: maps name the countries around their places."""


def context_digest(page: Page) -> str:
    """A digest of everything that a page hands to its template, and of which template it is."""
    content = json.dumps(
        [page.path, page.template, page.context], ensure_ascii=False, check_circular=False, default=_fields
    )
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def templates_digest(files: Mapping[str, bytes]) -> str:
    """A digest of the templates by name, of the code that renders them and of its libraries."""
    found = hashlib.sha256(_code().encode())
    for name, data in sorted(files.items()):
        found.update(f"\n{name}\n{len(data)}\n".encode())
        found.update(data)
    return found.hexdigest()


@cache
def _code() -> str:
    """The versions of the libraries, and the sources and data that a page is rendered with."""
    parts = [version(name) for name in ("jinja2", "markupsafe")]
    package = Path(__file__).parent.parent
    for pattern in _CODE:
        for file in sorted(package.glob(pattern)):
            parts += [file.relative_to(package).as_posix(), hashlib.sha256(file.read_bytes()).hexdigest()]
    return "\n".join(parts)


def _fields(value: Any) -> list[object]:
    """A dataclass as a list of its class's name and its values; all else in a context is plain JSON."""
    if not dataclasses.is_dataclass(value):
        raise TypeError(f"not allowed in the context of a page: {type(value).__name__}")
    return [type(value).__name__, *(getattr(value, name) for name in value.__dataclass_fields__)]
