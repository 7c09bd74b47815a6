"""The files of a site: pages rendered, pictures drawn, each made again only if a fact that it read has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial

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
from builder.pictures.atlas import Atlas
from builder.pipeline.garbage_collection import paused_collection
from builder.pipeline.page_traces import Traces
from builder.pipeline.progress import Progress
from builder.pipeline.shared_files import PAGES, PICTURES, Share, make_files
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
    jobs: int | None,
    progress: Progress,
    viewers: Viewers,
) -> tuple[dict[str, SiteFile], Traces]:
    """Return the requested pages and data files by path, and their traces. Open pages are made and shown first.

    Args:
        requests: the files.
        digests: of the facts that they are made from.
        renderer: of the pages.
        store: what earlier builds remember.
        jobs: the number of processes that make files; None chooses it.
        progress: counts the files.
        viewers: those who see pages before the others are made.

    Raises:
        InputError: if a template cannot be used.
        OvertakenError: if the viewers wait for a newer site, and have been shown the pages that they see.
    """
    finish = partial(_rendered, renderer)
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

    _show_open_pages(requests, digests, finish, viewers)
    with paused_collection():
        traces = Traces("pages", digests, made_by=made_by, store=store, check=check)
    files = _made(
        requests,
        traces,
        finish,
        share=PAGES,
        jobs=jobs,
        atlas=renderer.atlas,
        stage="render",
        progress=progress,
        viewers=viewers,
    )
    return files, traces


def _rendered(renderer: Renderer, file: File) -> bytes:
    """Return the bytes of a page or data file."""
    match file:
        case DataFile():
            return file.data
        case Page():
            return renderer.render(file)
        case Picture():
            raise TypeError(f"a picture among pages: {file.path}")


def _show_open_pages(
    requests: Sequence[Request], digests: FactDigests, finish: Callable[[File], bytes], viewers: Viewers
) -> None:
    """Show the pages that are open just now.

    They are made in any case, before the traces are known: to compare all facts would take longer.
    """
    seen = viewers.open_pages()
    viewers.show_pages(
        {
            request.path: file_of(finish(request.make(View(digests.edition))))
            for request in requests
            if request.path in seen
        }
    )


def draw_pictures(
    requests: Sequence[Request],
    digests: FactDigests,
    *,
    store: Store,
    jobs: int | None,
    progress: Progress,
    viewers: Viewers,
) -> dict[str, SiteFile]:
    """Return the requested pictures by path; arguments as for ``render_pages``.

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
    files = _made(
        requests,
        traces,
        finish,
        share=PICTURES,
        jobs=jobs,
        stage="draw",
        progress=progress,
        viewers=viewers,
    )
    traces.close(files)
    return files


def _made(
    requests: Sequence[Request],
    traces: Traces,
    finish: Callable[[File], bytes],
    *,
    share: Share,
    jobs: int | None,
    stage: str,
    progress: Progress,
    viewers: Viewers,
    atlas: Atlas | None = None,
) -> dict[str, SiteFile]:
    """Return the requested files by path, in their order; arguments as for ``make_files`` and ``render_pages``."""
    files: dict[str, SiteFile] = {}
    shared = make_files(requests, traces, finish, share=share, jobs=jobs, atlas=atlas)
    with closing(shared) as made:
        for path, file in progress.track(made, stage=stage, total=len(requests)):
            viewers.give_way()
            files[path] = file
    return {request.path: files[request.path] for request in requests}
