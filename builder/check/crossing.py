"""Cross-check of the files of a site: every link leads to a file, and on a page to an id."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from types import MappingProxyType

from builder.check.blame import Blame
from builder.check.facts import PageFacts, line_of_link, page_facts
from builder.check.references import Link
from builder.model.diagnostic import Diagnostic, warning
from builder.model.editorial import WrittenLink

_HINT = "Fix the address, or the template or text that it comes from."


def check_pages(
    files: Mapping[str, bytes], written: Mapping[str, Sequence[WrittenLink]] | None = None
) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong with the finished files of a site.

    Args:
        files: the bytes of every file by POSIX path relative to the site's root.
        written: as for ``cross_check``.

    Returns:
        By path, then in the order of the page: first what is wrong with the page, then its broken links.
    """
    return cross_check(
        (page_facts(path, data) for path, data in files.items()),
        written,
        line_of=lambda path, link: line_of_link(path, files[path], link),
    )


def cross_check(
    facts: Iterable[PageFacts],
    written: Mapping[str, Sequence[WrittenLink]] | None = None,
    *,
    line_of: Callable[[str, Link], int | None],
    beside: Mapping[str, PageFacts] = MappingProxyType({}),
) -> tuple[Diagnostic, ...]:
    """Return the problems of every file, and the links between files that lead nowhere.

    Args:
        facts: of every file that is checked, whatever its kind.
        written: the links of the editor's files, by the page that they are on; "" means every page.
        line_of: returns the line of a file's first reference to a target; asked of broken ones only.
        beside: what is known of the other files that these link to, by path.

    Returns:
        As ``check_pages``, then what is wrong in the editor's files. A link that an editor wrote is reported on
        the line of the editor's file; any other target that many pages miss once, on the first of them.
    """
    blame = Blame(written or {})
    by_path = {page.path: page for page in sorted(facts, key=lambda page: page.path)}
    present = {**beside, **by_path}
    broken: dict[tuple[str, str], dict[str, Link]] = {}
    problems = {path: _own_problems(page, blame) for path, page in by_path.items()}
    for page in by_path.values():
        # Almost all of some hundred thousand links lead somewhere, most to a page as a whole.
        dead = [
            link
            for link in page.links
            if link[0] not in present or (link[1] and not has_place(present[link[0]], link[1]))
        ]
        for link in dead:
            exists = link.path in present
            if not blame.report_broken(link, page.path, _reason(link.path, exists=exists)):
                fragment = link.fragment if exists else ""
                broken.setdefault((link.path, fragment), {}).setdefault(page.path, link)
    for (path, fragment), places in broken.items():
        first, link = next(iter(places.items()))
        address = f"{path}#{fragment}" if fragment else path
        message = f'The link to "{address}" {_reason(path, exists=path in present)}{_others(len(places) - 1)}'
        problems[first].append(warning(first, line_of(first, link), message, _HINT))
    return (*(problem for path in problems for problem in problems[path]), *blame.diagnostics)


_TOP = frozenset("".join(letters) for letters in product("tT", "oO", "pP"))
"""Fragments for the top of a page, which no element needs to have as its id."""


def has_place(page: PageFacts, fragment: str) -> bool:
    """Return True if links to a file may have a fragment: an id, or any if the file is not a page."""
    ids = page.ids
    if ids is None:
        return True
    # The ids are sorted. Sets of them would take a hundred megabytes of 10,000 briefs.
    place = bisect_left(ids, fragment)
    return (place < len(ids) and ids[place] == fragment) or not fragment or fragment in _TOP


def _reason(path: str, *, exists: bool) -> str:
    if exists:
        return "is broken: the page does not have this id."
    if path.endswith("/"):
        return "leads to a folder, which is a page only on a web server."
    return "is broken: the site does not have this file."


def _own_problems(page: PageFacts, blame: Blame) -> list[Diagnostic]:
    """Return what is wrong with a page, except the addresses that an editor wrote."""
    addresses = dict(page.refused)
    return [
        problem
        for index, problem in enumerate(page.problems)
        if index not in addresses or not blame.report_refused(problem, addresses[index])
    ]


def _others(count: int) -> str:
    """Return the words for so many other pages with the same broken link."""
    return f" {count} more {'page links' if count == 1 else 'pages link'} to it." if count else ""
