"""Figures at a glance: their selection, their words, and one line for each fact."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builder.edition.brief_texts import BriefText
from builder.model.annotations import EntityType, Figure, FigureKind, Origin
from builder.model.brief import LinkedMention
from builder.pages.brief.brief_page import BriefContext
from builder.pages.brief.figure_lines import FigureLine, figure_lines
from builder.pages.page import Page
from tests.support.annotated import annotations_of, article_of
from tests.support.evaluated import at, brief
from tests.support.sample import planned

CASUALTIES, MONEY, PERCENT, PEOPLE, QUANTITY = FigureKind
Found = tuple[str, FigureKind, list[str]]
"""The words of a figure, its kind, and the words that state what it counts."""


def lines(text: str, found: list[Found]) -> list[str]:
    """Return the lines of an article, with figures between asterisks."""
    article = article_of(text)
    figures = tuple(
        sorted(
            (
                Figure(at(text, words), kind, tuple(sorted(at(text, count) for count in counts)))
                for words, kind, counts in found
            ),
            key=lambda figure: figure.span,
        )
    )
    mentions = [
        LinkedMention(f"m-{n}", figure.span, EntityType.QUANTITY, None, None, Origin.RULE, "hand", 0.9)
        for n, figure in enumerate(figures)
    ]
    sentences = annotations_of(article).sentences
    made = replace(brief("monday", mentions=mentions), figures=figures, sentences=sentences)
    return [
        told(line) for line in figure_lines(BriefText(made, article, article.paragraphs), "briefs/a.html")
    ]


def told(line: FigureLine) -> str:
    return "".join(part.text if part.url is None else f"*{part.text}*" for part in line)


def separate(*rows: tuple[str, FigureKind, str]) -> list[str]:
    """Return the figures shown for an article with one figure in each paragraph."""
    text = "\n\n".join(f"{words} {counts}{number}." for number, (words, _, counts) in enumerate(rows))
    found = [
        (words, kind, [f"{counts}{n}"] if counts else []) for n, (words, kind, counts) in enumerate(rows)
    ]
    return [line.split("*")[1] for line in lines(text, found)]


def test_figures_have_the_words_that_state_what_they_count() -> None:
    page = planned()["briefs/footbridge.html"]
    assert isinstance(page, Page)
    assert isinstance(page.context, BriefContext)
    figures = page.context.glance.figures
    assert [told(line) for line in figures] == [
        "The town council … to spend *$4.2 million* on a new footbridge",
        "*38 percent* of the bolts",
        "By the mill, *2 miles* longer",
    ]
    assert figures[0][1].url == "#m-money-1"


WORTH_READING: list[tuple[str, list[tuple[str, FigureKind, str]], list[str]]] = [
    (
        "casualties come first, then the lead",
        [("$5", MONEY, "fee"), ("9%", PERCENT, "rise"), ("3 people", CASUALTIES, "died")],
        ["3 people", "$5", "9%"],
    ),
    (
        "a figure without a count comes last",
        [("$5", MONEY, ""), ("9%", PERCENT, "rise")],
        ["9%", "$5"],
    ),
    (
        "a repeated number is shown once, with its fullest count",
        [
            ("18 people", CASUALTIES, ""),
            ("at least 18 people", CASUALTIES, "died"),
            ("9 percent", PERCENT, "rise"),
            ("9%", PERCENT, "rise"),
        ],
        ["at least 18 people", "9 percent"],
    ),
    (
        "four are shown",
        [(f"${number}", MONEY, "fee") for number in range(1, 7)],
        ["$1", "$2", "$3", "$4"],
    ),
]


@pytest.mark.parametrize(
    ("rows", "expected"), [row[1:] for row in WORTH_READING], ids=[row[0] for row in WORTH_READING]
)
def test_important_figures_are_selected(rows: list[tuple[str, FigureKind, str]], expected: list[str]) -> None:
    assert separate(*rows) == expected


HAIL = "Two barns burned down after the lightning, killing 9 cows and hurting dozens of farmers."
SALE = "The mill sold 40 tonnes, or 30 percent, of its flour for $5 and of its bran for $6."
ONE_FACT: list[tuple[str, str, list[Found], list[str]]] = [
    (
        "a figure inside the line of another",
        HAIL,
        [
            ("9 cows", CASUALTIES, ["Two barns", "killing"]),
            ("Two barns", QUANTITY, ["burned down"]),
        ],
        ["*Two barns* burned down … killing *9 cows*"],
    ),
    (
        "figures of the same verb",
        SALE,
        [
            ("40 tonnes", QUANTITY, ["The mill sold"]),
            ("30 percent", PERCENT, ["The mill sold"]),
        ],
        ["The mill sold *40 tonnes*, or *30 percent*"],
    ),
    (
        "a chain of three",
        HAIL,
        [
            ("Two barns", QUANTITY, ["burned down"]),
            ("9 cows", CASUALTIES, ["Two barns", "killing"]),
            ("dozens", CASUALTIES, ["Two barns", "hurting", "of farmers"]),
        ],
        ["*Two barns* burned down … killing *9 cows* and hurting *dozens* of farmers"],
    ),
    (
        "two facts of one sentence",
        SALE,
        [("$5", MONEY, ["its flour for"]), ("$6", MONEY, ["its bran for"])],
        ["its flour for *$5*", "its bran for *$6*"],
    ),
    (
        "a figure without a count, beside a line",
        SALE,
        [("40 tonnes", QUANTITY, ["The mill sold"]), ("30 percent", PERCENT, [])],
        ["The mill sold *40 tonnes*"],
    ),
    (
        "two adjacent figures without a count",
        SALE,
        [("40 tonnes", QUANTITY, []), ("30 percent", PERCENT, [])],
        ["The mill sold 40 tonnes, or *30 percent*, of its flour for $5 and …"],
    ),
    (
        "a figure for which a line has no room",
        f"The mill {'very ' * 40}gladly sold 40 tonnes, or 30 percent.",
        [
            ("40 tonnes", QUANTITY, [f"The mill {'very ' * 40}gladly sold"]),
            ("30 percent", PERCENT, [f"The mill {'very ' * 40}gladly sold"]),
        ],
        [f"The mill {'very ' * 40}gladly sold 40 tonnes, or *30 percent*".replace(" 40 tonnes, or", " …")],
    ),
]


@pytest.mark.parametrize(
    ("text", "found", "expected"), [row[1:] for row in ONE_FACT], ids=[row[0] for row in ONE_FACT]
)
def test_each_fact_has_one_line(text: str, found: list[Found], expected: list[str]) -> None:
    assert lines(text, found) == expected
    assert lines(text, found[::-1]) == expected
