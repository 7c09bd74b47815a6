"""Assets: style sheets and scripts without their comments and white space, whatever else ``templates/assets/`` holds as
it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from rcssmin import cssmin
from rjsmin import jsmin

from builder.model.diagnostic import InputError, error

FOLDER = "assets"
_MINIFIERS: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType({".css": cssmin, ".js": jsmin})


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
        return bytes(_MINIFIERS.get(file.suffix, bytes)(data))
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        message = f"The asset cannot be read: {reason}."
        raise InputError(
            [error(f"templates/{path.as_posix()}", None, message, "See to its permissions.")]
        ) from problem
