"""Fixes of annotations in ``content/briefs/<seed>.yaml``: ``quotes`` and ``mentions``, which quote the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from builder.content.slug import SLUG
from builder.model.annotations import PAGE_TYPES, EntityType
from builder.model.editorial import MentionFix, QuoteFix
from builder.schema.json_schema import shape_of
from builder.schema.mapping import CheckedMapping, Field, Schema, ValueKind, check_mapping, wrong_type
from builder.schema.report import Report
from builder.schema.values import PROSE, QUOTATION, TRUTH, list_of
from builder.schema.yaml_node import YamlList, YamlNode

F = TypeVar("F", bound=QuoteFix | MentionFix)

QUOTED = Field("text", QUOTATION, "Words of the quote, as the article has them.", required=True)

_IDS = list_of(SLUG, "ids")


def _read_speakers(node: YamlNode, label: str, report: Report) -> tuple[str, ...] | None:
    """Return the ids; an empty list stays one, and if none of the ids is sound there is no value."""
    is_empty = isinstance(node, YamlList) and not node.items
    return () if is_empty else _IDS.read(node, label, report) or None


SPEAKERS = Field(
    "speakers",
    ValueKind(_IDS.expects, _read_speakers, shape=_IDS.shape),
    "The ids of those who said it.",
)
SOURCE = Field("source", PROSE, "Who said it, in your words, if the speaker has no page.")
NO_QUOTE = Field("drop", TRUTH, "`true` if it is not a quote.")
QUOTE_FIX = Schema((QUOTED, SPEAKERS, SOURCE, NO_QUOTE))

NAMED = Field("text", QUOTATION, "The words, as the article has them.", required=True)
WITHIN = Field("within", PROSE, "Fix the words only inside these longer ones.")
NO_NAME = Field("drop", TRUTH, "`true` if the words name nothing.")
_ENTITIES = {
    **{kind: Field(kind.value, SLUG, f"The id of the {kind} that they name.") for kind in PAGE_TYPES},
    EntityType.TERM: Field("coined_by", SLUG, "The id of the person or organization that coined them."),
}
MENTION_FIX = Schema((NAMED, WITHIN, NO_NAME, *_ENTITIES.values()))


def _quote_fix(record: CheckedMapping, report: Report) -> QuoteFix | None:
    """Return the fix of a quote; None, with a report, if it is not sound."""
    text, speakers, source = record.get(QUOTED), record.get(SPEAKERS), record.get(SOURCE)
    drop = _drop(record, NO_QUOTE, report, label="quotes")
    given = [name for name in (SPEAKERS.name, SOURCE.name, NO_QUOTE.name) if name in record.lines]
    if speakers == ():
        # Beside words for the source it says that the speaker has no page.
        given.remove(SPEAKERS.name)
        if not given:
            hint = (
                "Name who said it, give `source` in your words, or write `drop: true` if it is not a quote."
            )
            report.error(record.lines[SPEAKERS.name], "`quotes.speakers` is empty.", hint)
            return None
    choices = "`speakers`, `source` or `drop: true`"
    if text is None or not _has_one_choice(given, choices, record, report, label="quotes"):
        return None
    if not speakers and source is None and not drop:
        return None
    return QuoteFix(text.text, text.line, speakers or (), source)


def _mention_fix(record: CheckedMapping, report: Report) -> MentionFix | None:
    """Return the fix of mentions; None, with a report, if it is not sound."""
    text, within = record.get(NAMED), record.get(WITHIN)
    drop = _drop(record, NO_NAME, report, label="mentions")
    given = [
        name for name in (NO_NAME.name, *(field.name for field in _ENTITIES.values())) if name in record.lines
    ]
    choices = "one of `drop: true`, `person`, `place`, `organization`, `group`, `event`, `coined_by`"
    if text is None or not _has_one_choice(given, choices, record, report, label="mentions"):
        return None
    if WITHIN.name in record.lines and within is None:
        return None
    if drop:
        return MentionFix(text.text, text.line, within)
    for kind, field in _ENTITIES.items():
        entity_id = record.get(field)
        if entity_id is not None:
            return MentionFix(text.text, text.line, within, kind, entity_id)
    return None


def _drop(record: CheckedMapping, field: Field[bool], report: Report, *, label: str) -> bool:
    """Return True if a fix has ``drop: true``; report ``drop: false``, which changes nothing."""
    dropped = record.get(field)
    if dropped is False:
        report.error(
            record.lines[field.name], f"`{label}.drop` can only be true.", "Remove the fix to keep the mark."
        )
    return dropped is True


def _has_one_choice(
    given: list[str], choices: str, record: CheckedMapping, report: Report, *, label: str
) -> bool:
    """Return True if a fix makes exactly one choice; report one that makes none or several."""
    if len(given) == 1:
        return True
    if given:
        chosen = " and ".join(f"`{name}`" for name in given)
        report.error(record.line, f"`{label}`: this fix says both {chosen}.", "Keep one of them.")
    elif not record.has_unknown:
        # The unknown key, which is reported, is most likely the choice.
        report.error(record.line, f"`{label}`: this fix says nothing of its text.", f"Add {choices}.")
    return False


def _fixes(
    schema: Schema, expects: str, example: str, build: Callable[[CheckedMapping, Report], F | None]
) -> ValueKind[tuple[F, ...]]:
    """Return the kind of a list of fixes; words that two of them fix are an error."""

    def read(node: YamlNode, label: str, report: Report) -> tuple[F, ...] | None:
        if not isinstance(node, YamlList):
            wrong_type(node, label, expects, report, f"Write one a line, like “- {example}”.", is_group=True)
            return None
        found = [build(check_mapping(item, schema, report, label=label), report) for item in node.items]
        fixes = tuple(fix for fix in found if fix is not None)
        lines: dict[tuple[str, str | None], int] = {}
        for fix in fixes:
            key = (fix.text, getattr(fix, "within", None))
            if key in lines:
                message = f"`{label}`: “{fix.text}” is fixed here and in line {lines[key]}."
                report.error(fix.line, message, "Keep one of the two.")
            lines.setdefault(key, fix.line)
        return fixes

    return ValueKind(expects, read, shape={"type": "array", "items": shape_of(schema)})


QUOTE_FIXES = _fixes(
    QUOTE_FIX, "a list of fixes of quotes", "{text: some words of it, speakers: [some-id]}", _quote_fix
)
MENTION_FIXES = _fixes(
    MENTION_FIX, "a list of fixes of names", "{text: the words, person: some-id}", _mention_fix
)
