"""Places with their region beside them: "Lowmoor, Ohio" is a place in both its parts, whoever bears the name, too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from builder.annotate.analysis import Analysis
from builder.annotate.names.kind import TYPED
from builder.annotate.names.name import Name
from builder.model.annotations import EntityType

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

IN_REGION = "+region"
"""What is added to the rule of a name that its region makes a place's."""


def with_regions(analysis: Analysis, names: Sequence[Name], gazetteer: Gazetteer) -> list[Name]:
    """The names, those that a comma joins to the region they lie in as places, with their region."""
    found = list(names)
    for index in range(len(found) - 1):
        first, second = found[index], found[index + 1]
        if first.type not in TYPED or second.type not in TYPED or second.first != first.last + 1:
            continue
        if analysis.tokens[first.last].text != ",":
            continue
        if gazetteer.matches(f"{first.text(analysis)}, {second.text(analysis)}"):
            found[index], found[index + 1] = _as_place(first), _as_place(second)
    return found


def is_in_region(name: Name) -> bool:
    """Whether its region, or what lies in it, has made a name a place's."""
    return name.rule.endswith(IN_REGION)


def _as_place(name: Name) -> Name:
    if is_in_region(name):
        return name
    return replace(
        name, type=EntityType.PLACE, rule=f"{name.rule}{IN_REGION}", confidence=max(name.confidence, 0.9)
    )
