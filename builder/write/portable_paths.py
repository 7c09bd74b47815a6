"""Portable paths: below the site's folder, and distinct on every file system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from builder.model.diagnostic import Diagnostic, InputError, error
from builder.write.manifest import MARKER, folders_of

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# Windows reserves these names for devices, whatever the folder. With an ending they are the slugs of ordinary
# names ("con.html") and harmless on every host that serves them.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)
# Almost all paths of a site are of this kind, and none of them has a problem.
_ORDINARY = re.compile(
    r"(?:(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:/|$))[a-z0-9](?:[a-z0-9_.-]*[a-z0-9_-])?(?:/(?!$)|$))+"
)


def check_paths(paths: Iterable[str]) -> None:
    """Check that every path is inside the site and that no two paths are the same file on some file system.

    Args:
        paths: POSIX paths relative to the site's root.

    Raises:
        InputError: if a path is absolute, empty, not encodable, or has a part "..", a backslash, a colon,
            a control character or a reserved name; if two paths differ only in case or in Unicode form; and
            if a path is the folder of another path.
    """
    ordered = sorted(paths)
    problems = [*_invalid_paths(ordered), *_collisions(ordered), *_files_as_folders(ordered)]
    if problems:
        raise InputError(problems)


def _invalid_paths(ordered: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield an error for each path that some system cannot store."""
    for path in ordered:
        problem = "" if _ORDINARY.fullmatch(path) else _problem(path)
        if problem:
            shown = _CONTROL.sub("\ufffd", path.encode(errors="replace").decode())
            # Slugs are safe, so that most of these paths come from the assets.
            source = f"templates/{shown}" if path.startswith("assets/") else shown
            message = f'"{shown}" cannot be a file of the site: it {problem}.'
            yield error(source, None, message, "Rename the file, or the slug that it has its name from.")


def _problem(path: str) -> str:
    """Return what is wrong with a path, as the end of a sentence; "" if it is valid."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return "has a name that is not Unicode text"
    if "\\" in path or ":" in path or _CONTROL.search(path):
        return "has a backslash, a colon or a control character"
    if path == MARKER:
        return "is the manifest of the output folder"
    for name in path.split("/"):
        if name in ("", ".", ".."):
            return f"has the part “{name}”"
        if name[-1] in ". " or name[0] == " ":
            return f"has the name “{name}”, with a space or a full stop at its end"
        if _DEVICE.fullmatch(name):
            return f"has the name “{name}”, which Windows reserves for a device"
    return ""


def fold_path(path: str) -> str:
    """Return the key of a path on a file system that ignores case and Unicode form."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _collisions(ordered: list[str]) -> list[Diagnostic]:
    """Return an error for each path that equals an earlier one if case and Unicode form are ignored."""
    first: dict[str, str] = {}
    problems = []
    for path in ordered:
        other = first.setdefault(fold_path(path), path)
        if other != path:
            message = f'"{other}" and "{path}" are the same file on a system that ignores case.'
            problems.append(error(path, None, message, "Give one of the two another slug."))
    return problems


def _files_as_folders(ordered: list[str]) -> list[Diagnostic]:
    """Return an error for each path whose folder is also a file of the site."""
    files = {fold_path(path): path for path in ordered}
    problems: list[Diagnostic] = []
    if files.keys().isdisjoint(folders_of(files)):
        return problems
    for path in ordered:
        parts = fold_path(path).split("/")[:-1]
        for depth in range(1, len(parts) + 1):
            other = files.get("/".join(parts[:depth]))
            if other is not None:
                message = f'"{other}" cannot be both a file and the folder of "{path}".'
                problems.append(error(path, None, message, "Give one of the two another slug."))
    return problems
