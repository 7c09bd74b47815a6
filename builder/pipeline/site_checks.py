"""Checks of a finished site: of what this build has made, and of the whole site if anything may be wrong with it.

If nothing was wrong with the site before, what is left of it can only have become wrong because a file or an id that it
links to is gone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from builder.check.crossing import cross_check
from builder.check.facts import PageFacts, line_of_link, page_facts
from builder.check.references import Link
from builder.code_digest import code_digest
from builder.digest import digest
from builder.model.diagnostic import Diagnostic
from builder.model.editorial import WrittenLink
from builder.model.site_file import SiteFile
from builder.pipeline.page_traces import Traces
from builder.store.store import Store

KIND = "checks"
CODE = ("builder.pipeline.site_checks",)
"""Modules that check. Their import closure is part of the key of the entry."""


class _Checked(msgspec.Struct, frozen=True, array_like=True):
    """A site that was checked.

    Attributes:
        state: the state of the traces of its pages.
        is_clean: True if nothing was wrong with it.
        linked: the files that its pages link to, besides pages.
    """

    state: str
    is_clean: bool
    linked: list[str]


_DECODER = msgspec.msgpack.Decoder(_Checked)


def check_site(
    files: Mapping[str, SiteFile],
    others: Mapping[str, bytes],
    pages: Traces,
    gone: Iterable[str],
    *,
    unread: Collection[str],
    written: Mapping[str, Sequence[WrittenLink]],
    store: Store,
) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong with the files of a site.

    Args:
        files: every file, by path.
        others: those of them that are not remembered, by path.
        pages: the remembered ones.
        gone: the pages of the last build that the site no longer has.
        unread: the files of ``files`` that are not checked: static ones.
        written: the links of the editor's files, as for ``cross_check``.
        store: what earlier builds remember.
    """

    def line_of(path: str, link: Link) -> int | None:
        return line_of_link(path, files[path].read(), link)

    key = digest(code_digest(*CODE))
    before = store.load_many(KIND, [key], _DECODER.decode).get(key)
    own = {path: page_facts(path, data) for path, data in others.items()}
    own |= {path: PageFacts(path) for path in unread}
    if before is not None:
        is_same = before.is_clean and before.state == pages.state_before
        replaced = pages.facts_before() if is_same and not any(gone) else None
        if (
            replaced is not None
            and all(path in files for path in before.linked)
            and _keeps_ids(pages, replaced)
        ):
            facts = {**own, **{path: _news(page, replaced.get(path)) for path, page in pages.made.items()}}
            beside = _targets(facts, files, pages)
            if not cross_check(facts.values(), written, line_of=line_of, beside=beside):
                _remember(store, key, before.linked, facts, files, pages.state, is_clean=True, unread=unread)
                return ()
    left = ((path, file) for path, file in files.items() if path not in own and path not in pages.made)
    facts = {**own, **pages.made, **pages.facts_of(left)}
    found = cross_check(facts.values(), written, line_of=line_of)
    _remember(store, key, (), facts, files, pages.state, is_clean=not found, unread=unread)
    return found


def _keeps_ids(pages: Traces, before: Mapping[str, PageFacts]) -> bool:
    """Return True if all pages that were replaced still have their ids."""
    return all(
        path in before and frozenset(before[path].ids or ()) <= frozenset(pages.made[path].ids or ())
        for path in pages.replaced
    )


def _news(page: PageFacts, before: PageFacts | None) -> PageFacts:
    """Return the facts of a page without the links that the page before it has: these still lead somewhere."""
    if before is None:
        return page
    known = frozenset(before.links)
    return replace(page, links=tuple(link for link in page.links if link not in known))


def _targets(
    facts: Mapping[str, PageFacts], files: Mapping[str, SiteFile], pages: Traces
) -> dict[str, PageFacts]:
    """Return what is known of the other files that some files link to, by path.

    Of a file that is linked only as a whole, it is enough that it exists.
    """
    links = {link for page in facts.values() for link in page.links if link.path not in facts}
    linked = {link.path: PageFacts(link.path) for link in links if link.path in files}
    places = {link.path for link in links if link.fragment and link.path in files}
    return linked | pages.places_in((path, files[path]) for path in places)


def _remember(
    store: Store,
    key: str,
    linked: Iterable[str],
    facts: Mapping[str, PageFacts],
    files: Mapping[str, SiteFile],
    state: str,
    *,
    is_clean: bool,
    unread: Collection[str],
) -> None:
    """Remember whether anything is wrong with the site, and what its pages link to besides pages."""
    # A static page has no trace that would be missed when it is gone.
    found = {
        link.path
        for page in facts.values()
        for link in page.links
        if not link.path.endswith(".html") or link.path in unread
    }
    entry = _Checked(state, is_clean, sorted({*linked, *found} & files.keys()))
    store.put(KIND, key, msgspec.msgpack.encode(entry), replaces=True)
