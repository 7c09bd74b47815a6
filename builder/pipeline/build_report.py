"""What a build has to report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from builder.model.diagnostic import Diagnostic, Severity
from builder.model.graph import Graph, LinkedQuote
from builder.pipeline.held_back_seeds import HeldBack


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the site holds.

    Attributes:
        quotes_attributed: quotes credited to an entity, or to somebody in the text's own words.
        quotes_unresolved: quotes of which nobody knows the speaker.
    """

    briefs: int = 0
    entities: int = 0
    quotes_attributed: int = 0
    quotes_unresolved: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build has to report.

    Attributes:
        out: the folder of the site.
        ok: whether the build succeeded; where it did not, the site is what it was before.
        counts: None where the build failed before it knew.
        written, unchanged, removed: paths of files in the site, sorted; empty where none was to be written.
        kept: files and folders in the site that newsgloss did not make, the first time that a build meets them.
        held_back: the seeds that are not published, by path; empty if the build failed before it knew.
        annotated: how many articles were annotated anew; the language model is loaded for these alone.
        seconds: by stage, in the order of the stages.
        diagnostics: sorted by path and line.
    """

    out: Path
    ok: bool
    counts: Counts | None = None
    held_back: tuple[HeldBack, ...] = ()
    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    annotated: int = 0
    seconds: Mapping[str, float] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def changed(self) -> int:
        """How many files of the site were written or removed."""
        return len(self.written) + len(self.removed)


def is_unresolved(quote: LinkedQuote) -> bool:
    """Whether a quote is credited to nobody, not even in the text's own words."""
    return not quote.speaker_ids and not quote.speaker_text


def count(graph: Graph) -> Counts:
    """How much a graph holds."""
    quotes = [quote for brief in graph.briefs.values() for quote in brief.quotes]
    unresolved = sum(map(is_unresolved, quotes))
    return Counts(
        briefs=len(graph.briefs),
        entities=len(graph.entities),
        quotes_attributed=len(quotes) - unresolved,
        quotes_unresolved=unresolved,
    )


def fails(severity: Severity, *, strict: bool) -> bool:
    """Whether a diagnostic of this severity fails a build."""
    return severity is Severity.ERROR or (strict and severity is Severity.WARNING)
