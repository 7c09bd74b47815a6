"""Cached facts of finished pages for their checks, keyed by the pages' bytes and the code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.check.codec import dump_facts, load_facts
from builder.check.crossing import cross_check
from builder.check.facts import PageFacts, page_facts
from builder.code_digest import code_digest
from builder.digest import digest
from builder.model.diagnostic import Diagnostic
from builder.model.editorial import WrittenLink
from builder.pipeline.progress import Progress
from builder.store.store import Store

KIND = "facts"
CODE = ("builder.check.facts", "builder.check.codec")
"""Modules that compute an entry. Their import closure is part of its key."""


def check_files(
    files: Mapping[str, bytes],
    *,
    written: Mapping[str, Sequence[WrittenLink]],
    store: Store,
    progress: Progress,
) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of the finished files of a site.

    Args:
        files: the bytes of every file, by path.
        written: the links of the editor's files, by the page that they are on; "" means every page.
        store: the results of earlier builds.
        progress: counts the files.
    """
    code = code_digest(*CODE)
    paths = progress.track(sorted(files), stage="check", total=len(files))
    return cross_check((_facts(path, files[path], code=code, store=store) for path in paths), written)


def _facts(path: str, data: bytes, *, code: str, store: Store) -> PageFacts:
    if not path.endswith(".html"):
        return page_facts(path, data)
    key = digest(code, path, data)
    known = store.get(KIND, key)
    if known is not None:
        return load_facts(known)
    facts = page_facts(path, data)
    store.put(KIND, key, dump_facts(facts))
    return facts
