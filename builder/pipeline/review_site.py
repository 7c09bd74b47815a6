"""The review: as much of a build as the editor's worklist needs."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model.diagnostic import Diagnostic, InputError
from builder.pipeline.cache_folder import open_cache
from builder.pipeline.held_back_seeds import HeldBack
from builder.pipeline.journal import Journal
from builder.pipeline.options import BuildOptions
from builder.pipeline.progress import Progress
from builder.pipeline.site_data import gather_knowledge
from builder.pipeline.worklist import WorkItem, list_work, source_reader


@dataclass(frozen=True, slots=True)
class Review:
    """What a review found.

    Attributes:
        ok: whether the articles could be looked at.
        items: in the order of files and text.
        diagnostics: sorted by path and line.
        held_back: the seeds that were not looked at, by path.
    """

    ok: bool
    items: tuple[WorkItem, ...]
    diagnostics: tuple[Diagnostic, ...]
    held_back: tuple[HeldBack, ...] = ()


def review_site(options: BuildOptions, *, progress: Progress) -> Review:
    """Lists the annotations of a site that want an editor's look; expected failures are diagnostics."""
    journal = Journal()
    items: tuple[WorkItem, ...] = ()
    held_back: tuple[HeldBack, ...] = ()
    ok = True
    try:
        cache = open_cache(options)
        knowledge = gather_knowledge(options, cache=cache, journal=journal, progress=progress)
        held_back = knowledge.held_back
        items = list_work(knowledge, read_source=source_reader(options.root))
    except InputError as problem:
        ok = False
        journal.add(problem.diagnostics)
    return Review(ok, items, journal.diagnostics, held_back)
