"""Spans move along with the edits of their text."""

from __future__ import annotations

from random import Random

from builder.model.span import Span
from builder.redaction.text_edits import Edit, TextEdits


def test_spans_move_with_their_words() -> None:
    text = "Ana Roe met Bo Doe. They left."
    edits = TextEdits((Edit(0, 7, "A. R."), Edit(12, 18, "a witness")))
    new = edits.apply(text)
    assert new == "A. R. met a witness. They left."

    def moved(words: str) -> str:
        start = text.index(words)
        return edits.moved(Span(start, start + len(words))).of(new)

    assert moved("met") == "met"
    assert moved("They") == "They"
    assert moved("Ana Roe met") == "A. R. met"
    assert moved("Roe met Bo") == "A. R. met a witness"
    assert moved("Doe. They") == "a witness. They"
    assert moved("Roe") == "A. R."
    assert edits.offset(text.index("They")) == new.index("They")
    assert edits.offset(text.index("Doe")) is None


def test_an_edit_touches_the_spans_that_it_cuts() -> None:
    edits = TextEdits((Edit(4, 8, "x"),))
    touched = [(1, 4), (1, 5), (5, 7), (4, 7), (7, 9), (8, 9), (4, 8), (3, 9)]
    assert [edits.touches(Span(*one)) for one in touched] == [
        False,
        True,
        True,
        True,
        True,
        False,
        False,
        False,
    ]


def test_random_edits_leave_all_other_words_and_the_order_of_spans() -> None:
    for seed in range(300):
        chance = Random(seed)  # noqa: S311
        text = "".join(chance.choices("abcdef ", k=40))
        cuts = sorted(chance.sample(range(41), 2 * chance.randint(0, 6)))
        edits = TextEdits(
            tuple(
                Edit(start, end, "X" * chance.randint(1, 9))
                for start, end in zip(cuts[::2], cuts[1::2], strict=True)
            )
        )
        new = edits.apply(text)
        spans = [Span(*sorted(chance.sample(range(41), 2))) for _ in range(20)]
        for span in spans:
            moved = edits.moved(span)
            assert 0 <= moved.start < moved.end <= len(new)
            kept = [i for i in range(span.start, span.end) if edits.offset(i) is not None]
            assert [text[i] for i in kept] == [one for one in moved.of(new) if one != "X"]
        for one in spans:
            for other in spans:
                if one.contains(other):
                    assert edits.moved(one).contains(edits.moved(other))
