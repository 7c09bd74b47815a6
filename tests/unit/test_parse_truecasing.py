"""Truecasing: names in capitals get their usual case, acronyms stay."""

from __future__ import annotations

import pytest

from builder.annotate.parse.english_words import EnglishWords
from builder.annotate.parse.truecasing import truecase

TRUECASED = [
    ("beside another word in capitals", "It was HELEN MARSH who spoke.", "It was Helen Marsh who spoke."),
    ("after an office", "They met Senator FENWICK there.", "They met Senator Fenwick there."),
    ("after a plural office", "They met Senators FENWICK and ROE.", "They met Senators Fenwick and ROE."),
    ("after a courtesy title", "They met Mrs. FENWICK there.", "They met Mrs. Fenwick there."),
    (
        "in a list after a title",
        "Senators MARSH, FENWICK, OKONJO and ABERNATHY spoke to the NSHA.",
        "Senators Marsh, Fenwick, Okonjo and Abernathy spoke to the NSHA.",
    ),
    ("a short surname after a given name", "They met JANE ROE there.", "They met Jane Roe there."),
    ("a short given name", "They met ANA ROE there.", "They met Ana Roe there."),
    ("a paragraph all in capitals", "FERRY SINKS OFF OSLO", "Ferry Sinks OFF Oslo"),
    ("with an apostrophe and a hyphen", "It was MARA O’ROE-MARSH there.", "It was Mara O’Roe-Marsh there."),
    (
        "a possessive’s s stays small",
        "It was HELEN MARSH’S and MARA QUILLON'S.",
        "It was Helen Marsh’s and Mara Quillon's.",
    ),
    ("with accents", "It was JOSÉ ÁLVAREZ there.", "It was José Álvarez there."),
]

ENGLISH = EnglishWords(
    index={
        "noun": set(
            "bridge mill mistake harbor master vote council night quarry fbi brand stone roof mayor".split()
        ),
        "verb": set("vote call say stone close tell add brand resign want".split()),
        "adj": {"new", "american"},
    },
    exceptions={"verb": {"said", "told"}},
    rules={"verb": [("ed", ""), ("ed", "e"), ("s", "")], "noun": [("s", "")]},
)
COPIES = [
    (
        "verbs of speech are not names",
        "MAYOR NORA VANN RESIGNED FRIDAY, SAID HER MASTER, BILL HURST.",
        "Mayor Nora Vann resigned Friday, said her master, Bill Hurst.",
    ),
    (
        "a surname after its verb, and a word of the dictionary that is a name",
        "“WE VOTED,” SAID QUARRY. MIA STONE TOLD QUARRY TO CLOSE.",
        "“We voted,” said Quarry. Mia Stone told Quarry to close.",
    ),
    (
        "words in quotation marks inside a sentence",
        "HELEN BRAND CALLED THE VOTE “A MISTAKE.” I’M NEW, SHE ADDED.",
        "Helen Brand called the vote “a mistake.” I’m new, she added.",
    ),
    (
        "initials, possessives and places",
        "TED R. O'ROE'S MILL IN NEW YORK CLOSED ON MARCH 3. DON'T THE AMERICAN STONES VOTE?",
        "Ted R. O'Roe's mill in New York closed on March 3. Don't the American stones vote?",
    ),
    (
        "acronyms and unknown words",
        "THE FBI TOLD THE NSHA THAT QUILLON SAID NO. THE BRIDGES WERE NOT IN LOWMOOR.",
        "The FBI told the Nsha that Quillon said no. The bridges were not in Lowmoor.",
    ),
    (
        "a title before a surname",
        "THE VOTE IS NEW, MAYOR HARBOR SAID.",
        "The vote is new, mayor Harbor said.",
    ),
]

KEPT = [
    ("an acronym", "They asked the NSHA to speak."),
    ("acronyms apart", "The NSHA and the UNESCO met."),
    ("short acronyms beside each other", "They met US EPA staff there."),
    ("a short given name that is an acronym more often", "They like the AL EAST and ED TV."),
    ("shouting", "YOU MAY NOT enter this house, said the old man at the door to the boy."),
    ("words in brackets of letters", "They met the A.N.S.H.A. there."),
    ("joined by an ampersand", "They met AT&T there, and H&MARSH left."),
    ("after a title that is in capitals itself", "They met a SENATE of old men there."),
    ("names as they are written", "Helen Marsh met Tobias Fenwick."),
    ("nothing", ""),
]


@pytest.mark.parametrize(
    ("text", "expected"), [row[1:] for row in TRUECASED], ids=[row[0] for row in TRUECASED]
)
def test_names_in_capitals_are_truecased(text: str, expected: str) -> None:
    assert truecase([text]) == [expected]


@pytest.mark.parametrize("text", [row[1] for row in KEPT], ids=[row[0] for row in KEPT])
def test_other_words_stay(text: str) -> None:
    assert truecase([text]) == [text]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in COPIES], ids=[row[0] for row in COPIES])
def test_running_text_in_capitals_gets_its_usual_case(text: str, expected: str) -> None:
    assert truecase([text], lambda: ENGLISH) == [expected]


def test_words_of_running_text_in_capitals_are_written_as_elsewhere() -> None:
    paragraphs = [
        "BRIDGE VOTE",
        "THE BRIDGE, SAID STONE, IS NEW. THE NSHA WANTED A VOTE.",
        "Lu Stone met the NSHA.",
    ]
    assert truecase(paragraphs, lambda: ENGLISH)[1:] == [
        "The bridge, said Stone, is new. The NSHA wanted a vote.",
        "Lu Stone met the NSHA.",
    ]


HEADLINES = [
    (
        "verbs and small words",
        "NORA VANN CLOSES THE NEW BRIDGE IN OSLO",
        "Nora Vann closes the new bridge in Oslo",
    ),
    ("no small word", "QUILLON VOTES ADD NEW STONE", "Quillon votes add new stone"),
    ("names and a few common words", "VANN, HURST AND QUILLON", "Vann, Hurst AND Quillon"),
    ("abbreviations of letters", "COUNCIL TOLD TO VOTE IN U.S.", "Council told to vote in U.S."),
]


@pytest.mark.parametrize(
    ("text", "expected"), [row[1:] for row in HEADLINES], ids=[row[0] for row in HEADLINES]
)
def test_a_headline_of_common_words_is_read_as_a_sentence(text: str, expected: str) -> None:
    assert truecase([text], lambda: ENGLISH) == [expected]


def test_a_dictionary_is_only_asked_for_running_text_in_capitals() -> None:
    def fail() -> EnglishWords:
        raise AssertionError

    assert truecase(["FERRY OFF OSLO", "Helen MARSH met Jane ROE."], fail)[0] == "Ferry OFF Oslo"


def test_without_a_dictionary_the_small_words_are_known() -> None:
    assert truecase(["THE VOTE WAS NOT FOR HELEN QUARRY."]) == ["The Vote was not for Helen Quarry."]


def test_name_is_truecased_everywhere_in_the_article() -> None:
    paragraphs = ["They met Senator FENWICK.", "Then FENWICK met the NSHA, not the FENWICKIA."]
    assert truecase(paragraphs) == [
        "They met Senator Fenwick.",
        "Then Fenwick met the NSHA, not the FENWICKIA.",
    ]


def test_list_after_a_title_ends_at_the_first_other_word() -> None:
    text = "They met Senator FENWICK, who knew NSHAB, and OTHER."
    assert truecase([text]) == ["They met Senator Fenwick, who knew NSHAB, and OTHER."]
