"""The report of a build."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from builder.model.brief import LinkedQuote
from builder.model.brief_outline import QuoteOutline
from builder.model.diagnostic import Diagnostic, Severity
from builder.model.graph import Graph
from builder.pipeline.held_back_seeds import HeldBackSeed


class SiteCounts(Struct, frozen=True, array_like=True):
    """The numbers of briefs, entities and quotes of a site.

    Attributes:
        quotes_attributed: quotes with a speaker, who is an entity or only named in the text's own words.
        quotes_unresolved: quotes without a speaker.
    """

    briefs: int = 0
    entities: int = 0
    quotes_attributed: int = 0
    quotes_unresolved: int = 0


class BuildReport(Struct, frozen=True, kw_only=True):
    """The report of a build.

    Attributes:
        out: the folder of the site.
        ok: True if the build succeeded; otherwise the site is unchanged.
        counts: the numbers of the site; None if the build failed before they were known.
        written, unchanged, removed: paths of files in the site, sorted; empty if the site was not to be written.
        kept: foreign files and folders in the site that no earlier build has reported.
        held_back: the seeds that are not published, by path; empty if the build failed before they were known.
        annotated: the number of articles annotated by this build; the language model is loaded only for these.
        seconds: the seconds of each stage, in the order of the stages.
        diagnostics: sorted by path and line.
        due: the moment at which the next held-back brief falls due by the clock; None if none does.
        is_repeatable: True if a build of the same files, before that moment, reports the same.
    """

    out: Path
    ok: bool
    counts: SiteCounts | None = None
    held_back: tuple[HeldBackSeed, ...] = ()
    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    annotated: int = 0
    seconds: Mapping[str, float] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    due: datetime | None = None
    is_repeatable: bool = False

    @property
    def repeated(self) -> BuildReport:
        """The report of a build right after this one, without the seconds of its stages: nothing had to be written."""
        files = tuple(sorted((*self.written, *self.unchanged)))
        return replace(self, written=(), unchanged=files, removed=(), kept=(), annotated=0, seconds={})

    @property
    def changed(self) -> int:
        """The number of files of the site that were written or removed."""
        return len(self.written) + len(self.removed)


def is_unresolved(quote: LinkedQuote | QuoteOutline) -> bool:
    """Return True if a quote has no speaker, not even in the text's own words."""
    return not quote.speaker_ids and not quote.speaker_text


def count_site(graph: Graph) -> SiteCounts:
    """Return the numbers of briefs, entities and quotes of a graph."""
    quotes = [quote for outline in graph.outlines.values() for quote in outline.quotes]
    unresolved = sum(map(is_unresolved, quotes))
    return SiteCounts(
        briefs=len(graph.outlines),
        entities=len(graph.entities),
        quotes_attributed=len(quotes) - unresolved,
        quotes_unresolved=unresolved,
    )


def fails_build(severity: Severity, *, strict: bool) -> bool:
    """Return True if a diagnostic of this severity fails a build."""
    return severity is Severity.ERROR or (strict and severity is Severity.WARNING)
