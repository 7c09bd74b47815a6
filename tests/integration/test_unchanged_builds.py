"""A build without changes is known from the record of the last one; a build after any change is not."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import random
import shutil
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from msgspec import Struct

from builder import code_digest
from builder.build_record import comparison
from builder.build_record.record import FILE
from builder.pipeline import build_site as pipeline
from builder.pipeline.last_build import LastBuild
from builder.write import writer
from builder.write.manifest import MARKER
from tests.support.last_builds import build, is_known, options_of
from tests.support.sites import HARBOUR, PROJECT, read_tree, run_newsgloss, write_files

pytestmark = pytest.mark.model

PAGE = "site/briefs/harbour-closed.html"


class Newsroom(Struct, frozen=True):
    """A site whose last build left a record, and everything beside it, to be restored after each test."""

    root: Path
    files: Mapping[str, bytes]
    record: bytes

    def restore(self) -> None:
        """Put every file back, with another inode and time, and remove what was added."""
        base = self.root.parent
        for path in [*base.iterdir(), *self.root.iterdir()]:
            if path not in (self.root, self.root / ".newsgloss"):
                path.unlink() if path.is_symlink() or path.is_file() else shutil.rmtree(path)
        write_files(base, self.files)
        for path in (base / "program").iterdir():
            os.utime(path, (1_000_000_000, 1_000_000_000))  # it did not change while it was loaded
        record = self.root / ".newsgloss" / FILE
        record.unlink(missing_ok=True)
        write_files(self.root, {f".newsgloss/{FILE}": self.record})


@pytest.fixture(scope="module")
def newsroom(good_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """Build a site. Its program is a copy of a few modules, which may change."""
    base = tmp_path_factory.mktemp("unchanged").resolve()
    root = base / "newsroom"
    shutil.copytree(good_site, root)
    shutil.copytree(PROJECT / "builder/dates", base / "program", ignore=shutil.ignore_patterns("__pycache__"))
    write_files(root, {"templates/assets/ours.css": "p { margin: 0 }\n"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(comparison, "_program_folders", lambda: {"program": str(base / "program")})
        assert build(root).ok
        assert is_known(root)
        files = {path: data for path, data in read_tree(base).items() if "/.newsgloss/" not in path}
        yield Newsroom(root, files, (root / ".newsgloss" / FILE).read_bytes())


@pytest.fixture
def known(newsroom: Newsroom) -> Path:
    """Return the site with its record, as it was built."""
    newsroom.restore()
    assert is_known(newsroom.root)
    return newsroom.root


def edit(path: str) -> Callable[[Path], object]:
    """Return a change of one byte of a file, which keeps its size."""

    def change(root: Path) -> None:
        data = bytearray((root / path).read_bytes())
        data[len(data) // 2] ^= 1
        (root / path).write_bytes(data)

    return change


def edit_with_time_put_back(path: str) -> Callable[[Path], object]:
    def change(root: Path) -> None:
        before = (root / path).stat()
        edit(path)(root)
        os.utime(root / path, ns=(before.st_atime_ns, before.st_mtime_ns))

    return change


def put(path: str, text: str | None) -> Callable[[Path], object]:
    return lambda root: write_files(root, {path: text})


def swap_two_files(root: Path) -> None:
    first, second = root / "seeds/harbour.txt", root / "seeds/library.txt"
    first.rename(root / "third")
    second.rename(first)
    (root / "third").rename(second)


def replace_by_link(root: Path) -> None:
    (root / "content/entities.yaml").rename(root / "entities.yaml")
    (root / "content/entities.yaml").symlink_to("../entities.yaml")


def replace_folder_by_link(root: Path) -> None:
    (root / "content").rename(root.parent / "elsewhere")
    (root / "content").symlink_to(root.parent / "elsewhere")


def replace_page_by_link(root: Path) -> None:
    (root / PAGE).rename(root / "page.html")
    (root / PAGE).symlink_to(root / "page.html")


def replace_record_by_pipe(root: Path) -> None:
    (root / ".newsgloss" / FILE).unlink()
    os.mkfifo(root / ".newsgloss" / FILE)


NOTICED: Mapping[str, Callable[[Path], object]] = {
    "a seed is edited": edit("seeds/harbour.txt"),
    "a seed is edited, and its time put back": edit_with_time_put_back("seeds/harbour.txt"),
    "a seed is added": put("seeds/storm.txt", HARBOUR),
    "a seed is added in a folder": put("seeds/2031/storm.txt", HARBOUR),
    "a seed is removed": put("seeds/library.txt", None),
    "a seed is renamed": lambda root: (root / "seeds/library.txt").rename(root / "seeds/room.txt") and None,
    "two seeds change places": swap_two_files,
    "the settings are edited": edit("content/site.yaml"),
    "the entities are edited": edit("content/entities.yaml"),
    "a sidecar is edited": edit("content/briefs/harbour.yaml"),
    "a sidecar is added": put("content/briefs/library.yaml", "headline: A room\n"),
    "a note is added": put("content/notes/library.md", "> for the books\n\nMany.\n"),
    "a text on a person is added": put("content/people/hilda-brandvold.md", "She is mayor.\n"),
    "a page is edited": edit("content/pages/about.md"),
    "a page is removed": put("content/pages/about.md", None),
    "an unread file is added": put("content/sites.yaml", "title: x\n"),
    "an asset is edited": edit("templates/assets/ours.css"),
    "a template is added": put("templates/components/ours.html", "ours"),
    "the templates are removed": lambda root: shutil.rmtree(root / "templates"),
    "a file becomes a link": replace_by_link,
    "a folder becomes a link": replace_folder_by_link,
    "code is edited": edit("../program/relative.py"),
    "code is edited, and its time put back": edit_with_time_put_back("../program/relative.py"),
    "a module is added": put("../program/more.py", ""),
    "a page of the site is edited": edit(PAGE),
    "a page of the site is edited, and its time put back": edit_with_time_put_back(PAGE),
    "a page of the site grows": lambda root: put(PAGE, (root / PAGE).read_text() + " ")(root),
    "a page of the site is removed": put(PAGE, None),
    "a page of the site becomes a link": replace_page_by_link,
    "a file is added to the site": put("site/mine.txt", "mine"),
    "a file is added to a folder of the site": put("site/briefs/mine.txt", "mine"),
    "a folder is added to the site": put("site/mine/file.txt", "mine"),
    "a folder of the site is removed": lambda root: shutil.rmtree(root / "site/people"),
    "the manifest is edited": edit(f"site/{MARKER}"),
    "the manifest is removed": put(f"site/{MARKER}", None),
    "the site is removed": lambda root: shutil.rmtree(root / "site"),
    "an old site is left": lambda root: (root / ".site.newsgloss-old").mkdir(),
    "a staged site is left": lambda root: (root / ".site.newsgloss-new").mkdir(),
    "the store is removed": lambda root: shutil.rmtree(root / ".newsgloss"),
    "the record is cut": lambda root: os.truncate(root / ".newsgloss" / FILE, 100),
    "the record is a pipe": replace_record_by_pipe,
}


def touch(root: Path) -> None:
    for path in root.rglob("*"):
        if ".newsgloss" not in path.parts:
            os.utime(path)


def copy_onto_itself(root: Path) -> None:
    for path in [path for path in root.rglob("*") if path.is_file() and ".newsgloss" not in path.parts]:
        shutil.copy(path, path.with_name(f".{path.name}.copy"))
        path.with_name(f".{path.name}.copy").replace(path)


def restrict(root: Path) -> None:
    for path in root.rglob("*"):
        if path.is_file():
            path.chmod(0o600)


def edit_and_revert(root: Path) -> None:
    edit("seeds/harbour.txt")(root)
    edit("seeds/harbour.txt")(root)


QUIET: Mapping[str, Callable[[Path], object]] = {
    "nothing": lambda _: None,
    "every file gets another time": touch,
    "every file gets another inode": copy_onto_itself,
    "every file gets other permissions": restrict,
    "an edit is taken back": edit_and_revert,
    "a hidden file is added": put("seeds/.harbour.txt.swp", "x"),
    "a hidden folder is added": put("content/.git/index", "x"),
    "a compiled module is added": put("../program/__pycache__/relative.pyc", "x"),
    "files beside the site's folders are added": put("notes.txt", "mine"),
}


@pytest.mark.parametrize("change", NOTICED)
def test_a_change_is_noticed(change: str, known: Path) -> None:
    NOTICED[change](known)
    assert not is_known(known)


@pytest.mark.parametrize("change", QUIET)
def test_what_changes_nothing_is_known(change: str, known: Path) -> None:
    QUIET[change](known)
    assert is_known(known)
    assert build(known).changed == 0
    assert is_known(known)


def test_foreign_files_in_the_site_may_change(known: Path) -> None:
    write_files(known, {"site/mine.txt": "mine", "site/papers/mine.txt": "mine"})
    assert build(known).kept
    assert not is_known(known), "a build that repeats would no longer report them"
    assert build(known).ok
    assert is_known(known)
    write_files(known, {"site/mine.txt": "other", "site/papers/more.txt": "more"})
    assert is_known(known)
    write_files(known, {"site/mine.txt": None})
    assert not is_known(known)


def test_other_options_are_noticed(known: Path) -> None:
    assert not is_known(known, drafts=True)
    assert not is_known(known, strict=True)
    assert not is_known(known, out=known / "other")
    shutil.copytree(known, known.parent / "copied")
    assert not is_known(known.parent / "copied")


def test_a_changed_program_is_noticed(known: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packages = tmp_path / "packages"
    (packages / "model-1.0.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [*sys.path, str(packages)])
    assert not is_known(known), "there is another folder of packages"
    build(known)
    assert is_known(known)
    (packages / "model-1.0.dist-info").rename(packages / "model-1.1.dist-info")
    assert not is_known(known)
    build(known)
    monkeypatch.setattr(sys, "version", "3.99.0")
    assert not is_known(known)


def test_the_day_of_the_build_is_noticed(known: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    assert not is_known(known)
    build(known)
    assert is_known(known)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000001")
    assert not is_known(known)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert not is_known(known)


def test_a_brief_that_falls_due_is_noticed(known: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    due = datetime.now(UTC).date() + timedelta(days=2)
    later = due + timedelta(days=5)
    write_files(
        known,
        {
            "content/briefs/library.yaml": f"date: {due}\n",
            "content/briefs/harbour.yaml": f"date: {later}\n",
            "content/site.yaml": "title: The Gazette\ntimezone: America/New_York\n",
        },
    )
    report = build(known)
    assert [held.seed_id for held in report.held_back] == ["harbour", "library"], report.diagnostics
    assert report.due is not None
    assert report.due.astimezone(ZoneInfo("America/New_York")).isoformat()[:19] == f"{due}T00:00:00"
    assert is_known(known)
    begins = int(report.due.timestamp()) * 1_000_000_000
    for moment, is_quiet in [(begins - 1, True), (begins, False), (begins + 10**15, False)]:
        monkeypatch.setattr("builder.build_record.comparison.time.time_ns", lambda moment=moment: moment)
        assert is_known(known) == is_quiet


def test_a_clock_that_was_set_back_is_noticed(known: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time_ns()
    monkeypatch.setattr("builder.build_record.comparison.time.time_ns", lambda: now - 86_400 * 10**9)
    assert not is_known(known)


def test_a_file_that_is_edited_during_a_build_is_noticed(
    known: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = writer.write_site

    def edit_meanwhile(*arguments: object, **options: object) -> object:
        edit("content/pages/about.md")(known)
        return write(*arguments, **options)  # type: ignore[arg-type]

    put("content/notes/library.md", "> for the books\n\nMany.\n")(known)
    monkeypatch.setattr(pipeline, "write_site", edit_meanwhile)
    assert build(known).ok
    assert not is_known(known)
    edit("content/pages/about.md")(known)
    assert not is_known(known)


def test_code_that_is_edited_while_the_program_is_loaded_is_noticed(
    known: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = time.time_ns()
    put("../program/more.py", "")(known)
    monkeypatch.setattr(comparison, "LOADED", moment)
    assert build(known).ok
    assert not is_known(known)
    monkeypatch.setattr(comparison, "LOADED", time.time_ns() + 10**9)
    assert build(known).ok
    assert is_known(known)


def test_a_page_that_is_edited_while_it_is_written_is_noticed(
    known: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = writer.write_site

    def edit_afterwards(*arguments: object, **options: object) -> object:
        report = write(*arguments, **options)  # type: ignore[arg-type]
        edit(PAGE)(known)
        return report

    monkeypatch.setattr(pipeline, "write_site", edit_afterwards)
    assert build(known).ok
    assert not is_known(known)


def test_there_is_no_record_while_the_site_changes(known: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> object:
        assert not (known / ".newsgloss" / FILE).exists()
        raise SystemExit(9)

    monkeypatch.setattr(pipeline, "write_site", stop)
    with pytest.raises(SystemExit):
        build(known)
    assert not is_known(known)


def test_a_failed_build_leaves_no_record_of_itself(known: Path) -> None:
    before = (known / "content/site.yaml").read_bytes()
    write_files(known, {"content/site.yaml": "titel: x\n"})
    assert not build(known).ok
    assert not is_known(known)
    write_files(known, {"content/site.yaml": before})
    assert is_known(known), "the site is still that of the last good build"


def random_change(chance: random.Random, root: Path, originals: Mapping[str, bytes]) -> None:
    """Change something at random: a source, the program or the site."""
    kind = chance.randrange(8)
    path = root / chance.choice(sorted(originals))
    if kind == 0:
        write_files(root, {name: data for name, data in originals.items() if chance.random() < 0.5})
    elif kind == 1 and path.exists():
        os.utime(path, (1_900_000_000, chance.randrange(1_000_000_000, 1_900_000_000)))
    elif kind == 2 and path.exists():
        path.write_bytes(path.read_bytes())
    elif kind == 3:
        notes = {"content/notes/library.md": chance.choice([b"> for the books\n\nMany.\n", b""])}
        write_files(root, notes)
    elif kind == 4:
        title = chance.choice(["The Ellery Gazette", "The Ellery Courier"])
        write_files(root, {"content/site.yaml": f"title: {title}\ntagline: News of an invented town\n"})
    elif kind == 5:
        page = root / chance.choice(sorted(read_tree(root / "site")))
        page = root / "site" / page.relative_to(root)
        page.write_bytes(page.read_bytes() + b" " * chance.randrange(2))
    elif kind == 6:
        (root / "seeds/library.txt").unlink(missing_ok=True)
    elif kind == 7:
        write_files(
            root, {"seeds/library.md": originals["seeds/library.txt"] if chance.random() < 0.5 else b""}
        )
        if not (root / "seeds/library.md").read_bytes():
            (root / "seeds/library.md").unlink()


@pytest.mark.parametrize("seed", range(6))
def test_what_is_known_is_what_a_build_makes(seed: int, known: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same changes in every run
    originals = {
        f"{folder}/{path}": data
        for folder in ("seeds", "content", "templates")
        for path, data in read_tree(known / folder).items()
    }
    verdicts = set()
    for step in range(8):
        # Every other time something changes, if the changes do not take each other back.
        for _ in range(step % 2 * chance.randint(1, 3)):
            random_change(chance, known, originals)
        verdict = is_known(known)
        verdicts.add(verdict)
        before = read_tree(known / "site")
        report = build(known)
        if verdict:
            assert report.ok
            assert report.changed == 0
            assert not report.kept
            assert read_tree(known / "site") == before
        assert is_known(known) or not report.ok or not report.is_repeatable
    assert verdicts == {True, False}


def without_seconds(words: str) -> str:
    """Return a report, as text or JSON, without the seconds of stages."""
    if words.startswith("{"):
        return json.dumps({**json.loads(words), "seconds": {}}) + "\n"
    return "".join(line for line in words.splitlines(keepends=True) if not line.startswith("Time to"))


LOADED = """
import sys
sys.argv[1:] = {arguments!r}
from builder.entry_points import main
try:
    main()
except SystemExit as end:
    print(end.code, *sorted({{name.split(".")[0] for name in sys.modules}}), *sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize("options", [[], ["--json"], ["--quiet"], ["-v", "--jobs", "2"]])
def test_a_build_without_changes_loads_nothing(options: list[str], site: Path) -> None:
    def run() -> subprocess.CompletedProcess[str]:
        code = LOADED.format(arguments=["build", *options])
        environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
        return subprocess.run(
            [sys.executable, "-c", code],
            cwd=site,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )

    first, second = run(), run()
    *_, last = second.stderr.splitlines()
    code, *loaded = last.split()
    assert code == "0"
    unwanted = {"click", "rich", "spacy", "jinja2", "yaml", "json", "dataclasses", "pathlib", "typing", "re"}
    assert not unwanted & set(loaded)
    ours = {name for name in loaded if name.startswith("builder.")}
    assert {name.split(".")[1] for name in ours} == {"build_record", "entry_points", "hidden_names"}
    assert "builder.pipeline.build_site" in first.stderr
    assert without_seconds(second.stdout) == second.stdout == without_seconds(first.stdout)
    assert second.stderr.splitlines()[:-1] == first.stderr.splitlines()[:-1]


def test_the_report_is_the_one_of_a_build_that_looks_at_everything(site: Path) -> None:
    write_files(site, {"content/pages/contact.md": "---\ntitle: Contact\n---\n\n[Gone](gone.html)\n"})
    run_newsgloss(["build"], root=site)
    shown = [[], ["--quiet"], ["--verbose"], ["--json"]]
    for options in shown:
        known = run_newsgloss(["build", *options], root=site)
        again = run_newsgloss(["build", *options], root=site)
        assert (known.code, known.out, known.err) == (again.code, again.out, again.err)
        (site / ".newsgloss" / FILE).unlink()
        whole = run_newsgloss(["build", *options], root=site)
        assert known.err == whole.err
        assert known.out == without_seconds(whole.out)
        assert (known.out != whole.out) == (options != ["--quiet"]), "no stage has run"


def on_terminal(site: Path, columns: int) -> tuple[bytes, bool]:
    """Return what a build prints on a terminal of a width, and whether the program was loaded for it."""
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    code = (
        "import sys\nfrom builder.entry_points import main\nsys.argv[1:] = ['build', '--verbose']\n"
        "try:\n    main()\nfinally:\n    open('loaded', 'w').write(str('rich' in sys.modules))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "TERM": "xterm-256color"}
    for name in ("COLUMNS", "LINES", "NO_COLOR"):
        environment.pop(name, None)
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=site, env=environment, stdout=slave, stderr=slave
    ):
        os.close(slave)
        words = b""
        with suppress(OSError):  # the end of a terminal
            while part := os.read(master, 4096):
                words += part
    os.close(master)
    return words, (site / "loaded").read_text() == "True"


def test_a_terminal_of_another_width_gets_words_of_its_own(site: Path) -> None:
    write_files(site, {"content/pages/contact.md": "---\ntitle: Contact\n---\n\n[Gone](gone.html)\n"})
    assert run_newsgloss(["build"], root=site).code == 0
    on_terminal(site, 100)
    wide, loaded_for_wide = on_terminal(site, 100)
    narrow, loaded_for_narrow = on_terminal(site, 50)
    assert (loaded_for_wide, loaded_for_narrow) == (False, True)
    assert on_terminal(site, 50) == (narrow, False)
    assert on_terminal(site, 100) == (wide, False)
    assert b"\x1b[" in wide
    assert b"gone.html" in wide
    assert wide != narrow


@pytest.mark.parametrize("is_edited", [False, True])
def test_code_is_read_again_only_if_the_program_changed(
    known: Path, monkeypatch: pytest.MonkeyPatch, *, is_edited: bool
) -> None:
    assert build(known).ok
    if is_edited:
        program = known.parent / "program" / "relative.py"
        program.write_bytes(program.read_bytes() + b"# edited\n")
    monkeypatch.setattr(code_digest, "_taken", {})
    LastBuild(options_of(known))
    assert bool(code_digest.known_digests()) != is_edited


def test_what_is_handed_over_is_what_the_build_begins_with_once(known: Path) -> None:
    what: dict[str, Any] = {"root": str(known), "drafts": False, "strict": False}
    sight = comparison.Sight(out=str(known / "site"), **what)
    comparison.hand_over(sight, **what)
    assert comparison.take_over(out=str(known / "other"), **what) is not sight
    comparison.hand_over(sight, **what)
    assert comparison.take_over(out=str(known / "site"), **what) is sight
    assert comparison.take_over(out=str(known / "site"), **what) is not sight


@pytest.mark.parametrize("change", [edit, edit_with_time_put_back])
def test_seeds_are_known_unless_they_changed(
    change: Callable[[str], Callable[[Path], object]], known: Path
) -> None:
    for path in (known / "seeds").iterdir():
        os.utime(
            path, ns=(1, time.time_ns() - 10**10)
        )  # those of the tick in which a build begins are read each time
    assert build(known).ok
    before = LastBuild(options_of(known)).known_seeds()
    assert before == {
        f"seeds/{path}": hashlib.sha256(data).hexdigest() for path, data in read_tree(known / "seeds").items()
    }
    change("seeds/harbour.txt")(known)
    after = LastBuild(options_of(known)).known_seeds()
    assert after == {path: digest for path, digest in before.items() if path != "seeds/harbour.txt"}
    (known / ".newsgloss/last-build").unlink()
    assert LastBuild(options_of(known)).known_seeds() == {}


def test_the_site_is_not_looked_at_after_an_edit(known: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit("seeds/harbour.txt")(known)
    monkeypatch.setattr(comparison, "site_states", lambda *_: pytest.fail("looked at the site"))
    assert not is_known(known)
