"""Assets: style sheets and scripts without their comments and white space, whatever else ``templates/assets/`` holds as
it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from minify_html import minify
from rcssmin import cssmin

from builder.model.diagnostic import InputError, error

FOLDER = "assets"
_OPEN, _CLOSE = "<script>", "</script>"


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


def _small_script(data: bytes) -> bytes:
    """A script without what only its authors need; as it is where it cannot be read as one.

    The library works on pages: so the script is handed over inside one.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return data
    if _CLOSE in text.lower():
        return data
    page = minify(f"{_OPEN}{text}{_CLOSE}", minify_js=True)
    return page.removeprefix(_OPEN).removesuffix(_CLOSE).encode()


def _read(file: Path, path: Path) -> bytes:
    try:
        data = file.read_bytes()
        if file.suffix == ".css":
            return bytes(cssmin(data))
        return _small_script(data) if file.suffix == ".js" else data
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        message = f"The asset cannot be read: {reason}."
        raise InputError(
            [error(f"templates/{path.as_posix()}", None, message, "See to its permissions.")]
        ) from problem
