"""Progress for people: a bar on a terminal, plain lines elsewhere, nothing where nothing is wanted."""

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
    """Writes a line now and then: what is being done, and how far it is.

    Args:
        stream: where the lines go.
        clock: seconds, counting up.
    """

    def __init__(self, stream: TextIO, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock

    def track(self, items: Iterable[Item], *, stage: str, total: int) -> Iterator[Item]:
        """The same items; a stage that is soon done says nothing."""
        last = self._clock()
        for done, item in enumerate(items):
            now = self._clock()
            if now - last >= SECONDS_BETWEEN_LINES:
                print(f"{stage}: {done} of {total}", file=self._stream, flush=True)
                last = now
            yield item


class BarProgress:
    """Draws a bar for the stage at work.

    Args:
        bars: the bars of rich, already started.
    """

    def __init__(self, bars: Bars) -> None:
        self._bars = bars

    def track(self, items: Iterable[Item], *, stage: str, total: int) -> Iterator[Item]:
        """The same items, counted on a bar of their own, which goes when they are done."""
        task = self._bars.add_task(stage, total=total)
        for item in items:
            yield item
            self._bars.advance(task)
        self._bars.remove_task(task)


def choose_progress(settings: Settings) -> AbstractContextManager[Progress]:
    """Who is told how far a build is: on standard error, so that standard output stays clean."""
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
