"""The journal of one build: seconds by stage, and what was found wrong so far."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from builder.model.diagnostic import Diagnostic, InputError, Severity
from builder.pipeline.build_report import fails


class Journal:
    """Collects what the stages of one build report; a build has its own and drops it at its end.

    Attributes:
        seconds: wall time by stage, in the order of the stages.
    """

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._diagnostics: dict[Diagnostic, None] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Times the stage, and keeps the diagnostics of the ``InputError`` that may end it."""
        start = time.perf_counter()
        try:
            yield
        except InputError as problem:
            self.add(problem.diagnostics)
            raise
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start

    def add(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Notes diagnostics; the same one twice counts once."""
        self._diagnostics.update(dict.fromkeys(diagnostics))

    def stop_on_errors(self) -> None:
        """Ends the build where something was found that fails it.

        Raises:
            InputError: with every error noted so far.
        """
        errors = [found for found in self._diagnostics if found.severity is Severity.ERROR]
        if errors:
            raise InputError(errors)

    def fails(self, *, strict: bool) -> bool:
        """Whether anything noted so far fails a build."""
        return any(fails(found.severity, strict=strict) for found in self._diagnostics)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything noted so far, sorted by path and line."""
        return tuple(
            sorted(
                self._diagnostics,
                key=lambda found: (found.path, found.line or 0, found.severity, found.message, found.hint),
            )
        )
