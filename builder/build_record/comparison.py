"""The comparison of a site and the program with the record of the last build."""

from __future__ import annotations

import os
import time

import builder
from builder.build_record.circumstances import circumstances
from builder.build_record.file_states import (
    TOP,
    DoubtError,
    States,
    digest_of,
    is_file,
    link_of,
    recent_files,
    site_states,
    source_states,
)
from builder.build_record.record import Record, as_bytes

SOURCES = ("seeds", "content", "templates")
"""The folders of a site that a build reads."""

SITE = "site"
CIRCUMSTANCES = "circumstances"
PERIOD = "period"
RECENT = "recent"
FOREVER = 2**63 - 1

LOADED = time.time_ns()
"""The time before the program was loaded: this module is one of the first."""


class Sight:
    """What a build is about to read.

    Attributes:
        folders: the absolute path of each folder, by its name in the record.
        states: the states of their files.
        circumstances: everything else that the build depends on.
        recent: the digests of the files whose states may hide a change, by the name of the folder and the path in it.
        moment: the time before all that was read, in nanoseconds.
        out: the absolute path of the output.
        program: the names of the folders of the program.
    """

    # Not a dataclass: importing those takes as long as all of a build without changes.

    __slots__ = ("circumstances", "folders", "moment", "out", "program", "recent", "states")

    def __init__(self, *, root: str, out: str, drafts: bool, strict: bool) -> None:
        """Look at everything.

        Raises:
            DoubtError: if something cannot be compared later.
            OSError: if something cannot be read.
        """
        self.moment = time.time_ns()
        self.out = out
        self.circumstances = circumstances(root=root, out=out, drafts=drafts, strict=strict)
        program = _program_folders()
        self.folders = {name: f"{root}/{name}" for name in SOURCES} | program
        self.program = frozenset(program)
        self.states = {name: source_states(folder) for name, folder in self.folders.items()}
        self.recent = {
            f"{name}/{path}": digest_of(f"{self.folders[name]}/{path}")
            for name, states in self.states.items()
            for path in recent_files(states, self.moment)
        }


_handed_over: dict[tuple[str, str, bool, bool], Sight] = {}
"""What the installed command has looked at before the program was loaded, by folders and options."""


def hand_over(sight: Sight, *, root: str, drafts: bool, strict: bool) -> None:
    """Let the program begin with what the installed command has looked at, which is not looked at again."""
    _handed_over[root, sight.out, drafts, strict] = sight


def take_over(*, root: str, out: str, drafts: bool, strict: bool) -> Sight:
    """Return what a build is about to read: what was handed over, once, or else what is there now.

    Raises:
        DoubtError: if something cannot be compared later.
        OSError: if something cannot be read.
    """
    sight = _handed_over.pop((root, out, drafts, strict), None)
    _handed_over.clear()
    return sight or Sight(root=root, out=out, drafts=drafts, strict=strict)


def check_unchanged(sight: Sight, record: Record) -> bool:
    """Compare what a build is about to read, and the site as it is, with the record of the last build.

    Returns:
        True if files had to be read to know that nothing changed. The record then has their new states.

    Raises:
        DoubtError: if anything changed, or may have.
        OSError: if something cannot be read.
    """
    if record.text(CIRCUMSTANCES) != sight.circumstances:
        raise DoubtError(CIRCUMSTANCES)
    first, last = map(int, record.text(PERIOD).split())
    if not first <= sight.moment < last:
        raise DoubtError(PERIOD)
    recent = record.pairs(RECENT)
    changes = _Comparison(record, recent)
    # Most builds follow an edit, which is known before the thousands of files of the site are looked at.
    for name, states in sight.states.items():
        changes.compare(name, sight.folders[name], record.pairs(states_of(name)), states)
    known = record.pairs(states_of(SITE))
    site = site_states(sight.out, known)
    changes.compare(SITE, sight.out, known, site)
    if changes.was_read:
        record.sections[RECENT] = as_bytes(recent_of({**sight.states, SITE: site}, sight.moment))
    return changes.was_read


class _Comparison:
    """The comparison of folders with a record, which has their new states afterwards."""

    __slots__ = ("_recent", "_record", "was_read")

    def __init__(self, record: Record, recent: States) -> None:
        self.was_read = False
        self._record = record
        self._recent = recent

    def compare(self, name: str, folder: str, recorded: States, states: States) -> None:
        """Compare the files of a folder; those whose states may hide a change are read.

        Raises:
            DoubtError: if anything changed, or may have.
            OSError: if something cannot be read.
        """
        reads = _changed(recorded, states)
        reads |= {path.removeprefix(f"{name}/") for path in self._recent if path.startswith(f"{name}/")}
        if reads:
            _check_bytes(folder, states, reads, self._record.pairs(digests_of(name)))
            self._record.sections[states_of(name)] = as_bytes(states)
            self.was_read = True


def known_digests(out: str, record: Record) -> States:
    """Return the digests of the files of a site that are as the last build left them, by path.

    Args:
        out: the absolute path of the site.
        record: of the last build.

    Raises:
        DoubtError: if the record is of another site.
        OSError: if the site cannot be read.
    """
    before = record.pairs(states_of(SITE))
    now = site_states(out, before)
    if now[TOP] != before.get(TOP):
        raise DoubtError("another folder")
    recent = record.pairs(RECENT)
    return {
        path: digest
        for path, digest in record.pairs(digests_of(SITE)).items()
        if now.get(path) == before.get(path, "") and f"{SITE}/{path}" not in recent
    }


def recent_of(found: dict[str, States], moment: int) -> States:
    """Return the files whose states may hide a change, each by the name of its folder and its path in it."""
    return {f"{name}/{path}": "" for name, states in found.items() for path in recent_files(states, moment)}


def states_of(name: str) -> str:
    """Return the name of the section with the states of a folder."""
    return f"states of {name}"


def digests_of(name: str) -> str:
    """Return the name of the section with the digests of a folder."""
    return f"digests of {name}"


def _changed(recorded: States, states: States) -> set[str]:
    """Return the paths whose states differ.

    Raises:
        DoubtError: if something was added or removed, or became another link.
    """
    if states == recorded:
        return set()
    if states.keys() != recorded.keys():
        raise DoubtError("added or removed")
    changed = {path for path, state in states.items() if recorded[path] != state}
    if any(link_of(recorded[path]) != link_of(states[path]) for path in changed):
        raise DoubtError("another link")
    return changed


def _check_bytes(folder: str, states: States, paths: set[str], digests: States) -> None:
    """Check that files have the bytes of the record.

    Raises:
        DoubtError: if one has others.
        OSError: if one cannot be read.
    """
    for path in paths:
        if not is_file(states[path]) or digests.get(path) != digest_of(f"{folder}/{path}"):
            raise DoubtError(path)


def _program_folders() -> dict[str, str]:
    """Return the folders of the program: the package, and its templates if they are beside it, as in the project."""
    package = os.path.dirname(os.path.abspath(builder.__file__))
    if os.path.isdir(f"{package}/default_templates"):
        return {"program": package}
    return {"program": package, "default templates": f"{os.path.dirname(package)}/templates"}
