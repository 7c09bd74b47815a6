"""Messages to an editor on an output folder that contains more than the last site."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.model.diagnostic import Diagnostic, InputError, error, note, warning
from builder.write.folder_diff import Survey
from builder.write.manifest import MARKER, State, printable

_SHOWN = 8
"""How many names a message has."""

_AWAY = "Move them away, or give the pages of that name another slug."
_HINTS = {
    State.ABSENT: "Choose another folder with --out, or move these files away.",
    State.EARLIER: _AWAY,
    State.DAMAGED: "Move the whole folder away if nothing in it is yours, or choose another one with --out.",
    State.VALID: _AWAY,
}


@dataclass(frozen=True, slots=True)
class Findings:
    """What is to be said of an output folder before it is written; ``new`` are paths that no build has reported."""

    warnings: tuple[Diagnostic, ...]
    notes: tuple[Diagnostic, ...]
    new: tuple[str, ...]


def findings(out: Path, found: Survey, state: State, *, named: Collection[str]) -> Findings:
    """Return what is to be said of a folder.

    Args:
        out: the folder as it was given.
        found: what it holds.
        state: what its manifest is.
        named: files of others that an earlier build has reported.

    Raises:
        InputError: if the site would replace a file that newsgloss did not make.
    """
    if found.mounted:
        what = f"This folder holds other file systems ({names(found.mounted)}), which cannot be kept."
        raise InputError(
            [error(out.as_posix(), None, what, "Unmount them, or choose another folder with --out.")]
        )
    if found.in_the_way:
        damaged = f', and its manifest "{MARKER}" is damaged' if state is State.DAMAGED else ""
        what = f"The site would overwrite {names(found.in_the_way)}, which newsgloss did not make{damaged}."
        raise InputError([error(out.as_posix(), None, what, _HINTS[state])])
    new = tuple(path for path in found.foreign if path not in named)
    return Findings(tuple(_warnings(out, found, state)), tuple(_kept(out, new)), new)


def _warnings(out: Path, found: Survey, state: State) -> list[Diagnostic]:
    told = []
    if state is State.DAMAGED:
        what = f'The manifest "{MARKER}" is damaged, so that nothing says which files newsgloss made.'
        hint = "Delete files of earlier builds that the site does not have: this build keeps them."
        told.append(warning(out.as_posix(), None, what, hint))
    for path in found.edited:
        what = "This file was changed by hand since newsgloss wrote it. The build replaces it."
        hint = "Change the seed, content/ or templates/ instead."
        told.append(warning(printable((out / path).as_posix()), None, what, hint))
    return told


def _kept(out: Path, new: Sequence[str]) -> list[Diagnostic]:
    if not new:
        return []
    what = f"newsgloss did not make {names(new)}, and keeps {'it' if len(new) == 1 else 'them'}."
    return [note(out.as_posix(), None, what, "Delete what is not wanted: no build does.")]


def unfinished(out: Path, retired: Path, problems: Sequence[OSError]) -> tuple[Diagnostic, ...]:
    """Return what is to be said if the last site could not be cleared away after the new one took its place."""
    if not problems:
        return ()
    reason = problems[0].strerror or str(problems[0])
    what = f'What is left of the last site in "{retired.name}" could not be moved or removed: {reason}.'
    hint = "Keep that folder: it may hold files that newsgloss did not make. The next build tries again."
    return (warning(out.as_posix(), None, what, hint),)


def names(paths: Sequence[str]) -> str:
    """Return some of the paths and how many more there are."""
    shown = ", ".join(printable(path) for path in paths[:_SHOWN])
    more = len(paths) - _SHOWN
    return f"{shown} and {more} more" if more > 0 else shown
