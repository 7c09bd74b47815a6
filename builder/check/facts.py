"""Facts of one file of the site: its ids, its links and its own problems."""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

from msgspec import Struct

from builder.check.nesting import Nesting
from builder.check.policy import Policy, allows, policy_of, refused_digest
from builder.check.references import (
    FROM_ELSEWHERE,
    Link,
    is_redirect,
    links_to_check,
    public_address,
    references,
    resolve,
    style_references,
)
from builder.check.regular_page import read_regular_page
from builder.check.sound_page import read_sound_page
from builder.check.tags import Tag, read_tags
from builder.model.diagnostic import Diagnostic, Severity, warning

READ = (".html", ".css", ".xml", ".svg")
"""The endings of files that are read; of others nothing is known but that they exist."""

_HINT = "Fix the template or the text that this page is made from."
_LOADING_HINT = "Put the file into content/static/, or list its host under `csp` in content/site.yaml."


class PageFacts(Struct, frozen=True, array_like=True):
    """Facts of one file of the site.

    Attributes:
        path: the file, relative to the site's root.
        ids: the ids of a page, sorted; None if the file is not a page.
        links: its references to files of the site, each target once, in the order of the file, without those to
            ids that it has itself.
        problems: what is wrong with the file itself, in the order of the file.
        refused: the problems that are about an address, each as its index in ``problems`` and the address.
    """

    path: str
    ids: tuple[str, ...] | None = None
    links: tuple[Link, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    refused: tuple[tuple[int, str], ...] = ()


def page_facts(path: str, data: bytes) -> PageFacts:
    """Return the facts of one file. Pages, style sheets and XML are read; other files have no facts but their path.

    Args:
        path: the file, relative to the site's root, with forward slashes.
        data: its bytes.
    """
    if path.endswith(".html"):
        return _regular_facts(path, data) or read_tag_by_tag(path, data)
    if path.endswith(".css"):
        return _style_facts(path, data)
    if path.endswith((".xml", ".svg")):
        return PageFacts(path, problems=_xml_problems(path, data))
    return PageFacts(path)


def sound_page_facts(path: str, data: bytes) -> PageFacts:
    """Return the facts of a file that is made by the program's own templates alone, as ``page_facts`` does."""
    if path.endswith(".html"):
        found = read_sound_page(path, data.decode())
        if found is not None:
            return PageFacts(path, *found)
    return page_facts(path, data)


def line_of_link(path: str, data: bytes, link: Link) -> int | None:
    """Return the line of the first reference of a page or style sheet to a target, counted from 1; None without one.

    Facts have no lines: a site has some hundred thousand links, of which hardly any is broken.
    """
    text = data.decode(errors="replace")
    found = _addresses_of_page(text) if path.endswith(".html") else _addresses_of_style(text)
    for address, loads, line in found:
        if resolve(address, base=path, loads=loads) == link:
            return line
    return None


def _addresses_of_page(page: str) -> Iterator[tuple[str, bool, int]]:
    """Yield every address in a page, whether the browser loads it by itself, and its line."""
    for tag in read_tags(page):
        if not tag.is_end:
            yield from ((address, loads, tag.line) for address, loads in references(tag))


def _addresses_of_style(style: str) -> Iterator[tuple[str, bool, int]]:
    """Yield every address in a style sheet likewise."""
    for address in style_references(style):
        yield address, True, style.count("\n", 0, max(0, style.find(address))) + 1


def read_tag_by_tag(path: str, data: bytes) -> PageFacts:
    """Read a page strictly, whatever its markup, and report all that is wrong with it."""
    return _Page(path).read(data)


def _regular_facts(path: str, data: bytes) -> PageFacts | None:
    """Return the facts of a page with regular markup and without problems; None of any other."""
    try:
        page = read_regular_page(path, data.decode())
    except UnicodeDecodeError:
        return None
    return None if page is None else PageFacts(path, page.ids, page.links)


class _Page:
    """One page while its tags are read."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.nesting = Nesting()
        self.ids: dict[str, int] = {}
        self.links: dict[Link, None] = {}
        self.problems: list[Diagnostic] = []
        self.refused: list[tuple[int, str]] = []
        self.titles: list[str] = []
        self.headings = 0
        self.language = ""
        self.site_url = ""
        self.addresses: list[tuple[str, int]] = []
        self.is_redirect = False
        self.policy: Policy = {}

    def read(self, data: bytes) -> PageFacts:
        """Return the facts of the page."""
        try:
            page = data.decode()
        except UnicodeDecodeError as problem:
            self._add(data.count(b"\n", 0, problem.start) + 1, "The page is not UTF-8.")
            return PageFacts(self.path, (), (), tuple(self.problems))
        if not page[:15].lower().startswith("<!doctype html>"):
            self._add(1, "The page does not begin with <!doctype html>.")
        for tag in read_tags(page):
            self._take(tag)
        for line, message in self.nesting.finish():
            self._add(line, f"{message}.")
        self._check_whole()
        links = links_to_check(self.path, self.links, self.ids)
        return PageFacts(self.path, tuple(sorted(self.ids)), links, tuple(self.problems), tuple(self.refused))

    def _take(self, tag: Tag) -> None:
        if not tag.name:
            self._add(tag.line, 'A "<" does not begin a tag.')
            return
        if tag.name == "title" and self.nesting.parent == "head" and not tag.is_end:
            self.titles.append((tag.text or "").strip())
        problem = self.nesting.take(tag)
        if problem:
            self._add(tag.line, f"{problem}.")
        if not tag.is_end:
            self._take_attributes(tag)

    def _take_attributes(self, tag: Tag) -> None:
        attributes = tag.attributes
        for name in tag.repeated:
            self._add(tag.line, f'<{tag.name}> has the attribute "{name}" twice.')
        if "id" in attributes:
            self._take_id(tag, attributes["id"])
        if tag.name == "h1":
            self.headings += 1
        elif tag.name == "html":
            self.language = attributes.get("lang", "")
        elif is_redirect(tag):
            self.is_redirect = True
        elif (policy := policy_of(tag)) is not None:
            self.policy = policy
        elif tag.name == "link" and attributes.get("rel") == "canonical":
            self.site_url = public_address(attributes.get("href", ""), self.path)
        for address, loads in references(tag):
            self._take_address(tag, address, loads=loads)
        digest = refused_digest(self.policy, tag)
        if digest is not None:
            message = f"The policy of the page refuses the {tag.name} inside it."
            hint = f'Put it into a file, or list "{digest}" under `csp` in content/site.yaml.'
            self.problems.append(warning(self.path, tag.line, message, hint))

    def _take_id(self, tag: Tag, value: str) -> None:
        if not value or any(character.isspace() for character in value):
            self._add(tag.line, f'The id "{value}" is empty or contains white space.')
        elif value in self.ids:
            self._add(tag.line, f'The id "{value}" is used on line {self.ids[value]} already.')
        self.ids.setdefault(value, tag.line)

    def _take_address(self, tag: Tag, address: str, *, loads: bool) -> None:
        target = resolve(address, base=self.path, loads=loads)
        if isinstance(target, Link):
            self.links[target] = None
        elif target == FROM_ELSEWHERE and allows(self.policy, tag, address):
            return
        elif target:
            self._refuse(tag.line, address, target, severity=Severity.ERROR)
        elif tag.name in ("a", "area"):
            self.addresses.append((address, tag.line))

    def _check_whole(self) -> None:
        if not self.language:
            self._add(None, "The page does not have a language (<html lang>).")
        if len(self.titles) != 1 or not self.titles[0]:
            self._add(None, "The page does not have exactly one <title> with text.")
        if self.headings != 1 and not self.is_redirect:
            self._add(None, f"The page has {self.headings} <h1> instead of one.")
        if self.site_url:
            for address, line in self.addresses:
                if address.startswith(self.site_url):
                    reason = "leads into the site, but is not relative"
                    self._refuse(line, address, reason, severity=Severity.WARNING)

    def _refuse(self, line: int, address: str, reason: str, *, severity: Severity) -> None:
        self.refused.append((len(self.problems), address))
        message = f'The address "{address}" {reason}.'
        hint = _LOADING_HINT if reason == FROM_ELSEWHERE else _HINT
        self.problems.append(Diagnostic(severity, self.path, line, message, hint))

    def _add(self, line: int | None, message: str) -> None:
        self.problems.append(warning(self.path, line, message, _HINT))


def _style_facts(path: str, data: bytes) -> PageFacts:
    links: dict[str, Link] = {}
    problems = []
    for address in style_references(data.decode(errors="replace")):
        target = resolve(address, base=path, loads=True)
        if isinstance(target, Link):
            links.setdefault(target.path, target)
        elif target:
            problems.append(
                Diagnostic(Severity.ERROR, path, None, f'The address "{address}" {target}.', _HINT)
            )
    return PageFacts(path, None, tuple(links.values()), tuple(problems))


def _xml_problems(path: str, data: bytes) -> tuple[Diagnostic, ...]:
    try:
        expat.ParserCreate().Parse(data, True)  # noqa: FBT003 - its parameters have no names
    except expat.ExpatError as problem:
        message = f"The file is not well-formed XML: {expat.errors.messages[problem.code]}."
        return (Diagnostic(Severity.WARNING, path, problem.lineno, message, _HINT),)
    return ()
