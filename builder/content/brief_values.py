"""Kinds of value of the keys of a brief, in the forms in which other generators write them, too."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote

from msgspec import Struct

from builder.content.release import Release, read_release, unclear_release_error
from builder.content.slug import is_slug
from builder.dates.written_days import written_day
from builder.model.diagnostic import note
from builder.schema.confusables import find_confusable
from builder.schema.mapping import ValueKind, wrong_type
from builder.schema.report import Report
from builder.schema.values import DATE, DATE_HINT, PROSE, TEXT, calendar_date
from builder.schema.yaml_node import ScalarKind, YamlList, YamlMap, YamlNode, YamlScalar

# Other generators write dates without leading zeros, or with a time.
_TIME = r"\d{1,2}:\d\d\S*(?: ?(?:[AaPp]\.?[Mm]\.?|Z|UTC|GMT|[-+]\d\d:?\d\d))?"
_DAY = re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}})(?:(?:[Tt]|\s+){_TIME})?", re.ASCII)
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_LIST_HINT = "Write it as [one, two], or one item a line after “- ”."


class Permalink(Struct, frozen=True):
    """The address of an article at another generator.

    Attributes:
        slug: its last part, or None if that cannot be a slug.
        release: held back if the address says that the article has no page.
    """

    slug: str | None
    release: Release


def _read_day(node: YamlNode, label: str, report: Report) -> str | None:
    text = node.text.strip() if isinstance(node, YamlScalar) else ""
    match = _DAY.fullmatch(text)
    written = written_day(text) if match is None else None
    if written is not None:
        return written
    if match is None:
        wrong_type(node, label, DATE.expects, report, DATE_HINT)
        return None
    return calendar_date(match, node, label, report)


def _read_byline(node: YamlNode, label: str, report: Report) -> str | None:
    """Read one author without "By", or a list of authors, each a text or a group with a `name`."""
    if isinstance(node, YamlList):
        names = [_author(item, label, report) for item in node.items if not _is_blank(item)]
        found = list(dict.fromkeys(name for name in names if name))
        return " and ".join(filter(None, (", ".join(found[:-1]), *found[-1:]))) or None
    name = _author(node, label, report)
    return name.replace("; ", " and ") if name else None


def _author(node: YamlNode, label: str, report: Report) -> str | None:
    if isinstance(node, YamlMap):
        named = next((value for key, value in node.entries if key.text.casefold() == "name"), None)
        if named is None:
            wrong_type(node, label, BYLINE.expects, report, "Give it a key `name`.")
            return None
        node = named
    text = TEXT.read(node, label, report)
    return _BY.sub("", text) or None if text else None


def _read_topics(node: YamlNode, label: str, report: Report) -> tuple[str, ...] | None:
    """Read a list of topics, or a text with commas between them."""
    if isinstance(node, YamlScalar) and node.kind is ScalarKind.TEXT and find_confusable(node.text) is None:
        words = TEXT.read(node, label, report)
        return tuple(dict.fromkeys(filter(None, map(str.strip, (words or "").split(","))))) or None
    if not isinstance(node, YamlList):
        wrong_type(node, label, TOPICS.expects, report, _LIST_HINT, is_group=True)
        return None
    values = [TEXT.read(item, label, report) for item in node.items if not _is_blank(item)]
    return tuple(dict.fromkeys(value for value in values if value))


def _is_blank(node: YamlNode) -> bool:
    return isinstance(node, YamlScalar) and (node.is_nothing or not node.text.strip())


def _read_permalink(node: YamlNode, label: str, report: Report) -> Permalink | None:
    """Read the last part of an address; note that it is left out if it cannot be a slug."""
    # Eleventy makes no page for "permalink: false".
    if isinstance(node, YamlScalar) and node.text.strip().lower() in ("false", "no", "off", "none"):
        return Permalink(None, Release(draft=True))
    text = PROSE.read(node, label, report)
    if text is None:
        return None
    # A whole address is more likely that of the source.
    part = "" if "://" in text else PurePosixPath(unquote(text.partition("?")[0].partition("#")[0])).name
    slug = part.removesuffix(".html").removesuffix(".htm").lower()
    if is_slug(slug) and slug != "index":
        return Permalink(slug, Release())
    message = f"`{label}`: the last part of “{text[:60]}” cannot be the address of a brief and is left out."
    report.add(note(report.path, node.line, message, "Give a `slug` if the brief needs another address."))
    return None


def _read_build(node: YamlNode, label: str, report: Report) -> Release | None:
    """Read whether Hugo makes a page of the article."""
    render = "always"
    if isinstance(node, YamlMap):
        named = next((value for key, value in node.entries if key.text.casefold() == "render"), None)
        render = (
            named.text.strip().casefold() if isinstance(named, YamlScalar) else "always" * (named is None)
        )
    if not isinstance(node, YamlMap) or render not in ("always", "true", "never", "link", "false"):
        hint = "Write “draft: true” to hold the brief back, or remove this key."
        wrong_type(node, label, "a group of keys with `render: always` or `render: never`", report, hint)
        return None
    return Release(draft=True) if render in ("never", "link", "false") else Release()


def release_kind(kind: str, expects: str, shape: dict[str, object]) -> ValueKind[Release]:
    """Return the kind of the value of a key that says whether an article may be published.

    Args:
        kind: of the key, as ``release_key`` returns it.
        expects, shape: as in ``ValueKind``.
    """

    def read(node: YamlNode, label: str, report: Report) -> Release | None:
        value = " ".join(node.text.split()) if isinstance(node, YamlScalar) else ""
        release = read_release(kind, value)
        if release is None:
            report.add(unclear_release_error(label, value, kind, path=report.path, line=node.line))
        return release

    # A key without a value is unclear, too, and nothing unclear may be published.
    return ValueKind(expects, read, reads_nothing=True, shape=shape)


_TEXTS: dict[str, object] = {"type": ["string", "array"], "items": {"type": "string"}}
_AUTHOR: dict[str, object] = {"type": ["string", "object"], "required": ["name"]}

DAY = ValueKind(DATE.expects, _read_day, shape={"type": "string", "pattern": r"^\d{4}-\d{1,2}-\d{1,2}"})
BYLINE = ValueKind(
    "a text or a list of texts", _read_byline, shape={"type": ["string", "array", "object"], "items": _AUTHOR}
)
TOPICS = ValueKind("a list of texts", _read_topics, shape=_TEXTS)
PERMALINK = ValueKind("an address", _read_permalink, shape={"type": ["string", "boolean"]})
BUILD = ValueKind("a group of keys", _read_build, reads_nothing=True, shape={"type": "object"})
