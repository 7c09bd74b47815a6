"""The kinds of value that the editor's files hold."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit

from slugify import slugify

from builder.contacts.allowlist import is_entry
from builder.content.backtracking import is_explosive
from builder.content.time_zones import has_timezones, is_timezone, nearest_timezone
from builder.model.control_characters import find_controls, without_controls
from builder.schema.confusables import in_curly_marks
from builder.schema.mapping import Kind, Record, Schema, read_record, wrong_type
from builder.schema.report import Report
from builder.schema.suggestion import did_you_mean
from builder.schema.yaml_tree import ScalarKind, YamlList, YamlNode, YamlScalar

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

MAX_SLUG = 120
"""Longest slug in characters: with every ending a page gets, a file name stays under 255 bytes."""

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_PAGE_PATH = re.compile(
    r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*(?:#[A-Za-z0-9._~-]+)?"
)
_DECIMAL_COMMA = re.compile(r"([-+]?[0-9]+),([0-9]+)")
_WHOLE = re.compile(r"[-+]?[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as the editor spells it, and its line counted from 1."""

    text: str
    line: int


def is_slug(text: str) -> bool:
    """Whether a text can be an id or an address: small letters a to z, digits and hyphens."""
    return len(text) <= MAX_SLUG and _SLUG.fullmatch(text) is not None


def slug_hint(text: str) -> str:
    """What to write instead of a text that is no slug."""
    better = slugify(text, max_length=MAX_SLUG)
    return f"Try “{better}”." if better else "Use the letters a to z, digits and hyphens."


def _plain_text(node: YamlNode, label: str, report: Report) -> str | None:
    """Return the words of a text without control characters, or None if it is not a text or is blank."""
    if not isinstance(node, YamlScalar) or node.kind is not ScalarKind.TEXT:
        quotable = isinstance(node, YamlScalar)
        wrong_type(node, label, "a text", report, "Put it in quotation marks." if quotable else "")
        return None
    if not node.text.strip():
        report.error(node.line, f"`{label}` is empty.", "Give it a value, or remove the line.")
        return None
    text = without_controls(node.text)
    if text != node.text:
        control = next(find_controls(node.text))
        message = f"`{label}` holds a control character (U+{ord(control.character):04X}), which was left out."
        report.warning(node.line, message, "Delete that character.")
    return text


def _read_prose(node: YamlNode, label: str, report: Report) -> str | None:
    text = _plain_text(node, label, report)
    return None if text is None else " ".join(text.split())


def _read_text(node: YamlNode, label: str, report: Report) -> str | None:
    text = _read_prose(node, label, report)
    if text and isinstance(node, YamlScalar) and node.is_plain and in_curly_marks(text):
        message = (
            f"`{label}`: YAML takes the curly quotation marks of {text[:60]} for a part of the text "
            f"({text[0]} is U+{ord(text[0]):04X})."
        )
        hint = "Remove them, or put straight quotation marks around them if they belong to it."
        report.warning(node.line, message, hint)
    return text


def _read_spelling(node: YamlNode, label: str, report: Report) -> Spelling | None:
    text = _read_text(node, label, report)
    return None if text is None else Spelling(text, node.line)


def _read_quotation(node: YamlNode, label: str, report: Report) -> Spelling | None:
    text = _read_prose(node, label, report)
    return None if text is None else Spelling(text, node.line)


def _read_truth(node: YamlNode, label: str, report: Report) -> bool | None:
    if isinstance(node, YamlScalar) and node.kind is ScalarKind.TRUTH:
        return node.text.lower() in ("yes", "true", "on")
    wrong_type(node, label, TRUTH.expects, report)
    return None


def _read_date(node: YamlNode, label: str, report: Report) -> str | None:
    if not isinstance(node, YamlScalar) or not _DATE.fullmatch(node.text):
        wrong_type(node, label, DATE.expects, report, "Write it like 2014-01-05.")
        return None
    try:
        date.fromisoformat(node.text)
    except ValueError:
        report.error(node.line, f"`{label}`: there is no day “{node.text}”.", "Write it like 2014-01-05.")
        return None
    return node.text


def _read_url(node: YamlNode, label: str, report: Report) -> str | None:
    text = _plain_text(node, label, report)
    if text is None:
        return None
    try:
        parts = urlsplit(text)
        good = (
            parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s<>\"\\]", text)
        )
    except ValueError:  # such as an unclosed bracket in the host
        good = False
    if good:
        return text
    wrong_type(node, label, WEB_ADDRESS.expects, report, "Write it like https://example.org/story.")
    return None


def _read_site_url(node: YamlNode, label: str, report: Report) -> str | None:
    url = _read_url(node, label, report)
    if url is not None and re.search(r"[?#]", url):
        report.error(
            node.line, f"`{label}`: a site's address has no “?” or “#” in it.", "Leave out that part."
        )
        return None
    return None if url is None else url.rstrip("/")


def _read_pattern(node: YamlNode, label: str, report: Report) -> str | None:
    text = _plain_text(node, label, report)
    if text is None:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "error"
            )  # a pattern that Python finds doubtful is one that an editor should mend
            re.compile(text)
            explosive = is_explosive(text)
    except (re.error, Warning, OverflowError, RecursionError) as problem:
        message = f"`{label}`: “{text}” is not a regular expression: {problem}."
        report.error(
            node.line, message, "Put a backslash before a bracket, dot or plus sign that is meant as such."
        )
        return None
    if explosive:
        message = f"`{label}`: “{text}” repeats a repetition, which can take for ever on some paragraphs."
        report.error(node.line, message, "Remove one of the two: write (a+)+ as a+.")
        return None
    return text


def _read_page_path(node: YamlNode, label: str, report: Report) -> str | None:
    text = _plain_text(node, label, report)
    if text is None:
        return None
    if _PAGE_PATH.fullmatch(text):
        return text
    wrong_type(
        node,
        label,
        PAGE_PATH.expects,
        report,
        "Write it from the site's root like about.html or people/index.html.",
    )
    return None


def _matching(pattern: str, expects: str, hint: str) -> Kind[str]:
    """A word of a fixed form. YAML's own reading of it does not count: NO is Norway here, not a no."""
    compiled = re.compile(pattern, re.ASCII)

    def read(node: YamlNode, label: str, report: Report) -> str | None:
        if isinstance(node, YamlScalar) and compiled.fullmatch(node.text):
            return node.text
        wrong_type(node, label, expects, report, hint)
        return None

    return Kind(expects, read)


def _read_slug(node: YamlNode, label: str, report: Report) -> str | None:
    if isinstance(node, YamlScalar) and is_slug(node.text):
        return node.text
    hint = slug_hint(node.text) if isinstance(node, YamlScalar) else ""
    wrong_type(node, label, SLUG.expects, report, hint)
    return None


def _read_whole(node: YamlNode, label: str, report: Report) -> int | None:
    if isinstance(node, YamlScalar) and node.kind is ScalarKind.NUMBER and _WHOLE.fullmatch(node.text):
        return int(node.text)
    wrong_type(node, label, WHOLE.expects, report)
    return None


TEXT = Kind("a text", _read_text)
PROSE = Kind("a text", _read_prose)
"""A text that may be enclosed in quotation marks of its own, such as a headline."""
SPELLING = Kind("a text", _read_spelling)
QUOTATION = Kind("a text", _read_quotation)
"""Words of an article with their line; quotation marks are the article's."""
TRUTH = Kind("true or false", _read_truth)
DATE = Kind("a date as YYYY-MM-DD", _read_date)
WHOLE = Kind("a whole number", _read_whole)
WEB_ADDRESS = Kind("an address that begins with https:// or http://", _read_url)
SITE_ADDRESS = Kind(WEB_ADDRESS.expects, _read_site_url)
PATTERN = Kind("a regular expression", _read_pattern)
PAGE_PATH = Kind("a path inside the site", _read_page_path)
SLUG = Kind("small letters a to z, digits and hyphens", _read_slug)
COUNTRY = _matching(
    r"[A-Z]{2}", "a country code of two capital letters", "Write it like IQ or US (ISO 3166-1)."
)
WIKIDATA = _matching(r"Q[1-9][0-9]{0,11}", "a Wikidata item", "Write it like Q42.")
LANGUAGE = _matching(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language tag", "Write it like en or en-GB.")
PACKAGE = _matching(
    r"[A-Za-z][A-Za-z0-9_]*", "the name of a spaCy package", "Write it like en_core_web_sm, with underscores."
)


def _read_timezone(node: YamlNode, label: str, report: Report) -> str | None:
    if not isinstance(node, YamlScalar) or node.kind is not ScalarKind.TEXT:
        wrong_type(node, label, TIMEZONE.expects, report, "Write it like Europe/Berlin.")
        return None
    if node.text == "UTC" or is_timezone(node.text):
        return node.text
    nearest = nearest_timezone(node.text)
    if nearest is None and not has_timezones():
        message = f"`{label}`: this computer has no table of time zones."
        report.error(node.line, message, "Install the Python package tzdata, or remove this line for UTC.")
        return None
    hint = f"Did you mean `{nearest}`?" if nearest else "Write it like Europe/Berlin."
    wrong_type(node, label, TIMEZONE.expects, report, hint)
    return None


def _read_contact(node: YamlNode, label: str, report: Report) -> str | None:
    is_scalar = isinstance(node, YamlScalar) and node.kind in (ScalarKind.TEXT, ScalarKind.NUMBER)
    if isinstance(node, YamlScalar) and is_scalar and is_entry(node.text.strip()):
        return node.text.strip()
    hint = "Write it like desk@example.org, @example.org for all addresses there, or “+1 555 0100”."
    wrong_type(node, label, CONTACT.expects, report, hint)
    return None


CONTACT = Kind("an e-mail address or a telephone number", _read_contact)
TIMEZONE = Kind("the name of a time zone", _read_timezone)


def degrees(limit: int) -> Kind[float]:
    """A latitude or longitude in degrees, from ``-limit`` to ``limit``."""
    expects = f"degrees from -{limit} to {limit}"

    def read(node: YamlNode, label: str, report: Report) -> float | None:
        number = (
            isinstance(node, YamlScalar) and node.kind is ScalarKind.NUMBER and _NUMBER.fullmatch(node.text)
        )
        if isinstance(node, YamlScalar) and number and -limit <= float(node.text) <= limit:
            return float(node.text)
        hint = "Write it with a decimal point, south and west with a minus sign."
        comma = _DECIMAL_COMMA.fullmatch(node.text.strip()) if isinstance(node, YamlScalar) else None
        if comma is not None:
            point = f"{comma[1]}.{comma[2]}"
            report.error(node.line, f"`{label}`: “{comma[0]}” has a decimal comma.", f"Write {point}.")
            return None
        wrong_type(node, label, expects, report, hint)
        return None

    return Kind(expects, read)


def choice(values: type[E]) -> Kind[E]:
    """One of the values of an enumeration."""
    names = [str(value) for value in values]
    expects = "one of " + ", ".join(f"`{name}`" for name in names)

    def read(node: YamlNode, label: str, report: Report) -> E | None:
        if isinstance(node, YamlScalar) and node.text in names:
            return values(node.text)
        nearest = did_you_mean(node.text, names) if isinstance(node, YamlScalar) else None
        wrong_type(node, label, expects, report, f"Did you mean `{nearest}`?" if nearest else "")
        return None

    return Kind(expects, read)


def list_of(kind: Kind[T], many: str) -> Kind[tuple[T, ...]]:
    """A list of values of one kind, repeated ones once; ``many`` is the kind's plural."""
    expects = f"a list of {many}"

    def read(node: YamlNode, label: str, report: Report) -> tuple[T, ...] | None:
        if not isinstance(node, YamlList):
            hint = "Write it as [one, two], or one item a line after “- ”."
            wrong_type(node, label, expects, report, hint, is_group=True)
            return None
        values = [kind.read(item, label, report) for item in node.items]
        return tuple(dict.fromkeys(value for value in values if value is not None))

    return Kind(expects, read)


def record_of(schema: Schema, expects: str, build: Callable[[Record], T | None]) -> Kind[T]:
    """A group of keys with a schema of its own, made into a value by ``build``."""

    def read(node: YamlNode, label: str, report: Report) -> T | None:
        return build(read_record(node, schema, report, label=label))

    return Kind(expects, read)
