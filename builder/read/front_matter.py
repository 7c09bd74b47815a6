"""Front matter of a seed: its metadata, what else it says of its brief, and whether it may be published."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from builder.content.brief_keys import FRONT_MATTER, WITHDRAWN
from builder.content.brief_settings import settings_of
from builder.content.release import Release
from builder.model.diagnostic import Diagnostic, Severity, error
from builder.model.editorial import BriefSettings
from builder.model.line_ends import line_at
from builder.read.raw_article import SeedMetadata
from builder.read.seed_head import HeadForm, SeedHead, bare_keys
from builder.schema.mapping import CheckedMapping, check_mapping, read_keys
from builder.schema.plain_tree import read_json_object, read_toml
from builder.schema.report import Report
from builder.schema.yaml_node import ScalarKind, YamlKey, YamlMap, YamlNode, YamlScalar

_TAB_AFTER_COLON = re.compile(r"(?m)^( *(?:- )?[^\s:#'\"]{1,60}:)[ ]?\t[ \t]*")
_OWN_KEYS = ("slug", "language", "body", "pictures", "corrections", "quotes", "mentions")
"""The keys of front matter that an article has no field for."""


class FrontMatter(Struct, frozen=True):
    """The front matter of a seed.

    Attributes:
        metadata: what it gives; the rest is None.
        diagnostics: what is wrong with it; errors leave the metadata incomplete.
    """

    metadata: SeedMetadata
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def has_errors(self) -> bool:
        """True if one of the diagnostics is an error."""
        return any(found.severity is Severity.ERROR for found in self.diagnostics)


def read_front_matter(head: SeedHead, *, path: str) -> FrontMatter:
    """Read the head of a seed.

    Args:
        head: as it was found.
        path: its file, for the diagnostics.
    """
    report = Report(path)
    if head.is_open:
        message = f"The front matter that begins here with “{head.fence}” is never closed."
        report.error(head.line, message, f"End it with a line “{head.fence[:3]}” below the last key.")
        return FrontMatter(SeedMetadata(), tuple(report.found))
    settings = settings_of(_keys(head, report), path)
    if settings.withdrawn is not None:
        # The seed of a withdrawn brief is not read, and may be deleted.
        message = "A brief is withdrawn in its file in content/briefs, and not in its seed."
        hint = f"Move `withdrawn` to content/briefs/{PurePosixPath(path).stem}.yaml."
        report.error(settings.lines[WITHDRAWN.name], message, hint)
    return FrontMatter(_metadata(settings), tuple(report.found))


def _keys(head: SeedHead, report: Report) -> CheckedMapping:
    """Return the keys of a head, checked."""
    if head.form is HeadForm.YAML:
        # Some YAML parsers take a tab after a colon for an error.
        source = _TAB_AFTER_COLON.sub(r"\1 ", head.source)
        return read_keys(source, FRONT_MATTER, report, first_line=head.line, is_tolerant=True)
    if head.form is HeadForm.TOML:
        tree, problems = read_toml(head.source, path=report.path, first_line=head.line)
    elif head.form is HeadForm.JSON:
        tree, problems = _json_tree(head, report)
    else:
        tree, problems = _bare_tree(head), ()
    report.extend(problems)
    return CheckedMapping() if problems else check_mapping(tree, FRONT_MATTER, report)


def _json_tree(head: SeedHead, report: Report) -> tuple[YamlNode | None, tuple[Diagnostic, ...]]:
    """Return JSON as a tree; None and an error if it is not one object."""
    start = len(head.source) - len(head.source.lstrip())
    line = line_at(head.source, start) + head.line - 1
    tree, end, problems = read_json_object(head.source, start, path=report.path, first_line=line)
    if tree is not None and head.source[end:].strip():
        line = line_at(head.source, end) + head.line - 1
        message = "There is text after the JSON of the front matter."
        return None, (error(report.path, line, message, "End the front matter with its closing brace."),)
    return tree, problems


def _bare_tree(head: SeedHead) -> YamlMap:
    """Return bare lines as a mapping of texts."""
    entries = tuple(
        (YamlKey(key, head.line + number), YamlScalar(value, ScalarKind.TEXT, head.line + number))
        for key, value, number in bare_keys(head.source) or ()
    )
    return YamlMap(entries, head.line)


def _metadata(settings: BriefSettings) -> SeedMetadata:
    """Return the metadata of a seed; the day of publication is its date if it gives no other."""
    own = replace(
        BriefSettings(settings.path),
        lines={key: line for key, line in settings.lines.items() if key in _OWN_KEYS},
        slug=settings.slug,
        language=settings.language,
        body=settings.body,
        pictures=settings.pictures,
        corrections=settings.corrections,
        quote_fixes=settings.quote_fixes,
        mention_fixes=settings.mention_fixes,
    )
    return SeedMetadata(
        headline=settings.headline,
        byline=settings.byline,
        date=settings.date or settings.release,
        source=settings.source,
        source_url=settings.source_url,
        summary=settings.summary,
        topics=settings.topics or (),
        release=Release(settings.draft, settings.release),
        settings=own if own.lines else None,
    )
