"""Home region of a site, as an editor writes it: a state, a province or a country."""

from __future__ import annotations

from builder.gazetteer.country_names import country_name
from builder.gazetteer.lookup import Gazetteer, PlaceCandidate, load_gazetteer
from builder.gazetteer.tables import division_record
from builder.model.place import Place, PlaceKind
from builder.schema.mapping import ValueKind, wrong_type
from builder.schema.report import Report
from builder.schema.suggestion import did_you_mean
from builder.schema.values import read_line
from builder.schema.yaml_node import YamlNode

_MARGIN = 0.7
"""Margin of weights (decimal logarithms of populations) by which a region is meant although another has its name."""
_COUNTRY_SUFFIX = " (country)"
_EXAMPLES = "Write it like Ohio, Ontario or Ireland."


def _read_home(node: YamlNode, label: str, report: Report) -> Place | None:
    """Return the region; report a name that no region has, or that several have."""
    text = read_line(node, label, report)
    if text is None:
        return None
    gazetteer = load_gazetteer()
    found = _regions(text, gazetteer)
    if not found:
        nearest = did_you_mean(text, _names(gazetteer))
        hint = f"Did you mean `{nearest}`?" if nearest is not None else _EXAMPLES
        wrong_type(node, label, HOME_REGION.expects, report, hint)
        return None
    best, *others = found
    rivals = [
        match
        for match in others
        if match.place.country != best.place.country and best.weight - match.weight < _MARGIN
    ]
    if rivals:
        names = [_full_name(match.place) for match in (best, rivals[0])]
        message = f"`{label}`: “{text}” is the name of more than one region."
        report.error(node.line, message, f"Write `{names[0]}` or `{names[1]}`.")
        return None
    return best.place


def _regions(text: str, gazetteer: Gazetteer) -> list[PlaceCandidate]:
    """Return the countries and first-level divisions of a name or an abbreviation, the most likely first."""
    bare = text.removesuffix(_COUNTRY_SUFFIX)
    matches = [
        match
        for match in gazetteer.matches(bare)
        if not match.spelling and match.place.admin is None and _is_region(match.place)
    ]
    division = gazetteer.abbreviated_division(bare, postal=True)
    if division is not None:
        return [match for match in gazetteer.matches(division.name) if match.place == division]
    if bare != text:
        return [match for match in matches if match.place.kind is PlaceKind.COUNTRY]
    return matches


def _is_region(place: Place) -> bool:
    return place.kind in (PlaceKind.COUNTRY, PlaceKind.ADMIN)


def _full_name(place: Place) -> str:
    """Return the form of the name that means this region alone: "Georgia, United States"."""
    if place.kind is PlaceKind.COUNTRY:
        return f"{place.name}{_COUNTRY_SUFFIX}"
    return f"{place.name}, {country_name(place.country or '')}"


def _names(gazetteer: Gazetteer) -> list[str]:
    """Return the names of all countries and first-level divisions."""
    rows = {row for rows in gazetteer.divisions.names.values() for row in rows}
    places = [division_record(row).place for row in rows]
    countries = [country.place.name for country in gazetteer.countries.values()]
    return sorted({*countries, *(place.name for place in places if place.admin is None)})


HOME_REGION = ValueKind("a state, a province or a country", _read_home, shape={"type": "string"})
