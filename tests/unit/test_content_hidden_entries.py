"""The names that an editor hides: ids, perhaps with words."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.content.load import load_content
from builder.model.diagnostic import InputError
from builder.model.entity_entries import HiddenEntry


def load(root: Path, text: str) -> tuple[HiddenEntry, ...]:
    (root / "content").mkdir()
    (root / "content" / "entities.yaml").write_text(text, "utf-8")
    return load_content(root).entities.hide


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hide: [ana-roe, bo-doe]", [("ana-roe", None), ("bo-doe", None)]),
        ("hide:\n- ana-roe\n- bo-doe\n", [("ana-roe", None), ("bo-doe", None)]),
        ("hide: {ana-roe: a witness, bo-doe: }", [("ana-roe", "a witness"), ("bo-doe", None)]),
        ("hide: []", []),
        ("hide:", []),
    ],
)
def test_ids_and_words_are_read(tmp_path: Path, text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(one.entity_id, one.words) for one in load(tmp_path, text)] == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "hide: ana-roe",
            "`hide`: expected a list of ids, or ids, each with the words to show, found the text",
        ),
        (
            "hide: [[ana-roe]]",
            "`hide`: expected a list of ids, or ids, each with the words to show, found a list",
        ),
        ("hide: [Ana Roe]", "`hide`: “Ana Roe” is not an id"),
        ("hide: {ana-roe: [x]}", "`hide.ana-roe`: expected a text, found a list"),
        ("hide: {ana-roe: ''}", "`hide.ana-roe` is empty"),
        ("hide: [ana-roe, ana-roe]", "`hide`: `ana-roe` is given twice, first in line 1"),
    ],
)
def test_what_is_not_an_id_or_words_is_an_error(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        load(tmp_path, text)
    assert message in str(caught.value)
