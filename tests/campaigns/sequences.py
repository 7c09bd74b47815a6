"""Random sequences of changes of a newsroom: after each change a build of what changed, compared with a clean build.

``python -m tests.campaigns.sequences --count 300 --seed 1`` tries as many and prints what went wrong. Half of the
sequences are built as ``newsgloss build`` does, half as ``newsgloss serve`` does, with values kept in memory.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sqlite3
import sys
import traceback
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import patch

from builder.model.site_file import SiteFile
from builder.model.viewers import OvertakenError, Viewers
from builder.pipeline import page_files, shared_files
from builder.pipeline.build_date import VARIABLE
from builder.pipeline.build_report import BuildReport
from builder.pipeline.build_site import build_site
from builder.pipeline.last_build import LastBuild
from builder.pipeline.options import BuildOptions
from builder.pipeline.progress import SilentProgress
from tests.campaigns.children import folder_for_campaign
from tests.campaigns.clean_builds import CleanBuilder, facts, load_the_model_once
from tests.campaigns.content_changes import CONTENT_CHANGES
from tests.campaigns.seed_changes import ARTICLES, SEED_CHANGES, Change
from tests.campaigns.template_changes import TEMPLATE_CHANGES
from tests.support.sites import read_tree, write_files

STEPS = 5
"""The changes of a sequence."""

AT_FIRST = 8
"""The articles that a newsroom begins with."""

COMPARED = 1 / 3
"""The share of steps after which the site is compared with a clean build, besides the last step."""

DAYS = ("1956528000", "1957392000", "1956441600")
"""Days of builds, as in SOURCE_DATE_EPOCH: 1 January 2032, ten days later, and the day before."""

KINDS = (
    *((change, 3) for change in SEED_CHANGES),
    *((change, 3) for change in CONTENT_CHANGES),
    *((change, 4) for change in TEMPLATE_CHANGES),
)
BESIDE = 0.1
"""The share of builds by the command while the site is served."""

OVERTAKEN = 0.3
"""The share of served builds before which another one was given up."""

SHARES = (shared_files.PAGES, shared_files.Share(30, 2))
"""How files are shared among processes: not at all on so small a site, or by several."""

GO_BACK, OTHER_DAY, FORGET = 0.12, 0.04, 0.08
"""How often a step goes back to an earlier state, moves the day of the build, or loses entries of the store."""


class Sequence:
    """One sequence of changes.

    Args:
        name: decides what changes.
        folder: an empty folder for the newsroom and its clean copy.
        builder: makes the clean builds.

    Attributes:
        log: what was changed, by name.
        builds: how many builds succeeded, failed, and were given up, and how many were known to be without a change.
    """

    def __init__(self, name: str, folder: Path, builder: CleanBuilder) -> None:
        self.log: list[str] = []
        self.builds: Counter[str] = Counter()
        self._chance = random.Random(name)
        self._builder = builder
        self._root, self._clean = folder / "newsroom", folder / "clean"
        self._share = self._chance.choice(SHARES)
        self._drafts = self._chance.random() < 0.2
        self._warm: dict[bytes, Any] | None = {} if self._chance.random() < 0.5 else None
        chosen = self._chance.sample(sorted(ARTICLES), AT_FIRST)
        self._files: dict[str, str] = {f"seeds/{article}.txt": ARTICLES[article] for article in chosen}
        self._history: list[dict[str, str]] = []
        self._is_good = False
        (self._root / "content").mkdir(parents=True)
        write_files(self._root, self._files)
        os.environ[VARIABLE] = DAYS[0]

    def run(self) -> list[str]:
        """Make all changes; return what went wrong."""
        with patch.object(page_files, "PAGES", self._share):
            return self._run()

    def _run(self) -> list[str]:
        wrong = self._build(compares=False)
        for step in range(1, STEPS + 1):
            self._change(must_recover=step == STEPS)
            wrong += self._build(compares=step == STEPS or self._chance.random() < COMPARED)
            if wrong:
                break
        return wrong

    def _change(self, *, must_recover: bool) -> None:
        """Change something; after a build that failed, mostly go back to what could be built."""
        kind = self._chance.random()
        if not self._is_good and self._history and (must_recover or self._chance.random() < 0.7):
            self._go_to(self._history[-1], "back to the last good state")
        elif kind < GO_BACK and self._history:
            self._go_to(self._chance.choice(self._history), "back to an earlier state")
        elif kind < GO_BACK + OTHER_DAY:
            os.environ[VARIABLE] = self._chance.choice(DAYS)
            self.log.append(f"the day is {os.environ[VARIABLE]}")
        elif kind < GO_BACK + OTHER_DAY + FORGET:
            self._forget()
        else:
            for _ in range(1 + (self._chance.random() < 0.3)):
                self._change_files()

    def _change_files(self) -> None:
        change, *_ = self._chance.choices(*zip(*KINDS, strict=True))
        self._write(change(self._chance, self._files), change.__name__)

    def _go_to(self, files: Mapping[str, str], name: str) -> None:
        self._write({**dict.fromkeys(self._files.keys() - files.keys()), **files}, name)

    def _write(self, change: Change, name: str) -> None:
        """Write a change; now and then with the time of the old file, or one to come."""
        changed = {path: text for path, text in sorted(change.items()) if self._files.get(path) != text}
        for path, text in changed.items():
            place = self._root / path
            before = place.stat().st_mtime_ns if place.exists() else 10**18
            write_files(self._root, {path: text})
            if text is not None and self._chance.random() < 0.2:
                moment = self._chance.choice((before, 2 * 10**18))
                os.utime(place, ns=(moment, moment))
        for folder in sorted((self._root / "templates").rglob("*"), reverse=True):
            with suppress(OSError):
                folder.rmdir()
        self._files = {path: text for path, text in {**self._files, **changed}.items() if text is not None}
        self.log.append(f"{name}: {', '.join(changed) or 'nothing'}")

    def _forget(self) -> None:
        """Delete some entries of the store at random."""
        share = self._chance.choice((0.1, 0.5))
        self.log.append(f"the store loses {share:.0%} of its entries")
        path = self._root / ".newsgloss/store.sqlite"
        if not path.exists():
            return
        connection = sqlite3.connect(path)
        numbers = [number for (number,) in connection.execute("SELECT id FROM entries ORDER BY id")]
        lost = [(number,) for number in numbers if self._chance.random() < share]
        with connection:
            connection.executemany("DELETE FROM entries WHERE id = ?", lost)
        connection.close()

    def _build(self, *, compares: bool) -> list[str]:
        """Build what changed; return what went wrong."""
        out = self._root / "site"
        options = BuildOptions(root=self._root, out=out, drafts=self._drafts)
        if self._warm is not None and self._chance.random() < OVERTAKEN:
            self._give_up(options)
        before = read_tree(out) if out.exists() else {}
        shown: dict[str, str] = {}

        def show(files: Mapping[str, SiteFile]) -> None:
            shown.update((path, sha256(file.read()).hexdigest()) for path, file in files.items())

        if self._warm is not None and self._chance.random() > BESIDE:
            report = build_site(options, progress=SilentProgress(), viewers=Viewers(show), warm=self._warm)
        else:
            report = self._command(options)
        after = read_tree(out) if out.exists() else {}
        self._is_good = report.ok
        self.builds["good" if report.ok else "failed"] += 1
        wrong = []
        if report.ok:
            self._history.append(self._files)
            wrong += [
                f"shown otherwise: {path}"
                for path, digest in shown.items()
                if sha256(after.get(path, b"")).hexdigest() != digest
            ]
        elif after != before:
            wrong.append("the build failed and the site is another")
        return wrong + (self._compare(report, after) if compares else [])

    def _give_up(self, options: BuildOptions) -> None:
        """Begin a build of a change that is given up at a random moment, or ends before it; undo the change mostly."""
        files = self._files
        self._change_files()
        moments = iter(range(int(10 ** self._chance.uniform(0, 2.5))))
        viewers = Viewers(is_overtaken=lambda: next(moments, None) is None)
        try:
            build_site(options, progress=SilentProgress(), viewers=viewers, warm=self._warm)
        except OvertakenError:
            self.builds["given up"] += 1
            self.log.append("the build is given up")
        if self._chance.random() < 0.7:
            self._go_to(files, "back to what was there before")

    def _command(self, options: BuildOptions) -> BuildReport:
        """Build as the command does, which knows from the record of the last build if nothing changed."""
        last = LastBuild(options)
        report = last.report
        if report is None:
            report = build_site(options, progress=SilentProgress(), known=last.known_digests)
        else:
            self.builds["known"] += 1
        last.remember(report, "plain", lambda report: (str(report.counts).encode(), b""))
        return report

    def _compare(self, report: BuildReport, site: Mapping[str, bytes]) -> list[str]:
        """Return the differences from a clean build of a copy."""
        if self._clean.exists():
            shutil.rmtree(self._clean)
        shutil.copytree(self._root, self._clean, ignore=shutil.ignore_patterns("site", ".newsgloss"))
        whole = self._builder.build(self._clean, drafts=self._drafts)
        self.builds["compared"] += 1
        wrong = []
        if facts(report) != whole:
            wrong.append(f"the report differs:\n    {facts(report)}\n    {whole}")
        if report.ok:
            expected = read_tree(self._clean / "site")
            paths = sorted(path for path in {*site, *expected} if site.get(path) != expected.get(path))
            wrong += [f"{path} differs" for path in paths[:10]]
            wrong += [f"and {len(paths) - 10} more"] * (len(paths) > 10)
        return wrong


def attempt(
    name: str, folder: Path, builder: CleanBuilder, totals: Counter[str]
) -> tuple[list[str], list[str]]:
    """Run a sequence; return what was changed and what went wrong."""
    folder.mkdir()
    sequence = Sequence(name, folder, builder)
    try:
        wrong = sequence.run()
    except Exception:  # noqa: BLE001 - a defect of the program, to be reported with the changes that led to it
        wrong = [traceback.format_exc()]
    totals.update(sequence.builds)
    if not wrong:
        shutil.rmtree(folder)
    return sequence.log, wrong


def run(count: int, seed: int, *, first: int = 1, keep: bool = False) -> int:
    """Run sequences; print what went wrong, and return in how many of them something did.

    Args:
        count: the number of sequences.
        seed: which ones.
        first: the number of the first one.
        keep: True to keep the folders of sequences in which something went wrong.
    """
    load_the_model_once()
    folder = folder_for_campaign()
    totals: Counter[str] = Counter()
    failed = 0
    try:
        with CleanBuilder() as builder:
            for number in range(first, first + count):
                log, wrong = attempt(f"{seed} {number}", folder / str(number), builder, totals)
                if wrong:
                    failed += 1
                    print(f"--seed {seed} --only {number}:", *log, *wrong, sep="\n  ", flush=True)
        print(f"{count} sequences with seed {seed}: {failed} went wrong.")
        print(", ".join(f"{number} builds {kind}" for kind, number in sorted(totals.items())))
    finally:
        if keep and failed:
            print(f"See {folder}.")
        else:
            shutil.rmtree(folder)
    return failed


def main() -> None:
    """Run the campaign that the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=300, help="how many sequences are run (default: 300)")
    parser.add_argument("--seed", type=int, default=1, help="which ones (default: 1)")
    parser.add_argument("--first", type=int, default=1, help="the number of the first one (default: 1)")
    parser.add_argument("--only", type=int, help="run the sequence of this number, and keep its folder")
    chosen = parser.parse_args()
    if chosen.only is not None:
        sys.exit(1 if run(1, chosen.seed, first=chosen.only, keep=True) else 0)
    sys.exit(1 if run(chosen.count, chosen.seed, first=chosen.first) else 0)


if __name__ == "__main__":
    main()
