"""The cache of versions before the store, one file for each entry: recognized by its paths, and removed."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

KINDS = ("annotations", "cards", "facts", "pages", "search")
"""The folders of that cache."""

_FAN_OUT = re.compile(r"[0-9a-f]{2}")
_ENTRY = re.compile(r"[0-9a-f]{62}(?:\.[0-9]+-[0-9]+\.tmp)?")


def remove_earlier_cache(folder: Path) -> None:
    """Delete the entries of a cache of earlier versions, and their folders if nothing else is in them.

    Links are not followed. What cannot be deleted stays.

    Args:
        folder: the folder of the cache, which is that of the store.
    """
    for kind in map(folder.joinpath, KINDS):
        fan_outs = _folders(kind)
        for fan_out in fan_outs:
            for path in _listed(fan_out, _ENTRY):
                if path.is_symlink() or not path.is_file():
                    continue
                with suppress(OSError):
                    path.unlink()
        for emptied in (*fan_outs, kind):
            with suppress(OSError):  # something else is in it, or it is a link
                emptied.rmdir()


def _folders(kind: Path) -> list[Path]:
    """Return the folders of the entries of a kind."""
    return [path for path in _listed(kind, _FAN_OUT) if not path.is_symlink()]


def _listed(folder: Path, name: re.Pattern[str]) -> list[Path]:
    """Return the entries of a folder whose names match; none if it is a link or cannot be read."""
    if folder.is_symlink():
        return []
    try:
        return [path for path in folder.iterdir() if name.fullmatch(path.name)]
    except OSError:
        return []
