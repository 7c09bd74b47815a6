"""The journal of one build: the seconds of each stage, and the diagnostics so far."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from builder.model.diagnostic import Diagnostic, InputError, Severity
from builder.pipeline.build_report import fails_build
from builder.pipeline.garbage_collection import freeze


class Journal:
    """A collector of times and diagnostics during one build.

    Attributes:
        seconds: the wall time of each stage, in the order of the stages.
        is_repeatable: False if a build of the same files may report something else.
    """

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.is_repeatable = True
        self._diagnostics: dict[Diagnostic, None] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage in a ``with`` block, and add the diagnostics of an ``InputError`` that ends it.

        What it leaves is set aside from the collection of garbage.
        """
        start = time.perf_counter()
        try:
            yield
        except InputError as problem:
            self.add(problem.diagnostics)
            raise
        finally:
            freeze()
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start

    def add(self, diagnostics: Iterable[Diagnostic], *, repeats: bool = True) -> None:
        """Add diagnostics; equal ones are kept once.

        Args:
            diagnostics: the diagnostics.
            repeats: True if a build of the same files has the same ones.
        """
        found = dict.fromkeys(diagnostics)
        self._diagnostics.update(found)
        self.is_repeatable = self.is_repeatable and (repeats or not found)

    def stop_on_errors(self) -> None:
        """End the build if there are errors.

        Raises:
            InputError: with every error so far.
        """
        errors = [found for found in self._diagnostics if found.severity is Severity.ERROR]
        if errors:
            raise InputError(errors)

    def fails(self, *, strict: bool) -> bool:
        """Return True if a diagnostic so far fails the build."""
        return any(fails_build(found.severity, strict=strict) for found in self._diagnostics)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All diagnostics so far, sorted by path and line."""
        return tuple(
            sorted(
                self._diagnostics,
                key=lambda found: (found.path, found.line or 0, found.severity, found.message, found.hint),
            )
        )
