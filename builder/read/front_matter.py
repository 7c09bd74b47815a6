"""Front matter of a Markdown seed: its metadata, and whether it may be published."""

from __future__ import annotations

import re
from dataclasses import dataclass

from builder.model.diagnostic import Diagnostic, Severity
from builder.read.raw_article import WEB_ADDRESS, SeedMetadata, one_line
from builder.read.release import Release, read_release, release_key, stricter_release, unclear_release_error
from builder.schema.front_matter import FIRST_LINE, report_open, split_front_matter
from builder.schema.mapping import CheckedMapping, Field, Schema, ValueKind, read_keys, wrong_type
from builder.schema.report import Report
from builder.schema.values import DATE_HINT, calendar_date, list_of
from builder.schema.yaml_node import ScalarKind, YamlList, YamlNode, YamlScalar

# Other generators write dates without leading zeros, or with a time.
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt\s].*)?")
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_TAB_AFTER_COLON = re.compile(r"(?m)^( *(?:- )?[^\s:#'\"]{1,60}:)[ ]?\t[ \t]*")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of a seed, and the text below it.

    Attributes:
        metadata: what it gives; the rest is None.
        body: the Markdown below it.
        body_line: the line on which ``body`` begins, counted from 1.
        diagnostics: what is wrong with it; errors leave the metadata incomplete.
    """

    metadata: SeedMetadata
    body: str
    body_line: int = 1
    diagnostics: tuple[Diagnostic, ...] = ()


def _read_text(node: YamlNode, label: str, report: Report) -> str | None:
    """Read a text in one line; a blank one counts as no value."""
    if not isinstance(node, YamlScalar) or node.kind not in (ScalarKind.TEXT, ScalarKind.DATE):
        if not (isinstance(node, YamlScalar) and node.is_nothing):
            wrong_type(node, label, _TEXT.expects, report, "Put the value into quotation marks.")
        return None
    return one_line(node.text) or None


def _read_day(node: YamlNode, label: str, report: Report) -> str | None:
    text = _read_text(node, label, report)
    if text is None:
        return None
    match = _DAY.fullmatch(text)
    if match is None:
        wrong_type(node, label, _DATE.expects, report, DATE_HINT)
        return None
    return calendar_date(match, node, label, report)


def _read_web_address(node: YamlNode, label: str, report: Report) -> str | None:
    text = _read_text(node, label, report)
    if text is None or WEB_ADDRESS.fullmatch(text):
        return text
    wrong_type(node, label, _ADDRESS.expects, report, "Write it like https://example.org/story.")
    return None


def _read_byline(node: YamlNode, label: str, report: Report) -> str | None:
    """Read one author without "By", or a list of authors."""
    if isinstance(node, YamlList):
        names = _TEXTS.read(node, label, report) or ()
        return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:]))) or None
    text = _read_text(node, label, report)
    return _BY.sub("", text) if text else None


def _release_kind(kind: str) -> ValueKind[Release]:
    """Return the kind of the value of a key that says whether a seed may be published.

    Args:
        kind: of the key, as ``release_key`` returns it.
    """

    def read(node: YamlNode, label: str, report: Report) -> Release | None:
        value = one_line(node.text) if isinstance(node, YamlScalar) else ""
        release = read_release(kind, value)
        if release is None:
            report.add(unclear_release_error(label, value, kind, path=report.path, line=node.line))
        return release

    # A key without a value is unclear, too, and nothing unclear may be published.
    return ValueKind("a word or a day", read, reads_nothing=True)


_TEXT = ValueKind("a text", _read_text)
_TEXTS = list_of(_TEXT, "texts")
_DATE = ValueKind("a date as YYYY-MM-DD", _read_day)
_ADDRESS = ValueKind("an address that begins with https:// or http://", _read_web_address)
_BYLINE = ValueKind("a text or a list of texts", _read_byline)

# The aliases are the names in other generators.
HEADLINE = Field("headline", _TEXT, "The headline.", aliases=("title",))
DATE = Field("date", _DATE, "The day of the article.")
BYLINE = Field("byline", _BYLINE, "The authors.", aliases=("author",))
SOURCE = Field("source", _TEXT, "The publisher of the article.")
SOURCE_URL = Field("source_url", _ADDRESS, "The address at which it was published.")
SUMMARY = Field("summary", _TEXT, "The standfirst.", aliases=("description",))
TOPICS = Field("topics", _TEXTS, "The topics.", aliases=("tags",))
_METADATA = (HEADLINE, DATE, BYLINE, SOURCE, SOURCE_URL, SUMMARY, TOPICS)
_NAMES = {name: known.name for known in _METADATA for name in (known.name, *known.aliases)}

_RELEASES = {
    kind: Field(name, _release_kind(kind), "Whether the article may be published.", combine=stricter_release)
    for kind, name in (
        ("draft", "draft"),
        ("published", "published"),
        ("status", "status"),
        ("release", "publish_date"),
    )
}


def _name_of(key: str) -> str:
    """Return the name of the field that a key means, ignoring case."""
    words = one_line(key)
    kind = release_key(words)
    return _RELEASES[kind].name if kind is not None else _NAMES.get(words.casefold(), key)


SEED = Schema(
    (*_METADATA, *_RELEASES.values()), name_of=_name_of, unknown=Severity.WARNING, noun="front matter"
)


def read_front_matter(text: str, *, path: str) -> FrontMatter:
    """Split front matter and body, and read the front matter; a text that does not open with ``---`` is all body."""
    parts = split_front_matter(text, dots_close=True)
    report = Report(path)
    if parts.is_open:
        report_open(report)
        return FrontMatter(SeedMetadata(), "", diagnostics=tuple(report.found))
    # Some YAML parsers take a tab after a colon for an error.
    source = _TAB_AFTER_COLON.sub(r"\1 ", parts.yaml or "")
    keys = read_keys(source, SEED, report, first_line=FIRST_LINE, is_tolerant=True)
    return FrontMatter(_metadata(keys), parts.body, parts.body_line, tuple(report.found))


def _metadata(keys: CheckedMapping) -> SeedMetadata:
    release = Release()
    for known in _RELEASES.values():
        release = stricter_release(release, keys.get(known) or Release())
    return SeedMetadata(
        headline=keys.get(HEADLINE),
        byline=keys.get(BYLINE),
        date=keys.get(DATE),
        source=keys.get(SOURCE),
        source_url=keys.get(SOURCE_URL),
        summary=keys.get(SUMMARY),
        topics=keys.get(TOPICS) or (),
        release=release,
    )


def has_errors(diagnostics: tuple[Diagnostic, ...]) -> bool:
    """Return True if one of the diagnostics is an error."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
