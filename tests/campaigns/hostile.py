"""Hostile inputs through whole builds.

    python -m tests.campaigns.hostile [--count 20000] [--seed 1] [--jobs 2] [--keep FOLDER]

Every input is a file of a site: an article, or one of the editor's. Each site holds several and is built by the command
itself, in a process of its own with a limit of CPU seconds. A file that an error names is removed and the rest is built
again, until the build succeeds. ``build_once`` and ``judge`` check what is required of every build.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import sys
import tempfile
import traceback
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Any

from msgspec import Struct

from tests.support.mutations import damaged, hostile_name
from tests.support.sites import EXAMPLE, write_files

FILES_PER_SITE = 20
CPU_SECONDS = 60
SECRET = "the-secret-of-the-environment"
"""Part of the environment of every build and of a file beside the site: no page may contain it."""

_TEXTS = (".html", ".xml", ".json", ".jsonld", ".txt", ".css")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""Control characters but tab and line ends, and two code points that XML excludes."""
_SHOWN = 3
"""How many problems of one site are printed."""


class Outcome(Struct, frozen=True):
    """The result of one site: numbers of inputs and of refused ones, rounds, CPU seconds, and problems."""

    inputs: int
    refused: int
    rounds: int
    seconds: float
    problems: tuple[str, ...]


def main() -> int:
    """Run the campaign and print a table; the exit code is 1 if anything is wrong."""
    options = _parser().parse_args()
    sites = -(-options.count // FILES_PER_SITE)
    _load_model()
    totals: Counter[str] = Counter()
    slowest = 0.0
    # Threads only wait here: each site is built in processes forked for it.
    with ThreadPoolExecutor(options.jobs) as pool:
        for number, outcome in enumerate(
            pool.map(lambda n: run_site(options.seed, n, options.keep), range(sites))
        ):
            totals.update(inputs=outcome.inputs, refused=outcome.refused, builds=outcome.rounds)
            slowest = max(slowest, outcome.seconds)
            totals["problems"] += len(outcome.problems)
            for problem in outcome.problems[:_SHOWN]:
                print(f"site {number} of seed {options.seed}: {problem[:1500]}", flush=True)
            if number % 50 == 49:
                print(f"{number + 1} of {sites} sites: {dict(totals)}", file=sys.stderr, flush=True)
    print(
        f"{options.count} inputs asked for: {totals['inputs']} in {sites} sites and {totals['builds']} builds, "
        f"{totals['refused']} refused; the slowest build took {slowest:.1f} CPU seconds; "
        f"{totals['problems']} went wrong"
    )
    return int(totals["problems"] > 0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=20_000, help="how many inputs (default: 20000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="the folder in which sites with a problem are kept")
    return parser


def _load_model() -> None:
    """Load the program and its model once, for all builds, which are forked from this process."""
    import builder.pipeline.build_site
    from builder.annotate.annotator import Annotator
    from builder.commands.main import newsgloss
    from builder.read.reader import read_seed

    article, _ = read_seed(b"A word.", path="seeds/a.txt")
    assert article is not None
    assert list(Annotator().annotate([article]))
    assert builder.pipeline.build_site
    assert newsgloss


def hostile_files(pick: Random) -> dict[str, bytes]:
    """Return the files of one site, by path; the first half are articles."""
    models = _models()
    seeds = [path for path in models if path.startswith("seeds/")]
    others = [path for path in models if not path.startswith("seeds/")]
    files: dict[str, bytes] = {}
    for number in range(FILES_PER_SITE):
        path = pick.choice(seeds if number < FILES_PER_SITE * 3 // 4 else others)
        data = damaged(pick, _passage(pick, models[path]))
        if path.startswith("seeds/"):
            name = hostile_name(pick) if pick.random() < 0.2 else f"seed-{number}"
            path = f"seeds/{name}{Path(path).suffix}"
        files.setdefault(path, data)
    for path in others:
        if pick.random() < 0.1:
            files.setdefault(path, models[path].encode())
    return files


def _passage(pick: Random, text: str) -> str:
    """Return the text, usually cut to its first paragraphs: the campaign is about kinds of damage, not length."""
    return text if pick.random() < 0.2 else text[: pick.choice((200, 800, 2000))]


def _models() -> Mapping[str, str]:
    paths = sorted(
        path for folder in ("seeds", "content") for path in (EXAMPLE / folder).rglob("*") if path.is_file()
    )
    models = {path.relative_to(EXAMPLE).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    models["seeds/mail.txt"] = (
        "From: Dana Orr <dana@example.org>\nTo: desk@example.org\nDate: Tue, 4 Mar 2031 10:00:00 +0000\n"
        "Subject: Fwd: The pier stays closed\n\nDear all,\n\n"
        "> “It is not safe,” Mayor Odell Brisk told =\n> the board.\n\n-- \nDana\n"
    )
    return models


def run_site(seed: int, number: int, keep: Path | None = None) -> Outcome:
    """Build one hostile site until no file is refused, and judge every run."""
    pick = Random(f"{seed}-{number}")
    files = hostile_files(pick)
    with tempfile.TemporaryDirectory() as folder:
        outside = Path(folder)
        root = outside / "site-of-campaign"
        (outside / "secret.txt").write_text(SECRET)
        write_files(root, files)
        (root / "seeds").mkdir(exist_ok=True)
        outcome = _build_until_good(root, files)
        if outcome.problems and keep is not None:
            shutil.copytree(root, keep / f"{seed}-{number}", symlinks=True, dirs_exist_ok=True)
    return outcome


def _build_until_good(root: Path, files: Mapping[str, bytes]) -> Outcome:
    left = dict(files)
    problems: list[str] = []
    slowest, rounds = 0.0, 0
    while True:
        rounds += 1
        answer, seconds, found = build_once(root)
        slowest = max(slowest, seconds)
        problems += found
        problems += _changed(root, left)
        if found or answer.get("ok"):
            break
        refused = _named(answer, left)
        if not refused:
            problems.append(f"no file is named: {answer.get('diagnostics')}")
            break
        for path in refused:
            (root / path).unlink()
            del left[path]
    if answer.get("ok"):
        problems += judge(root / "site")
    return Outcome(len(files), len(files) - len(left), rounds, slowest, tuple(problems))


def _named(answer: Mapping[str, Any], left: Mapping[str, bytes]) -> set[str]:
    """Return the files that errors name; for a missing article its sidecar, which is removed as well."""
    errors = [found for found in answer.get("diagnostics", ()) if found["severity"] == "error"]
    paths = {found["path"] for found in errors}
    named = {path for path in left if path.encode("utf-8", "replace").decode() in paths}
    if not named and any(path in ("seeds", "") or path.startswith("site") for path in paths):
        # An error of the whole site (two pages with one address, no article left): remove the newest article.
        named = set(sorted(path for path in left if path.startswith("seeds/"))[-1:]) or set(list(left)[-1:])
    return named


def build_once(root: Path) -> tuple[dict[str, Any], float, list[str]]:
    """Build in a forked process; return its answer, its CPU seconds, and the problems of how it ended."""
    before = sorted(path.name for path in root.parent.iterdir())
    logs = root.parent
    child = os.fork()
    if child == 0:
        _child(root, logs)
    _, status, usage = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    words, complaint = (logs / "out.log").read_text(), (logs / "err.log").read_text()
    for name in ("out.log", "err.log"):
        (logs / name).unlink()
    problems = []
    if code not in (0, 1):
        problems.append(f"exit code {code}: {complaint[-600:]}")
    if "Traceback" in complaint or "This is a defect of newsgloss" in complaint:
        problems.append(f"a defect: {complaint[-2000:]}")
    if (after := sorted(path.name for path in root.parent.iterdir())) != before:
        problems.append(f"files outside the site: {set(after) ^ set(before)}")
    try:
        answer: dict[str, Any] = json.loads(words)
    except ValueError:
        answer = {}
        problems.append(f"no JSON: {words[:200]!r}")
    if "defect" in answer:
        problems.append(f"a defect: {answer}")
    return answer, usage.ru_utime + usage.ru_stime, problems


def _child(root: Path, logs: Path) -> None:
    """Run the build in the forked process; never return."""
    code = 99
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        os.environ["NEWSGLOSS_CAMPAIGN"] = SECRET
        os.chdir("/")
        for name, descriptor in (("out.log", 1), ("err.log", 2)):
            os.dup2(os.open(logs / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), descriptor)
        from builder.commands.main import newsgloss, run

        code = run(newsgloss, ["build", "--json", "-v", "--jobs", "1", "--root", str(root)], name="newsgloss")
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # noqa: BLE001  reported to the parent, whatever it is
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _changed(root: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    for path, data in files.items():
        if (root / path).read_bytes() != data:
            yield f"{path} was changed"
    if (root.parent / "secret.txt").read_text() != SECRET:
        yield "a file outside was changed"


def judge(site: Path) -> Iterator[str]:
    """Return the problems of a built site: control characters, a secret, or unreadable data."""
    for path in sorted(site.rglob("*")):
        if not path.is_file() or "pagefind" in path.parts or path.name.startswith("."):
            continue
        data = path.read_bytes()
        name = path.relative_to(site).as_posix()
        if SECRET.encode() in data:
            yield f"{name} contains a secret"
        if path.suffix not in _TEXTS:
            continue
        try:
            found = _CONTROL.search(data.decode())
            if found:
                yield f"{name} contains the control character {found.group()!r}"
            if path.suffix in (".json", ".jsonld"):
                json.loads(data)
            elif path.suffix == ".xml":
                ET.fromstring(data)  # noqa: S314  our own output
        except (ValueError, ET.ParseError) as problem:
            yield f"{name} cannot be read: {problem}"


if __name__ == "__main__":
    sys.exit(main())
