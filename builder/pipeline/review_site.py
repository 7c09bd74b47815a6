"""The review of a site: the stages of a build that the editor's worklist needs."""

from __future__ import annotations

from msgspec import Struct

from builder.model.diagnostic import Diagnostic, InputError
from builder.pipeline.brief_names import slug_of_brief
from builder.pipeline.garbage_collection import frozen_collection
from builder.pipeline.held_back_seeds import HeldBackSeed
from builder.pipeline.journal import Journal
from builder.pipeline.options import BuildOptions
from builder.pipeline.progress import Progress
from builder.pipeline.site_data import load_site_data
from builder.pipeline.store_folder import open_store
from builder.pipeline.worklist.assembly import Worklist, list_work
from builder.pipeline.worklist.source_lines import source_reader


class Review(Struct, frozen=True):
    """The result of a review.

    Attributes:
        ok: True if the articles could be reviewed.
        worklist: what an editor should check.
        diagnostics: sorted by path and line.
        held_back: the seeds that were not reviewed, by path.
    """

    ok: bool
    worklist: Worklist
    diagnostics: tuple[Diagnostic, ...]
    held_back: tuple[HeldBackSeed, ...] = ()


def review_site(
    options: BuildOptions,
    *,
    progress: Progress,
    everything: bool = False,
    brief: str | None = None,
    limit: int | None = None,
) -> Review:
    """List the annotations of a site that an editor should check. Expected failures are diagnostics.

    Args:
        options: as for a build.
        progress: reports the progress.
        everything: True to list all doubts, and not only the most harmful.
        brief: the slug or seed of the only brief whose doubts are listed; None for those of all.
        limit: the most doubts that are listed; None for no further limit.
    """
    journal = Journal()
    worklist = Worklist(())
    held_back: tuple[HeldBackSeed, ...] = ()
    ok = True
    try:
        with frozen_collection(), open_store(options) as store:
            site_data = load_site_data(options, store=store, journal=journal, progress=progress)
            held_back = site_data.held_back
            worklist = list_work(
                site_data,
                read_source=source_reader(options.root),
                everything=everything,
                brief=slug_of_brief(site_data.graph, brief) if brief is not None else None,
                limit=limit,
            )
    except InputError as problem:
        ok = False
        journal.add(problem.diagnostics)
    return Review(ok, worklist, journal.diagnostics, held_back)
