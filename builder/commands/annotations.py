"""Annotations of GitHub Actions: diagnostics as lines that it shows beside the files of a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.model.diagnostic import Diagnostic, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def github_annotations(diagnostics: Iterable[Diagnostic], *, folder: str = "") -> Iterator[str]:
    """Yield a line for each diagnostic, as workflow commands of GitHub Actions are written.

    Args:
        diagnostics: their paths are relative to the site's folder.
        folder: the site's folder within the repository, "" if it is the repository's.
    """
    for one in diagnostics:
        place = {"file": f"{folder}/{one.path}".lstrip("/") if one.path else "", "line": str(one.line or "")}
        properties = ",".join(f"{key}={_property(value)}" for key, value in place.items() if value)
        words = f"{one.message} {one.hint}".strip()
        yield f"::{_COMMANDS[one.severity]}{f' {properties}' if properties else ''}::{_data(words)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
