"""Reports of builds as bytes, for the record of the last build."""

from __future__ import annotations

import json
from dataclasses import astuple
from pathlib import Path

from builder.model.diagnostic import Diagnostic, Severity
from builder.pipeline.build_report import BuildReport, SiteCounts
from builder.pipeline.held_back_seeds import HeldBackSeed


def dump_report(report: BuildReport) -> bytes:
    """Return the report of a build that had nothing to write, as JSON."""
    value = {
        "out": str(report.out),
        "counts": astuple(report.counts) if report.counts else None,
        "held_back": [astuple(held) for held in report.held_back],
        "files": report.unchanged,
        "diagnostics": [astuple(found) for found in report.diagnostics],
    }
    return json.dumps(value).encode()


def load_report(data: bytes) -> BuildReport:
    """Return the report that ``dump_report`` made bytes of.

    Raises:
        ValueError: if they are not such bytes.
    """
    try:
        value = json.loads(data)
        return BuildReport(
            out=Path(value["out"]),
            ok=True,
            counts=SiteCounts(*value["counts"]) if value["counts"] else None,
            held_back=tuple(HeldBackSeed(*held) for held in value["held_back"]),
            unchanged=tuple(value["files"]),
            diagnostics=tuple(
                Diagnostic(Severity(severity), path, line, message, hint)
                for severity, path, line, message, hint in value["diagnostics"]
            ),
            is_repeatable=True,
        )
    except (KeyError, TypeError) as problem:
        raise ValueError("not a report") from problem
