"""The redactor: replaces the names of hidden persons in texts, addresses and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from urllib.parse import unquote

from msgspec import Struct

from builder.digest import digest
from builder.graph.slugs import slug_of
from builder.model.span import Span
from builder.names.courtesy_titles import courtesy_gender
from builder.names.person_names import is_particle
from builder.redaction.folded_text import fold_text
from builder.redaction.hidden_persons import HiddenPersons
from builder.redaction.name_patterns import compile_forms
from builder.redaction.text_edits import Edit, TextEdits

_TITLE = re.compile(r"(?<!\w)(\w+\.?)\s+$")
_BETWEEN = re.compile(r"[^\S\n]*\n?[^\S\n]+|[^\S\n]*\n[^\S\n]*")
"""What is between a given name and a surname: white space within a paragraph."""
_LONGEST_BEFORE = 60
"""Characters before a form in which its given names are looked for."""
_OPENING = " \t\n“‘\"'«„([*_"
_SENTENCE_ENDS = ".!?:…"
_LINK = re.compile(
    r"!?\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\(\s*(<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)[^)]*\)"
)


class Hit(Struct, frozen=True):
    """A place of a text that names a hidden person, by the index of the person."""

    span: Span
    person_i: int


class Redactor:
    """Replaces the names of hidden persons.

    Args:
        hidden: the persons.
        moved: slugs and ids of pages that had a name in them, each with the new one.

    Attributes:
        hidden: the same persons.
        key: a digest of all that the replacements depend on beside the text.
    """

    def __init__(self, hidden: HiddenPersons, moved: Mapping[str, str] = MappingProxyType({})) -> None:
        self.hidden = hidden
        names = (hidden.protected, hidden.namesakes)
        shown = (hidden.persons, sorted(hidden.by_entity.items()), names, sorted(moved.items()))
        self.key = digest(repr(shown))
        self._moved = [(_address_pattern(old), moved[old]) for old in sorted(moved, key=len, reverse=True)]
        clear = {f"p{i}": person.clear for i, person in enumerate(hidden.persons)}
        self._before = [_pattern_before(person.given) for person in hidden.persons]
        self._clear = compile_forms({**clear, "other": hidden.protected})
        unclear = [form for one in hidden.persons for form in one.unclear]
        self._unclear = compile_forms({"other": hidden.namesakes, "p": unclear}) if unclear else None

    def edits(self, text: str, named: Iterable[Hit] = (), starts: Iterable[int] | None = None) -> TextEdits:
        """Return the edits of a text.

        Args:
            text: the text.
            named: places that are known to name a person.
            starts: where its sentences begin; None to judge by what is before a name.
        """
        found = [self._with_given(text, hit) for hit in (*named, *self._hits(text))]
        hits = sorted(found, key=lambda hit: (hit.span.start, -hit.span.end))
        opened = None if starts is None else _opened(text, starts)
        return TextEdits(tuple(self._edit(text, hit, opened) for hit in _joined(text, hits)))

    def text(self, text: str) -> str:
        """Return a text without the names."""
        return self.edits(text).apply(text)

    def optional(self, text: str | None) -> str | None:
        """Return a text without the names, or None."""
        return None if text is None else self.text(text)

    def names_in(self, text: str) -> bool:
        """Return True if a text, or an address with its escapes undone, names a hidden person for certain."""
        return any(True for _ in self._hits(text)) or (
            "%" in text and any(True for _ in self._hits(unquote(text)))
        )

    def address(self, url: str | None) -> str | None:
        """Return an address; None for one that names a hidden person: a changed one would lead nowhere."""
        return None if url is None or self.names_in(url) else url

    def slug(self, slug: str) -> str:
        """Return a slug without the names."""
        edits = tuple(
            Edit(hit.span.start, hit.span.end, slug_of(self._words(hit), fallback="x"))
            for hit in _joined(slug, sorted(self._hits(slug), key=lambda hit: hit.span))
        )
        return TextEdits(edits).apply(slug)

    def path(self, path: str) -> str | None:
        """Return a path in the site as its pages have it now; None for one that would name a hidden person."""
        for pattern, new in self._moved:
            path = pattern.sub(rf"\g<1>\g<2>{new}", path)
        return self.address(path)

    def markdown(self, markdown: str) -> str:
        """Return Markdown without the names; of links that would name a hidden person their words remain."""

        def link(match: re.Match[str]) -> str:
            target = self.path(match[2])
            if target is None:
                return match[1]
            start, end = match.start(2) - match.start(), match.end(2) - match.start()
            return f"{match[0][:start]}{target}{match[0][end:]}"

        return self.text(_LINK.sub(link, markdown))

    def unclear(self, text: str, edits: TextEdits, known: Iterable[Span] = ()) -> Iterator[Span]:
        """Yield the places where a form remains, with a capital letter, that others share or that is a word, too.

        Args:
            text: the text before the edits.
            edits: those of the text.
            known: places that are known to name others.
        """
        if self._unclear is None:
            return
        taken = [*known, *(Span(edit.start, edit.end) for edit in edits.edits)]
        folded = fold_text(text)
        for match in self._unclear.finditer(folded.text):
            span = folded.source_span(*match.span())
            if (match.lastgroup or "").startswith("other"):
                continue
            if text[span.start].isupper() and not any(span.overlaps(other) for other in taken):
                yield span

    def _hits(self, text: str) -> Iterator[Hit]:
        if self._clear is None or not text:
            return
        folded = fold_text(text)
        for match in self._clear.finditer(folded.text):
            key = (match.lastgroup or "").partition("_")[0]
            if key != "other":
                yield Hit(folded.source_span(*match.span()), int(key[1:]))

    def _with_given(self, text: str, hit: Hit) -> Hit:
        """Return a place with the given names before it: "Ana Maria" before "Roe"."""
        pattern, start = self._before[hit.person_i], hit.span.start
        if pattern is None or not text[max(0, start - 1) : start].isspace():
            return hit
        first = max(0, start - _LONGEST_BEFORE)
        before = fold_text(text[first:start])
        match = pattern.search(before.text)
        if match is None:
            return hit
        middle = before.source_span(*match.span(1)).of(before.original) if match[1] else ""
        if not all(word[0].isupper() or is_particle(word) for word in middle.split()):
            return hit
        return Hit(Span(first + before.source_span(*match.span()).start, hit.span.end), hit.person_i)

    def _words(self, hit: Hit) -> str:
        return self.hidden.persons[hit.person_i].words

    def _edit(self, text: str, hit: Hit, opened: frozenset[int] | None) -> Edit:
        words = self._words(hit)
        start, end = hit.span.start, hit.span.end
        title = _TITLE.search(text, max(0, start - 12), start)
        # "Ms. A witness" would be no English, and a title says whether it is a woman.
        if title is not None and courtesy_gender(title[1]) is not None and "\n\n" not in title[0]:
            start = title.start()
        if words.endswith(".") and text[end : end + 1] == "." and text[end + 1 : end + 2] != ".":
            end += 1
        if start in opened if opened is not None else _opens_sentence(text, start):
            words = words[0].upper() + words[1:]
        return Edit(start, end, words)


def _address_pattern(old: str) -> re.Pattern[str]:
    """Return the pattern of a slug or an id in a path: as the name of a page, or in the anchor of a mention."""
    return re.compile(rf"((?<![a-z0-9-])){old}(?![a-z0-9-])|(?<=#)([mr]-){old}(?=-[0-9]+$)")


def _pattern_before(given: Iterable[str]) -> re.Pattern[str] | None:
    """Return the pattern of given names with up to two more names, at the end of a folded text."""
    forms = "|".join(re.escape(form) for form in sorted(given, key=len, reverse=True))
    return (
        re.compile(rf"(?<![^\W_])(?:{forms})[^\S\n]*\n?[^\S\n]*((?:[^\W_]\.?\s|[\w'\-]+\s){{0,2}})$")
        if forms
        else None
    )


def _joined(text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield sorted hits, those that overlap as one, and a given name with the surname after it."""
    last: Hit | None = None
    for hit in hits:
        if last is not None and (
            hit.span.start < last.span.end
            or (hit.person_i == last.person_i and _BETWEEN.fullmatch(text, last.span.end, hit.span.start))
        ):
            last = Hit(Span(last.span.start, max(last.span.end, hit.span.end)), last.person_i)
            continue
        if last is not None:
            yield last
        last = hit
    if last is not None:
        yield last


def _opened(text: str, starts: Iterable[int]) -> frozenset[int]:
    """Return where the first words of sentences begin, behind quotation marks and brackets."""
    found = set()
    for start in starts:
        first = start
        while first < len(text) and text[first] in _OPENING:
            first += 1
        found.add(first)
    return frozenset(found)


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(_OPENING)
    return not before or before[-1] in _SENTENCE_ENDS
