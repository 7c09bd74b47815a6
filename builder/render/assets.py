"""Assets: the files of ``templates/assets/``; style sheets and scripts are minified."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path, PurePath

from builder.codec import Codec
from builder.digest import digest
from builder.edition.interface import DEFAULT, interface_of
from builder.graph.memory import Memory, NoMemory
from builder.installed_packages import version_of
from builder.render.sources import read_assets

LIBRARIES = ("minify-html", "rcssmin")
"""Libraries that minify. Their versions are part of what an asset depends on."""

_ASSETS = Codec(dict[str, bytes])
_OPEN, _CLOSE = "<script>", "</script>"


def load_assets(
    template_folders: Sequence[Path],
    *,
    root: Path | None = None,
    language: str = DEFAULT,
    memory: Memory | None = None,
) -> Mapping[str, bytes]:
    """Return the bytes of every asset by its path in the site; of two with one path, that of the first folder.

    Hidden files are left out.

    Args:
        template_folders: the folders that may contain ``assets/``.
        root: the site's root, which links of its own templates must not lead out of.
        language: the tag of the language of the pages, in which scripts say what they say.
        memory: what earlier builds remember; None remembers nothing.

    Raises:
        InputError: if a file or folder cannot be read; it has every such problem.
    """
    assets = read_assets(template_folders, root=root)
    parts: Iterable[str | bytes] = chain.from_iterable(assets.items())
    key = digest(language, *map(version_of, LIBRARIES), *parts)
    return (memory or NoMemory()).recall_one(
        _ASSETS,
        key,
        lambda: {path: _small(path, _in_language(path, data, language)) for path, data in assets.items()},
    )


def _in_language(path: str, data: bytes, language: str) -> bytes:
    """Return a script with its words in another language; those of a script of a site's own stay if they differ."""
    interface, english = interface_of(language), interface_of(DEFAULT)
    if interface is english:
        return data
    prefix = f"scripts.{PurePath(path).name}."
    for key, words in english.phrases.items():
        if key.startswith(prefix):
            data = data.replace(words.encode(), interface.phrases[key].encode())
    return data


def _small(path: str, data: bytes) -> bytes:
    match PurePath(path).suffix:
        case ".css":
            from rcssmin import cssmin

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
    from minify_html import minify

    page = minify(f"{_OPEN}{text}{_CLOSE}", minify_js=True)
    return page.removeprefix(_OPEN).removesuffix(_CLOSE).encode()
