"""The data of a site as its pages may know them: without the names of the persons that its editor hides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from builder.content.static_files import FOLDER
from builder.model.diagnostic import Diagnostic, error, warning
from builder.model.line_ends import line_at
from builder.pipeline.journal import Journal
from builder.pipeline.site_data import SiteData
from builder.pipeline.stored_memory import StoredMemory
from builder.store.store import Store

CODE = ("builder.redaction.redact_site",)
"""Modules that redact briefs. Their import closure is part of the key of what is remembered of them."""

MOST_IN_A_FILE = 10
"""The largest number of warnings for one file."""

HINT = "If it names that person, change it, or say so by a fix under `mentions` in the file of the brief."


def redacted_data(
    site_data: SiteData, *, store: Store, journal: Journal, read_source: Callable[[str], str]
) -> SiteData:
    """Return the data that pages are made of: of a site that hides no one, the data themselves.

    Args:
        site_data: the data of the site.
        store: what earlier builds remember.
        journal: takes what is wrong.
        read_source: returns the text of a file, by its path relative to the site's root.

    Raises:
        InputError: if an id is of no person.
    """
    if not site_data.content.entities.hide:
        return site_data
    from builder.redaction.redact_site import redact_site  # hardly any site hides a name

    with journal.stage("graph"):
        memory = StoredMemory(store, kind="graph", code=CODE)
        redacted = redact_site(site_data.graph, site_data.articles, site_data.content, memory=memory)
        journal.add(redacted.problems)
        journal.stop_on_errors()
        remains = ((path, one.word, one.around) for path, one in redacted.remains)
        journal.add(_warnings(remains, read_source))
    return replace(site_data, graph=redacted.graph, articles=redacted.articles, content=redacted.content)


def static_errors(site_data: SiteData, paths: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield an error for each static file whose path names a hidden person: it would be published as it is.

    Args:
        site_data: the data of the site, with the names.
        paths: of the static files.
    """
    if not site_data.content.entities.hide:
        return
    from builder.redaction.hidden_persons import hidden_persons
    from builder.redaction.redactor import Redactor

    redactor = Redactor(hidden_persons(site_data.graph, site_data.content)[0])
    for path in paths:
        if redactor.names_in(path):
            message = "The path of this file has a name that is hidden."
            yield error(f"{FOLDER}/{path}", None, message, "Rename the file, and change the links to it.")


def _warnings(
    remains: Iterable[tuple[str, str, str]], read_source: Callable[[str], str]
) -> Iterator[Diagnostic]:
    """Yield a warning for each word that may be a hidden name and remains."""
    by_path: dict[str, dict[tuple[str, int | None], None]] = {}
    sources: dict[str, str] = {}
    for path, word, around in remains:
        if path not in sources:
            sources[path] = read_source(path)
        source = sources[path]
        place = source.find(around)
        line = line_at(source, place + around.find(word)) if place >= 0 else None
        by_path.setdefault(path, {})[word, line] = None
    for path, found in by_path.items():
        for word, line in list(found)[:MOST_IN_A_FILE]:
            message = f"“{word}” may name a hidden person, or mean something else: it is not replaced here."
            yield warning(path, line, message, HINT)
        if len(found) > MOST_IN_A_FILE:
            yield warning(path, None, f"{len(found) - MOST_IN_A_FILE} more such words are not hidden.", HINT)
