"""The command line of a build, as far as it is certain what it means."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_FLAGS = {
    "-q": "quiet",
    "--quiet": "quiet",
    "--json": "as_json",
    "-v": "verbose",
    "--verbose": "verbose",
    "--drafts": "drafts",
    "--strict": "strict",
}
_VALUES = ("--root", "--out", "--jobs", "--cluster")


class Arguments:
    """The options of a build that are known before the program is loaded. Paths are absolute."""

    __slots__ = ("as_json", "drafts", "out", "quiet", "root", "strict", "verbose")

    def __init__(self, flags: set[str], *, root: str, out: str) -> None:
        self.quiet = "quiet" in flags
        self.as_json = "as_json" in flags
        self.verbose = "verbose" in flags
        self.drafts = "drafts" in flags
        self.strict = "strict" in flags
        self.root = root
        self.out = out


def read_arguments(words: Sequence[str]) -> Arguments | None:
    """Return the options of a build; None for anything that is not plainly a build that may be known already.

    Args:
        words: the words after ``build``.
    """
    flags: set[str] = set()
    values: dict[str, str] = {}
    remaining = list(words)
    while remaining:
        word = remaining.pop(0)
        if word in _FLAGS:
            flags.add(_FLAGS[word])
            continue
        name, is_joined, value = word.partition("=")
        if name not in _VALUES or (not is_joined and not remaining):
            return None
        values[name] = value if is_joined else remaining.pop(0)
        if not values[name] or values[name].startswith("-"):
            return None
    jobs = values.get("--jobs", "1")
    if not (jobs.isascii() and jobs.isdecimal() and int(jobs)):
        return None
    if not is_scheduler_address(values.get("--cluster", "tcp://localhost:8786")):
        return None
    root = absolute(values.get("--root", "."))
    return Arguments(flags, root=root, out=absolute(values["--out"]) if "--out" in values else f"{root}/site")


def is_scheduler_address(words: str) -> bool:
    """Return True for the address of a Dask scheduler: ``tcp://HOST:PORT``, or ``HOST:PORT``."""
    host, _, port = words.rpartition("://")[2].rpartition(":")
    has_host = bool(host) and "/" not in host and not any(character.isspace() for character in host)
    return has_host and port.isascii() and port.isdecimal()


def absolute(path: str) -> str:
    """Return the absolute path as ``pathlib`` spells it: without "." and double slashes, but with ".."."""
    parts = os.path.join(os.getcwd(), path).split("/")
    return "/" + "/".join(part for part in parts if part not in ("", "."))
