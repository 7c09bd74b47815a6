"""Control characters: what is read in their place, with and without keeping offsets."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.control_characters import (
    control_messages,
    controls_replaced,
    escape_controls,
    find_controls,
    without_controls,
)

TEXTS = st.text(
    st.characters(min_codepoint=0, max_codepoint=0x10FFFF) | st.sampled_from("\x1b\x0c\x92\ufffe\ud800")
)


@given(TEXTS)
def test_only_control_characters_are_removed(text: str) -> None:
    cleaned = without_controls(text)
    assert not list(find_controls(cleaned))
    at, expected = 0, []
    for control in find_controls(text):
        expected += [text[at : control.offset], control.reading]
        at = control.offset + 1
    assert cleaned == "".join([*expected, text[at:]])


@given(TEXTS)
def test_replacing_of_the_same_length_keeps_offsets(text: str) -> None:
    same = controls_replaced(text)
    assert len(same) == len(text)
    assert not list(find_controls(same))


@pytest.mark.parametrize(
    ("text", "replaced"),
    [
        ("fer\x07ry", "fer\u2060ry"),
        ("fer\x00\x7fry", "fer\u2060\u2060ry"),
        ("the \x1bferry\x81", "the  ferry "),
        ("\ufffe\n\ud800", " \n "),
        ("it\x92s\x0cthe\x85", "it’s the…"),
    ],
)
def test_a_control_character_without_a_reading_cannot_be_seen(text: str, replaced: str) -> None:
    assert controls_replaced(text) == replaced


@given(TEXTS)
def test_escaped_data_has_the_same_value_and_no_control_character(text: str) -> None:
    escaped = escape_controls(json.dumps({"text": text}, ensure_ascii=False))
    assert json.loads(escaped) == {"text": text}
    assert not list(find_controls(escaped))


def test_the_first_of_each_kind_is_reported_with_its_line() -> None:
    told = control_messages("a\r\nb\x1b\rc\x1b\x92\n\x0c", "The file")
    assert [line for line, _ in told] == [2, 3, 4]
    assert (
        told[0][1]
        == "The file has the control character U+001B 2 times, which no page can show; it was left out."
    )
    assert "it was read as “’”." in told[1][1]
    assert "it was read as a space." in told[2][1]


def test_every_control_character_is_found_by_the_quick_look() -> None:
    found = {control.character for control in find_controls("".join(map(chr, range(0x110000))))}
    assert len(found) == 0x20 - 3 + 0x21 + 0x800 + 0x20 + 2 * 0x11
    assert all(without_controls(f"a\n{one}") != f"a\n{one}" for one in found)
