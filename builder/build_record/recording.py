"""The making of the record, at the end of a build."""

from __future__ import annotations

import time
from collections.abc import Mapping

from builder.build_record import comparison
from builder.build_record.comparison import (
    CIRCUMSTANCES,
    FOREVER,
    PERIOD,
    RECENT,
    SITE,
    Sight,
    digests_of,
    recent_of,
    states_of,
)
from builder.build_record.file_states import (
    FOLDER,
    FOREIGN,
    SLACK,
    DoubtError,
    States,
    digest_of,
    is_file,
    recent_files,
    site_states,
)
from builder.build_record.record import Record, as_bytes


def make_record(
    sight: Sight, again: Sight, *, digests: Mapping[str, str], until: int | None, previous: Record | None
) -> Record:
    """Return the record of a build that has succeeded, without its report.

    Args:
        sight: what the build was about to read.
        again: the same after it.
        digests: the SHA-256 digests of all files that the build made, by path in the site.
        until: the time when the next brief falls due, in nanoseconds; None if none does.
        previous: the record before; digests of files that have not changed since are taken from it.

    Raises:
        DoubtError: if something was changed during the build, or may have been.
        OSError: if something cannot be read.
    """
    if (sight.states, sight.circumstances) != (again.states, again.circumstances):
        raise DoubtError("changed during the build")
    if any(recent_files(sight.states[name], comparison.LOADED) for name in sight.program):
        raise DoubtError("the program was changed while it was loaded")
    recent = {path: digest_of(_place(sight, path)) for path in sight.recent}
    if recent != sight.recent:
        raise DoubtError("changed during the build, in the tick of the clock in which it began")
    # A file that was written within the last tick of the clock would have to be read by each later build.
    time.sleep(SLACK / 1_000_000_000)
    moment = time.time_ns()
    site = _site_states(sight.out, digests)
    _check_site(sight, site, digests)
    sections: dict[str, bytes] = {
        CIRCUMSTANCES: as_bytes(sight.circumstances),
        PERIOD: f"{sight.moment} {until or FOREVER}".encode(),
        RECENT: as_bytes({**recent_of({SITE: site}, moment), **dict.fromkeys(recent, "")}),
        states_of(SITE): as_bytes(site),
        digests_of(SITE): as_bytes(dict(digests)),
    }
    for name, states in sight.states.items():
        sections[states_of(name)] = as_bytes(states)
        sections[digests_of(name)] = as_bytes(_digests(sight.folders[name], name, states, previous))
    return Record(sections)


def _place(sight: Sight, path: str) -> str:
    """Return the absolute path of a file that is given by the name of its folder and its path in it."""
    name, _, below = path.partition("/")
    return f"{sight.folders[name]}/{below}"


def _site_states(out: str, digests: Mapping[str, str]) -> States:
    """Return the states of a site whose files are known."""
    folders = {""}
    for path in digests:
        folder = path.rpartition("/")[0]
        while folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    states = site_states(out, {f"{folder}/": FOLDER for folder in folders})
    # What is not ours may change as it likes.
    foreign = {path: FOREIGN for path, state in states.items() if path not in digests and is_file(state)}
    return {**states, **foreign}


def _check_site(sight: Sight, site: States, digests: Mapping[str, str]) -> None:
    """Check that the site is what the build has made, and was not changed meanwhile.

    Raises:
        DoubtError: if it was.
        OSError: if a file cannot be read.
    """
    if any(not is_file(site.get(path, "")) for path in digests):
        raise DoubtError("a file is missing")
    # The build has compared older files with the bytes that they should have, or written their manifest.
    for path in recent_files(site, sight.moment):
        if digests.get(path) != digest_of(f"{sight.out}/{path}"):
            raise DoubtError(path)


def _digests(folder: str, name: str, states: States, previous: Record | None) -> States:
    """Return the digests of the files of a folder that a build reads."""
    known: States = {}
    if previous is not None and states_of(name) in previous.sections:
        recent = previous.pairs(RECENT)
        before, earlier = previous.pairs(states_of(name)), previous.pairs(digests_of(name))
        known = {
            path: digest
            for path, digest in earlier.items()
            if f"{name}/{path}" not in recent and path in states and before.get(path) == states[path]
        }
    return {
        path: known.get(path) or digest_of(f"{folder}/{path}")
        for path, state in states.items()
        if is_file(state)
    }
