"""The build: every stage, composed once."""

from __future__ import annotations

from builder import __version__
from builder.cache import Cache
from builder.model.diagnostic import InputError
from builder.pages.picture import Picture
from builder.pages.plan import plan_pages
from builder.pages.written_links import written_links
from builder.pipeline.build_report import BuildReport, Counts, count
from builder.pipeline.cache_folder import open_cache
from builder.pipeline.card_cache import draw_pictures
from builder.pipeline.check_cache import check_files
from builder.pipeline.contact_warnings import contact_warnings
from builder.pipeline.held_back_seeds import HeldBack
from builder.pipeline.journal import Journal
from builder.pipeline.options import BuildOptions
from builder.pipeline.page_cache import render_pages
from builder.pipeline.progress import Progress
from builder.pipeline.search_cache import build_search
from builder.pipeline.site_data import Knowledge, gather_knowledge
from builder.pipeline.template_folders import template_folders
from builder.pipeline.version_control import cache_warnings
from builder.pipeline.worklist import list_work, source_reader, unresolved_notes
from builder.render.assets import load_assets
from builder.render.render import Renderer
from builder.search.records import search_records
from builder.write.output_folder import check_source_folders, find_target
from builder.write.writer import WriteReport, write_site

OUT_OF_BOUNDS = ("seeds", "content", "templates")
"""Folders whose files are read at every build: a site inside one would be read as its own source."""


def build_site(options: BuildOptions, *, progress: Progress) -> BuildReport:
    """Builds the site and writes it, or says why not; a build that fails leaves the site as it was.

    Expected failures are diagnostics of the report, never exceptions.
    """
    journal = Journal()
    counts: Counts | None = None
    held_back: tuple[HeldBack, ...] = ()
    annotated = 0
    written = WriteReport((), (), ())
    ok = False
    try:
        _refuse_output(options)
        cache = open_cache(options)
        journal.add(cache_warnings(options.root, options.cache_folder))
        knowledge = gather_knowledge(options, cache=cache, journal=journal, progress=progress)
        counts, annotated = count(knowledge.graph), knowledge.annotated
        held_back = knowledge.held_back
        files = _make_files(knowledge, options, cache=cache, journal=journal, progress=progress)
        ok = not journal.fails(strict=options.strict)
        if ok and options.write:
            with journal.stage("write"):
                written = write_site(files, options.out, protected=options.protected, strict=options.strict)
                journal.add(written.diagnostics)
        if ok:
            cache.prune()
        journal.add(cache.diagnostics)
    except InputError as problem:
        ok = False
        journal.add(problem.diagnostics)
    return BuildReport(
        out=options.out,
        ok=ok,
        counts=counts,
        held_back=held_back,
        written=written.written,
        unchanged=written.unchanged,
        removed=written.removed,
        kept=written.kept,
        annotated=annotated,
        seconds=journal.seconds,
        diagnostics=journal.diagnostics,
    )


def _make_files(
    knowledge: Knowledge, options: BuildOptions, *, cache: Cache, journal: Journal, progress: Progress
) -> dict[str, bytes]:
    """Every file of the site, by path; what is wrong with them is noted."""
    graph, articles, content = knowledge.graph, knowledge.articles, knowledge.content
    with journal.stage("search"):
        records = search_records(graph, articles, content)
        index, problems = build_search(records, language=content.site.language, cache=cache)
        journal.add(problems)
    with journal.stage("pages"):
        plan = plan_pages(graph, articles, content, version=__version__, searchable=bool(index))
        pages = [page for page in plan if not isinstance(page, Picture)]
        pictures = [page for page in plan if isinstance(page, Picture)]
    with journal.stage("render"):
        folders = template_folders(options.root)
        renderer = Renderer(folders, root=options.root)
        files = {**index, **load_assets(folders, root=options.root)}
        files |= render_pages(pages, renderer=renderer, cache=cache, progress=progress)
    with journal.stage("draw"):
        files |= draw_pictures(pictures, cache=cache, progress=progress)
    with journal.stage("check"):
        written = written_links(content, graph)
        journal.add(check_files(files, written=written, cache=cache, progress=progress))
        read_source = source_reader(options.root)
        journal.add(unresolved_notes(list_work(knowledge, read_source=read_source)))
        journal.add(contact_warnings(knowledge, read_source=read_source))
    return files


def _refuse_output(options: BuildOptions) -> None:
    """Stop a build whose site cannot be where it is to be, before the work is done.

    Raises:
        InputError: if it cannot.
    """
    check_source_folders(options.out, [options.root / name for name in OUT_OF_BOUNDS])
    find_target(options.out, options.protected)
