"""Style sheets of a report, and relative addresses for pages in a folder of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from builder.pipeline.template_folders import default_templates

TEMPLATES = Path(__file__).parent / "templates"
_SHEETS = ("tokens.css", "report.css")


def styles(*, inside: bool) -> tuple[str, ...]:
    """Return the addresses of the style sheets for a page in a folder (``inside``) or for the first page."""
    return tuple(from_folder(name) if inside else name for name in _SHEETS)


def from_folder(url: str) -> str:
    """Return an address relative to the root of the report, for a page in a folder of it."""
    return f"../{url}"


def style_sheets() -> Mapping[str, bytes]:
    """Return the style sheets by path; the colors are those of the site."""
    folders = (default_templates() / "assets", TEMPLATES)
    return {name: (folder / name).read_bytes() for name, folder in zip(_SHEETS, folders, strict=True)}
