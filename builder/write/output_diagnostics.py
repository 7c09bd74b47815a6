"""Diagnostics of an output folder that contains more than the last site."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from msgspec import Struct

from builder.model.diagnostic import Diagnostic, InputError, error, note, warning
from builder.write.folder_diff import FolderDiff
from builder.write.manifest import MARKER, ManifestState, printable

_SHOWN = 8
"""The largest number of paths that a message names."""

_AWAY = "Move these files away, or give the pages of the same name another slug."
_HINTS = {
    ManifestState.ABSENT: "Choose another folder with --out, or move these files away.",
    ManifestState.EARLIER: _AWAY,
    ManifestState.DAMAGED: "Move the whole folder away if nothing in it is yours, or choose another one with --out.",
    ManifestState.VALID: _AWAY,
}


class OutputDiagnostics(Struct, frozen=True):
    """The diagnostics of an output folder before it is written.

    Attributes:
        warnings: if the manifest is damaged, and for each file that was edited by hand.
        notes: on foreign files that no build has reported.
        new: the paths of these files.
    """

    warnings: tuple[Diagnostic, ...]
    notes: tuple[Diagnostic, ...]
    new: tuple[str, ...]


def diagnose_output(
    out: Path, found: FolderDiff, state: ManifestState, *, reported: Collection[str]
) -> OutputDiagnostics:
    """Return the diagnostics of an output folder.

    Args:
        out: the folder as the user named it.
        found: how the folder differs from the new site.
        state: the state of its manifest.
        reported: foreign files that an earlier build has reported.

    Raises:
        InputError: if the site would replace a file that newsgloss did not make, or if another file system
            is mounted in the folder.
    """
    if found.mounted:
        what = f"Other file systems are mounted in this folder ({list_paths(found.mounted)}): a build cannot keep them."
        raise InputError(
            [error(out.as_posix(), None, what, "Unmount them, or choose another folder with --out.")]
        )
    if found.blocking:
        damaged = f', and its manifest "{MARKER}" is damaged' if state is ManifestState.DAMAGED else ""
        what = (
            f"The site would overwrite {list_paths(found.blocking)}, which newsgloss did not make{damaged}."
        )
        raise InputError([error(out.as_posix(), None, what, _HINTS[state])])
    new = tuple(path for path in found.foreign if path not in reported)
    return OutputDiagnostics(tuple(_warnings(out, found, state)), tuple(_kept(out, new)), new)


def _warnings(out: Path, found: FolderDiff, state: ManifestState) -> list[Diagnostic]:
    """Return a warning if the manifest is damaged, and one for each file that was edited by hand."""
    warnings = []
    if state is ManifestState.DAMAGED:
        what = f'The manifest "{MARKER}" is damaged: it no longer says which files newsgloss made.'
        hint = "Delete the files of earlier builds that the site does not have: this build keeps them."
        warnings.append(warning(out.as_posix(), None, what, hint))
    for path in found.edited:
        what = "This file was changed by hand after newsgloss wrote it. The build replaces it."
        hint = "Change the seed, content/ or templates/ instead."
        warnings.append(warning(printable((out / path).as_posix()), None, what, hint))
    return warnings


def _kept(out: Path, new: Sequence[str]) -> list[Diagnostic]:
    if not new:
        return []
    what = f"newsgloss did not make {list_paths(new)}, and keeps {'it' if len(new) == 1 else 'them'}."
    return [note(out.as_posix(), None, what, "Delete the ones that you do not want: no build does.")]


def leftover_warnings(out: Path, old: Path, problems: Sequence[OSError]) -> tuple[Diagnostic, ...]:
    """Return a warning if the last site could not be removed after the new one took its place.

    Args:
        out: the output folder as the user named it.
        old: the folder of the last site.
        problems: the failures of its removal.
    """
    if not problems:
        return ()
    reason = problems[0].strerror or str(problems[0])
    what = f'Some files of the last site in "{old.name}" could not be moved or removed: {reason}.'
    hint = "Keep that folder: it may contain files that newsgloss did not make. The next build tries again."
    return (warning(out.as_posix(), None, what, hint),)


def list_paths(paths: Sequence[str]) -> str:
    """Return the first paths in one line, and how many more there are."""
    shown = ", ".join(printable(path) for path in paths[:_SHOWN])
    more = len(paths) - _SHOWN
    return f"{shown} and {more} more" if more > 0 else shown
