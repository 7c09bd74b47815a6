"""The order of the rooms inside annotate: each imports only rooms before it, and only those in its row."""

from __future__ import annotations

from functools import cache

from tests.support.imports import imported_names
from tests.unit.test_imports import trees

ANNOTATE = "builder.annotate"

MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "decision_trees": (),
    "workers": (),
    "parse": (),
    "quotes.quotation_marks": (),
    "mentions": ("parse", "quotes.quotation_marks"),
    "limits": ("parse", "mentions"),
    "outcome": ("limits",),
    "typing": ("decision_trees", "parse", "mentions", "quotes.quotation_marks"),
    "entities": ("parse", "mentions", "limits"),
    "quantities": ("parse", "mentions"),
    "date_mentions": ("parse", "mentions"),
    "quotes.scorers": (),
    "quotes.quoted_text": ("parse", "mentions", "entities", "quotes.quotation_marks"),
    "quotes.attribution": (
        "parse",
        "mentions",
        "entities",
        "quotes.scorers",
        "quotes.quotation_marks",
        "quotes.quoted_text",
    ),
    "quotes.extraction": (
        "parse",
        "mentions",
        "entities",
        "quotes.scorers",
        "quotes.quotation_marks",
        "quotes.quoted_text",
        "quotes.attribution",
    ),
    "quotes.resolution": (
        "parse",
        "mentions",
        "entities",
        "quotes.quotation_marks",
        "quotes.attribution",
        "quotes.extraction",
    ),
    "quotes.trained_models": ("decision_trees", "quotes.scorers", "quotes.attribution", "quotes.extraction"),
    "quotes.pipeline": (
        "entities",
        "quotes.scorers",
        "quotes.quoted_text",
        "quotes.attribution",
        "quotes.extraction",
        "quotes.resolution",
    ),
    "quotes.term_mentions": (),
    "pipeline": (
        "parse",
        "mentions",
        "limits",
        "typing",
        "entities",
        "quantities",
        "date_mentions",
        "quotes.trained_models",
        "quotes.pipeline",
        "quotes.term_mentions",
    ),
    "explanation": (
        "parse",
        "mentions",
        "typing",
        "entities",
        "quotes.scorers",
        "quotes.trained_models",
        "quotes.attribution",
        "quotes.extraction",
        "pipeline",
    ),
    "language_detection": (),
    "article_languages": ("language_detection",),
    "any_language": ("parse", "mentions", "limits"),
    "fault_isolation": ("parse", "limits", "outcome"),
    "single_marks": (),
    "readable_article": ("outcome", "single_marks"),
    "annotator": (
        "workers",
        "parse",
        "outcome",
        "pipeline",
        "any_language",
        "fault_isolation",
        "readable_article",
    ),
    "cluster": ("parse", "outcome", "annotator"),
}
"""For each room of annotate, upstream first, the rooms that it may import. A new room gets its row here.

``tests/unit/test_imports.py`` has the stages that all of them may import, ``names`` and ``lexicon`` among them.
"""

PACKAGES = (ANNOTATE, f"{ANNOTATE}.quotes")
"""Packages that are divided into rooms. Their ``__init__.py`` imports nothing."""


@cache
def imports() -> dict[str, set[str]]:
    """Return for each module of annotate the other modules of annotate that it imports."""
    modules = {name for name in trees() if name.startswith(f"{ANNOTATE}.") and name not in PACKAGES}
    return {name: imported_names(trees()[name]) & modules for name in sorted(modules)}


def room_of(module: str) -> str:
    """Return the room that a module of annotate belongs to."""
    inside = module.removeprefix(f"{ANNOTATE}.")
    rooms = [room for room in MAY_IMPORT if inside == room or inside.startswith(f"{room}.")]
    assert rooms, f"{module} has no row in MAY_IMPORT: add its room"
    return rooms[0]


def test_a_module_imports_only_the_rooms_in_its_row() -> None:
    wrong = [
        f"{module} imports {imported}, but {room_of(module)} may not import {room_of(imported)}"
        for module, others in imports().items()
        for imported in sorted(others)
        if room_of(imported) not in (room_of(module), *MAY_IMPORT[room_of(module)])
    ]
    assert not wrong, "\n".join(wrong)


def test_a_room_imports_only_rooms_before_it() -> None:
    order = [*MAY_IMPORT]
    for room, others in MAY_IMPORT.items():
        assert set(others) <= set(order[: order.index(room)]), f"{room} imports a room that is not before it"


def test_every_import_in_the_table_is_used() -> None:
    used = {room: set[str]() for room in MAY_IMPORT}
    for module, others in imports().items():
        used[room_of(module)].update({room_of(imported) for imported in others} - {room_of(module)})
    assert used == {room: set(others) for room, others in MAY_IMPORT.items()}


def test_a_package_of_rooms_imports_nothing() -> None:
    assert not any(imported_names(trees()[package]) for package in PACKAGES)
