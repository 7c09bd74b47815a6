"""Assets: style sheets without their comments and white space; scripts and whatever else ``templates/assets/`` holds as
they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from rcssmin import cssmin

from builder.model.diagnostic import InputError, error

FOLDER = "assets"


def load_assets(template_folders: Sequence[Path]) -> Mapping[str, bytes]:
    """The bytes of every asset by its path in the site; of two with one path the first folder's wins.

    Hidden files are left out.

    Raises:
        InputError: where a file cannot be read.
    """
    assets: dict[str, bytes] = {}
    for folder in reversed(template_folders):
        for file in sorted((folder / FOLDER).rglob("*")):
            path = file.relative_to(folder)
            if file.is_file() and not any(part.startswith(".") for part in path.parts):
                assets[path.as_posix()] = _read(file, path)
    return dict(sorted(assets.items()))


def _read(file: Path, path: Path) -> bytes:
    try:
        data = file.read_bytes()
        return bytes(cssmin(data)) if file.suffix == ".css" else data
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        message = f"The asset cannot be read: {reason}."
        raise InputError(
            [error(f"templates/{path.as_posix()}", None, message, "See to its permissions.")]
        ) from problem
