"""What all pages of a report share: style sheets, and how pages in a folder find the others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from builder.pipeline.template_folders import default_templates

TEMPLATES = Path(__file__).parent / "templates"
_SHEETS = ("tokens.css", "report.css")


def styles(*, inside: bool) -> tuple[str, ...]:
    """The addresses of the style sheets, from a page in a folder or from the first page."""
    return tuple(from_folder(name) if inside else name for name in _SHEETS)


def from_folder(url: str) -> str:
    """An address counted from the root of the report, for a page in a folder of it."""
    return f"../{url}"


def style_sheets() -> Mapping[str, bytes]:
    """The style sheets by path: the colours are those of the site."""
    folders = (default_templates() / "assets", TEMPLATES)
    return {name: (folder / name).read_bytes() for name, folder in zip(_SHEETS, folders, strict=True)}
