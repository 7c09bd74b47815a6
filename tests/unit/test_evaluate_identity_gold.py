"""Reading of identity files, and comparison with the articles that they are about."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from builder.evaluate.identity_gold import GoldSpelling, check_identity, read_identity
from builder.model.diagnostic import InputError, Severity
from tests.support.evaluated import annotated_quote, article

TEXT = "“We row,” Vera Osk said in Tarn."
NAME = {"text": "Vera Osk", "entity": "Vera Osk", "type": "PERSON"}
ROW: dict[str, Any] = {
    "id": "lake",
    "names": [NAME, {"text": "Tarn", "entity": "Tarn (lake)", "type": "PLACE", "optional": True}],
    "exceptions": [{"text": "Tarn", "context": "in Tarn", "entity": "Tarn (town)", "type": "PLACE"}],
    "speakers": [{"quote": 0, "accept": ["Vera Osk", "Vera Osk + Tarn (town)", "-"]}],
}
LAKE = article("lake", TEXT, quotes=[annotated_quote(TEXT, ["We row"], "Vera Osk")])


def saved(folder: Path, *rows: dict[str, Any] | str) -> Path:
    path = folder / "who.jsonl"
    lines = (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_line_says_who_is_who_in_an_article(tmp_path: Path) -> None:
    found = read_identity(saved(tmp_path, "", ROW))
    assert (found.lines, list(found.articles)) == ({"lake": 2}, ["lake"])
    one = found.articles["lake"]
    assert one.names == (
        GoldSpelling("Vera Osk", "Vera Osk", "PERSON", optional=False),
        GoldSpelling("Tarn", "Tarn (lake)", "PLACE", optional=True),
    )
    (exception,) = one.exceptions
    assert (exception.context, exception.text, exception.entity, exception.optional) == (
        "in Tarn",
        "Tarn",
        "Tarn (town)",
        False,
    )
    assert one.answers == {0: (("Vera Osk",), ("Vera Osk", "Tarn (town)"), ())}
    assert check_identity(found, [LAKE]) == ()


def test_an_answer_of_null_is_not_judged(tmp_path: Path) -> None:
    found = read_identity(saved(tmp_path, ROW | {"speakers": [{"quote": 9, "accept": None}]}))
    assert found.articles["lake"].answers == {}


def names(**changes: Any) -> dict[str, Any]:
    return ROW | {"names": [NAME | changes]}


def speakers(**changes: Any) -> dict[str, Any]:
    return ROW | {"speakers": [{"quote": 0, "accept": ["Vera Osk"]} | changes]}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("nonsense", "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ("[1]", "the line is not an object"),
        ({"names": []}, "the key 'id' is missing"),
        (ROW | {"names": {}}, "names is not a list"),
        (ROW | {"names": ["Vera"]}, "a name is not an object"),
        (ROW | {"exceptions": ["Vera"]}, "an exception is not an object"),
        (names(type="EVENT"), "'EVENT' is not one of the types PERSON, PLACE, ORG"),
        (names(type=["PERSON"]), "is not one of the types"),
        (names(text=" "), "text is not a text"),
        (names(entity=1), "entity is not a text"),
        (ROW | {"names": [NAME, NAME | {"entity": "Vera"}]}, "the name 'Vera Osk' has two entities"),
        (ROW | {"speakers": [1]}, "a speaker is not an object"),
        (speakers(quote=-1), "the quote -1 is not an index"),
        (speakers(quote="0"), "the quote '0' is not an index"),
        (speakers(quote=True), "the quote True is not an index"),
        (ROW | {"speakers": ROW["speakers"] * 2}, "the quote 0 occurs twice"),
        (speakers(accept="Vera Osk"), "accept of the quote 0 is not a list or null"),
        (speakers(accept=["Vera Osk + "]), "the quote 0 has the answer 'Vera Osk + '"),
        (speakers(accept=[None]), "the quote 0 has the answer None"),
    ],
)
def test_a_wrong_line_is_an_error_at_its_line(tmp_path: Path, row: dict[str, Any] | str, reason: str) -> None:
    path = saved(tmp_path, ROW | {"id": "other"}, "", row)
    with pytest.raises(InputError) as problem:
        read_identity(path)
    (found,) = problem.value.diagnostics
    assert (found.path, found.line) == (str(path), 3)
    assert found.message.startswith("This line does not say who is who in an article: ")
    assert reason in found.message
    assert found.hint.startswith("Fix the line")


def test_every_wrong_line_is_reported_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError) as problem:
        read_identity(saved(tmp_path, "x", ROW, ROW))
    assert [(one.line, one.message.rpartition(": ")[2]) for one in problem.value.diagnostics] == [
        (1, "it is not JSON."),
        (3, "the id 'lake' is on line 2, too."),
    ]


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "packed.jsonl").write_bytes(b"\xff\xfe")
    for name in ("gone.jsonl", "packed.jsonl", "."):
        with pytest.raises(InputError, match="The identity file cannot be read"):
            read_identity(tmp_path / name)


def test_lines_and_spellings_that_count_for_nothing_are_warnings(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        ROW | {"id": "river"},
        ROW
        | {
            "names": [NAME, NAME | {"text": "Vera Ask"}],
            "exceptions": [{"text": "Osk", "context": "near Tarn", "entity": "Osk", "type": "PERSON"}],
        },
        ROW | {"id": "sea"},
    )
    found = check_identity(read_identity(path), [LAKE])
    assert {(one.severity, one.path, bool(one.hint)) for one in found} == {
        (Severity.WARNING, str(path), True)
    }
    assert [(one.line, one.message) for one in found] == [
        (
            1,
            "The article 'river' and 1 more of this file are not in the annotated files: they count for nothing.",
        ),
        (2, "The name 'Vera Ask' is not in the text of the article 'lake': it counts for nothing."),
        (2, "The context 'near Tarn' is not in the text of the article 'lake': it counts for nothing."),
        (2, "The exception 'Osk' is not among the names of the article 'lake': it counts for nothing."),
    ]


def test_a_quote_that_the_article_does_not_have_is_an_error(tmp_path: Path) -> None:
    bare = article("lake", TEXT)
    for gold, index, has in ((LAKE, 1, "has only 1"), (bare, 0, "has none")):
        path = saved(tmp_path, speakers(quote=index))
        with pytest.raises(
            InputError, match=f"The quote {index} of the article 'lake' does not exist"
        ) as problem:
            check_identity(read_identity(path), [gold])
        (found,) = problem.value.diagnostics
        assert (found.path, found.line) == (str(path), 1)
        assert has in found.message


def test_a_file_without_any_of_the_articles_is_an_error(tmp_path: Path) -> None:
    for rows in ((), (ROW | {"id": "river"},)):
        with pytest.raises(InputError, match="has none of the annotated articles"):
            check_identity(read_identity(saved(tmp_path, *rows)), [LAKE])
