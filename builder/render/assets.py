"""Assets: style sheets and scripts without their comments and white space, whatever else ``templates/assets/`` holds as
it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath

from minify_html import minify
from rcssmin import cssmin

from builder.render.sources import read_assets

_OPEN, _CLOSE = "<script>", "</script>"


def load_assets(template_folders: Sequence[Path], *, root: Path | None = None) -> Mapping[str, bytes]:
    """The bytes of every asset by its path in the site; of two with one path the first folder's wins.

    Hidden files are left out.

    Args:
        template_folders: where ``assets/`` is looked for.
        root: the site's root, which links of its own templates must not lead out of.

    Raises:
        InputError: if a file or folder cannot be read; it holds every such problem.
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
