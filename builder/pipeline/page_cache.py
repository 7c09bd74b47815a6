"""Cached rendering of pages, keyed by the page's context, the templates and the code."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

from builder.code_digest import code_digest
from builder.digest import digest
from builder.pages.page import DataFile, Page
from builder.pipeline.progress import Progress
from builder.render.render import Renderer, context_digest
from builder.store.store import Store

KIND = "pages"
# Templates read properties of the contexts, whose modules the plan imports and the renderer does not.
CODE = ("builder.render.render", "builder.pages.plan")
"""Modules that compute an entry. Their import closure is part of its key."""


def render_pages(
    pages: Sequence[Page | DataFile], *, renderer: Renderer, store: Store, progress: Progress
) -> dict[str, bytes]:
    """Return the bytes of every page and data file, by path.

    Raises:
        InputError: if a template cannot be used.
    """
    made_by = digest(code_digest(*CODE), version("jinja2"), version("markupsafe"), renderer.digest)
    files: dict[str, bytes] = {}
    for page in progress.track(pages, stage="render", total=len(pages)):
        if isinstance(page, DataFile):
            files[page.path] = page.data
            continue
        key = digest(made_by, page.path, page.template, context_digest(page))
        data = store.get(KIND, key)
        if data is None:
            data = renderer.render(page)
            store.put(KIND, key, data)
        files[page.path] = data
    return files
