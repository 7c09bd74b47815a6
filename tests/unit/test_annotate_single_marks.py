"""Single quotation marks of the first level, read as double ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.annotate.single_marks import with_double_marks
from builder.model.span import Span


def read(text: str) -> str:
    """Return a text, its paragraphs separated by blank lines, with double marks."""
    paragraphs, offset = [], 0
    for paragraph in text.split("\n\n"):
        paragraphs.append(Span(offset, offset + len(paragraph)))
        offset += len(paragraph) + 2
    return with_double_marks(text, paragraphs)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'It is rotten,' Ana Roe said. 'It fell.'", "“It is rotten,” Ana Roe said. “It fell.”"),
        (
            "‘They can’t take it,’ said Roe. ‘It isn’t right.’",
            "“They can’t take it,” said Roe. “It isn’t right.”",
        ),
        (
            "‘The workers’ rights are safe,’ she said of a ‘hot air’ car.",
            "“The workers’ rights are safe,” she said of a “hot air” car.",
        ),
        ("'He told me \"no way\" twice,' she said.", "“He told me ‘no way’ twice,” she said."),
        ("'I saw 'em in the '90s,' he said.", "“I saw 'em in the '90s,” he said."),
        ("'It is rotten.\n\n'It fell, too,' she said.", "“It is rotten.\n\n“It fell, too,” she said."),
        ("(‘Quite,’ he said.)", "(“Quite,” he said.)"),
        ("'Was it rotten?' asked Roe – 'or wet?'", "“Was it rotten?” asked Roe – “or wet?”"),
        ("The bell 'Struck', by the 'Sulky Mair'.", "The bell “Struck”, by the “Sulky Mair”."),
    ],
)
def test_single_marks_of_the_first_level_are_read_as_double_ones(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "\"It is 'rotten,' as they say,\" she said.",
        "“It is ‘rotten,’ as they say,” she said.",
        "‘It is rotten,’ he said. “No,” she said.",
        "The workers' plan, the boys' father and the '90s.",
        "It was a 'hot air' car.",
        "A 'hot air' car for the 'boys' of the town.",
        "The \"pier\", a 'hot air' car and an 'old mill'.",
        "He said 'it was rotten and it would not hold' and 'it would not hold for a year'.",
        "''It is rotten,'' she said.",
        "No marks at all.",
    ],
)
def test_other_marks_and_apostrophes_are_left_alone(text: str) -> None:
    assert read(text) == text


@given(st.text(alphabet="ab '‘’“”\".,\n—s9", max_size=80))
def test_only_marks_change_and_the_length_never(text: str) -> None:
    found = read(text)
    assert len(found) == len(text)
    marks = set("'‘’“”\"")
    assert all(old == new or {old, new} <= marks for old, new in zip(text, found, strict=True))
