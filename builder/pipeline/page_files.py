"""The files of a site: pages rendered, pictures drawn, each made again only if a fact that it read has changed."""

from __future__ import annotations

from collections.abc import Sequence

from builder.check.facts import PageFacts, page_facts, sound_page_facts
from builder.code_digest import code_digest
from builder.digest import digest
from builder.draw.card import draw_card
from builder.edition.digests import FactDigests
from builder.edition.view import View
from builder.installed_packages import version_of
from builder.model.site_file import SiteFile, file_of
from builder.model.viewers import Viewers
from builder.pages.page import DataFile, Page
from builder.pages.picture import Picture
from builder.pages.request import File, Request
from builder.pipeline.garbage_collection import paused_collection
from builder.pipeline.page_traces import Traces
from builder.pipeline.progress import Progress
from builder.render.render import Renderer
from builder.store.store import Store

# Templates read properties of the contexts, whose modules the plan imports and the renderer does not.
PAGE_CODE = ("builder.render.render", "builder.pages.plan", "builder.check.facts")
PICTURE_CODE = ("builder.draw.card", "builder.pages.sharing.shared_pages")
"""Modules that make and check pages, and make pictures. Their import closure is part of what the files depend on."""


def render_pages(
    requests: Sequence[Request],
    digests: FactDigests,
    *,
    renderer: Renderer,
    store: Store,
    progress: Progress,
    viewers: Viewers,
) -> tuple[dict[str, SiteFile], Traces]:
    """Return the requested pages and data files by path, and their traces. Open pages are made and shown first.

    Raises:
        InputError: if a template cannot be used.
        OvertakenError: if the viewers wait for a newer site, and have been shown the pages that they see.
    """

    def finish(file: File) -> bytes:
        match file:
            case DataFile():
                return file.data
            case Page():
                return renderer.render(file)
            case Picture():
                raise TypeError(f"a picture among pages: {file.path}")

    libraries = (
        version_of("jinja2"),
        version_of("markupsafe"),
        version_of("markdown-it-py"),
        version_of("nh3"),
    )
    made_by = digest(code_digest(*PAGE_CODE), *libraries, renderer.digest)

    def check(path: str, data: bytes, view: View) -> PageFacts:
        # Markup of an editor's may be wrong: in a template, or in Markdown.
        is_sound = not renderer.has_own and not view.holds_markdown
        return sound_page_facts(path, data) if is_sound else page_facts(path, data)

    # They are made in any case, before the traces are known: to compare all facts would take longer.
    seen = viewers.open_pages()
    viewers.show_pages(
        {
            request.path: file_of(finish(request.make(View(digests.edition))))
            for request in requests
            if request.path in seen
        }
    )
    with paused_collection():
        traces = Traces("pages", digests, made_by=made_by, store=store, check=check)
    tracked = progress.track(requests, stage="render", total=len(requests))
    files: dict[str, SiteFile] = {}
    for request in tracked:
        viewers.give_way()
        files[request.path] = traces.file(request, finish)
    return files, traces


def draw_pictures(
    requests: Sequence[Request],
    digests: FactDigests,
    *,
    store: Store,
    progress: Progress,
    viewers: Viewers,
) -> dict[str, SiteFile]:
    """Return the requested pictures by path.

    Raises:
        OvertakenError: if the viewers wait for a newer site.
    """
    if not requests:
        return {}

    def finish(file: File) -> bytes:
        if not isinstance(file, Picture):
            raise TypeError(f"no picture: {file.path}")
        return draw_card(file.card)

    made_by = digest(code_digest(*PICTURE_CODE), version_of("pillow"))
    traces = Traces("pictures", digests, made_by=made_by, store=store)
    tracked = progress.track(requests, stage="draw", total=len(requests))
    files: dict[str, SiteFile] = {}
    for request in tracked:
        viewers.give_way()
        files[request.path] = traces.file(request, finish)
    traces.close(files)
    return files
