"""Verification of a site on disk against its manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from builder.model.diagnostic import InputError, error
from builder.write.folder_diff import matches_entry, scan_folder
from builder.write.manifest import MARKER, ManifestState, folders_of, printable, read_manifest

Track = Callable[[Iterable[str], int], Iterator[str]]
"""A progress counter: takes paths and their number, and yields the same paths."""

_STATES = {
    ManifestState.ABSENT: (
        f'This folder has no "{MARKER}", which lists the files that newsgloss made.',
        "Build the site, or name its folder with --out.",
    ),
    ManifestState.EARLIER: (
        f'This site was made by a version of newsgloss whose "{MARKER}" did not list its files.',
        "Build the site again.",
    ),
    ManifestState.DAMAGED: (
        f'The manifest "{MARKER}" is damaged, or was made by a later version of newsgloss.',
        "Move the folder away if nothing in it is yours, then build the site.",
    ),
}


class Verification(Struct, frozen=True):
    """The differences between a site and its manifest. All paths are sorted and printable.

    Attributes:
        files: the number of files in the manifest.
        missing: listed files that do not exist.
        changed: listed files whose bytes are not the ones that were written.
        foreign: files and folders that newsgloss did not make; folders end in "/".
    """

    files: int
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    foreign: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """True if every listed file has the bytes that were written."""
        return not self.missing and not self.changed


def verify_site(out: Path, *, track: Track) -> Verification:
    """Compare a site with its manifest. Nothing is written, and symbolic links are not followed.

    Args:
        out: the site's folder.
        track: is given the files as they are read.

    Raises:
        InputError: if the folder does not exist, cannot be read, or has no valid manifest.
    """
    if not out.is_dir():
        raise _failure(out, "There is no site in this folder.", "Build it, or name its folder with --out.")
    target = out.resolve()
    try:
        state, manifest = read_manifest(target)
        if state is not ManifestState.VALID:
            raise _failure(out, *_STATES[state])
        present = dict(scan_folder(target, folders_of(manifest.files)))
    except OSError as problem:
        reason = problem.strerror or str(problem)
        what = f"The site in this folder cannot be read: {reason}."
        raise _failure(out, what, "Check the permissions of the folder.") from problem
    present.pop(MARKER, None)
    changed = {
        path
        for path in track(sorted(present.keys() & manifest.files.keys()), len(manifest.files))
        if not matches_entry(target / path, present[path], manifest.files[path])
    }
    return Verification(
        files=len(manifest.files),
        missing=_names(manifest.files.keys() - present.keys()),
        changed=_names(changed),
        foreign=_names(present.keys() - manifest.files.keys()),
    )


def _failure(out: Path, message: str, hint: str) -> InputError:
    return InputError([error(out.as_posix(), None, message, hint)])


def _names(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(printable, sorted(paths)))
