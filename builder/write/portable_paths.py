"""The addresses a site may have: safe below its folder, and distinct on every file system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from builder.model.diagnostic import Diagnostic, InputError, error
from builder.write.manifest import MARKER

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# Windows reserves these names for devices, whatever the folder. With an ending they are the slugs of ordinary
# names ("con.html") and harmless on every host that serves them.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)


def check_addresses(paths: Iterable[str]) -> None:
    """Refuse addresses that leave the site, and two that some file systems cannot tell apart.

    Args:
        paths: POSIX paths relative to the site's root.

    Raises:
        InputError: for a path that is absolute, climbing, empty, not encodable, or has a backslash, a colon,
            a control character or a reserved name; for two paths that differ only in case or in Unicode
            form; and for a page whose path is a folder of another page.
    """
    ordered = sorted(paths)
    problems = [*_refused(ordered), *_collisions(ordered), *_files_as_folders(ordered)]
    if problems:
        raise InputError(problems)


def _refused(ordered: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield an error for each path that some system cannot hold. Slugs are safe, so most come from assets."""
    for path in ordered:
        problem = _problem(path)
        if problem:
            shown = _CONTROL.sub("\ufffd", path.encode(errors="replace").decode())
            source = f"templates/{shown}" if path.startswith("assets/") else shown
            message = f'"{shown}" cannot be a file of the site: it {problem}.'
            yield error(source, None, message, "Rename the file, or the slug that it has its name from.")


def _problem(path: str) -> str:
    """What is wrong with ``path``, or "" where nothing is."""
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


def _folded(path: str) -> str:
    """The path as a file system sees it that ignores case and Unicode form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _collisions(ordered: list[str]) -> list[Diagnostic]:
    """A diagnostic for each path that meets an earlier one once case is ignored."""
    first: dict[str, str] = {}
    problems = []
    for path in ordered:
        other = first.setdefault(_folded(path), path)
        if other != path:
            message = f'"{other}" and "{path}" are one file where upper and lower case are the same.'
            problems.append(error(path, None, message, "Give one of the two another slug."))
    return problems


def _files_as_folders(ordered: list[str]) -> list[Diagnostic]:
    """A diagnostic for each path whose folder is itself a file of the site."""
    files = {_folded(path): path for path in ordered}
    problems = []
    for path in ordered:
        parts = _folded(path).split("/")[:-1]
        for depth in range(1, len(parts) + 1):
            other = files.get("/".join(parts[:depth]))
            if other is not None:
                message = f'"{other}" cannot be both a file and the folder of "{path}".'
                problems.append(error(path, None, message, "Give one of the two another slug."))
    return problems
