"""Assets: the files of ``templates/assets/``; style sheets and scripts are minified."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath

from minify_html import minify
from rcssmin import cssmin

from builder.render.sources import read_assets

_OPEN, _CLOSE = "<script>", "</script>"


def load_assets(template_folders: Sequence[Path], *, root: Path | None = None) -> Mapping[str, bytes]:
    """Return the bytes of every asset by its path in the site; of two with one path, that of the first folder.

    Hidden files are left out.

    Args:
        template_folders: the folders that may contain ``assets/``.
        root: the site's root, which links of its own templates must not lead out of.

    Raises:
        InputError: if a file or folder cannot be read; it has every such problem.
    """
    return {path: _small(path, data) for path, data in read_assets(template_folders, root=root).items()}


def _small(path: str, data: bytes) -> bytes:
    match PurePath(path).suffix:
        case ".css":
            return bytes(cssmin(data))
        case ".js":
            return _small_script(data)
        case _:
            return data


def _small_script(data: bytes) -> bytes:
    """Return a script minified; unchanged if it is not UTF-8 or would end the element that it is minified in."""
    # The library works on pages, so the script is given to it in one.
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return data
    if _CLOSE in text.lower():
        return data
    page = minify(f"{_OPEN}{text}{_CLOSE}", minify_js=True)
    return page.removeprefix(_OPEN).removesuffix(_CLOSE).encode()
