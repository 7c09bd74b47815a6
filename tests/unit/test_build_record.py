"""The parts of the record of the last build: file states, sections, and what is certain of a command line."""

from __future__ import annotations

import os
import random
from pathlib import Path

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.build_record.arguments import Arguments, absolute, read_arguments
from builder.build_record.comparison import SOURCES, _program_folders
from builder.build_record.file_states import (
    ABSENT,
    COARSE_SLACK,
    SLACK,
    TOP,
    DoubtError,
    digest_of,
    recent_files,
    source_states,
)
from builder.build_record.record import (
    FILE,
    PRESENTATIONS,
    Record,
    add_words,
    as_bytes,
    read_record,
    words_of,
    write_record,
)
from builder.commands.build import build
from builder.pipeline.options import SOURCE_FOLDERS
from builder.pipeline.template_folders import default_templates
from builder.write.manifest import read_manifest
from tests.support.sites import write_files
from tests.support.written import make_manifest

SECTIONS = {
    "circumstances": b"words of any kind\n\n17",
    "states": as_bytes({"a b.txt": "1 2 3 4", "ä\n.txt": "", "\udcff": "x"}),
    "empty": b"",
}


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_record(str(tmp_path), Record(dict(SECTIONS)))
    record = read_record(str(tmp_path))
    assert record.sections == SECTIONS
    assert record.pairs("states") == {"a b.txt": "1 2 3 4", "ä\n.txt": "", "\udcff": "x"}
    assert record.pairs("empty") == {}
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
    with pytest.raises(DoubtError):
        record.text("missing")


def test_a_record_with_any_damaged_byte_is_refused(tmp_path: Path) -> None:
    write_record(str(tmp_path), Record(dict(SECTIONS)))
    whole = (tmp_path / FILE).read_bytes()
    chance = random.Random(1)  # noqa: S311 - the same bytes in every run
    for place in range(len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= chance.randint(1, 255)
        (tmp_path / FILE).write_bytes(damaged)
        with pytest.raises(DoubtError):
            read_record(str(tmp_path))
    for size in range(len(whole)):
        (tmp_path / FILE).write_bytes(whole[:size])
        with pytest.raises(DoubtError):
            read_record(str(tmp_path))


def test_a_record_behind_a_link_is_not_read(tmp_path: Path) -> None:
    write_record(str(tmp_path), Record(dict(SECTIONS)))
    (tmp_path / FILE).rename(tmp_path / "other")
    (tmp_path / FILE).symlink_to("other")
    with pytest.raises(OSError, match="symbolic link"):
        read_record(str(tmp_path))


def test_a_record_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    (tmp_path / FILE / "x").touch()
    with pytest.raises(OSError, match="directory"):
        write_record(str(tmp_path), Record(dict(SECTIONS)))
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_record_has_the_words_of_the_last_presentations() -> None:
    record = Record({})
    for number in range(PRESENTATIONS + 3):
        add_words(record, f"width {number}", f"out {number}".encode(), b"")
    add_words(record, f"width {PRESENTATIONS}", b"again", b"err")
    assert words_of(record, f"width {PRESENTATIONS}") == (b"again", b"err")
    assert words_of(record, "width 3") == (b"out 3", b"")
    with pytest.raises(DoubtError):
        words_of(record, "width 2")


def test_states_of_a_folder_name_every_visible_file(tmp_path: Path) -> None:
    write_files(
        tmp_path, {"a.txt": "a", "b/c/d.txt": "d", ".hidden": "", "b/.git/x": "", "__pycache__/x": ""}
    )
    (tmp_path / "empty").mkdir()
    states = source_states(str(tmp_path))
    assert states.keys() == {TOP, "a.txt", "b/", "b/c/", "b/c/d.txt", "empty/"}
    assert states[TOP] == os.path.realpath(tmp_path)
    assert source_states(str(tmp_path / "none")) == {TOP: ABSENT}


def test_irregular_files_leave_a_doubt(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DoubtError):
        source_states(str(tmp_path))
    (tmp_path / "pipe").unlink()
    (tmp_path / "link").symlink_to(tmp_path)
    with pytest.raises(DoubtError):
        source_states(str(tmp_path))
    (tmp_path / "link").unlink()
    (tmp_path / "link").symlink_to("nowhere")
    with pytest.raises(OSError, match="No such file"):
        source_states(str(tmp_path))


@pytest.mark.parametrize(
    ("time", "is_recent"),
    [
        (1_700_000_000_123_456_789, True),
        (1_700_000_000_123_456_789 - SLACK, True),
        (1_700_000_000_123_456_788 - SLACK, False),
        (1_800_000_000_123_456_789, True),
        (1_700_000_000_000_000_000, True),
        (1_700_000_000_000_000_000 - COARSE_SLACK + 200_000_000, True),
        (1_700_000_000_000_000_000 - COARSE_SLACK, False),
    ],
)
def test_a_file_of_the_last_tick_of_the_clock_is_recent(time: int, *, is_recent: bool) -> None:
    states = {
        TOP: "/a place with 3 spaces",
        "b/": "folder",
        "a": f"5 {time} {time} 77",
        "link": f"5 {time} 1 2 to the end",
    }
    assert recent_files(states, 1_700_000_000_123_456_789) == ["a", "link"] * is_recent


def test_digests_are_those_of_the_manifest(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.txt": "words", ".newsgloss-site": make_manifest({"a.txt": b"words"}, ())})
    assert digest_of(str(tmp_path / "a.txt")) == read_manifest(tmp_path)[1].files["a.txt"].digest


def test_the_folders_are_those_that_a_build_reads() -> None:
    assert SOURCES == SOURCE_FOLDERS
    folders = map(Path, _program_folders().values())
    assert any(default_templates().is_relative_to(folder) for folder in folders)


WORDS = st.sampled_from(
    "-q --quiet --json -v --verbose --drafts --strict --clean -qv --jobs --jobs=2 --jobs=0 --root --root=. "
    "--out --out=x --out= --cluster --cluster=tcp://a:1 --cluster=a --cluster= a:1 x . 3 -1 -- --help build "
    "--drafts=1".split()
)


@settings(max_examples=300)
@given(words=st.lists(WORDS, max_size=5))
def test_a_command_line_means_what_click_reads_in_it(words: list[str]) -> None:
    known = read_arguments(words)
    if known is None:
        return
    if not Path(known.root).is_dir():
        return  # then there is no record either
    with click.Context(build) as context:
        build.parse_args(context, list(words))
    read = context.params
    assert not read["clean"]
    for name in ("quiet", "as_json", "verbose", "drafts", "strict"):
        assert getattr(known, name) == read[name]
    assert known.root == str(read["root"].absolute())
    assert known.out == str(read["out"].absolute() if read["out"] else read["root"].absolute() / "site")


@pytest.mark.parametrize(
    "words",
    [
        "",
        "--json",
        "-q -v --drafts --strict",
        "--root x --out=y/../z --jobs 4",
        "--cluster tls://host.test:8786",
        "--cluster=[::1]:8786",
    ],
)
def test_a_plain_command_line_is_certain(words: str) -> None:
    assert isinstance(read_arguments(words.split()), Arguments)


@pytest.mark.parametrize(
    "words",
    [
        "--clean",
        "-qv",
        "--jobs x",
        "--jobs ²",
        "--jobs 0",
        "--out",
        "--out=",
        "more",
        "--",
        "--help",
        "--cluster",
        "--cluster=",
        "--cluster host",
        "--cluster tcp://host:²",
    ],
)
def test_any_other_command_line_is_left_to_the_program(words: str) -> None:
    assert read_arguments(words.split()) is None


@pytest.mark.parametrize("path", [".", "a", "./a//b/", "/a/./b", "..", "a/../b", "/"])
def test_absolute_paths_are_spelled_as_the_program_does(path: str) -> None:
    assert absolute(path) == str(Path(path).absolute())
