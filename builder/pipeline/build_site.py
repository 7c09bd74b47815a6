"""The build of a site: all stages in order, composed once."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache, partial
from types import MappingProxyType
from typing import Any

from builder import __version__
from builder.build_record.record import forget_build
from builder.content.static_files import check_static, static_files
from builder.edition import urls
from builder.edition.digests import FactDigests
from builder.edition.edition import make_edition
from builder.edition.written_links import written_links
from builder.model.diagnostic import InputError
from builder.model.site_file import SiteFile, file_of
from builder.model.viewers import NO_VIEWERS, Viewers
from builder.pages.plan import plan_requests
from builder.pipeline.atlas_cache import keep_atlas, open_atlas
from builder.pipeline.build_date import VARIABLE
from builder.pipeline.build_report import BuildReport, SiteCounts, count_site
from builder.pipeline.contact_warnings import CODE as CONTACTS_CODE
from builder.pipeline.contact_warnings import contact_warnings
from builder.pipeline.derivations import DERIVATIONS
from builder.pipeline.free_memory import give_back_memory
from builder.pipeline.garbage_collection import frozen_collection, paused_collection
from builder.pipeline.held_back_seeds import HeldBackSeed, next_due
from builder.pipeline.journal import Journal
from builder.pipeline.options import BuildOptions
from builder.pipeline.page_files import draw_pictures, render_pages
from builder.pipeline.progress import Progress
from builder.pipeline.redacted_data import redacted_data, static_errors
from builder.pipeline.search_cache import build_search
from builder.pipeline.site_checks import check_site
from builder.pipeline.site_data import SiteData, load_site_data
from builder.pipeline.store_folder import open_store
from builder.pipeline.stored_memory import StoredMemory
from builder.pipeline.table_caches import forget_page_caches
from builder.pipeline.template_cache import user_templates
from builder.pipeline.template_folders import template_folders
from builder.pipeline.version_control import cache_warnings
from builder.pipeline.worklist.source_lines import source_reader
from builder.pipeline.worklist.unresolved_notes import CODE as UNRESOLVED_CODE
from builder.pipeline.worklist.unresolved_notes import unresolved_notes
from builder.render.assets import load_assets
from builder.render.render import Renderer
from builder.render.unused_templates import unused_templates
from builder.store.store import Store
from builder.write.output_folder import check_source_folders, find_target
from builder.write.writer import WriteReport, write_site

REPLACED = frozenset({"robots.txt"})
"""The files that a static file may replace."""

ASSETS_CODE = ("builder.render.assets",)
"""Modules that make assets. Their import closure is part of the key of what is remembered of them."""

LIBRARY = f"{urls.SEARCH_INDEX}/pagefind.js"
"""The file of the index of the search that pages load."""


def build_site(
    options: BuildOptions,
    *,
    progress: Progress,
    known: Callable[[], Mapping[str, str]] = dict,
    seeds: Mapping[str, str] = MappingProxyType({}),
    viewers: Viewers = NO_VIEWERS,
    warm: dict[bytes, Any] | None = None,
) -> BuildReport:
    """Build a site and write it. A build that fails leaves the last site unchanged.

    Expected failures are diagnostics of the report, never exceptions.

    Args:
        options: of the build.
        progress: counts what it does.
        known: returns the SHA-256 digests of files in the output that are known without reading them, by path.
        seeds: the SHA-256 digests of seeds that are known without reading them, by path from the site's root.
        viewers: those who see the site before the search is indexed and the files are written.
        warm: what the builds of one process keep in memory; empty before the first of them.

    Raises:
        OvertakenError: if the viewers wait for a newer site. Nothing was written.
    """
    journal = Journal()
    counts: SiteCounts | None = None
    held_back: tuple[HeldBackSeed, ...] = ()
    due: datetime | None = None
    annotated = 0
    written = WriteReport((), (), ())
    ok = False
    try:
        _check_output(options)
        with frozen_collection(), open_store(options, warm) as store:
            journal.add(cache_warnings(options.root, options.store_folder))
            site_data = load_site_data(
                options,
                store=store,
                journal=journal,
                progress=progress,
                is_last=not store.is_warm,
                known=seeds,
            )
            counts, annotated = count_site(site_data.graph), site_data.annotated
            give_back_memory()
            held_back = site_data.held_back
            if options.now is None and VARIABLE not in os.environ:
                due = next_due(held_back, site_data.content.site.timezone)
            files = _make_files(
                site_data, options, store=store, journal=journal, progress=progress, viewers=viewers
            )
            ok = not journal.fails(strict=options.strict)
            viewers.give_way()
            if ok and options.write:
                forget_build(os.fspath(options.store_folder))
                with journal.stage("write"):
                    written = write_site(
                        files,
                        options.out,
                        protected=options.protected,
                        strict=options.strict,
                        known=known(),
                    )
                    journal.add(written.diagnostics, repeats=False)
            if ok:
                store.prune()
            store.commit()
            journal.add(store.diagnostics, repeats=False)
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
        due=due,
        is_repeatable=journal.is_repeatable,
    )


def _make_files(
    site_data: SiteData,
    options: BuildOptions,
    *,
    store: Store,
    journal: Journal,
    progress: Progress,
    viewers: Viewers,
) -> dict[str, SiteFile]:
    """Return every file of the site, by path; add what is wrong with them to the journal.

    The index of the search is made last, so that the pages can be shown before.
    """
    shown = redacted_data(site_data, store=store, journal=journal, read_source=source_reader(options.root))
    searchable = bool(shown.graph.briefs)
    digests = _edition(shown, store, journal, searchable=searchable)
    make = partial(_make_pages, store=store, journal=journal, progress=progress, viewers=viewers)
    files = make(digests, shown, site_data, options)
    if not journal.fails(strict=options.strict):
        viewers.show(files)
    viewers.give_way()
    with journal.stage("search"):
        language = shown.content.site.language
        index, problems = build_search(digests, language=language, store=store, jobs=options.jobs)
        journal.add(problems, repeats=False)
    if searchable and not index:
        digests = _edition(shown, store, journal, searchable=False)
        files = make(digests, shown, site_data, options)
    return {**files, **{path: file_of(data) for path, data in index.items()}}


def _edition(site_data: SiteData, store: Store, journal: Journal, *, searchable: bool) -> FactDigests:
    """Return the digests of the facts of the site as one finished value."""
    with journal.stage("pages"), paused_collection():
        return FactDigests(
            make_edition(
                site_data.graph,
                site_data.articles,
                site_data.content,
                version=__version__,
                searchable=searchable,
                memory_of=cache(lambda module: StoredMemory(store, kind="parts", code=(module,))),
                kept=DERIVATIONS,
            )
        )


def _make_pages(
    digests: FactDigests,
    shown: SiteData,
    site_data: SiteData,
    options: BuildOptions,
    *,
    store: Store,
    journal: Journal,
    progress: Progress,
    viewers: Viewers,
) -> dict[str, SiteFile]:
    """Return every file of the site by path, but the search index; add what is wrong with them to the journal.

    Args:
        digests: of the facts of the site.
        shown: the data that pages are made of, without hidden names.
        site_data: the data of the site, of which the editor is told.
        options: of the build.
        store: what earlier builds remember.
        journal: takes what is wrong.
        progress: counts what is done.
        viewers: those who see the pages before they are written.
    """
    content = shown.content
    with journal.stage("pages"), paused_collection():
        requests = plan_requests(digests.edition, content)
    with journal.stage("render"):
        folders = template_folders(options.root)
        atlas = open_atlas(store)
        renderer = Renderer(
            folders,
            root=options.root,
            atlas=atlas,
            compiled=user_templates(),
            language=content.site.language,
        )
        head = content.site.theme.head
        journal.add(unused_templates(folders, root=options.root, used=(head,) if head else ()))
        memory = StoredMemory(store, kind="assets", code=ASSETS_CODE)
        assets = load_assets(folders, root=options.root, language=content.site.language, memory=memory)
        pages = [request for request in requests if not request.is_picture]
        files, traces = render_pages(
            pages,
            digests,
            renderer=renderer,
            store=store,
            jobs=options.jobs,
            progress=progress,
            viewers=viewers,
        )
        keep_atlas(atlas, store)
        if not store.is_warm:
            digests.edition.derived.forget()
            forget_page_caches()
            give_back_memory()
    with journal.stage("draw"):
        pictures = [request for request in requests if request.is_picture]
        drawn = draw_pictures(
            pictures, digests, store=store, jobs=options.jobs, progress=progress, viewers=viewers
        )
    viewers.give_way()
    with journal.stage("check"):
        gone = traces.close(files)
        static = static_files(options.root)
        files |= {**drawn, **{path: file_of(data) for path, data in assets.items()}}
        check_static(static, {*files, LIBRARY}, REPLACED)
        files |= static
        journal.add(static_errors(site_data, static))
        written = written_links(content, shown.graph)
        # The library of the search is made later, and always has this file.
        others = {**assets, LIBRARY: b""} if digests.edition.frame.has_search else assets
        journal.add(
            check_site(files, others, traces, gone, unread=static.keys(), written=written, store=store)
        )
        traces.forget_checks()
        give_back_memory()
        read_source = source_reader(options.root)
        memory = StoredMemory(store, kind="parts", code=UNRESOLVED_CODE)
        journal.add(unresolved_notes(site_data, read_source=read_source, memory=memory))
        memory = StoredMemory(store, kind="contacts", code=CONTACTS_CODE)
        journal.add(contact_warnings(site_data, read_source=read_source, memory=memory))
    return files


def _check_output(options: BuildOptions) -> None:
    """Check the output folder before the work is done.

    Raises:
        InputError: if the site cannot be written to it.
    """
    check_source_folders(options.out, options.source_folders)
    find_target(options.out, options.protected)
