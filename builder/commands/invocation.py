"""The command line as a user can paste it: with the program as this process was started."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path

PROGRAM = "newsgloss"


def to_paste(*words: str, root: Path | None = None) -> str:
    """Return a command line of the program, quoted for a shell.

    Args:
        words: the words behind the program.
        root: the site's folder, which is named unless it is the current one; None to name none.
    """
    named = () if root is None or root == Path.cwd() else ("--root", _near(root))
    return shlex.join((_program(), *words, *named))


def _program() -> str:
    """Return the program's name if a shell finds it under that name, else its path."""
    started = Path(sys.argv[0]).absolute()
    own = started.with_name(PROGRAM)
    found = shutil.which(PROGRAM)
    if not own.is_file() or (found is not None and Path(found).resolve() == own.resolve()):
        return PROGRAM
    return _near(own)


def _near(path: Path) -> str:
    """Return a path as short as it can be from the current folder."""
    below = os.path.relpath(path)
    return str(path) if below.startswith(f"{os.pardir}{os.sep}{os.pardir}") else below
