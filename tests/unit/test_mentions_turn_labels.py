"""The words of the labels of turns."""

from __future__ import annotations

import pytest

from builder.annotate.mentions.stage_notes import spans_between_notes, stage_notes
from builder.annotate.mentions.turn_labels import core_of, initials_of, is_function, turn_labels
from builder.model.span import Span
from tests.support.parsed import document_of


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("ROE: It is rotten.", "ROE"),
        ("Ana Roe: It is rotten.", "Ana Roe"),
        ("**Ana Roe:** It is rotten.", "Ana Roe"),
        ("SEN. ROE (Independent): It is rotten.", "SEN. ROE"),
        ("ANA ROE, HOST: It is rotten.", "ANA ROE, HOST"),
        ('"ROE: It is rotten.', "ROE"),
        ("Q. Is it rotten?", "Q"),
        ("Q    Is it rotten?", "Q"),
        ("REPORTER 2: Is it rotten?", "REPORTER 2"),
        ("How it works: a bell rings.", None),
        ("Ana Roe, the mayor: it is rotten.", None),
        ("The board says: it is rotten.", None),
        ("Ana Roe:", None),
        ("A boat sank.", None),
        ("A Lowmoor boat sank.", None),
        ("A: It is.", None),
        ("Quay: 12", "Quay"),
    ],
)
def test_labels_at_the_front_of_a_paragraph(text: str, label: str | None) -> None:
    found = [one.text for one in turn_labels(document_of(text))]
    assert found == ([label] if label is not None else [])


@pytest.mark.parametrize("answer", ["A: It is.", "A. It is.", "A It is.", "**A:** It is."])
def test_a_question_shows_that_a_letter_is_an_answer(answer: str) -> None:
    found = [one.text for one in turn_labels(document_of(f"Q: Is it rotten?\n\n{answer}"))]
    assert found == ["Q", "A"]


def test_a_label_knows_what_it_is() -> None:
    question, answer, host = turn_labels(document_of("Q: Who?\n\nA: I.\n\n“HOST: Thanks."))
    assert (question.asks, question.answers, question.is_letter, question.is_function) == (
        True,
        False,
        True,
        True,
    )
    assert (answer.asks, answer.answers, answer.is_function) == (False, True, False)
    assert (host.is_letter, host.is_function, host.is_marked, host.in_capitals) == (False, True, True, True)


@pytest.mark.parametrize(
    ("label", "core"),
    [
        ("GOV. ROE", "ROE"),
        ("PRIME MINISTER ANA ROE", "ANA ROE"),
        ("Mr. Vale", "Vale"),
        ("THE MINISTER", "THE MINISTER"),
        ("ANA ROE, HOST", "ANA ROE"),
    ],
)
def test_a_label_without_its_titles(label: str, core: str) -> None:
    assert core_of(label) == core


@pytest.mark.parametrize(
    ("label", "function"),
    [
        ("HOST", "HOST"),
        ("UNIDENTIFIED MALE", "UNIDENTIFIED MALE"),
        ("REPORTER 2", "REPORTER 2"),
        ("Reporters", "Reporters"),
        ("ROE", None),
        ("REPORTER ROE", None),
        ("12", None),
    ],
)
def test_functions(label: str, function: str | None) -> None:
    assert (label if is_function(label) else None) == function


def test_initials() -> None:
    assert initials_of("The Lowmoor Gazette") == "LG"
    assert initials_of("Ana van der Roe-Marsh") == "ARM"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It is. (Laughter.) It was.", ["It is.", "It was."]),
        ("It is. [CROSSTALK]", ["It is."]),
        ("(APPLAUSE)", []),
        ("It is (so to say) rotten.", ["It is (so to say) rotten."]),
        ("He told the Applause Club.", ["He told the Applause Club."]),
    ],
)
def test_what_is_said_between_stage_notes(text: str, parts: list[str]) -> None:
    assert [span.of(text) for span in spans_between_notes(text, Span(0, len(text)))] == parts
    assert bool(list(stage_notes(text))) == (parts != [text])
