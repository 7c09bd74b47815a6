"""Where templates and assets are looked for."""

from __future__ import annotations

import os
from pathlib import Path

import builder


def template_folders(root: Path) -> tuple[Path, ...]:
    """The folders of templates, first come first served: the site's own where it has any, then the default.

    Args:
        root: the site's folder.
    """
    own = root / "templates"
    default = default_templates()
    # Whatever is there is reported when it is read: a broken link must not count as no templates.
    if os.path.lexists(own) and os.path.realpath(own) != os.path.realpath(default):
        return (own, default)
    return (default,)


def default_templates() -> Path:
    """The templates that come with the package: inside it once installed, beside it in the project."""
    package = Path(builder.__file__).parent
    inside = package / "default_templates"
    return inside if inside.is_dir() else package.parent / "templates"
