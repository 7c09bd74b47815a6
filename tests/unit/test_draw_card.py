"""Cards: size, number of bytes, reproducibility, and texts without missing letters."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from builder.draw import card as drawing
from builder.draw.card import PAPER, draw_card
from builder.draw.typography import BOLD, LINE_HEIGHT, REGULAR, break_lines, fit, legible, shorten, typeface
from builder.edition.digests import FactDigests
from builder.edition.edition import make_edition
from builder.model.viewers import NO_VIEWERS
from builder.pages.picture import HEIGHT, WIDTH, Card
from builder.pages.plan import plan_requests
from builder.pipeline.page_files import draw_pictures
from builder.pipeline.progress import SilentProgress
from builder.store.store import Store
from tests.support.sample import Sample, make_sample, rendered
from tests.support.sites import PROJECT

LONG = "The council of Port Ellery decided at last that the old pier stays closed until the spring. "
CARDS = {
    "a headline": Card(
        "The Ledger", "PORT ELLERY · 4 March 2031", "Harbour closed", credit="Hilda Brandvold"
    ),
    "a quote": Card("The Ledger", text="It can be done.", quoted=True, credit="Oskar", foot="Harbour closed"),
    "the site": Card("The Ledger", text="News of an invented town"),
    "a masthead alone": Card("The Ledger"),
    "much of everything": Card(LONG, LONG, LONG * 9, credit=LONG, foot=LONG),
    "a long quote": Card(LONG, "", LONG * 9, quoted=True, credit=LONG, foot=LONG, notice=LONG),
    "one long word": Card("x", text="Rhabarber" * 40),
    "letters that no typeface here has": Card("中文", "中文", "中文", credit="中文", foot="中文"),
}


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_a_card_is_a_small_png_of_the_right_size(card: Card) -> None:
    data = draw_card(card)
    assert len(data) <= 60_000
    image = Image.open(io.BytesIO(data))
    assert image.format == "PNG"
    assert image.size == (WIDTH, HEIGHT) == (1200, 630)
    assert data == draw_card(card)


@pytest.mark.parametrize("name", ["much of everything", "a long quote", "one long word"])
def test_no_text_is_beyond_the_margins(name: str) -> None:
    image = Image.open(io.BytesIO(draw_card(CARDS[name]))).convert("RGB")
    for box in ((0, 12, 60, HEIGHT), (WIDTH - 50, 12, WIDTH, HEIGHT), (0, HEIGHT - 40, WIDTH, HEIGHT)):
        colors = image.crop(box).getcolors()
        assert colors is not None
        assert len(colors) == 1, box


def test_the_same_card_is_drawn_in_another_process() -> None:
    code = (
        "import hashlib\n"
        "from builder.draw.card import draw_card\n"
        "from tests.unit.test_draw_card import CARDS\n"
        "print(hashlib.sha256(b''.join(map(draw_card, CARDS.values()))).hexdigest())\n"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=PROJECT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(PROJECT), "LC_ALL": "C"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


@pytest.mark.parametrize(
    "text", ["Nouri al-Maliki", "Łódź, Øresund, Ğ", "Привет", "“A” – ‘b’ … €5", "Ελλάδα"]
)
def test_a_text_that_the_typefaces_have_is_shown(text: str) -> None:
    assert legible(text) == text


@pytest.mark.parametrize("text", ["中文", "العربية", "so far 🙂"])
def test_a_text_that_they_lack_a_letter_of_is_left_out(text: str) -> None:
    assert legible(text) == ""


def test_accents_are_composed() -> None:
    assert legible("Cafe\u0301") == "Café"


@pytest.mark.parametrize("width", [120, 400, 1000])
def test_broken_lines_fit_and_have_every_word(width: int) -> None:
    face = typeface(BOLD, 40)
    lines = break_lines(LONG, face=face, width=width, most=99)
    assert all(face.getlength(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(LONG.split())


def test_type_gets_smaller_before_words_are_left_out() -> None:
    large, one = fit("Harbour closed", name=BOLD, sizes=(80, 60, 40), width=1000, height=300)
    assert (large, one) == (80, ["Harbour closed"])
    size, lines = fit(LONG, name=BOLD, sizes=(80, 60, 40), width=1000, height=300)
    assert size < 80
    assert " ".join(lines) == LONG.strip()
    size, lines = fit(LONG * 9, name=BOLD, sizes=(80, 60, 40), width=1000, height=300)
    assert size == 40
    assert lines[-1].endswith("…")
    assert len(lines) * size * LINE_HEIGHT <= 300


def test_a_long_line_ends_with_an_ellipsis_after_a_word() -> None:
    face = typeface(REGULAR, 30)
    line = shorten(LONG, face=face, width=500)
    assert face.getlength(line) <= 500
    assert line.endswith(" …")
    assert LONG.startswith(line.removesuffix(" …"))
    assert shorten("Short", face=face, width=500) == "Short"


def test_a_second_build_draws_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sample = make_sample(site_url="https://news.example/site")

    def draw_all(sample: Sample) -> dict[str, bytes]:
        edition = make_edition(sample.graph, sample.articles, sample.content, version="1")
        requests = [one for one in plan_requests(edition, sample.content) if one.is_picture]
        with Store(tmp_path / "store") as store:
            files = draw_pictures(
                requests,
                FactDigests(edition),
                store=store,
                jobs=1,
                progress=SilentProgress(),
                viewers=NO_VIEWERS,
            )
            return {path: file.read() for path, file in files.items()}

    first = draw_all(sample)
    assert len(first) > 3
    drawn: list[Card] = []

    def draw(card: Card) -> bytes:
        drawn.append(card)
        return b"new"

    monkeypatch.setattr("builder.pipeline.page_files.draw_card", draw)
    assert draw_all(sample) == first
    assert not drawn
    brief = replace(sample.graph.briefs["garden"], headline="Another headline")
    briefs = {**sample.graph.briefs, "garden": brief}
    again = draw_all(replace(sample, graph=replace(sample.graph, briefs=briefs)))
    assert {path for path, data in again.items() if data == b"new"} == {"briefs/garden.png"}


def test_the_colors_are_those_of_the_pages() -> None:
    tokens = (PROJECT / "templates" / "assets" / "tokens.css").read_text(encoding="utf-8")
    for name in ("PAPER", "INK", "SOFT", "RULE", "ACCENT"):
        assert f"--{name.lower()}: light-dark({getattr(drawing, name)}," in tokens
    assert PAPER == "#fbfaf6"


def test_the_sample_has_a_card_for_each_brief_and_its_key_quotes() -> None:
    cards = {path for path in rendered("https://news.example/site") if path.endswith(".png")}
    assert {"card.png", "briefs/footbridge.png", "briefs/garden.png", "briefs/footbridge/q-1.png"} <= cards
    assert "briefs/footbridge/q-3.png" not in cards, "a paraphrase has no card"
    assert "briefs/garden/q-1.png" not in cards, "a quote without a speaker has no card"
