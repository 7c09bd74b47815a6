"""Cards of hostile texts: none takes long, and none has text beyond the margins."""

from __future__ import annotations

import io
import sys

import pytest
from PIL import Image

from builder.draw.card import draw_card
from builder.draw.typography import BOLD, break_lines, fit, shorten, typeface
from builder.pages.picture import HEIGHT, WIDTH, Card
from tests.support.processes import run_forked

WORDS = {
    "a word of 400 letters": "x" * 400,
    "an address": "https://ledger.example/archive/" + "piers-and-harbors/" * 25 + "?page=2&sort=new",
    "10,000 words": "ferry " * 10_000,
    "100,000 letters without a space": "Rhabarber" * 11_111,
    "100,000 thin letters": "i" * 100_000,
    "100,000 wide letters": "W" * 100_000,
    "100,000 dashes": "—" * 100_000,
    "100,000 commas in words": "a, " * 33_333,
    "Chinese without spaces": "港口" * 50_000,
    "combining marks in one order": "e" + "\u0301\u0316" * 50_000,
    "combining marks of one kind": "e" + "\u0301" * 100_000,
    "right to left": "هبة " * 25_000,
    "right to left, with marks that turn it": "\u202epier\u202c " * 20_000,
    "pictures": "⚓️🚢" * 30_000,
    "100,000 spaces": "a" + " " * 100_000 + "b",
    "100,000 soft hyphens": "a" + "\u00ad" * 100_000,
    "100,000 joiners of no width": "a\u200b" * 50_000,
    "a million letters": "ab" * 500_000,
}
CPU_SECONDS = 20
"""CPU seconds for a card with a headline and one with a quote; quadratic code needs minutes."""


def draw_all(name: str) -> None:
    """Draw two cards with the words in every field; print the second."""
    words = WORDS[name]
    draw_card(Card(words, words, words, quoted=True, credit=words, foot=words, notice=words))
    sys.stdout.buffer.write(draw_card(Card(words, words, words, credit=words, foot=words, notice=words)))


@pytest.mark.slow
@pytest.mark.parametrize("name", WORDS)
def test_a_card_of_a_hostile_text_is_drawn_in_time(name: str) -> None:
    done = run_forked(
        "tests.unit.test_draw_hostile:draw_all",
        [name],
        cpu_seconds=CPU_SECONDS,
        imports=["tests.unit.test_draw_hostile", "PIL.ImageFont", "PIL.ImageDraw"],
    )
    assert done.code == 0, done.err
    image = Image.open(io.BytesIO(done.out)).convert("RGB")
    assert image.size == (WIDTH, HEIGHT)
    for box in ((0, 12, 60, HEIGHT), (WIDTH - 50, 12, WIDTH, HEIGHT)):
        colors = image.crop(box).getcolors()
        assert colors is not None
        assert len(colors) == 1, box


@pytest.mark.parametrize("length", [1, 40, 41, 400, 4000])
def test_a_long_word_is_cut_at_the_end_of_the_line(length: int) -> None:
    face = typeface(BOLD, 44)
    lines = break_lines("m" * length, face=face, width=1000, most=1000)
    assert "".join(lines) == "m" * length
    for line in lines[:-1]:
        assert face.getlength(line) <= 1000 < face.getlength(line + "m")


@pytest.mark.parametrize("count", [1, 5, 20, 200])
def test_a_line_is_shortened_as_little_as_possible(count: int) -> None:
    face = typeface(BOLD, 44)
    words = [f"pier{number}," for number in range(count)]
    line = shorten(" ".join(words), face=face, width=700)
    kept = line.removesuffix(" …").split()
    assert [word.rstrip(",") for word in kept] == [word.rstrip(",") for word in words[: len(kept)]]
    if len(kept) < count:
        assert face.getlength(line) <= 700 < face.getlength(" ".join(words[: len(kept) + 1])[:-1] + " …")


def test_text_without_room_is_not_broken_into_lines() -> None:
    size, lines = fit("W" * 4000, name=BOLD, sizes=(80, 40), width=1000, height=300)
    assert (size, len(lines)) == (40, 6)
    assert lines[-1].endswith("…")
