"""Roles as strings, and the descriptions that they fit."""

from __future__ import annotations

import pytest

from builder.names.role_phrases import role_phrase


@pytest.mark.parametrize(
    ("description", "role"),
    [
        ("Lowmoor senator", "Lowmoor Sen."),
        ("senator from Lowmoor", "Lowmoor senator"),
        ("Lowmoor lawmaker", "Rep. of Lowmoor"),
        ("GOP candidate", "presumptive Republican presidential nominee"),
        ("mayor of Lowmoor", "Lowmoor’s mayor"),
        ("ex-mayor of Lowmoor", "former mayor of Lowmoor"),
        ("current harbor commissioner", "harbor commissioner"),
    ],
)
def test_role_that_says_all_of_a_description_fits_it(description: str, role: str) -> None:
    first, second = role_phrase(description), role_phrase(role)
    assert first is not None
    assert second is not None
    assert first.fits(second)


@pytest.mark.parametrize(
    ("description", "role"),
    [
        ("Hadley senator", "Lowmoor Sen."),
        ("Lowmoor senator", "Sen."),
        ("Lowmoor lawmaker", "Lowmoor mayor"),
        ("Republican nominee", "Republican candidate"),
        ("mayor of Lowmoor", "former mayor of Lowmoor"),
        ("former mayor of Lowmoor", "mayor of Lowmoor"),
        ("Republican nominee", "Republican vice presidential nominee"),
        ("Lowmoor mayor", "deputy mayor of Lowmoor"),
        ("Lowmoor president", "Lowmoor vice-president"),
        ("mayor of Lowmoor", "aide to the mayor of Lowmoor"),
    ],
)
def test_role_that_says_less_or_something_else_does_not_fit(description: str, role: str) -> None:
    first, second = role_phrase(description), role_phrase(role)
    assert first is not None
    assert second is not None
    assert not first.fits(second)


@pytest.mark.parametrize("text", ["", "pier", "statement of the mayor", "of Lowmoor"])
def test_words_without_a_role_at_their_head_are_not_a_role(text: str) -> None:
    assert role_phrase(text) is None
