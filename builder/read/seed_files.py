"""Files of seeds: the files in ``seeds/`` that are articles."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from builder.files import TooLargeError, UnusableError, check_inside, printable, read_file
from builder.model.diagnostic import Diagnostic, error, warning
from builder.read.limits import size_error, size_limit
from builder.read.seed_names import SEED_ENDINGS, seed_id_of

FOLDER = "seeds"


def find_seeds(root: Path) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Return the seeds of a site, sorted by path, and what is wrong with other files in their folder.

    Folders may be nested; a seed's id is made of the file name alone. Hidden files and the backup copies of text
    editors (``monday.txt~``) are skipped silently.

    Args:
        root: the site's root, the folder that contains ``seeds/``.

    Returns:
        Paths below ``root``, one per seed id, and the diagnostics, sorted by path.
    """
    folder = root / FOLDER
    if not os.path.isdir(folder):  # noqa: PTH112 - that of Path raises if the root may not be entered
        if not os.path.isdir(root / "content"):  # noqa: PTH112 - likewise
            message = f"This folder is no site: it has neither {FOLDER}/ nor content/."
            hint = "Name the folder of a site with --root, or make one with newsgloss new FOLDER."
            return (), (error(FOLDER, None, message, hint),)
        message = f"The folder {FOLDER}/ does not exist."
        hint = "Create it and put articles into it, as .txt, .md, .html or .eml files."
        return (), (error(FOLDER, None, message, hint),)
    try:
        check_inside(folder, root=root)
    except UnusableError as unusable:
        return (), (unusable.diagnostic(FOLDER),)
    paths: dict[str, Path] = {}
    diagnostics: list[Diagnostic] = []
    for path in sorted(_files(folder, root, diagnostics), key=lambda path: path.parts):
        problem = _problem(path, root)
        seed_id = seed_id_of(path.name)
        if problem is None and seed_id in paths:
            message = f"This seed and {relative_path(paths[seed_id], root)} have the same id “{seed_id}”."
            problem = error(relative_path(path, root), None, message, "Rename or remove one of them.")
        if problem is not None:
            diagnostics.append(problem)
        else:
            paths[seed_id] = path
    found = tuple(sorted(diagnostics, key=lambda diagnostic: (diagnostic.path, diagnostic.message)))
    return tuple(paths.values()), found


def load_seed(path: Path, root: Path) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """Return the bytes of a seed; None, and why, if it cannot be read or is larger than the limit.

    Args:
        path: the seed.
        root: the site's root.
    """
    where = relative_path(path, root)
    limit = size_limit(where)
    try:
        return read_file(path, root=root, limit=limit), ()
    except FileNotFoundError:
        return None, (error(where, None, "The seed was removed while the build ran.", "Build again."),)
    except TooLargeError as problem:
        return None, (size_error(where, problem.size, limit),)
    except UnusableError as problem:
        return None, (problem.diagnostic(where),)


def relative_path(path: Path, root: Path) -> str:
    """Return a file's path from the site's root, with forward slashes, as diagnostics and articles name it."""
    return printable(_relative(path, root))


def _relative(path: Path, root: Path) -> str:
    """Return a file's path from the site's root, with forward slashes."""
    # What pathlib would return, in a tenth of the time.
    whole, folder = os.fspath(path), os.fspath(root)
    if os.sep == "/" and whole.startswith(f"{folder}/"):
        return whole[len(folder) + 1 :]
    return path.relative_to(root).as_posix()


def _files(folder: Path, root: Path, diagnostics: list[Diagnostic]) -> Iterator[Path]:
    """Yield all files below the folder that are not hidden; a folder that cannot be entered goes to the diagnostics."""

    def refuse(failure: OSError) -> None:
        where = relative_path(Path(failure.filename), root)
        message = f"The folder cannot be read: {failure.strerror}."
        diagnostics.append(error(where, None, message, "Check its permissions."))

    for parent, folders, names in os.walk(folder, onerror=refuse):
        for name in sorted(folders):
            if (Path(parent) / name).is_symlink() and not name.startswith("."):
                hint = "Put the folder itself there."
                where = relative_path(Path(parent) / name, root)
                diagnostics.append(warning(where, None, "Links to folders are not followed.", hint))
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (
            Path(parent) / name for name in names if not name.startswith(".") and not name.endswith("~")
        )


def _problem(path: Path, root: Path) -> Diagnostic | None:
    """Return the diagnostic of a file that is not a seed; None for a seed."""
    written = _relative(path, root)
    where = printable(written)
    if path.suffix.lower() not in SEED_ENDINGS:
        hint = f"Seeds end in {', '.join(SEED_ENDINGS)}; move other files out of {FOLDER}/."
        return warning(where, None, "The file is not a seed and is left out.", hint)
    # No link was followed to find it, so only a link of its own may lead elsewhere.
    if not _is_regular(path):
        try:
            check_inside(path, root=root)
        except UnusableError as problem:
            return problem.diagnostic(where)
        if not path.is_file():
            return error(
                where, None, "The file is not a regular file, or a link to a missing file.", "Remove it."
            )
    if where != written:
        return error(where, None, "The file's name is not valid text.", "Rename it.")
    return None


def _is_regular(path: Path) -> bool:
    """Return True for a regular file, and False for a link to one."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False
