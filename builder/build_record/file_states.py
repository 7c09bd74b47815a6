"""The states of files: what the system says of each, by which an unchanged file is known without reading it."""

from __future__ import annotations

import os
import stat

from builder.hidden_names import is_hidden

States = dict[str, str]
"""The state of each file and folder, by path within a folder; paths of folders end in "/"."""

FOLDER = "folder"
FOREIGN = "foreign"
ABSENT = "absent"
TOP = ""
"""The path of the folder itself: its state is its real path."""

SLACK = 20_000_000
"""Nanoseconds by which a file must be older than its state: the clock of file times ticks every 4 to 10 ms."""

COARSE_SLACK = 2_000_000_000
"""The same for file systems whose times are rounded, to two seconds at most."""

_ROUNDED = 10_000_000


class DoubtError(Exception):
    """Something that leaves in doubt whether anything changed."""


def source_states(folder: str) -> States:
    """Return the states of all files below a folder that are not hidden; of a missing folder, that it is absent.

    Raises:
        DoubtError: if something in it is neither a regular file nor a folder.
        OSError: if it cannot be read.
    """
    if not os.path.lexists(folder):
        return {TOP: ABSENT}
    states = {TOP: os.path.realpath(folder)}
    pending = [""]
    while pending:
        below = pending.pop()
        with os.scandir(f"{folder}/{below}") as entries:
            for entry in entries:
                name = entry.name
                if is_hidden(name) or name == "__pycache__":
                    continue
                if entry.is_dir(follow_symlinks=False):
                    states[f"{below}{name}/"] = FOLDER
                    pending.append(f"{below}{name}/")
                else:
                    states[below + name] = _source_state(entry)
    return states


def site_states(folder: str, known: States) -> States:
    """Return the states of the files of a site: of foreign files and folders only that they exist.

    Args:
        folder: the folder of the site.
        known: the folders that have files of the site (``FOLDER``), which alone are opened, and the foreign files.

    Raises:
        OSError: if it cannot be read.
    """
    states = {TOP: os.path.realpath(folder)}
    pending = [""]
    while pending:
        below = pending.pop()
        with os.scandir(f"{folder}/{below}") as entries:
            for entry in entries:
                path = below + entry.name
                if entry.is_dir(follow_symlinks=False):
                    path += "/"
                    states[path] = known.get(path, FOREIGN)
                    if states[path] == FOLDER:
                        pending.append(path)
                elif known.get(path) == FOREIGN:
                    states[path] = FOREIGN
                else:
                    states[path] = _state(entry.stat(follow_symlinks=False))
    return states


def modified(state: str) -> int:
    """Return the time of the last modification of a file from its state, in nanoseconds."""
    return int(state.split(" ", 2)[1])


def is_file(state: str) -> bool:
    """Return True if a state is that of a regular file of ours."""
    return state[:1].isdigit()


def link_of(state: str) -> str:
    """Return the target of the link that a file is; "" if it is not a link."""
    return "".join(state.split(" ", 4)[4:]) if is_file(state) else ""


def recent_files(states: States, moment: int) -> list[str]:
    """Return the files that may have changed after their state was taken, without a change of the state.

    As in git: a file that was written in the same tick of the clock as its state was taken must be read each time.

    Args:
        states: the states.
        moment: the time before they were taken, in nanoseconds.
    """
    return [path for path, state in states.items() if is_file(state) and _is_recent(modified(state), moment)]


def _is_recent(time: int, moment: int) -> bool:
    return time >= moment - (SLACK if time % _ROUNDED else COARSE_SLACK)


def digest_of(path: str) -> str:
    """Return the SHA-256 digest of a file, as the manifest of a site has it.

    Raises:
        OSError: if it cannot be read.
    """
    import hashlib

    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def _source_state(entry: os.DirEntry[str]) -> str:
    """Return the state of a regular file, or of the one that a link leads to.

    Raises:
        DoubtError: if it is something else.
        OSError: if the link is broken.
    """
    status = entry.stat()
    if not stat.S_ISREG(status.st_mode):
        raise DoubtError(entry.path)
    target = f" {os.readlink(entry.path)}" if entry.is_symlink() else ""
    return _state(status) + target


def _state(status: os.stat_result) -> str:
    """Return the size, times and inode of a file in words; its mode if it is not regular."""
    if not stat.S_ISREG(status.st_mode):
        return f"mode {stat.S_IFMT(status.st_mode)}"
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"
