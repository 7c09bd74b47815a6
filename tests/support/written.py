"""Sites written from bytes in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from builder.model.site_file import file_of
from builder.write import manifest, writer
from builder.write.writer import WriteReport


def write_site(
    files: Mapping[str, bytes],
    out: Path,
    *,
    protected: Sequence[Path] = (),
    strict: bool = False,
    known: Mapping[str, str] | None = None,
) -> WriteReport:
    site = {path: file_of(data) for path, data in files.items()}
    return writer.write_site(site, out, protected=protected, strict=strict, known=known or {})


def make_manifest(files: Mapping[str, bytes], reported: Iterable[str]) -> bytes:
    return manifest.make_manifest({path: file_of(data) for path, data in files.items()}, reported)
