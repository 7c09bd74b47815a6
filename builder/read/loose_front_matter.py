"""Loose front matter: a head of keys that is not YAML between fences, searched for the publication status only.

Such a head may be in a plain text or a saved page, after blank lines, between other fences than ``---``, or consist of
bare lines "Key: value". Its metadata is not read (yet), but a draft must never be published because of that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct

from builder.content.brief_keys import is_near_release
from builder.content.release import (
    Release,
    plain_word,
    publication_words,
    read_release,
    release_key,
    stricter_release,
    unclear_release_error,
)
from builder.dates.written_days import iso_day
from builder.model.diagnostic import Diagnostic, error
from builder.read.raw_article import one_line
from builder.read.unread_heads import find_unread_statement
from builder.schema.confusables import without_invisible

# A head opens within the first 15 lines and has at most 80.
_DEEPEST = 15
_MOST_LINES = 80
_LONGEST_LINE = 400

_FENCE = re.compile(r"[-—–]{2,}|—|\+{3,}")
# These open a head only at the top: further down they open code and structured data.
_TOP_FENCE = re.compile(r";{3,}|={3,}|`{3,}\w*|~{3,}\w*|<!--|\{")
_EMPTY = "\ufeff\u200b \t\r\n"
_ENTRY = re.compile(
    r"(?P<indent>\s*)(?P<mark>[\"'*_]*)(?P<key>[^\W\d_][\w \u00ad\u200b-\u200d\u2060\ufeff-]{0,29}?)(?P=mark)?"
    r"\s*[:=](?P=mark)?"
    r"(?P<value>(?![/:=]).*)"
)
_COMMENT = re.compile(r"\s#.*")


class _Entry(Struct, frozen=True):
    """A line "key: value" of a head, and its number in the file, counted from 1."""

    key: str
    value: str
    line: int


class _Head(Struct, frozen=True):
    """The entries of a head, whether a fence opens it, and whether it is a head beyond doubt."""

    entries: tuple[_Entry, ...]
    is_fenced: bool
    is_certain: bool


def read_loose_front_matter(
    text: str, *, path: str, is_page: bool = False
) -> tuple[Release, tuple[Diagnostic, ...]]:
    """Read the publication status in a head.

    Args:
        text: the seed, decoded.
        path: its file, for the diagnostics.
        is_page: True for a saved page.

    Returns:
        The statement, and an error for each value that cannot be understood.
    """
    head = _find_head([line[:_LONGEST_LINE] for line in islice(_lines(text), _DEEPEST + _MOST_LINES)])
    release = Release()
    problems: list[Diagnostic] = []
    for entry in head.entries:
        kind = release_key(entry.key)
        if kind is not None:
            found = read_release(kind, entry.value)
            if found is not None and _is_statement(entry, kind, head):
                release = stricter_release(release, found)
            elif found is None and head.is_certain and (head.is_fenced or _is_of_heads(entry, kind)):
                problems.append(
                    unclear_release_error(entry.key, entry.value, kind, path=path, line=entry.line)
                )
        elif head.is_certain and is_near_release(entry.key) and _is_word_of_releases(entry.value):
            message = f"`{without_invisible(entry.key)}` looks like a misspelled key on publication."
            problems.append(error(path, entry.line, message, "Correct it, or remove the line."))
        elif head.is_certain and plain_word(entry.key) in publication_words()["date"]:
            release = stricter_release(release, Release(date=iso_day(entry.value)))
    if release.draft is not True and not problems:
        unread = find_unread_statement(text, path=path, is_page=is_page)
        problems += [unread] if unread is not None else []
    return release, tuple(problems)


def _is_of_heads(entry: _Entry, kind: str) -> bool:
    """Return True for a key that only heads have: newspapers write "Published: Monday" above a story, too."""
    return kind in ("draft", "status") or plain_word(entry.key).startswith("embargo")


def _is_word_of_releases(value: str) -> bool:
    """Return True for a value that keys on publication have."""
    lists = publication_words()
    return any(plain_word(value) in lists[name] for name in ("yes", "no", "held", "released"))


def _is_statement(entry: _Entry, kind: str, head: _Head) -> bool:
    """Return True if an entry states the publication status, and does not just open a text."""
    # "Status: pending" may open a text, "Status: draft" hardly.
    return head.is_certain or kind != "status" or plain_word(entry.value) == "draft"


def _lines(text: str) -> Iterator[str]:
    # splitlines() would make a list of a text of any length.
    return (match[0] for match in re.finditer(r"[^\r\n]*(?:\r\n|\r|\n|\Z)", text))


def _find_head(lines: Sequence[str]) -> _Head:
    """Find the entries below the first fence that has any, else those that the text opens with."""
    top = next((n for n, line in enumerate(lines[:_DEEPEST]) if line.strip(_EMPTY)), None)
    if top is None:
        return _Head((), is_fenced=False, is_certain=False)
    for number, line in enumerate(lines[:_DEEPEST]):
        fence = line.strip(_EMPTY)
        if _FENCE.fullmatch(fence) or (number == top and _TOP_FENCE.fullmatch(fence)):
            entries = _fenced_entries(lines, number)
            if entries:
                return _Head(entries, is_fenced=True, is_certain=number == top or _are_known(entries))
    entries = _entries(lines[top : top + _MOST_LINES], top)
    return _Head(entries, is_fenced=False, is_certain=_are_known(entries))


def _fenced_entries(lines: Sequence[str], fence: int) -> tuple[_Entry, ...]:
    """Return the entries up to the closing fence, or up to the first other line if it is never closed."""
    first = next((n for n in range(fence + 1, len(lines)) if lines[n].strip(_EMPTY)), len(lines))
    block = lines[first : first + _MOST_LINES]
    closing = {lines[fence].strip(_EMPTY), "...", "-->", "}"}
    end = next((n for n, line in enumerate(block) if line.strip(_EMPTY) in closing), None)
    if end is None or not _ENTRY.fullmatch(block[0].strip(_EMPTY)):
        return _entries(block, first)
    return tuple(_Entry(key, value, line) for key, value, line in _matched(block[:end], first))


def _entries(lines: Sequence[str], first: int) -> tuple[_Entry, ...]:
    """Return the entries from the first line on, up to one that is neither an entry nor continues one."""
    length = 0
    for line in lines:
        if not _ENTRY.fullmatch(line.strip("\r\n" + _EMPTY[:2])) and not (length and _continues_entry(line)):
            break
        length += 1
    return tuple(_Entry(key, value, line) for key, value, line in _matched(lines[:length], first))


def _matched(lines: Sequence[str], first: int) -> Iterator[tuple[str, str, int]]:
    """Yield key, value and line of the entries that are indented no more than the first."""
    indent: int | None = None
    for number, line in enumerate(lines, start=first + 1):
        match = _ENTRY.fullmatch(line.strip("\r\n" + _EMPTY[:2]))
        if match is not None and (indent is None or len(match["indent"]) <= indent):
            indent = len(match["indent"])
            yield match["key"].strip(), _plain_value(match["value"]), number


def _continues_entry(line: str) -> bool:
    """Return True for a line inside a head that is not an entry: indented, of a list, or a comment."""
    return bool(line.strip()) and (line[0].isspace() or line.startswith(("- ", "#", "]", "}", '"')))


def _plain_value(value: str) -> str:
    """Return a value without comment, comma and quotation marks."""
    words = one_line(_COMMENT.sub("", value)).rstrip(",").strip()
    return words.strip("\"'“”‘’*_ ")


def _are_known(entries: Sequence[_Entry]) -> bool:
    """Return True if one of the keys is among the other keys that only heads have."""
    return any(plain_word(entry.key) in publication_words()["other"] for entry in entries)
