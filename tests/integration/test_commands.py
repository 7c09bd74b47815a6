"""Commands in a process of their own, in the folder of a site."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.request import urlopen

import pytest

from builder import __version__
from tests.support.sites import HARBOUR, PROJECT, SITE, read_tree, run_newsgloss, write_files

pytestmark = pytest.mark.model


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the inode and the time of the last change of every file and folder."""
    found = {}
    for path in [folder, *folder.rglob("*")]:
        status = path.stat()
        found[str(path.relative_to(folder))] = (status.st_ino, status.st_mtime_ns)
    return found


def test_version_is_printed() -> None:
    assert run_newsgloss(["--version"], root=PROJECT).out.strip() == f"newsgloss, version {__version__}"


def test_build_is_newsgloss_build(site: Path) -> None:
    first = run_newsgloss(["--json"], root=site, program="build_main").answer
    second = run_newsgloss(["build", "--json"], root=site).answer
    del first["seconds"], second["seconds"]
    assert first == second


def test_installed_commands_are_the_tested_functions() -> None:
    scripts = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    assert scripts == {"newsgloss": "builder.entry_points:main", "build": "builder.entry_points:build_main"}


def test_second_build_writes_nothing_and_does_not_load_the_language_model(site: Path) -> None:
    before = stamps(site / "site")
    code = (
        "import sys\n"
        "from builder.commands.main import newsgloss, run\n"
        "code = run(newsgloss, ['build'], name='newsgloss')\n"
        "slow = {'spacy', 'numpy', 'trafilatura', 'tornado', 'livereload'}\n"
        "print(code, *sorted(slow & {name.split('.')[0] for name in sys.modules}))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=site,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "0"
    assert "nothing was written" in done.stdout
    assert "the language model was not loaded" in done.stdout
    assert stamps(site / "site") == before


def test_clean_build_makes_the_same_site(site: Path) -> None:
    before = stamps(site / "site")
    answer = run_newsgloss(["build", "--clean", "--json"], root=site).answer
    assert (answer["ok"], answer["annotated"], answer["pages"]["written"]) == (True, 2, [])
    assert stamps(site / "site") == before


@pytest.mark.parametrize("size", [0, 40, 10_000])
def test_damaged_cache_does_not_change_the_site(size: int, site: Path) -> None:
    expected = read_tree(site / "site")
    path = site / ".newsgloss" / "store.sqlite"
    path.write_bytes(path.read_bytes()[:size])
    assert run_newsgloss(["build", "--quiet"], root=site).code == 0
    assert read_tree(site / "site") == expected


def test_drafts_are_built_on_request(site: Path) -> None:
    write_files(site, {"content/briefs/library.yaml": "draft: true\n"})
    answer = run_newsgloss(["build", "--json"], root=site).answer
    assert (answer["briefs"], "briefs/library.html" in answer["pages"]["removed"]) == (1, True)
    answer = run_newsgloss(["build", "--json", "--drafts"], root=site).answer
    assert (answer["briefs"], "briefs/library.html" in answer["pages"]["written"]) == (2, True)


def test_site_can_be_written_to_another_folder(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "far" / "away"
    assert run_newsgloss(["build", "--quiet", "--out", str(out)], root=site).code == 0
    assert read_tree(out) == read_tree(site / "site")


def test_check_reports_problems_and_writes_nothing(site: Path) -> None:
    before = read_tree(site / "site")
    write_files(site, {"content/pages/about.md": "---\ntitle: About\n---\n\n[Gone](gone.html)\n"})
    done = run_newsgloss(["check"], root=site)
    assert done.code == 0
    assert "gone.html" in done.err
    assert "nothing was written" in done.words
    assert run_newsgloss(["check", "--strict"], root=site).code == 1
    assert read_tree(site / "site") == before


def test_review_lists_a_quote_without_a_speaker(site: Path) -> None:
    text = (
        "Rain fell on the town.\n\n“The pier will hold until the end of the winter.”\n\nThe rain stopped.\n"
    )
    write_files(site, {"seeds/rain.txt": text})
    answer = run_newsgloss(["review", "--json"], root=site).answer
    assert answer["ok"]
    (item,) = (item for item in answer["items"] if item["unresolved"])
    assert (item["path"], item["line"]) == ("seeds/rain.txt", 3)
    assert "The pier will hold" in item["words"]
    told = run_newsgloss(["review"], root=site).out
    assert "seeds/rain.txt:3: quote without a speaker" in told
    assert "line 3: note: The quote “The pier" in run_newsgloss(["check"], root=site).err


def test_new_site_can_be_built_and_passes_its_checks(tmp_path: Path) -> None:
    assert run_newsgloss(["new", "paper"], root=tmp_path).code == 0
    done = run_newsgloss(["build", "--root", "paper", "--strict", "--json"], root=tmp_path)
    assert (done.code, done.answer["diagnostics"]) == (0, [])
    assert (tmp_path / "paper" / "site" / "index.html").is_file()


def test_more_processes_make_the_same_site(site: Path) -> None:
    # More articles than one process gets at once.
    write_files(site, {f"seeds/harbour-{number}.txt": HARBOUR for number in range(20)})
    sites = []
    for jobs in ("1", "2"):
        done = run_newsgloss(["build", "--json", "--clean", "--jobs", jobs], root=site)
        assert (done.code, done.answer["annotated"]) == (0, 22)
        sites.append(read_tree(site / "site"))
    assert sites[0] == sites[1]


INTERRUPTIBLE = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
"""Code that restores Ctrl-C, which a process in the background of a shell ignores, as do its children."""


def test_interrupted_build_is_quiet_and_leaves_the_last_good_site(site: Path) -> None:
    expected = read_tree(site / "site")
    write_files(site, {"seeds/harbour.txt": SITE["seeds/harbour.txt"].replace("eleven", "twelve")})
    code = f"{INTERRUPTIBLE}; from builder.commands.main import main; print('ready', flush=True); main()"
    with subprocess.Popen(
        [sys.executable, "-c", code, "build", "--clean"],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=0.3)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert not (out + err).strip()
    assert read_tree(site / "site") == expected


def test_serve_builds_serves_and_rebuilds(site: Path) -> None:
    code = f"{INTERRUPTIBLE}; from builder.commands.main import main; main()"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    with subprocess.Popen(
        [sys.executable, "-c", code, "serve", "--json", "--port", port],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            address = next(
                found for line in process.stderr if (found := re.search(r"http://\S+", line))
            ).group()
            first = json.loads(process.stdout.readline())
            assert (first["command"], first["ok"], first["pages"]["written"]) == ("serve", True, [])
            with urlopen(address) as response:  # noqa: S310  our own server
                assert b"The Ellery Gazette" in response.read()
            write_files(site, {"content/site.yaml": "title: The Ellery Courier\n"})
            second = json.loads(process.stdout.readline())
            assert "index.html" in second["pages"]["written"]
            with urlopen(address) as response:  # noqa: S310  our own server
                assert b"The Ellery Courier" in response.read()
        finally:
            process.send_signal(signal.SIGINT)
            try:
                _, err = process.communicate(timeout=60)
            finally:
                process.kill()
    assert process.returncode == 0
    assert "Traceback" not in err
