"""Heads of seeds: front matter in YAML, TOML or JSON, and bare lines "Key: value", each told from a text."""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

from builder.content.brief_keys import is_known, is_near_release, name_of
from builder.content.release import release_key
from builder.model.line_ends import LINE_END, line_at
from builder.schema.plain_tree import read_json_object

_BLANK = "[\ufeff\u200b \t]*(?:\r\n|\r|\n)"
# Only these can open a head. Most seeds have none, and are told by their first characters.
_OPENING = (
    r"---(?:[ \t]*(?:yaml|toml|json))?(?=[ \t]*[\r\n])|\+\+\+|\{(?=\s*[\"}])|[A-Za-z][\w -]{0,29}:[ \t]"
)
_START = re.compile(rf"(?:{_BLANK})*\ufeff?(?P<opening>{_OPENING})")
_FENCE_END = r"[ \t]*(?:\r\n|\r|\n|\Z)"
_YAML_CLOSING = re.compile(rf"(?<![^\r\n])(?:---|\.\.\.){_FENCE_END}")
_TOML_CLOSING = re.compile(rf"(?<![^\r\n])\+\+\+{_FENCE_END}")
_BLANK_LINE = re.compile(rf"(?:(?<=\n)|(?<=\r)(?!\n)){_BLANK}|\Z")
_YAML_KEY = re.compile(r"(?<![^\r\n])[\"']?(?P<key>[^\W\d_][\w -]{0,29}?)[\"']?[ \t]*:(?:\s|\Z)")
_TOML_KEY = re.compile(r"(?<![^\r\n])[ \t]*[\"']?(?P<key>[^\W\d_][\w-]{0,29})[\"']?[ \t]*=")
_BARE = re.compile(
    r"(?P<key>[^\W\d_][\w \u00ad\u200b-\u200d\u2060\ufeff-]{0,29}?)[ \t]*:(?:[ \t]+(?P<value>\S.*)|[ \t]*)"
)
_MOST_BARE_LINES = 80


class HeadForm(StrEnum):
    """How a head is written."""

    YAML = "YAML"
    TOML = "TOML"
    JSON = "JSON"
    BARE = "bare lines"


class SeedHead(Struct, frozen=True):
    """The head of a seed.

    Attributes:
        form: how it is written.
        source: the text of its keys, without fences; of JSON with its braces.
        line: the line on which ``source`` begins, counted from 1.
        body_start: the offset in the file at which the body begins.
        body_line: its line.
        is_open: True if its closing fence is missing; it then has no source.
        fence: its opening fence, or "".
    """

    form: HeadForm
    source: str
    line: int
    body_start: int
    body_line: int
    is_open: bool = False
    fence: str = ""


def find_head(text: str, *, in_markdown: bool) -> SeedHead | None:
    """Find the head of a seed.

    In Markdown a fence on the first line always opens one. Elsewhere a line of hyphens may be a rule above a text, and
    "Title: …" its first line: a head then needs keys that are known.

    Args:
        text: the file, decoded.
        in_markdown: True if it is a Markdown file.
    """
    start = _START.match(text)
    if start is None:
        return None
    at, opening = start.start("opening"), start["opening"]
    if opening == "{":
        return _json_head(text, at, in_markdown=in_markdown)
    if opening[0] not in "-+":
        return _bare_head(text, at)
    return _fenced_head(text, at, opening, is_sure=in_markdown and not text[:at].strip("\ufeff"))


def _fenced_head(text: str, at: int, opening: str, *, is_sure: bool) -> SeedHead | None:
    """Return the head between two fences; None if a line of hyphens or plus signs only looks like one."""
    fence = re.compile(re.escape(opening) + _FENCE_END).match(text, at)
    if fence is None:
        return None
    named = opening.lstrip("-+ \t").upper()
    form = HeadForm(named) if named else HeadForm.YAML if opening == "---" else HeadForm.TOML
    closing = (_TOML_CLOSING if opening == "+++" else _YAML_CLOSING).search(text, fence.end())
    source = text[fence.end() : closing.start() if closing else None]
    line = line_at(text, fence.end())
    is_sure = is_sure or bool(named)
    if not is_sure and not _has_known_key(source, form):
        return None
    if closing is None:
        return SeedHead(form, "", line - 1, len(text), line, is_open=True, fence=opening) if is_sure else None
    return SeedHead(form, source, line, closing.end(), line_at(text, closing.end()), fence=opening)


def _has_known_key(source: str, form: HeadForm) -> bool:
    """Return True if a line between two fences begins with a key of a brief, or almost one on publication."""
    pattern = _YAML_KEY if form is HeadForm.YAML else _TOML_KEY
    keys = (found["key"] for found in pattern.finditer(source, 0, 20_000))
    return any(is_known(key) or is_near_release(key) for key in keys)


def _json_head(text: str, at: int, *, in_markdown: bool) -> SeedHead | None:
    """Return the JSON object that a seed opens with; it is broken if ``source`` is not JSON."""
    line = line_at(text, at)
    tree, end, _ = read_json_object(text, at, path="", first_line=line)
    if tree is None:
        return SeedHead(HeadForm.JSON, text[at:], line, len(text), line) if in_markdown else None
    closing = re.compile(_FENCE_END).match(text, end)
    if closing is None:
        return None
    return SeedHead(HeadForm.JSON, text[at:end], line, closing.end(), line_at(text, closing.end()))


def _bare_head(text: str, at: int) -> SeedHead | None:
    """Return the lines "Key: value" up to a blank line, if there are two known keys, one of them for the headline."""
    blank = _BLANK_LINE.search(text, at)
    if blank is None or blank.start() == len(text):
        return None
    source = text[at : blank.start()]
    keys = bare_keys(source)
    if keys is None:
        return None
    names = [name_of(key) for key, _, _ in keys if is_known(key) or release_key(key)]
    if len(set(names)) < 2 or "headline" not in names:
        return None
    return SeedHead(HeadForm.BARE, source, line_at(text, at), blank.end(), line_at(text, blank.end()))


def bare_keys(source: str) -> list[tuple[str, str, int]] | None:
    """Return the keys of bare lines, each with its value and the number of its line, counted from 0.

    An indented line continues the value above it. None if a line is neither.
    """
    found: list[tuple[str, str, int]] = []
    lines = LINE_END.split(source)
    lines = lines if lines[-1] else lines[:-1]
    if len(lines) > _MOST_BARE_LINES:
        return None
    for number, line in enumerate(lines):
        match = _BARE.fullmatch(line.rstrip())
        if match is not None:
            found.append((match["key"], match["value"] or "", number))
        elif found and line[:1] in (" ", "\t"):
            key, value, first = found[-1]
            found[-1] = (key, f"{value} {line.strip()}".strip(), first)
        else:
            return None
    return found
