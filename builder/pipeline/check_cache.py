"""Cached facts of finished pages for their checks, keyed by the pages' bytes and the code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import builder
from builder.cache import Cache, code_digest, digest
from builder.check.codec import dump_facts, load_facts
from builder.check.crossing import cross_check
from builder.check.facts import PageFacts, page_facts
from builder.model.diagnostic import Diagnostic
from builder.model.editorial import WrittenLink
from builder.pipeline.progress import Progress

KIND = "facts"


def check_files(
    files: Mapping[str, bytes],
    *,
    written: Mapping[str, Sequence[WrittenLink]],
    cache: Cache,
    progress: Progress,
) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of the finished files of a site.

    Args:
        files: the bytes of every file, by path.
        written: the links of the editor's files, by the page that they are on; "" means every page.
        cache: the cache of earlier builds.
        progress: counts the files.
    """
    folder = Path(builder.__file__).parent
    code = code_digest(folder / "model", folder / "check")
    paths = progress.track(sorted(files), stage="check", total=len(files))
    return cross_check((_facts(path, files[path], code=code, cache=cache) for path in paths), written)


def _facts(path: str, data: bytes, *, code: str, cache: Cache) -> PageFacts:
    if not path.endswith(".html"):
        return page_facts(path, data)
    key = digest(code, path, data)
    known = cache.get(KIND, key)
    if known is not None:
        return load_facts(known)
    facts = page_facts(path, data)
    cache.put(KIND, key, dump_facts(facts))
    return facts
