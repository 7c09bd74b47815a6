"""Progress of a command: a bar on a terminal, plain lines elsewhere, nothing for quiet commands and JSON."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, TextIO, TypeVar

from builder.commands.settings import Settings
from builder.pipeline.progress import Progress, SilentProgress

if TYPE_CHECKING:
    from rich.progress import Progress as Bars

Item = TypeVar("Item")
SECONDS_BETWEEN_LINES = 5.0


class PlainProgress:
    """Progress as lines with the stage and its count, written at intervals.

    Args:
        stream: the stream to write to.
        clock: returns seconds from any fixed moment.
    """

    def __init__(self, stream: TextIO, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock

    def track(self, items: Iterable[Item], *, stage: str, total: int) -> Iterator[Item]:
        """Yield the same items; a short stage writes no line."""
        last = self._clock()
        for done, item in enumerate(items):
            now = self._clock()
            if now - last >= SECONDS_BETWEEN_LINES:
                print(f"{stage}: {done} of {total}", file=self._stream, flush=True)
                last = now
            yield item


class BarProgress:
    """Progress as a bar for each stage.

    Args:
        bars: the bars of rich, already started.
    """

    def __init__(self, bars: Bars) -> None:
        self._bars = bars

    def track(self, items: Iterable[Item], *, stage: str, total: int) -> Iterator[Item]:
        """Yield the same items, counted on a new bar, which disappears at the end."""
        task = self._bars.add_task(stage, total=total)
        for item in items:
            yield item
            self._bars.advance(task)
        self._bars.remove_task(task)


def choose_progress(settings: Settings) -> AbstractContextManager[Progress]:
    """Return the progress that suits the options and the terminal."""
    # Progress is written to standard error, so that standard output has the results only.
    if settings.quiet or settings.as_json:
        return nullcontext(SilentProgress())
    if sys.stderr.isatty():
        return _bars()
    return nullcontext(PlainProgress(sys.stderr))


@contextmanager
def _bars() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        yield BarProgress(bars)
