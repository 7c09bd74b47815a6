"""The audit of a finished site, composed."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct

from builder.audit.alternatives import missing_alternatives
from builder.audit.feeds import feed_problems
from builder.audit.linked_data import annotation_problems, page_data_problems
from builder.audit.outside_links import Place
from builder.audit.page_parts import page_parts
from builder.audit.weights import heavy_page, heavy_pictures
from builder.model.diagnostic import Diagnostic, warning
from builder.model.editorial import Content
from builder.model.site_file import SiteFile
from builder.pipeline.progress import Progress


class Audit(Struct, frozen=True):
    """What an audit found.

    Attributes:
        problems: by file.
        outside: the addresses of other sites, each with the page and the line of its first link.
    """

    problems: tuple[Diagnostic, ...]
    outside: Mapping[str, Place]


def audit_site(
    files: Mapping[str, SiteFile], content: Content, *, unread: Collection[str] = (), progress: Progress
) -> Audit:
    """Look at feeds, linked data, weights and alternative texts of a finished site.

    Args:
        files: every file of the site, but the index of the search, by path.
        content: the editor's files.
        unread: the files that are not looked into: static ones.
        progress: counts the files.
    """
    url = content.site.url or ""
    problems = [*missing_alternatives(content), *heavy_pictures(files)]
    outside: dict[str, Place] = {}

    def text_of(path: str) -> str | None:
        return files[path].read().decode() if path in files else None

    read = sorted(files.keys() - frozenset(unread))
    for path in progress.track(read, stage="audit", total=len(read)):
        if path.endswith(".html"):
            parts = page_parts(path, files[path].read().decode(errors="replace"))
            problems += heavy_page(path, parts.loads, files)
            problems += (_without_alt(path, line) for line in parts.without_alt)
            for data, line in parts.data:
                problems += page_data_problems(path, data, line, files, url=url)
            for address, line in parts.outside.items():
                if not (url and address.startswith(f"{url}/")):
                    outside.setdefault(address, (path, line))
        elif path.endswith((".xml", ".json")):
            problems += feed_problems(path, files[path].read(), files, url=url)
        elif path.endswith(".annotations.jsonld"):
            problems += annotation_problems(path, files[path].read(), text_of)
    return Audit(tuple(problems), outside)


def _without_alt(path: str, line: int) -> Diagnostic:
    message = "A picture has no attribute `alt`."
    return warning(path, line, message, 'Add it in the template; alt="" is for those that say nothing.')
