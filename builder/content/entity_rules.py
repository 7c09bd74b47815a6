"""Rules on entities: ``content/entities.yaml`` → ``EntityRules``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from builder.content.entity_conflicts import check_ids, check_merged_entries, check_spellings
from builder.content.entity_merges import Merge, resolve_merges
from builder.content.entity_sections import SECTIONS
from builder.content.entity_splits import resolve_splits
from builder.content.slug import SLUG, is_slug, slug_hint
from builder.content.text_files import read_text
from builder.content.values import COUNTRY, WIKIDATA, degrees
from builder.model.annotations import EntityType
from builder.model.entity_entries import EntityEntry, EntityRules, EntitySplit, HiddenEntry
from builder.schema.confusables import find_confusable, find_curly
from builder.schema.json_schema import shape_of
from builder.schema.mapping import (
    CheckedMapping,
    Field,
    Schema,
    ValueKind,
    check_mapping,
    place_of,
    read_keys,
    wrong_type,
)
from builder.schema.report import Report
from builder.schema.values import SPELLING, TEXT, LocatedText, list_of
from builder.schema.yaml_node import YamlKey, YamlList, YamlMap, YamlNode, YamlScalar

PATH = "content/entities.yaml"

NAME = Field("name", SPELLING, "The name to show; without it the form that most articles use in full.")
ALIASES = Field("aliases", list_of(SPELLING, "texts"), "Further spellings that mean this entity.")
ROLE = Field("role", TEXT, "What the entity is, in your words.")
ITEM = Field("wikidata", WIKIDATA, "Its item in Wikidata.")
LAT = Field("lat", degrees(90), "Latitude in degrees, together with `lon`.")
LON = Field("lon", degrees(180), "Longitude in degrees, together with `lat`.")
COUNTRY_CODE = Field("country", COUNTRY, "The country it lies in, by its ISO 3166-1 code.")

_OTHER_NAMES = {"title": "Did you mean `role`? The name to show is `name`.", "job": "Did you mean `role`?"}
_ONLY_PLACES = "Remove it, or move the entry to `places`."
ENTRY = Schema(
    (NAME, ALIASES, ROLE, ITEM),
    elsewhere={"lat": _ONLY_PLACES, "lon": _ONLY_PLACES, "country": _ONLY_PLACES, **_OTHER_NAMES},
)
PLACE_ENTRY = Schema((NAME, ALIASES, ROLE, ITEM, LAT, LON, COUNTRY_CODE), elsewhere=_OTHER_NAMES)


class LocatedEntry(Struct, frozen=True):
    """An entry with the lines of the spellings it claims: its name first, then its aliases."""

    entry: EntityEntry
    spellings: tuple[LocatedText, ...]


def _entry(
    entity_id: YamlKey, record: CheckedMapping, entity_type: EntityType, report: Report
) -> LocatedEntry:
    """Return an entry with the spellings that it claims; report one coordinate without the other."""
    lat, lon = record.get(LAT), record.get(LON)
    if (LAT.name in record.lines) != (LON.name in record.lines):
        given, missing = ("lat", "lon") if LAT.name in record.lines else ("lon", "lat")
        message = f"`{entity_id.text}` has `{given}` without `{missing}`."
        report.error(record.lines[given], message, "Give both, or neither.")
    name, aliases = record.get(NAME), record.get(ALIASES) or ()
    spellings = (*((name,) if name else ()), *aliases)
    texts = dict.fromkeys(alias.text for alias in aliases if name is None or alias.text != name.text)
    entry = EntityEntry(
        id=entity_id.text,
        type=entity_type,
        line=entity_id.line,
        name=name.text if name else None,
        aliases=tuple(texts),
        role=record.get(ROLE),
        wikidata=record.get(ITEM),
        lat=lat,
        lon=lon,
        country=record.get(COUNTRY_CODE),
    )
    return LocatedEntry(entry, spellings)


def _check_id(key: YamlKey, label: str, report: Report) -> bool:
    """Return True if a key is an id; report one that is not."""
    if is_slug(key.text):
        return True
    confusable = find_curly(key.text) or find_confusable(key.text)
    if confusable is not None:
        report.error(key.line, f"`{label}`: “{key.text}” is not an id: {confusable.what}.", confusable.hint)
        return False
    message = f"`{label}`: “{key.text}” is not an id: expected small letters a to z, digits and hyphens."
    report.error(key.line, message, slug_hint(key.text))
    return False


def _by_id(shape: Mapping[str, object]) -> dict[str, object]:
    """Return the JSON Schema of a mapping whose keys are ids, and whose values have a shape."""
    names = {"pattern": SLUG.shape["pattern"]}
    return {"type": "object", "propertyNames": names, "additionalProperties": dict(shape)}


def _entries_of(section: str) -> ValueKind[tuple[LocatedEntry, ...]]:
    """Return the kind of a section of entries."""
    schema = PLACE_ENTRY if section == "places" else ENTRY
    expects = "entries, each an id with its keys"

    def read(node: YamlNode, label: str, report: Report) -> tuple[LocatedEntry, ...] | None:
        if not isinstance(node, YamlMap):
            hint = "Write an entry as “some-id: {name: Some Name}”."
            wrong_type(node, label, expects, report, hint, is_group=True)
            return None
        entries = []
        for key, value in node.entries:
            good = _check_id(key, label, report)
            record = check_mapping(value, schema, report, label=place_of(key.text, label))
            if good:
                entries.append(_entry(key, record, SECTIONS[section], report))
        return tuple(entries)

    return ValueKind(expects, read, shape=_by_id(shape_of(schema)))


def _read_merges(node: YamlNode, label: str, report: Report) -> tuple[Merge, ...] | None:
    """Return the merges of the section; report pairs that are not of ids."""
    if not isinstance(node, YamlMap):
        wrong_type(node, label, MERGES.expects, report, "Write “old-id: new-id”.", is_group=True)
        return None
    merges = []
    for key, value in node.entries:
        good = _check_id(key, label, report)
        kept = SLUG.read(value, place_of(key.text, label), report)
        if good and kept is not None:
            merges.append(Merge(key.text, kept, key.line))
    return tuple(merges)


MERGES = ValueKind("pairs of ids", _read_merges, shape=_by_id(SLUG.shape))


def _read_splits(node: YamlNode, label: str, report: Report) -> tuple[EntitySplit, ...] | None:
    """Return the splits of the section; report those that are not of ids and briefs."""
    hint = "Write “some-id: {name-of-the-brief: other-id}”."
    if not isinstance(node, YamlMap):
        wrong_type(node, label, SPLITS.expects, report, hint, is_group=True)
        return None
    splits = []
    for key, value in node.entries:
        good = _check_id(key, label, report)
        place = place_of(key.text, label)
        if not isinstance(value, YamlMap):
            wrong_type(value, place, "briefs, each with an id", report, hint, is_group=True)
            continue
        for brief, other in value.entries:
            new_id = SLUG.read(other, place_of(brief.text, place), report)
            if good and new_id is not None:
                splits.append(EntitySplit(key.text, brief.text, new_id, brief.line))
    return tuple(splits)


SPLITS = ValueKind(
    "ids, each with briefs and the id there",
    _read_splits,
    shape=_by_id({"type": "object", "additionalProperties": dict(SLUG.shape)}),
)


def _read_hidden(node: YamlNode, label: str, report: Report) -> tuple[HiddenEntry, ...] | None:
    """Return the persons to hide; report ids and words that are none, and a person who is given twice."""
    if isinstance(node, YamlList):
        keys = [YamlKey(item.text, item.line) for item in node.items if isinstance(item, YamlScalar)]
        wrong: list[YamlNode] = [item for item in node.items if not isinstance(item, YamlScalar)]
        pairs: list[tuple[YamlKey, YamlNode | None]] = [(key, None) for key in keys]
    elif isinstance(node, YamlMap):
        wrong, pairs = [], list(node.entries)
    else:
        wrong, pairs = [node], []
    for one in wrong:
        hint = "Write it as [some-id, other-id], or as {some-id: a witness}."
        wrong_type(one, label, HIDDEN.expects, report, hint, is_group=True)
    found: dict[str, HiddenEntry] = {}
    for key, value in pairs:
        good = _check_id(key, label, report)
        has_words = value is not None and not (isinstance(value, YamlScalar) and value.is_nothing)
        words = (
            TEXT.read(value, place_of(key.text, label), report) if value is not None and has_words else None
        )
        if key.text in found:
            message = f"`{label}`: `{key.text}` is given twice, first in line {found[key.text].line}."
            report.error(key.line, message, "Remove one of the two.")
        elif good:
            found[key.text] = HiddenEntry(key.text, words, key.line)
    return tuple(found.values())


HIDDEN = ValueKind(
    "a list of ids, or ids, each with the words to show",
    _read_hidden,
    shape={
        "anyOf": [{"type": "array", "items": dict(SLUG.shape)}, _by_id({"type": ["string", "null"]})],
    },
)

PEOPLE = Field("people", _entries_of("people"), "Persons.")
PLACES = Field("places", _entries_of("places"), "Cities, countries, rivers, regions.")
ORGANIZATIONS = Field(
    "organizations", _entries_of("organizations"), "Companies, agencies, parties, armed groups."
)
GROUPS = Field("groups", _entries_of("groups"), "Nationalities, religions, political camps.")
EVENTS = Field("events", _entries_of("events"), "Named events.")
MERGE = Field(
    "merge", MERGES, "Entities that are one: the left id becomes the right one, its address redirects."
)
SPLIT = Field("split", SPLITS, "Entities that are two: in these briefs the left id is the right one.")
IGNORE = Field("ignore", list_of(SPELLING, "texts"), "Spellings that never name an entity.")
HIDE = Field(
    "hide", HIDDEN, "Persons whose names no page has: their initials, or your words, stand in their place."
)
_SECTION_FIELDS = (PEOPLE, PLACES, ORGANIZATIONS, GROUPS, EVENTS)
ENTITIES = Schema(
    (*_SECTION_FIELDS, MERGE, SPLIT, IGNORE, HIDE), elsewhere={"person": "Did you mean `people`?"}
)


def load_entities(root: Path, report: Report) -> EntityRules:
    """Return the editor's rules on entities, checked against one another."""
    file = report.of(PATH)
    text = read_text(root, file)
    record = read_keys(text or "", ENTITIES, file)
    located = [entry for section in _SECTION_FIELDS for entry in record.get(section) or ()]
    merges = record.get(MERGE) or ()
    ignored = record.get(IGNORE) or ()
    entries = [entry.entry for entry in located]
    given_splits = record.get(SPLIT) or ()
    splits = resolve_splits(given_splits, merges, file)
    check_ids(entries, file)
    check_spellings([(entry.entry, entry.spellings) for entry in located], ignored, splits, file)
    check_merged_entries(entries, merges, file)
    return EntityRules(
        path=PATH,
        entries=tuple(sorted(entries, key=lambda entry: (entry.type, entry.id))),
        merge=resolve_merges(merges, file),
        merge_lines={merge.gone_id: merge.line for merge in sorted(merges, key=lambda merge: merge.gone_id)},
        splits=splits,
        ignore=tuple(sorted({spelling.text for spelling in ignored})),
        ignore_lines={spelling.text: spelling.line for spelling in sorted(ignored, key=lambda one: one.text)},
        hide=record.get(HIDE) or (),
    )
