"""Truecasing of any text keeps its length, so that every offset stays valid."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.annotate.parse.truecasing import truecase

PIECES = st.sampled_from(
    (
        *(
            "Senator",
            "Mr.",
            "HELEN",
            "MARSH",
            "ROE",
            "ANA",
            "O’ROE",
            "MARSH’S",
            "NSHA",
            "U.S.",
            "AT&T",
            "said",
        ),
        *("STRASSE", "STRAẞE", "İSTANBUL", "ΣΊΣΥΦΟΣ", "ǅUNGLA", "ŒUVRE", "ÉLAN", "E\u0301LAN", "ﬁLM"),
        *(",", " and ", ".", "-", "’", "'", "\n", " "),
    )
)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(st.characters(categories=["Lu", "Lt", "Mn", "Zs"]), max_size=40),
    st.lists(PIECES, max_size=20).map(" ".join),
    st.lists(PIECES, max_size=20).map("".join),
)


@settings(max_examples=500, deadline=None)
@given(st.lists(TEXTS, max_size=4))
def test_truecased_text_keeps_its_length_and_letters(paragraphs: list[str]) -> None:
    found = truecase(paragraphs)
    assert [len(text) for text in found] == [len(text) for text in paragraphs]
    for before, after in zip(paragraphs, found, strict=True):
        for one, other in zip(before, after, strict=True):
            assert one.casefold() == other.casefold(), "letters change in their case alone, each at its place"


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXTS, max_size=4))
def test_truecasing_changes_only_capital_letters(paragraphs: list[str]) -> None:
    found = truecase(paragraphs)
    for before, after in zip(paragraphs, found, strict=True):
        changed = [i for i, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
        assert all(before[i] != before[i].lower() for i in changed)
