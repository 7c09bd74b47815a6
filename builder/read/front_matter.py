"""Front matter: the YAML between two lines of dashes that opens a Markdown seed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import yaml

from builder.model.diagnostic import Diagnostic, Severity, error, warning
from builder.read.raw_article import Metadata, one_line
from builder.read.release import both_releases, read_release, release_key, unclear_release
from builder.schema.confusables import (
    Suspect,
    find_curly,
    find_dash,
    find_invisible,
    find_suspect,
    is_invisible,
)

# What a seed may say of itself, and the keys that other generators use for the same.
_FIELDS = {
    "headline": "headline",
    "title": "headline",
    "date": "date",
    "byline": "byline",
    "author": "byline",
    "source": "source",
    "source_url": "source_url",
    "summary": "summary",
    "description": "summary",
    "topics": "topics",
    "tags": "topics",
}

_OPENING = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_CLOSING = re.compile(r"(?<![^\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)")
_LINE_END = re.compile(r"\r\n|\r|\n")
_OTHER_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
_TAB_AFTER_COLON = re.compile(r"(?m)^( *(?:- )?[^\s:#'\"]{1,60}:)[ ]?\t[ \t]*")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt\s].*)?")
_WEB_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_NULL = "tag:yaml.org,2002:null"
_TEXT = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp")


class _ValueProblemError(Exception):
    """A value of the wrong kind.

    Attributes:
        wanted: what the value has to be.
        hint: what to write.
    """

    def __init__(self, wanted: str, hint: str) -> None:
        self.wanted = wanted
        self.hint = hint
        super().__init__(wanted)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says, and the text below it.

    Attributes:
        metadata: only what it gives; the rest is None.
        body: the Markdown under it.
        diagnostics: what is wrong with it; errors leave the metadata incomplete.
    """

    metadata: Metadata
    body: str
    diagnostics: tuple[Diagnostic, ...] = ()


def opens_front_matter(text: str) -> bool:
    """Return True if a text begins with the fence of front matter."""
    return _OPENING.match(text) is not None


def read_front_matter(text: str, *, path: str) -> FrontMatter:
    """Parts front matter and body; a text that does not open with ``---`` is all body."""
    opening = _OPENING.match(text)
    if opening is None:
        return FrontMatter(Metadata(), text)
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        hint = "Write a line of three dashes below the last key."
        return FrontMatter(Metadata(), "", (error(path, 1, "The front matter is not closed.", hint),))
    body = text[closing.end() :]
    # The parser takes a tab after a colon for an error, and more than editors do for line ends.
    source = _OTHER_LINE_ENDS.sub(" ", _TAB_AFTER_COLON.sub(r"\1 ", text[opening.end() : closing.start()]))
    try:
        root = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.YAMLError as failure:
        return FrontMatter(Metadata(), body, (_syntax_error(failure, source, path=path),))
    except RecursionError:
        message = "The front matter is nested too deeply to be read."
        return FrontMatter(Metadata(), body, (error(path, 1, message, "Keep it to keys with plain values."),))
    if root is None:
        return FrontMatter(Metadata(), body)
    if not isinstance(root, yaml.MappingNode):
        return FrontMatter(Metadata(), body, (_no_keys(source, path=path),))
    metadata, diagnostics = _read_keys(root, path=path)
    return FrontMatter(metadata, body, diagnostics)


def _syntax_error(failure: yaml.YAMLError, source: str, *, path: str) -> Diagnostic:
    mark = getattr(failure, "problem_mark", None) or getattr(failure, "context_mark", None)
    lines = _LINE_END.split(source)
    marks = (getattr(failure, "context_mark", None), getattr(failure, "problem_mark", None))
    for number in sorted({where.line for where in marks if where is not None and where.line < len(lines)}):
        suspect = find_suspect(lines[number])
        if suspect is not None:
            message = f"The front matter is not valid YAML: {suspect.message}."
            return error(path, number + 2, message, suspect.hint)
    problem = getattr(failure, "problem", None) or getattr(failure, "reason", None) or "it cannot be parsed"
    hint = "Put a value that holds a colon, a quotation mark or a hash into quotation marks."
    return error(path, mark.line + 2 if mark else 1, f"The front matter is not valid YAML: {problem}.", hint)


def _no_keys(source: str, *, path: str) -> Diagnostic:
    """Return the error for front matter that is a list or a text, with what keeps its lines from being keys."""
    message = "The front matter is not a list of keys"
    for number, line in enumerate(_LINE_END.split(source), start=2):
        suspect = find_suspect(line)
        if suspect is not None:
            return error(path, number, f"{message}: {suspect.message}.", suspect.hint)
    return error(path, 2, f"{message}.", "Write one key and its value per line: “headline: …”.")


def _read_keys(root: yaml.MappingNode, *, path: str) -> tuple[Metadata, tuple[Diagnostic, ...]]:
    """The metadata that the keys give, and what is wrong with them; a key's line is its line in the file."""
    metadata = Metadata()
    first_key: dict[str, str] = {}
    diagnostics: list[Diagnostic] = []
    for key_node, value_node in root.value:
        line = key_node.start_mark.line + 2
        key = one_line(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
        kind = release_key(key)
        if kind is not None:
            value = one_line(value_node.value) if isinstance(value_node, yaml.ScalarNode) else ""
            release = read_release(kind, value)
            if release is None:
                diagnostics.append(unclear_release(key, value, kind, path=path, line=line))
            else:
                metadata = replace(metadata, release=both_releases(metadata.release, release))
            continue
        field = _FIELDS.get(key.casefold())
        if field is None:
            diagnostics.append(_unknown_key(key, path=path, line=line))
            continue
        if field in first_key:
            other = first_key[field]
            message = f"“{key}” is given twice." if other == key else f"“{key}” and “{other}” say the same."
            diagnostics.append(error(path, line, message, "Keep one of them."))
            continue
        first_key[field] = key
        try:
            given = _READERS.get(field, _text)(value_node)
        except _ValueProblemError as problem:
            suspect = _suspect_in(value_node, is_group=field == "topics")
            line = value_node.start_mark.line + 2 if suspect else line
            what = f"“{key}” is not {problem.wanted}" + (f": {suspect.what}" if suspect else "")
            diagnostics.append(error(path, line, f"{what}.", suspect.hint if suspect else problem.hint))
            continue
        if given:
            changes: dict[str, Any] = {field: given}
            metadata = replace(metadata, **changes)
    return metadata, tuple(diagnostics)


def _suspect_in(node: yaml.Node, *, is_group: bool) -> Suspect | None:
    """Return a character of a value that YAML does not take for its own; ``is_group`` if it has to be a list."""
    if not isinstance(node, yaml.ScalarNode) or not isinstance(node.value, str):
        return None
    structure = find_suspect(node.value) if is_group else find_dash(node.value)
    return structure or find_curly(node.value) or find_invisible(node.value)


def _unknown_key(key: str, *, path: str, line: int) -> Diagnostic:
    suspect = find_curly(key) or find_suspect(key) or find_invisible(key)
    if suspect is not None:
        shown = "".join(character for character in key if not is_invisible(character))
        message = f"The front matter has an unknown key “{shown}”; it was left out: {suspect.what}."
        return warning(path, line, message, suspect.hint)
    near = difflib.get_close_matches(key, _FIELDS, n=1)
    hint = f"Did you mean “{near[0]}”?" if near else f"The keys are: {', '.join(_FIELDS)}."
    return warning(path, line, f"The front matter has an unknown key “{key}”; it was left out.", hint)


def _text(node: yaml.Node) -> str | None:
    if isinstance(node, yaml.ScalarNode) and node.tag == _NULL:
        return None
    is_text = isinstance(node, yaml.ScalarNode) and node.tag in _TEXT
    if not is_text:
        raise _ValueProblemError("a text", "Put the value into quotation marks.")
    return one_line(node.value) or None


def _day(node: yaml.Node) -> str | None:
    value = _text(node)
    if value is None:
        return None
    match = _DAY.fullmatch(value)
    try:
        return date(*map(int, match.groups())).isoformat() if match else _no_day()
    except ValueError:
        return _no_day()


def _no_day() -> str:
    raise _ValueProblemError("a day of the calendar", "Write year, month and day: 2014-01-05.")


def _web_address(node: yaml.Node) -> str | None:
    value = _text(node)
    if value is not None and not _WEB_ADDRESS.fullmatch(value):
        raise _ValueProblemError("a web address", "Write it in full: https://…")
    return value


def _author(node: yaml.Node) -> str | None:
    if isinstance(node, yaml.SequenceNode):
        names = _texts(node)
        return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
    value = _text(node)
    return re.sub(r"^by\s+", "", value, flags=re.IGNORECASE) if value else None


def _texts(node: yaml.Node) -> tuple[str, ...]:
    if isinstance(node, yaml.ScalarNode) and node.tag == _NULL:
        return ()
    if not isinstance(node, yaml.SequenceNode):
        raise _ValueProblemError("a list", "Write it in brackets: [courts, elections].")
    return tuple(dict.fromkeys(text for text in map(_text, node.value) if text))


_READERS: dict[str, Callable[[yaml.Node], str | tuple[str, ...] | None]] = {
    "date": _day,
    "source_url": _web_address,
    "byline": _author,
    "topics": _texts,
}


def has_errors(diagnostics: tuple[Diagnostic, ...]) -> bool:
    """Whether one of them is an error."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
