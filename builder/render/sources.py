"""Template sources: the files of the template folders; of two with one name the first folder's counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from builder.files import ASSET_LIMIT, MEGABYTE, TEMPLATE_LIMIT, UnusableError, read_file, walk_folder
from builder.model.diagnostic import Diagnostic, InputError, error

PREFIX = "templates"
"""What diagnostics call the folder of the templates, the site's own and the built-in ones alike."""

ASSETS = "assets"
_ASSETS = f"{ASSETS}/"
BUILT_IN = "!"
"""What a name of a template begins with that means the program's own, also if the site has one of that name."""

ALL_ASSETS_LIMIT = 500 * MEGABYTE
"""Bytes of all assets together: they are kept in memory until the site is written."""


def read_templates(folders: Sequence[Path], *, root: Path | None = None) -> dict[str, bytes]:
    """Return every template by name, and the assets that one of them spells out, since it may include them.

    A built-in template that one of them spells out with ``BUILT_IN`` before its name is there under that name, too.
    Hidden files are left out.

    Args:
        folders: the folders of templates; of two templates with one name, that of the first folder counts. A missing
            folder is empty.
        root: the site's root, which the links of a folder in it must not lead out of; other folders' links must
            not lead out of the folder.

    Raises:
        InputError: a file or folder cannot be read; it has every such problem.
    """
    listed = _list(folders, root, below="")
    templates = _read(
        {name: folder for name, folder in listed.items() if not name.startswith(_ASSETS)},
        root,
        limit=TEMPLATE_LIMIT,
    )
    source = b"\n".join(templates.values())
    spelled = {
        name: folder
        for name, folder in listed.items()
        if name.startswith(_ASSETS) and name.encode("utf-8", "replace") in source
    }
    return templates | _read(spelled, root, limit=ASSET_LIMIT) | _read_extended(folders, source)


def read_assets(folders: Sequence[Path], *, root: Path | None = None) -> dict[str, bytes]:
    """Return every asset by its path in the site, as it is; hidden files are left out.

    Args:
        folders, root: as for ``read_templates``.

    Raises:
        InputError: a file or folder cannot be read, or all files together are too large.
    """
    return _read(_list(folders, root, below=_ASSETS), root, limit=ASSET_LIMIT, together=ALL_ASSETS_LIMIT)


def _read_extended(folders: Sequence[Path], source: bytes) -> dict[str, bytes]:
    """Return the built-in templates that a source spells out with ``BUILT_IN`` before their names, by these names."""
    if BUILT_IN.encode() not in source or not folders:
        return {}
    listed = {
        name: folder
        for name, folder in _list(folders[-1:], None, below="").items()
        if f"{BUILT_IN}{name}".encode("utf-8", "replace") in source
    }
    return {f"{BUILT_IN}{name}": data for name, data in _read(listed, None, limit=TEMPLATE_LIMIT).items()}


def _list(folders: Sequence[Path], root: Path | None, *, below: str) -> dict[str, Path]:
    """Map the name of each file to the folder that has it."""
    found: dict[str, Path] = {}
    problems: list[Diagnostic] = []
    for folder in reversed(folders):
        names, unread = walk_folder(
            folder / below, root=_bounds(folder, root), name=f"{PREFIX}/{below}".rstrip("/")
        )
        found |= {f"{below}{name}": folder for name in names}
        problems += unread
    _stop_on(problems)
    return dict(sorted(found.items()))


def _read(
    listed: dict[str, Path], root: Path | None, *, limit: int, together: int | None = None
) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    problems: list[Diagnostic] = []
    size = 0
    for name, folder in listed.items():
        try:
            files[name] = read_file(folder / name, root=_bounds(folder, root), limit=limit)
        except FileNotFoundError:
            continue  # it was deleted since it was listed
        except UnusableError as problem:
            problems.append(problem.diagnostic(f"{PREFIX}/{name}"))
        else:
            size += len(files[name])
        if together is not None and size > together:
            message = f"The assets are larger than {together // MEGABYTE} MB together."
            problems.append(
                error(f"{PREFIX}/{_ASSETS}".rstrip("/"), None, message, "Move large files to another host.")
            )
            break
    _stop_on(problems)
    return files


def _bounds(folder: Path, root: Path | None) -> Path:
    """Return the folder that links must not lead out of."""
    return root if root is not None and folder.is_relative_to(root) else folder


def _stop_on(problems: Iterable[Diagnostic]) -> None:
    if found := sorted(set(problems), key=lambda problem: problem.path):
        raise InputError(found)
