"""The files of a site held against one another: does every link lead somewhere?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from builder.check.facts import PageFacts, page_facts
from builder.check.references import Link
from builder.model.diagnostic import Diagnostic, warning


def check_pages(files: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with the finished files of a site.

    Args:
        files: the bytes of every file by POSIX path relative to the site's root.

    Returns:
        By path, then in the order of the page: first what is wrong with the page, then its broken links.
    """
    return cross_check(page_facts(path, data) for path, data in files.items())


def cross_check(facts: Iterable[PageFacts]) -> tuple[Diagnostic, ...]:
    """The problems of every file, and the links between them that lead nowhere.

    Args:
        facts: of every file of the site, whatever its kind.

    Returns:
        As ``check_pages``. A target that many pages miss is told once, on the first of them.
    """
    by_path = {page.path: page for page in sorted(facts, key=lambda page: page.path)}
    ids = {path: frozenset(page.ids) for path, page in by_path.items() if page.ids is not None}
    broken: dict[tuple[str, str], dict[str, int]] = {}
    for page in by_path.values():
        for link in page.links:
            if not _leads(link, by_path.keys(), ids):
                fragment = link.fragment if link.path in by_path else ""
                broken.setdefault((link.path, fragment), {}).setdefault(page.path, link.line)
    problems: dict[str, list[Diagnostic]] = {path: list(page.problems) for path, page in by_path.items()}
    for (path, fragment), places in broken.items():
        problem = _broken(path, fragment, places, exists=path in by_path)
        problems[problem.path].append(problem)
    return tuple(problem for path in problems for problem in problems[path])


def _leads(link: Link, paths: Iterable[str], ids: Mapping[str, frozenset[str]]) -> bool:
    """Whether the file is there, and on a page the id; "top" is the top of every page."""
    if link.path not in paths:
        return False
    if link.path not in ids or link.fragment.lower() in ("", "top"):
        return True
    return link.fragment in ids[link.path]


def _broken(path: str, fragment: str, places: Mapping[str, int], *, exists: bool) -> Diagnostic:
    """The diagnostic for one target that is not there; ``places``: line of the link, by page."""
    first, line = next(iter(places.items()))
    more = len(places) - 1
    others = f" {more} more {'page links' if more == 1 else 'pages link'} to it." if more else ""
    address = f"{path}#{fragment}" if fragment else path
    if exists:
        reason = "leads nowhere: the page has no element with this id."
    elif path.endswith("/"):
        reason = "leads to a folder, which only a web server turns into a page."
    else:
        reason = "leads nowhere: the site has no such file."
    message = f'The link to "{address}" {reason}'
    hint = "Mend the address, or the template or text that it comes from."
    return warning(first, line, message + others, hint)
