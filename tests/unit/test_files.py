"""Only regular files within limits and within the site's root are read; all others are named."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from builder import files
from builder.content.load import load_content
from builder.files import UnusableError, check_inside, list_folder, read_file, walk_folder
from builder.model.diagnostic import InputError
from builder.render.assets import load_assets
from builder.render.render import Renderer
from tests.support.irregular import PLANTS
from tests.support.sites import PROJECT, write_files

PLACES: dict[str, Callable[[Path], object]] = {
    "content/site.yaml": load_content,
    "content/briefs/harbor.yaml": load_content,
    "content/notes/harbor.md": load_content,
    "content/people/ada-moss.md": load_content,
    "templates/base.html": lambda root: Renderer([root / "templates"], root=root),
    "templates/components/words.html": lambda root: Renderer([root / "templates"], root=root),
    "templates/assets/fonts/own.css": lambda root: load_assets([root / "templates"], root=root),
}
"""Places in a site where files are read, each with the function that reads them."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "root").mkdir()
    return tmp_path / "root"


@pytest.mark.parametrize("plant", PLANTS)
def test_anything_but_a_regular_file_within_the_root_is_refused(plant: str, root: Path) -> None:
    put, words = PLANTS[plant]
    put(root / "x")
    with pytest.raises(UnusableError, match=words or "."):
        read_file(root / "x", root=root, limit=100)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("plant", PLANTS)
def test_unusable_file_is_named_at_every_place_that_reads_files(place: str, plant: str, root: Path) -> None:
    put, words = PLANTS[plant]
    path = root / place
    path.parent.mkdir(parents=True)
    put(path)
    is_empty_folder = plant == "folder" and place.startswith("templates/")
    if is_empty_folder:
        PLACES[place](root)
        return
    with pytest.raises(InputError) as caught:
        PLACES[place](root)
    found = [problem for problem in caught.value.diagnostics if problem.path == place]
    assert found
    assert words in found[0].message
    assert found[0].hint


FOLDERS = {
    "content": load_content,
    "content/briefs": load_content,
    "content/notes": load_content,
    "content/people": load_content,
    "templates": PLACES["templates/base.html"],
    "templates/components": PLACES["templates/base.html"],
    "templates/assets": PLACES["templates/assets/fonts/own.css"],
    "templates/assets/fonts": PLACES["templates/assets/fonts/own.css"],
}


@pytest.mark.parametrize("place", FOLDERS)
@pytest.mark.parametrize("plant", [name for name in PLANTS if name not in ("folder", "sparse file of 10 GB")])
def test_unusable_folder_is_named_at_every_place_that_reads_folders(
    place: str, plant: str, root: Path
) -> None:
    path = root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    PLANTS[plant][0](path)
    with pytest.raises(InputError) as caught:
        FOLDERS[place](root)
    assert place in [problem.path for problem in caught.value.diagnostics]


@pytest.mark.parametrize("place", FOLDERS)
def test_link_to_a_folder_outside_the_site_is_refused(place: str, root: Path, tmp_path: Path) -> None:
    write_files(tmp_path / "elsewhere", {"fonts/own.css": "p { color: red }"})
    (root / place).parent.mkdir(parents=True, exist_ok=True)
    (root / place).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="leads out of the site's folder"):
        FOLDERS[place](root)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("target", ["kept/x", "../root/kept/x", "/{root}/kept/x", "link", "folder/x"])
def test_links_inside_the_site_are_followed(place: str, target: str, root: Path) -> None:
    write_files(root, {"kept/x": "\n"})
    (root / "link").symlink_to("kept/x")
    (root / "folder").symlink_to("kept")
    path = root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(os.path.relpath(root / target.format(root=root), path.parent))
    assert read_file(path, root=root, limit=100) == b"\n"
    if "people" not in place:  # a text about a person who is not in entities.yaml
        PLACES[place](root)


def test_the_root_may_be_a_link(root: Path, tmp_path: Path) -> None:
    write_files(root, {"content/site.yaml": "title: A\n", "x": "title: B\n"})
    (root / "content" / "entities.yaml").symlink_to(root / "x")
    (tmp_path / "alias").symlink_to(root)
    assert read_file(tmp_path / "alias/content/site.yaml", root=tmp_path / "alias", limit=99) == b"title: A\n"
    assert read_file(tmp_path / "alias/content/entities.yaml", root=tmp_path / "alias", limit=99)


@pytest.mark.parametrize("size", [0, 1, 99, 100])
def test_file_up_to_the_limit_is_read(size: int, root: Path) -> None:
    (root / "x").write_bytes(b"x" * size)
    assert len(read_file(root / "x", root=root, limit=100)) == size


@pytest.mark.parametrize("size", [101, 200, 100_000])
def test_file_beyond_the_limit_is_refused(size: int, root: Path) -> None:
    (root / "x").write_bytes(b"x" * size)
    with pytest.raises(UnusableError, match=r"larger than 0\.0001 MB"):
        read_file(root / "x", root=root, limit=100)


def test_reading_stops_at_the_limit_if_a_file_is_longer_than_its_size() -> None:
    # Files of the system, as those in /proc, report a size of 0.
    path = Path("/proc/self/maps")
    if not path.exists():
        pytest.skip("no such system")
    with pytest.raises(UnusableError, match="larger than"):
        read_file(path, root=Path("/proc"), limit=100)
    assert read_file(path, root=Path("/proc"), limit=1_000_000)


def test_file_replaced_after_its_check_is_not_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse a link or pipe that replaces the file between check and opening."""
    (root / "x").write_text("fine")
    really_open = os.open
    plants = [PLANTS["pipe"][0], PLANTS["link to the passwords"][0]]

    def swap(path: object, flags: int, *arguments: int, **options: int) -> int:
        if path == "x":
            (root / "x").unlink()
            plants[0](root / "x")
        return really_open(path, flags, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", swap)
    while plants:
        with pytest.raises((UnusableError, FileNotFoundError)):
            read_file(root / "x", root=root, limit=100)
        (root / "x").unlink()
        (root / "x").write_text("fine")
        plants.pop(0)


def test_a_missing_file_is_missing(root: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_file(root / "a" / "x", root=root, limit=1)
    with pytest.raises(FileNotFoundError):
        list_folder(root / "a", root=root)
    assert walk_folder(root / "a", root=root, name="a") == ((), ())
    check_inside(root / "a", root=root)


def test_walk_finds_all_files_except_hidden_ones(root: Path) -> None:
    write_files(root, {"b/c.css": "", "a.css": "", ".git/config": "", "b/.DS_Store": "", "else/d.css": ""})
    (root / "b" / "more").symlink_to(root / "else")
    found, problems = walk_folder(root / "b", root=root, name="b")
    assert (found, problems) == (("c.css", "more/d.css"), ())


@pytest.mark.parametrize("target", [".", "..", "../b", "c", "../other"])
def test_walk_ends_if_links_form_a_circle(target: str, root: Path) -> None:
    write_files(root, {"b/c/x.css": "", "other/y.css": ""})
    (root / "b" / "c" / "loop").symlink_to(target)
    (root / "b" / "c" / "c").symlink_to(".")
    (root / "other" / "back").symlink_to("../b")
    found, problems = walk_folder(root / "b", root=root, name="b")
    assert "c/x.css" in found
    assert {problem.message for problem in problems} == {"The link leads in a circle."}


def test_a_walk_has_a_limit(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop a walk through twelve folders with two links each to the next: 4,096 paths."""
    monkeypatch.setattr(files, "MOST_ENTRIES", 1000)
    for number in range(12):
        (root / str(number)).mkdir()
        for link in "ab":
            (root / str(number) / link).symlink_to(root / str(number + 1))
    (root / "12").mkdir()
    _, problems = walk_folder(root / "0", root=root, name="templates")
    assert [(problem.path, "more than 1,000" in problem.message) for problem in problems] == [
        ("templates", True)
    ]


READERS = """
import json, os, sys
from pathlib import Path
from builder.content.load import load_content
from builder.model.diagnostic import InputError
from builder.read.seed_files import find_seeds
from builder.render.assets import load_assets
from builder.render.sources import read_templates
from builder.serve.snapshot import take_snapshot
root = Path(sys.argv[1])
if os.getuid() == 0:
    os.setuid(65534)  # permissions do not bind root
found = []
for read in (load_content, lambda root: read_templates([root / "templates"], root=root),
             lambda root: load_assets([root / "templates"], root=root)):
    try:
        read(root)
    except InputError as problem:
        found += [[each.path, each.message, each.hint] for each in problem.diagnostics]
found += [[each.path, each.message, each.hint] for each in find_seeds(root)[1]]
take_snapshot(root, out=root / "site")
print(json.dumps(found))
"""


@pytest.fixture
def open_root() -> Iterator[Path]:
    """Yield a site's root that every user may enter, unlike the folders of pytest."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


FORBIDDEN = (
    "content/site.yaml",
    "content/briefs/harbor.yaml",
    "content/notes",
    "content",
    "templates",
    "templates/base.html",
    "templates/components",
    "templates/assets",
    "templates/assets/own.css",
    "templates/assets/fonts",
    "seeds",
    "seeds/old",
)


@pytest.mark.parametrize("name", FORBIDDEN)
def test_unreadable_path_is_named(name: str, open_root: Path) -> None:
    files = [name for name in FORBIDDEN if "." in name]
    files += [
        "content/notes/harbor.md",
        "templates/components/words.html",
        "templates/assets/fonts/own.woff2",
    ]
    write_files(open_root, dict.fromkeys((*files, "seeds/old/a.txt"), ""))
    (open_root / name).chmod(0)
    done = subprocess.run(
        [sys.executable, "-c", READERS, str(open_root)],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    (open_root / name).chmod(0o755)
    assert done.returncode == 0, done.stderr
    what = "folder" if (open_root / name).is_dir() else "file"
    message = f"The {what} cannot be read: Permission denied."
    # An unreadable templates/ is reported once by each of its readers: of templates and of assets.
    assert f'["{name}", "{message}", "Check its permissions."]' in done.stdout
