"""Pictures of briefs: with their words and sizes on the page and in the data, and errors for those that are none."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.support.sites import SITE, Done, read_tree, run_newsgloss, write_files

pytestmark = pytest.mark.model

SETTINGS = SITE["content/briefs/harbour.yaml"]
PICTURES = """pictures:
  - file: photos/old pier.jpg
    alt: A closed pier
    caption: The pier on <Tuesday>
    credit: Jo Ward
  - {file: content/static/map.svg, alt: A map}
"""


def picture(kind: str = "JPEG", *, turned: bool = False) -> bytes:
    data = io.BytesIO()
    exif = Image.Exif()
    if turned:
        exif[0x0112] = 6
    Image.new("RGB", (60, 40), "teal").save(data, kind, exif=exif)
    return data.getvalue()


@pytest.fixture
def newsroom(site: Path) -> Path:
    return write_files(
        site,
        {
            "content/static/photos/old pier.jpg": picture(),
            "content/static/map.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            "content/briefs/harbour.yaml": SETTINGS + PICTURES,
            "content/site.yaml": SITE["content/site.yaml"] + "url: https://example.org\n",
        },
    )


def build(root: Path) -> Done:
    return run_newsgloss(["build"], root=root)


def page(root: Path) -> str:
    return (root / "site/briefs/harbour-closed.html").read_text("utf-8")


def test_pictures_are_on_the_page_with_their_words_and_sizes(newsroom: Path) -> None:
    done = build(newsroom)
    assert done.code == 0, done.words
    assert " 0 warnings" in done.words
    first, second = re.findall(r'<figure class="photo">.*?</figure>', page(newsroom), re.DOTALL)
    assert (
        'src="../photos/old%20pier.jpg" alt="A closed pier" width="60" height="40" decoding="async">' in first
    )
    assert '<figcaption>The pier on &lt;Tuesday&gt; <span class="credit">Jo Ward</span></figcaption>' in first
    assert 'src="../map.svg" alt="A map" loading="lazy"' in second
    assert "figcaption" not in second
    assert page(newsroom).index(first) < page(newsroom).index('id="p-1"') < page(newsroom).index(second)
    assert "assets/photo.css" in page(newsroom)
    other = (newsroom / "site/briefs/library.html").read_text("utf-8")
    assert "photo" not in other


def test_the_data_name_the_pictures(newsroom: Path) -> None:
    build(newsroom)
    data: dict[str, Any] = json.loads((newsroom / "site/briefs/harbour-closed.json").read_text("utf-8"))
    assert data["pictures"] == [
        {
            "url": "../photos/old%20pier.jpg",
            "alt": "A closed pier",
            "caption": "The pier on <Tuesday>",
            "credit": "Jo Ward",
            "width": 60,
            "height": 40,
        },
        {"url": "../map.svg", "alt": "A map"},
    ]
    assert '"image":["https://example.org/photos/old%20pier.jpg","https://example.org/map.svg",' in page(
        newsroom
    )


def test_a_picture_may_be_in_front_matter_and_is_shown_as_it_is_turned(newsroom: Path) -> None:
    seed = "---\npictures: [{file: turned.jpg, alt: A crane}]\n---\n" + SITE["seeds/library.txt"]
    write_files(
        newsroom,
        {
            "seeds/library.txt": None,
            "seeds/library.md": seed,
            "content/static/turned.jpg": picture(turned=True),
        },
    )
    assert build(newsroom).code == 0
    assert 'alt="A crane" width="40" height="60"' in (newsroom / "site/briefs/library.html").read_text(
        "utf-8"
    )


@pytest.mark.parametrize(
    ("entry", "files", "said"),
    [
        (
            "{file: photos/oldpier.jpg, alt: x}",
            {},
            "line 5: error: There is no picture content/static/photos/oldpier.jpg. Did you mean photos/old pier.jpg?",
        ),
        ("{alt: x}", {}, "`pictures.file` is missing. Add"),
        (
            "{file: notes.txt, alt: x}",
            {"content/static/notes.txt": b"no picture"},
            "line 5: error: content/static/notes.txt is not a picture that browsers can show. Save it as JPEG, PNG,",
        ),
        (
            "{file: cut.jpg, alt: x}",
            {"content/static/cut.jpg": picture()[:20]},
            "content/static/cut.jpg is not a picture that browsers can show.",
        ),
    ],
)
def test_what_is_no_picture_is_an_error(
    newsroom: Path, entry: str, files: dict[str, bytes], said: str
) -> None:
    write_files(newsroom, {**files, "content/briefs/harbour.yaml": f"{SETTINGS}pictures:\n  - {entry}\n"})
    done = build(newsroom)
    assert done.code == 1
    assert said in done.words, done.words


def test_a_picture_without_alternative_text_is_a_warning(newsroom: Path) -> None:
    write_files(newsroom, {"content/briefs/harbour.yaml": f"{SETTINGS}pictures: [{{file: map.svg}}]\n"})
    done = build(newsroom)
    assert done.code == 0
    assert "warning: The picture map.svg has no alternative text. Say in `alt` what it shows" in done.words
    assert 'src="../map.svg" alt=""' in page(newsroom)


def test_a_picture_that_changes_its_size_changes_the_page(newsroom: Path) -> None:
    build(newsroom)
    write_files(newsroom, {"content/static/photos/old pier.jpg": picture("PNG", turned=True)})
    build(newsroom)
    assert 'width="40" height="60"' in page(newsroom)
    after = read_tree(newsroom / "site")
    run_newsgloss(["build", "--clean"], root=newsroom)
    assert read_tree(newsroom / "site") == after
