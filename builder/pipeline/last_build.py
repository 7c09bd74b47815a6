"""The last build of a site: its report if nothing changed since, and the record by which the next build knows that."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from typing import TypedDict

from builder.build_record.comparison import (
    RECENT,
    Sight,
    check_unchanged,
    digests_of,
    known_digests,
    states_of,
    take_over,
)
from builder.build_record.file_states import DoubtError, digest_of, link_of
from builder.build_record.record import Record, add_words, as_bytes, read_record, write_record
from builder.build_record.recording import make_record
from builder.code_digest import know_digests
from builder.code_digest import known_digests as known_digests_of_code
from builder.pipeline.build_report import BuildReport
from builder.pipeline.options import BuildOptions
from builder.pipeline.report_codec import dump_report, load_report
from builder.write.manifest import MARKER, read_manifest

REPORT = "report"
"""The section of the record with the report."""

SEEDS = "seeds"
"""The name of the folder of seeds in the record."""

CODE = "code"
"""The section of the record with the digests of the program's modules, by their names."""


class _SightArguments(TypedDict):
    """What is built, as ``Sight`` takes it."""

    root: str
    out: str
    drafts: bool
    strict: bool


_DOUBTS = (DoubtError, OSError, ValueError, LookupError)


class LastBuild:
    """The last build of a site, as it is when another one begins.

    Args:
        options: the options of the build that begins.

    Attributes:
        report: the report of the build that begins, if nothing changed since the last one; else None.
    """

    def __init__(self, options: BuildOptions) -> None:
        self._options = options
        self._folder = os.fspath(options.store_folder)
        self._record: Record | None = None
        self._sight: Sight | None = None
        self.report: BuildReport | None = None
        with suppress(*_DOUBTS):
            self._sight = take_over(**self._sight_arguments())
            self._record = read_record(self._folder)
            self._know_code(self._sight, self._record)
            if not options.clean:
                check_unchanged(self._sight, self._record)
                self.report = load_report(self._record.bytes_of(REPORT))

    def known_digests(self) -> dict[str, str]:
        """Return the SHA-256 digests of the files of the site that are as the last build left them, by path."""
        if self._record is not None:
            with suppress(*_DOUBTS):
                return known_digests(os.fspath(self._options.out), self._record)
        return {}

    def known_seeds(self) -> dict[str, str]:
        """Return the SHA-256 digests of the seeds that have not changed since the last build, by path in the site."""
        found: dict[str, str] = {}
        if self._record is not None and self._sight is not None:
            with suppress(*_DOUBTS):
                recent = self._record.pairs(RECENT).keys() | self._sight.recent.keys()
                before, now = self._record.pairs(states_of(SEEDS)), self._sight.states[SEEDS]
                for path, digest in self._record.pairs(digests_of(SEEDS)).items():
                    is_same = path in now and now[path] == before.get(path) and not link_of(now[path])
                    if is_same and f"{SEEDS}/{path}" not in recent:
                        found[f"{SEEDS}/{path}"] = digest
        return found

    def remember(
        self, report: BuildReport, shown: str, words: Callable[[BuildReport], tuple[bytes, bytes]]
    ) -> None:
        """Write the record of a build, if the next build can rely on it.

        Args:
            report: the report of the build that began, complete or not.
            shown: how reports are presented.
            words: returns what is printed of a report, for standard output and standard error.
        """
        with suppress(*_DOUBTS):
            unchanged = self.report is not None and not report.changed
            record = self._record if unchanged else self._made(report)
            if record is not None:
                add_words(record, shown, *words(report.repeated))
                write_record(self._folder, record)

    def _made(self, report: BuildReport) -> Record | None:
        """Return the record of a build; None if it failed, or may report something else when it is repeated.

        Raises:
            DoubtError: if something was changed during the build, or may have been.
            OSError: if something cannot be read.
        """
        if self._sight is None or not report.ok or not report.is_repeatable:
            return None
        due = None if report.due is None else int(report.due.timestamp() * 1_000_000_000)
        record = make_record(
            self._sight,
            Sight(**self._sight_arguments()),
            digests=self._digests(),
            until=due,
            previous=self._record,
        )
        record.sections[CODE] = as_bytes(known_digests_of_code())
        record.sections[REPORT] = dump_report(report.repeated)
        return record

    def _know_code(self, sight: Sight, record: Record) -> None:
        """Let digests of the program's code be those of the last build, if all files of the program are the same."""
        recent = (path.partition("/")[0] for path in (*sight.recent, *record.pairs(RECENT)))
        if sight.program.isdisjoint(recent) and all(
            sight.states[name] == record.pairs(states_of(name)) for name in sight.program
        ):
            know_digests(record.pairs(CODE))

    def _sight_arguments(self) -> _SightArguments:
        options = self._options
        return {
            "root": os.fspath(options.root),
            "out": os.fspath(options.out),
            "drafts": options.drafts,
            "strict": options.strict,
        }

    def _digests(self) -> dict[str, str]:
        """Return the SHA-256 digests of all files of the site, by path."""
        out = self._options.out
        _, manifest = read_manifest(out)
        return {
            **{path: entry.digest for path, entry in manifest.files.items()},
            MARKER: digest_of(f"{out}/{MARKER}"),
        }
