"""The folders of templates and assets."""

from __future__ import annotations

import os
from pathlib import Path

import builder


def template_folders(root: Path) -> tuple[Path, ...]:
    """Return the folders of templates in the order of lookup: the site's own if it exists, then the default.

    Args:
        root: the site's folder.
    """
    own = root / "templates"
    default = default_templates()
    # A broken link counts as a folder here, so that reading it reports an error: it must not count as no templates.
    if os.path.lexists(own) and os.path.realpath(own) != os.path.realpath(default):
        return (own, default)
    return (default,)


def default_templates() -> Path:
    """Return the folder of the default templates: inside the installed package, or beside it in the project."""
    package = Path(builder.__file__).parent
    inside = package / "default_templates"
    return inside if inside.is_dir() else package.parent / "templates"
