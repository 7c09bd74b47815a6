"""The circumstances of a build: everything that it depends on beside files of the site and of the program."""

from __future__ import annotations

import os
import sys

from builder import __version__

FORMAT = 1
"""The version of the record."""

ENVIRONMENT = ("SOURCE_DATE_EPOCH",)
"""The variables that a build reads."""

_PACKAGES = (".dist-info", ".egg-info", ".egg-link", ".pth")
_CACHE = b"newsgloss"


def circumstances(*, root: str, out: str, drafts: bool, strict: bool) -> str:
    """Return the circumstances of a build in words: equal ones are the same.

    Args:
        root: the absolute path of the site's folder.
        out: that of the output.
        drafts: as the option.
        strict: as the option.

    Raises:
        OSError: if something cannot be read.
    """
    program = (FORMAT, __version__, sys.version, sys.executable, str(sys.flags), sys.getfilesystemencoding())
    environment = [os.environ.get(name) for name in ENVIRONMENT]
    options = (root, os.path.realpath(root), out, drafts, strict)
    return ascii((program, _packages(), environment, options, _tracked(root), _left_beside(out)))


def _packages() -> list[tuple[str, list[tuple[str, int]]]]:
    """Return the folders from which Python imports, each with what is installed there: names, versions and times."""
    return [(folder, sorted(_installed(folder))) for folder in sys.path]


def _installed(folder: str) -> list[tuple[str, int]]:
    try:
        with os.scandir(folder or ".") as entries:
            return [
                (entry.name, entry.stat().st_mtime_ns) for entry in entries if entry.name.endswith(_PACKAGES)
            ]
    except (FileNotFoundError, NotADirectoryError):
        return []  # Python's own library as an archive, and the like


def _tracked(root: str) -> object:
    """Return the state of git's index if it may list the cache, about which a build warns; None if it cannot.

    Raises:
        OSError: if it cannot be read.
    """
    folder = os.path.realpath(root)
    while True:
        git = f"{folder}/.git"
        if os.path.lexists(git):
            break
        if folder == os.path.dirname(folder):
            return None
        folder = os.path.dirname(folder)
    index = f"{git}/index"
    if not os.path.isdir(git):
        # A further work tree, or a submodule.
        with open(git, encoding="utf-8") as file:
            index = os.path.join(folder, file.read().removeprefix("gitdir:").strip(), "index")
    try:
        with open(index, "rb") as opened:
            if _CACHE not in opened.read():
                return None
            status = os.fstat(opened.fileno())
    except FileNotFoundError:
        return None
    return (folder, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def _left_beside(out: str) -> list[bool]:
    """Return which folders a killed build has left beside the output."""
    folder, name = os.path.split(os.path.realpath(out))
    return [os.path.lexists(f"{folder}/.{name}.newsgloss-{part}") for part in ("old", "new")]
