"""The progress of commands, as lines and as a bar."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from rich.console import Console
from rich.progress import Progress as Bars

from builder.commands.progress_bars import BarProgress, PlainProgress, choose_progress
from builder.commands.settings import Settings
from builder.pipeline.progress import SilentProgress


class Clock:
    """A clock that advances by a number of seconds at each call."""

    def __init__(self, seconds: float) -> None:
        self.now = 0.0
        self.seconds = seconds

    def __call__(self) -> float:
        self.now += self.seconds
        return self.now


def test_a_long_stage_writes_lines_at_intervals() -> None:
    stream = io.StringIO()
    progress = PlainProgress(stream, clock=Clock(2.0))
    assert list(progress.track("abcdefg", stage="annotate", total=7)) == list("abcdefg")
    assert stream.getvalue().splitlines() == ["annotate: 2 of 7", "annotate: 5 of 7"]


def test_a_short_stage_writes_nothing() -> None:
    stream = io.StringIO()
    assert list(PlainProgress(stream, clock=Clock(0.01)).track("abc", stage="read", total=3)) == list("abc")
    assert not stream.getvalue()


def test_a_bar_counts_the_items_and_disappears_at_the_end() -> None:
    with Bars(console=Console(file=io.StringIO(), force_terminal=True)) as bars:
        items = BarProgress(bars).track("abc", stage="render", total=3)
        assert next(items) == "a"
        assert [(task.description, task.total) for task in bars.tasks] == [("render", 3)]
        assert list(items) == ["b", "c"]
        assert not bars.tasks


@pytest.mark.parametrize(
    ("quiet", "as_json", "terminal", "expected"),
    [
        (False, False, True, BarProgress),
        (False, False, False, PlainProgress),
        (True, False, True, SilentProgress),
        (False, True, True, SilentProgress),
    ],
)
def test_the_progress_depends_on_options_and_terminal(
    quiet: bool,  # noqa: FBT001  a parameter of the table
    as_json: bool,  # noqa: FBT001
    terminal: bool,  # noqa: FBT001
    expected: type,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    settings = Settings(command="build", root=Path(), quiet=quiet, as_json=as_json, verbose=False)
    with choose_progress(settings) as progress:
        assert isinstance(progress, expected)
