"""Names of the files of seeds, and what follows from them: known without the code that reads seeds."""

from __future__ import annotations

from pathlib import PurePosixPath

MARKDOWN_ENDINGS = (".md",)
PAGE_ENDINGS = (".html", ".htm")
MAIL_ENDINGS = (".eml",)
SEED_ENDINGS = (".txt", *MARKDOWN_ENDINGS, *PAGE_ENDINGS, *MAIL_ENDINGS)
"""The endings of files that can be read, in small letters."""


def seed_id_of(path: str) -> str:
    """Return the id of a seed: its file name without the ending."""
    name = path.rpartition("/")[
        2
    ]  # a pure path takes twenty times as long, and a build asks thousands of times
    stem, _, ending = name.rpartition(".")
    return stem if stem and ending else name


def ends_in(path: str, *endings: str) -> bool:
    """Return True if the ending of a file is one of these, in capitals or not."""
    return PurePosixPath(path).suffix.lower() in endings
