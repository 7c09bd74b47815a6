"""Verifying: a site on disk against its manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from builder.model.diagnostic import InputError, error
from builder.write.folder_diff import as_made, scan
from builder.write.manifest import MARKER, State, folders_of, printable, read_manifest

Track = Callable[[Iterable[str], int], Iterator[str]]
"""Passes paths on and counts them, given how many there are."""

_STATES = {
    State.ABSENT: (
        f'This folder has no "{MARKER}", so that nothing says which files newsgloss made.',
        "Build the site.",
    ),
    State.EARLIER: (
        f'This site was made by a version of newsgloss whose "{MARKER}" did not list its files.',
        "Build the site once more.",
    ),
    State.DAMAGED: (
        f'The manifest "{MARKER}" is damaged or was made by a later version.',
        "Move the folder away if nothing in it is yours, then build the site.",
    ),
}


@dataclass(frozen=True, slots=True)
class Verification:
    """How a site differs from its manifest. All paths are sorted and printable.

    Attributes:
        files: how many files the manifest lists.
        missing, changed: those of them that are not there, or not as they were written.
        foreign: what newsgloss did not make; folders end in "/".
    """

    files: int
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    foreign: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether every file of the site is as it was written."""
        return not self.missing and not self.changed


def verify_site(out: Path, *, track: Track) -> Verification:
    """Compare a site with its manifest. Nothing is written, and no link is followed.

    Raises:
        InputError: if the folder does not exist, cannot be read, or has no sound manifest.
    """
    if not out.is_dir():
        raise InputError(
            [
                error(
                    out.as_posix(),
                    None,
                    "There is no site in this folder.",
                    "Build it, or name another with --out.",
                )
            ]
        )
    target = out.resolve()
    try:
        state, manifest = read_manifest(target)
        if state is not State.VALID:
            raise InputError([error(out.as_posix(), None, *_STATES[state])])
        present = dict(scan(target, folders_of(manifest.files)))
    except OSError as problem:
        reason = problem.strerror or str(problem)
        what = f"This site cannot be read: {reason}."
        raise InputError(
            [error(out.as_posix(), None, what, "Check the permissions of the folder.")]
        ) from problem
    present.pop(MARKER, None)
    changed = {
        path
        for path in track(sorted(present.keys() & manifest.files.keys()), len(manifest.files))
        if not as_made(target / path, present[path], manifest.files[path])
    }
    return Verification(
        files=len(manifest.files),
        missing=_names(manifest.files.keys() - present.keys()),
        changed=_names(changed),
        foreign=_names(present.keys() - manifest.files.keys()),
    )


def _names(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(printable, sorted(paths)))
