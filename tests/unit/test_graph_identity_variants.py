"""Identity of persons over the archive: nicknames with a suffix, given names and initials alone, and relatives."""

from __future__ import annotations

import pytest

from tests.unit.test_graph_identity_persons import Story, pages

MET = ("Ada Quist", "Ben Lund")
"""Persons whom articles name beside a person."""

CASES: list[tuple[str, tuple[Story, ...], dict[str, list[str]]]] = [
    (
        "a nickname beside the full name with a suffix, in one article and in others",
        (
            Story("Joe Falk met Ada Quist and Ben Lund.", ("Joe Falk", *MET)),
            Story("Joseph R. Falk Jr. met Ada Quist and Ben Lund.", ("Joseph R. Falk Jr.", *MET)),
            Story("Joe Falk led. A clerk advised Joseph R. Falk Jr.", ("Joe Falk", "Joseph R. Falk Jr.")),
        ),
        {
            "Joseph R. Falk Jr.": [
                "a: Joe Falk",
                "b: Joseph R. Falk Jr.",
                "c: Joe Falk",
                "c: Joseph R. Falk Jr.",
            ]
        },
    ),
    (
        "a nickname and a suffix that only one article names",
        (Story("Joe Falk led. A clerk advised Joseph R. Falk Jr.", ("Joe Falk", "Joseph R. Falk Jr.")),),
        {"Joe Falk": ["a: Joe Falk"], "Joseph R. Falk Jr.": ["a: Joseph R. Falk Jr."]},
    ),
    (
        "a nickname and a third of the name",
        (
            Story("Joe Falk met Ada Quist and Ben Lund.", ("Joe Falk", *MET)),
            Story("Joseph Falk III met Ada Quist and Ben Lund.", ("Joseph Falk III", *MET)),
        ),
        {"Joe Falk": ["a: Joe Falk"], "Joseph Falk III": ["b: Joseph Falk III"]},
    ),
    (
        "a rare given name alone, with a person in common",
        (
            Story("Zerelda Moss met Ada Quist.", ("Zerelda Moss", "Ada Quist")),
            Story("Ada Quist watched Zerelda.", ("Zerelda", "Ada Quist")),
        ),
        {"Zerelda Moss": ["a: Zerelda Moss", "b: Zerelda"]},
    ),
    (
        "a common given name alone",
        (
            Story("Laura Moss met Ada Quist.", ("Laura Moss", "Ada Quist")),
            Story("Ada Quist watched Laura.", ("Laura", "Ada Quist")),
        ),
        {"Laura Moss": ["a: Laura Moss"], "Laura": ["b: Laura"]},
    ),
    (
        "a relative introduced by the given name",
        (
            Story("Laura Moss spoke.", ("Laura Moss",)),
            Story("Tom Moss came with his wife, Laura.", ("Tom Moss", "Laura")),
        ),
        {"Laura Moss": ["a: Laura Moss", "b: Laura"], "Tom Moss": ["b: Tom Moss"]},
    ),
    (
        "a relative of someone with another surname",
        (
            Story("Laura Moss spoke.", ("Laura Moss",)),
            Story("Tom Falk came with his wife, Laura.", ("Tom Falk", "Laura")),
        ),
        {"Laura Moss": ["a: Laura Moss"], "Laura": ["b: Laura"], "Tom Falk": ["b: Tom Falk"]},
    ),
    (
        "a given name alone that is a surname elsewhere",
        (Story("Zed James spoke.", ("Zed James",)), Story("James slept.", ("James",))),
        {"Zed James": ["a: Zed James"], "James": ["b: James"]},
    ),
    (
        "the same name with a title is a surname",
        (Story("Zed James spoke.", ("Zed James",)), Story("Mr. James slept.", ("James",))),
        {"Zed James": ["a: Zed James", "b: James"]},
    ),
    (
        "initials of a full name with a middle name",
        (
            Story("Zed Q. Moss spoke.", ("Zed Q. Moss",)),
            Story("It was the plan of Z.Q.M. himself.", ("Z.Q.M.",)),
        ),
        {"Zed Q. Moss": ["a: Zed Q. Moss", "b: Z.Q.M."]},
    ),
    (
        "initials of a well-known person",
        (Story("James F. Kerr spoke.", ("James F. Kerr",)), Story("It was the plan of JFK.", ("JFK",))),
        {"James F. Kerr": ["a: James F. Kerr"], "JFK": ["b: JFK"]},
    ),
]


@pytest.mark.parametrize(("stories", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_pages_of_variants(stories: tuple[Story, ...], expected: dict[str, list[str]]) -> None:
    found = {page.partition(" (")[0]: mentions for page, mentions in pages(*stories).items()}
    assert {name: mentions for name, mentions in found.items() if name not in MET} == expected
