"""Templates of a site that nothing uses: a misspelled name replaces nothing, and nobody would notice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from builder.model.diagnostic import Diagnostic, warning
from builder.render.sources import ASSETS, PREFIX, read_templates
from builder.schema.suggestion import Suggestions


def unused_templates(folders: Sequence[Path], *, root: Path | None = None) -> tuple[Diagnostic, ...]:
    """Return a warning for each template of the site's own that replaces none, and that no template names.

    Args:
        folders: of templates, the site's own first and the program's last.
        root: the site's root, which links must not lead out of.

    Raises:
        InputError: if a file or folder cannot be read.
    """
    if len(folders) < 2:
        return ()
    known = {name for name in read_templates(folders[1:]) if not name.startswith(f"{ASSETS}/")}
    templates = read_templates(folders, root=root)
    own = [name for name in templates if name not in known and not name.startswith(f"{ASSETS}/")]
    nearest = Suggestions(known)
    by_file = {PurePosixPath(name).name: name for name in sorted(known)}
    nearest_file = Suggestions(by_file)
    found = []
    for name in own:
        others = b"\n".join(data for other, data in templates.items() if other != name)
        if name.encode("utf-8", "replace") not in others:
            near = nearest.nearest(name) if "/" in name else by_file.get(nearest_file.nearest(name) or "")
            hint = (
                f"Did you mean {PREFIX}/{near}?"
                if near
                else "Include it from another template, or remove it."
            )
            message = (
                "No page uses this template: it replaces none of the program's, and no template names it."
            )
            found.append(warning(f"{PREFIX}/{name}", None, message, hint))
    return tuple(found)
