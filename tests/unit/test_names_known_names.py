"""Well-known names: the kinds of things that they name, surnames, and names of the same thing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from builder.lexicon.word_lists import table
from builder.names import known_names as known
from builder.names.known_names import SURNAME, known_kinds, known_phrases, known_things

ROWS = (
    ("Fenwick|Tobias Fenwick|Tobias R. Fenwick", "PERSON"),
    ("Mara Quillon|Quillon", "PERSON"),
    ("Elster|Port Elster", "PLACE"),
    ("Elster", "ORG"),
    ("Otmar|Otmar the Great", "PERSON"),
    ("Herring War|Herring and Salmon War|War of 1820", "EVENT"),
    ("Port Elster", "PLACE"),
    ("Harbour Songs", "OTHER"),
    ("Bay of Eels", "EVENT|PLACE"),
)


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Replace the table by a small invented one."""
    monkeypatch.setattr(known, "table", {"known_names": ROWS}.__getitem__)
    for cached in (known._kinds, known._things):
        cached.cache_clear()
    yield
    for cached in (known._kinds, known._things):
        cached.cache_clear()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tobias Fenwick", {"PERSON"}),
        ("TOBIAS FENWICK", {"PERSON"}),
        ("Fenwick", {SURNAME}),
        ("Quillon", {"PERSON"}),
        ("Otmar", {"PERSON"}),
        ("Elster", {"PLACE", "ORG"}),
        ("Bay of Eels", {"EVENT", "PLACE"}),
        ("Lowmoor", set()),
        ("", set()),
    ],
)
@pytest.mark.usefixtures("rows")
def test_name_has_the_kinds_of_its_things(text: str, expected: set[str]) -> None:
    assert known_kinds(text) == expected


@pytest.mark.usefixtures("rows")
def test_names_of_the_same_thing_share_a_number() -> None:
    assert known_things("Fenwick") == known_things("Tobias R Fenwick") == {0}
    assert known_things("Elster") == {2, 3}
    assert known_things("Port Elster") == {2, 6}
    assert known_things("Lowmoor") == frozenset()


@pytest.mark.usefixtures("rows")
def test_phrases_are_plain_words_of_one_kind() -> None:
    assert list(known_phrases()) == [
        ("Tobias Fenwick", "PERSON"),
        ("Mara Quillon", "PERSON"),
        ("Port Elster", "PLACE"),
        ("Otmar the Great", "PERSON"),
        ("Herring War", "EVENT"),
        ("Herring and Salmon War", "EVENT"),
        ("Port Elster", "PLACE"),
    ]


def test_surnames_in_the_real_table_are_not_persons() -> None:
    assert known_kinds("Abraham Lincoln") == {"PERSON"}
    assert "PERSON" not in known_kinds("Lincoln")
    assert SURNAME in known_kinds("Lincoln")


def test_real_table_is_well_formed() -> None:
    kinds = {"PERSON", "PLACE", "ORG", "EVENT", "OTHER"}
    rows = table("known_names")
    assert len(rows) > 5000
    assert all(set(of.split("|")) <= kinds for _, of in rows)
    assert all(name == name.strip() != "" for names, _ in rows for name in names.split("|"))
