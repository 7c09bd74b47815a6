"""Reports of builds as bytes, for the record of the last build."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from builder.codec import Codec
from builder.model.diagnostic import Diagnostic
from builder.pipeline.build_report import BuildReport, SiteCounts
from builder.pipeline.held_back_seeds import HeldBackSeed


class _Repeated(Struct, frozen=True, array_like=True):
    """The report of a build that had nothing to write."""

    out: str
    counts: SiteCounts | None
    held_back: tuple[HeldBackSeed, ...]
    files: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


_CODEC = Codec(_Repeated)


def dump_report(report: BuildReport) -> bytes:
    """Return the report of a build that had nothing to write, as bytes.

    Raises:
        ValueError: if a text in it has half of a surrogate pair, which UTF-8 cannot hold.
    """
    return _CODEC.dump(
        _Repeated(str(report.out), report.counts, report.held_back, report.unchanged, report.diagnostics)
    )


def load_report(data: bytes) -> BuildReport:
    """Return the report that ``dump_report`` made bytes of.

    Raises:
        ValueError: if they are not such bytes.
    """
    known = _CODEC.load(data)
    return BuildReport(
        out=Path(known.out),
        ok=True,
        counts=known.counts,
        held_back=known.held_back,
        unchanged=known.files,
        diagnostics=known.diagnostics,
        is_repeatable=True,
    )
