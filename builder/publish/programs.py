"""Other programs: run with their output collected or read line by line; what they say of failures is masked."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from builder.publish.masking import mask_text
from builder.publish.publish_error import PublishError

_NOTHING: Mapping[str, str] = MappingProxyType({})

_INSTALL = {
    "git": "Install git: apt-get install git (Debian, Ubuntu), brew install git (macOS), or git-scm.com.",
    "rclone": "Install rclone: apt-get install rclone (Debian, Ubuntu), brew install rclone (macOS), or rclone.org.",
    "rsync": "Install rsync 3.1 or newer: apt-get install rsync openssh-client (Debian, Ubuntu), brew install rsync "
    "(macOS).",
}

# A hook of git, in which a publish may run, has these set for its own repository.
_OF_HOOKS = frozenset(
    {
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_COMMON_DIR",
        "GIT_NAMESPACE",
        "GIT_PREFIX",
        "GIT_QUARANTINE_PATH",
    }
)

_AGAIN = "Fix the cause, then publish again: it goes on from where it ended."
_LAST_LINES = 10
"""Lines of a program that an error shows."""

_LONGEST = 600
"""Characters of a program's message that an error shows."""


class Outcome(Struct, frozen=True):
    """The result of a program.

    Attributes:
        code: its exit code.
        out: the bytes of its standard output.
        said: its standard error, masked.
    """

    code: int
    out: bytes
    said: str


def run_program(
    command: Sequence[str],
    *,
    data: bytes = b"",
    settings: Mapping[str, str] = _NOTHING,
    folder: Path | None = None,
    allowed: Collection[int] = (0,),
) -> Outcome:
    """Run a program to its end.

    Args:
        command: its name and arguments.
        data: for its standard input.
        settings: for its environment.
        folder: its working directory.
        allowed: the exit codes that are not a failure.

    Raises:
        PublishError: if the program is not installed, or fails.
    """
    try:
        done = subprocess.run(  # noqa: S603
            command,
            input=data,
            env=program_environment(settings),
            cwd=folder,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as problem:
        raise missing_program(command[0]) from problem
    said = mask_text(done.stderr.decode(errors="replace"))
    if done.returncode not in allowed:
        raise failed_program(command[0], done.returncode, said)
    return Outcome(done.returncode, done.stdout, said)


def read_lines(
    command: Sequence[str], *, from_errors: bool = False, settings: Mapping[str, str] = _NOTHING
) -> Iterator[str]:
    """Run a program and yield the lines of its standard output as they come.

    If the reader stops before the end, the program is ended.

    Args:
        command: its name and arguments.
        from_errors: True to yield the lines of its standard error instead.
        settings: for its environment.

    Raises:
        PublishError: if the program is not installed, or fails.
    """
    with tempfile.TemporaryFile() as errors:
        try:
            process = subprocess.Popen(  # noqa: S603
                command,
                env=program_environment(settings),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL if from_errors else subprocess.PIPE,
                stderr=subprocess.PIPE if from_errors else errors,
            )
        except FileNotFoundError as problem:
            raise missing_program(command[0]) from problem
        last = deque[str](maxlen=_LAST_LINES)
        with process:
            try:
                for line in (process.stderr if from_errors else process.stdout) or ():
                    last.append(line.decode(errors="replace").rstrip("\n"))
                    yield last[-1]
                code = process.wait()
            except BaseException:
                process.terminate()
                raise
        errors.seek(0)
        said = "\n".join(last) if from_errors else errors.read().decode(errors="replace")
        if code:
            raise failed_program(command[0], code, mask_text(said))


def missing_program(name: str) -> PublishError:
    """Return the error for a program that is not installed."""
    message = f"The program {name}, which this target needs, is not installed or not on the PATH."
    return PublishError(message, _INSTALL.get(name, f"Install {name}."))


def failed_program(name: str, code: int, said: str, hint: str = _AGAIN) -> PublishError:
    """Return the error for a program that failed, with the last lines that it said."""
    words = " ".join(said.split())
    shown = words if len(words) <= _LONGEST else "…" + words[-_LONGEST:]
    return PublishError(f"{name} failed with exit code {code}{': ' if shown else ''}{shown or '.'}", hint)


def program_environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a program: that of this process with some settings, in English."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
    # Messages are compared with English ones.
    return {**environment, "LC_ALL": "C.UTF-8", **settings}
