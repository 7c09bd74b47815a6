"""Opening sentences of editors' texts."""

from __future__ import annotations

import pytest

from builder.edition.markdown import render_markdown
from builder.edition.openings import LONGEST, opening

CASES = [
    (
        "one of two",
        "Ada Brandt led the harbour board. She left in 2030.",
        "Ada Brandt led the harbour board.",
    ),
    (
        "emphasis and links",
        "The **old pier** of Ellery is [closed](https://e.example). More.",
        "The old pier of Ellery is closed.",
    ),
    ("wrapped", "The old pier is closed\nfor good. It fell.", "The old pier is closed for good."),
    (
        "a title",
        "Ada Brandt, who met Gov. Dag Holm, led the board. More.",
        "Ada Brandt, who met Gov. Dag Holm, led the board.",
    ),
    ("initials", "The U.S. Coast Guard closed the pier. It fell.", "The U.S. Coast Guard closed the pier."),
    ("a question", "Who built the pier of Ellery? Nobody knows.", "Who built the pier of Ellery?"),
    ("in marks", "She called it “a gift to the town.” It was.", "She called it “a gift to the town.”"),
    ("no end", "The old pier", "The old pier"),
    ("a heading first", "# Ellery\n\nA town at the sea, invented. Small.", "A town at the sea, invented."),
    ("signs", "Brandt & Sons own 2 < 3 piers of the town. So.", "Brandt & Sons own 2 < 3 piers of the town."),
]


@pytest.mark.parametrize(("markdown", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_opening_is_the_first_sentence_as_plain_text(markdown: str, expected: str) -> None:
    assert opening(render_markdown(markdown)) == expected


def test_empty_text_has_no_opening() -> None:
    assert opening(render_markdown("")) is None
    assert opening(render_markdown("- a list")) is None


def test_endless_sentence_is_cut() -> None:
    found = opening(render_markdown("and so on " * 100))
    assert found is not None
    assert len(found) <= LONGEST + 2
    assert found.endswith(" …")
