"""Events of files: the wake-ups after which the preview looks for changes."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

from builder.serve.snapshot import is_watched

STEP_MILLISECONDS = 10
"""The interval at which events are collected. Shorter ones wake an idle machine more often."""

QUIET_SECONDS = 0.05
"""The time without events that ends a wait: several files are often saved in a row, or one in several steps."""

LONGEST_SECONDS = 1.6
"""The longest time to wait for quiet, in a stream of events without end."""


class FileEvents:
    """Events of the files in some folders, collected in a thread of watchfiles until they are waited for.

    Args:
        out: the site's folder, whose own events do not count: every build replaces it.
        print_line: prints a line for the editor.
    """

    def __init__(self, out: Path, print_line: Callable[[str], object]) -> None:
        self._out = os.path.realpath(out)
        self._print_line = print_line
        self._happened = threading.Event()
        self._watch: _Watch | None = None
        self._polls: bool | None = None  # None: as the environment of watchfiles says

    def follow(self, folders: frozenset[str]) -> bool:
        """Watch exactly these folders, not what is below them.

        Returns:
            True if the folders are watched only from now on: a change before it has no event.
        """
        if self._watch is not None:
            if self._watch.folders == folders and not self._watch.is_stale:
                return False
            self._watch.close()
        self._watch = _Watch(folders, self._counts, self._happened.set, polls=self._polls)
        problem = self._watch.problem
        # Polling would not help if a folder was deleted meanwhile, and the next snapshot will not list it.
        if problem is not None and not isinstance(problem, FileNotFoundError) and not self._polls:
            reason = str(problem).rstrip(".")
            self._print_line(
                f"File events are not available ({reason}): the files are compared at intervals."
            )
            self._polls = True
            self._watch = _Watch(folders, self._counts, self._happened.set, polls=True)
        return True

    @property
    def is_waiting(self) -> bool:
        """True if there was an event since the last wait."""
        return self._happened.is_set()

    def wait(self, seconds: float) -> None:
        """Wait until there was an event and then quiet; at most this long for an event."""
        self._happened.wait(seconds)
        end = time.monotonic() + LONGEST_SECONDS
        while self._happened.is_set():
            self._happened.clear()
            if time.monotonic() < end:
                self._happened.wait(QUIET_SECONDS)

    def close(self) -> None:
        """End watching."""
        if self._watch is not None:
            self._watch.close()

    def _counts(self, path: str) -> bool:
        return path != self._out and is_watched(os.path.basename(path))  # noqa: PTH119 - faster than Path


class _Watch:
    """A thread in which watchfiles watches some folders until it is closed or fails.

    Attributes:
        folders: the watched folders.
        is_stale: True if a folder was deleted or replaced, or if watching failed, so that events may be missing.
        problem: the reason why watching failed; None if it did not.
    """

    def __init__(
        self,
        folders: frozenset[str],
        counts: Callable[[str], bool],
        wake: Callable[[], None],
        *,
        polls: bool | None,
    ) -> None:
        self.folders = folders
        self._counts = counts
        self.is_stale = False
        self.problem: Exception | None = None
        self._wake = wake
        self._polls = polls
        self._closed = False
        self._began = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="file events")
        self._thread.start()
        self._began.wait()

    def close(self) -> None:
        """End the thread."""
        self._closed = True
        self._thread.join()

    def is_set(self) -> bool:
        """Return True if watching ends. watchfiles asks in every step: in the first one all folders are watched."""
        self._began.set()
        return self._closed

    def _run(self) -> None:
        from watchfiles import watch

        try:
            for changes in watch(
                *sorted(filter(_is_text, self.folders)),
                watch_filter=lambda _change, path: self._counts(path),
                debounce=0,
                step=STEP_MILLISECONDS,
                stop_event=self,
                rust_timeout=0,  # no timeout: watchfiles drops the events of that instant
                raise_interrupt=False,
                force_polling=self._polls,
                recursive=False,
            ):
                if any(path in self.folders for _, path in changes):
                    self.is_stale = True
                self._wake()
        # Also if a file's name is not valid text. The next look watches the folders anew.
        except (OSError, RuntimeError) as problem:
            self.problem = problem
            self.is_stale = True
            self._wake()
        finally:
            self._began.set()


def _is_text(path: str) -> bool:
    """Return True if a path is valid text, as watchfiles needs it."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
