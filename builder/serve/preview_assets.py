"""The styles and scripts of the preview itself, which are no files of the site."""

from __future__ import annotations

from pathlib import Path

from builder.digest import digest

ASSETS = "/.newsgloss/"
"""The folder of their addresses. No file of a site begins with a dot, so none is in it."""

DESK_SCRIPT = "desk/desk.js"
"""The script of the editor's desk that imports the others."""

DESK_MODULES = tuple(
    f"desk/{name}.js"
    for name in (
        "brief",
        "chooser",
        "decisions",
        "dock",
        "doubts",
        "elements",
        "entity",
        "history",
        "identity",
        "input",
        "kinds",
        "lost",
        "marking",
        "messages",
        "names",
        "page",
        "panel",
        "placing",
        "preview",
        "quotes",
        "reloads",
        "story",
    )
)
"""The scripts that the desk's script imports, directly or not."""

_FOLDER = Path(__file__).with_name("assets")
_STYLES = frozenset({"failure.css", "status.css"})
_DESK = frozenset({"desk/desk.css", DESK_SCRIPT, *DESK_MODULES})


def find_asset(address: str) -> Path | None:
    """Return the preview's own style sheet or script at an address; None if the address is another one.

    Raises:
        OSError: if a file of the desk cannot be read.
    """
    # Only these names are served, so an address cannot lead out of the folder.
    name = address.removeprefix(ASSETS)
    if name == address:
        return None
    if name in _STYLES:
        return _FOLDER / name
    version, _, name = name.partition("/")
    return _FOLDER / name if name in _DESK and version == desk_version() else None


def desk_version() -> str:
    """Return a digest of the desk's files, which is part of their addresses.

    Raises:
        OSError: if one of them cannot be read.
    """
    # Live reload loads 22 files that do not change: with the version in their addresses, browsers may keep them.
    return digest(*((_FOLDER / name).read_bytes() for name in sorted(_DESK)))[:16]


def is_kept(asset: Path) -> bool:
    """Return True if browsers may keep an asset, because its address changes with it."""
    return asset.relative_to(_FOLDER).as_posix() in _DESK
