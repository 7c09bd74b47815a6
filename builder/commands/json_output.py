"""JSON output: the one object that a command prints with ``--json``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import click
from msgspec import Struct

from builder import __version__
from builder.commands.settings import Settings
from builder.model.diagnostic import Diagnostic
from builder.pipeline.build_report import BuildReport
from builder.pipeline.held_back_seeds import HeldBackSeed


def print_json(value: Mapping[str, Any], settings: Settings) -> None:
    """Print one JSON object, in one line, on standard output, with the keys "command" and "version" added."""
    answer = {"command": settings.command, "version": __version__, **value}
    # Other encodings than UTF-8 may lack characters, but all have ASCII, in which JSON can escape every character.
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "")
    click.echo(json.dumps(answer, ensure_ascii=encoding != "utf8"))


def as_plain(value: object) -> Any:
    """Return a value as plain data: each struct as a mapping of its fields, whatever form the store has for it."""
    if isinstance(value, Struct):
        return {name: as_plain(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, Mapping):
        return {key: as_plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [as_plain(item) for item in value]
    return value


def build_as_json(report: BuildReport) -> dict[str, Any]:
    """Return a build report as plain data, with the keys that ``docs/commands.md`` describes."""
    counts = report.counts
    return {
        "ok": report.ok,
        "out": str(report.out),
        "briefs": counts.briefs if counts else None,
        "held_back": held_back_as_json(report.held_back),
        "withdrawn": withdrawn_as_json(report.held_back),
        "entities": counts.entities if counts else None,
        "quotes": {
            "attributed": counts.quotes_attributed if counts else None,
            "unresolved": counts.quotes_unresolved if counts else None,
        },
        "pages": {
            "written": list(report.written),
            "unchanged": list(report.unchanged),
            "removed": list(report.removed),
            "kept": list(report.kept),
        },
        "annotated": report.annotated,
        "seconds": {stage: round(seconds, 3) for stage, seconds in report.seconds.items()},
        "diagnostics": diagnostics_as_json(report.diagnostics),
    }


def held_back_as_json(held_back: Iterable[HeldBackSeed]) -> list[dict[str, str | None]]:
    """Return the seeds that are held back, as plain data."""
    return [
        {"brief": held.seed_id, "path": held.path, "date": held.date}
        for held in held_back
        if not held.is_withdrawn
    ]


def withdrawn_as_json(held_back: Iterable[HeldBackSeed]) -> list[dict[str, str]]:
    """Return the briefs that are withdrawn, as plain data, each with the file that says so."""
    return [{"brief": held.seed_id, "path": held.said_by} for held in held_back if held.is_withdrawn]


def diagnostics_as_json(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Return diagnostics as plain data."""
    return [
        {
            "severity": str(found.severity),
            "path": found.path or None,
            "line": found.line,
            "message": found.message,
            "hint": found.hint or None,
        }
        for found in diagnostics
    ]
