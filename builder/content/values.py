"""Kinds of value that only the editor's files have: patterns, paths, codes, contacts, time zones, degrees."""

from __future__ import annotations

import re
import warnings

from builder.contacts.allowlist import is_allowlist_entry
from builder.content.backtracking import is_explosive
from builder.content.time_zones import has_timezones, is_timezone, nearest_timezone
from builder.schema.mapping import ValueKind, wrong_type
from builder.schema.report import Report
from builder.schema.values import WEB_ADDRESS, matching, read_line
from builder.schema.yaml_node import ScalarKind, YamlNode, YamlScalar

_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_PAGE_PATH = re.compile(
    r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*(?:#[A-Za-z0-9._~-]+)?"
)
_DECIMAL_COMMA = re.compile(r"([-+]?[0-9]+),([0-9]+)")


def _read_site_address(node: YamlNode, label: str, report: Report) -> str | None:
    url = WEB_ADDRESS.read(node, label, report)
    if url is not None and re.search(r"[?#]", url):
        report.error(
            node.line, f"`{label}`: a site's address may not contain “?” or “#”.", "Leave out that part."
        )
        return None
    return None if url is None else url.rstrip("/")


def _read_pattern(node: YamlNode, label: str, report: Report) -> str | None:
    """Return a regular expression; report one that is not valid or could take forever."""
    text = read_line(node, label, report)
    if text is None:
        return None
    try:
        with warnings.catch_warnings():
            # A pattern that Python warns about, such as "[[a]", most likely does not mean what the editor thinks.
            warnings.simplefilter("error")
            re.compile(text)
            explosive = is_explosive(text)
    except (re.error, Warning, OverflowError, RecursionError) as problem:
        message = f"`{label}`: “{text}” is not a regular expression: {problem}."
        hint = "Put a backslash before a bracket, dot or plus sign that is meant as such."
        report.error(node.line, message, hint)
        return None
    if explosive:
        message = f"`{label}`: “{text}” repeats a repetition, which can take forever on some paragraphs."
        report.error(node.line, message, "Remove one of the two: write (a+)+ as a+.")
        return None
    return text


def _read_page_path(node: YamlNode, label: str, report: Report) -> str | None:
    text = read_line(node, label, report)
    if text is None or _PAGE_PATH.fullmatch(text):
        return text
    hint = "Write it from the site's root like about.html or people/index.html."
    wrong_type(node, label, PAGE_PATH.expects, report, hint)
    return None


def _read_timezone(node: YamlNode, label: str, report: Report) -> str | None:
    """Return the name of a time zone; report one that this computer does not have."""
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
    if isinstance(node, YamlScalar) and is_scalar and is_allowlist_entry(node.text.strip()):
        return node.text.strip()
    hint = "Write it like desk@example.org, @example.org for all addresses there, or “+1 555 0100”."
    wrong_type(node, label, CONTACT.expects, report, hint)
    return None


SITE_ADDRESS = ValueKind(
    WEB_ADDRESS.expects, _read_site_address, shape={"type": "string", "pattern": "^https?://[^?#]+$"}
)
PATTERN = ValueKind("a regular expression", _read_pattern, shape={"type": "string"})
PAGE_PATH = ValueKind(
    "a path inside the site", _read_page_path, shape={"type": "string", "pattern": r"^[^/:]"}
)
TIMEZONE = ValueKind("the name of a time zone", _read_timezone, shape={"type": "string"})
CONTACT = ValueKind(
    "an e-mail address or a telephone number", _read_contact, shape={"type": ["string", "number"]}
)
COUNTRY = matching(
    r"[A-Z]{2}", "a country code of two capital letters", "Write it like IQ or US (ISO 3166-1)."
)
WIKIDATA = matching(r"Q[1-9][0-9]{0,11}", "a Wikidata item", "Write it like Q42.")
LANGUAGE = matching(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language tag", "Write it like en or en-GB.")
PACKAGE = matching(
    r"[A-Za-z][A-Za-z0-9_]*", "the name of a spaCy package", "Write it like en_core_web_sm, with underscores."
)


def degrees(limit: int) -> ValueKind[float]:
    """Return the kind of a latitude or longitude in degrees, from ``-limit`` to ``limit``."""
    expects = f"degrees from -{limit} to {limit}"

    def read(node: YamlNode, label: str, report: Report) -> float | None:
        number = (
            isinstance(node, YamlScalar) and node.kind is ScalarKind.NUMBER and _NUMBER.fullmatch(node.text)
        )
        if isinstance(node, YamlScalar) and number and -limit <= float(node.text) <= limit:
            return float(node.text)
        comma = _DECIMAL_COMMA.fullmatch(node.text.strip()) if isinstance(node, YamlScalar) else None
        if comma is not None:
            hint = f"Write {comma[1]}.{comma[2]}."
            report.error(node.line, f"`{label}`: “{comma[0]}” has a decimal comma.", hint)
            return None
        hint = "Write it with a decimal point, south and west with a minus sign."
        wrong_type(node, label, expects, report, hint)
        return None

    return ValueKind(expects, read, shape={"type": "number", "minimum": -limit, "maximum": limit})
