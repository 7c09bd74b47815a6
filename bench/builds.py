"""The cost of builds: after each kind of change, served, and from nothing, beside hugo, pagefind and html-validate.

    python -m bench.builds [--briefs 100 1000] [--seeds PATH] [--rounds 5] [--json FILE] [--markdown FILE]

For each number of briefs a site of invented articles is annotated once. Then each round takes a copy with nothing but
those annotations, and runs hugo, pagefind and html-validate on the same articles, a build of everything else, a
build without a change, and a build after each of several changes. The medians of the rounds count; all of it is
measured in one run, so that other load of the machine affects all alike. With ``--seeds`` the articles of a folder, or
of a file with an article a line (``{"id", "text"}``), are measured in the same way, and hugo gets what the site found.

CPU seconds are those of the whole tree of processes, user and system; those of the search program have a column
of their own and are not part of the others. Memory is measured in a round of its own. The exit code is 1 if a run fails
or a figure of 1,000 invented briefs is above its limit (``bench/build_limits.py``).
"""

from __future__ import annotations

import argparse
import json
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from bench.build_limits import SERVED, judge, judge_growth
from bench.build_tables import as_data, as_markdown, as_text, problems, tables
from bench.changes import (
    CHANGES,
    COLORS,
    NO_CHANGE,
    NOTE_EDITED,
    NOTHING_BUT_ANNOTATIONS,
    write_content,
)
from bench.corpora import Corpus, invented_corpus, seed_corpus
from bench.figures import Row, Size, weigh_output
from bench.machine import describe_machine
from bench.peers import DEFAULT_FOLDER, LOCK, Peer, find_peers, install_peers, run_peer, write_hugo_site
from bench.served import measure_served_edits
from bench.site_builds import Sample, annotate, build_changed, copy_site, sample_of

ANNOTATED = "annotating on all cores"
MEMORY_FOLDER = Path("/dev/shm")  # noqa: S108  a folder of the run's own is made in it


def main() -> int:
    """Measure, print the tables and write them to the files named by the options."""
    options = _parser().parse_args()
    # A run that is ended leaves no preview running and no sites in memory.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    peers = () if options.no_peers else _peers(options.programs.absolute())
    place = options.folder or (MEMORY_FOLDER if MEMORY_FOLDER.is_dir() else None)
    sizes = []
    with tempfile.TemporaryDirectory(prefix="newsgloss-bench-", dir=place) as folder:
        machine = describe_machine(Path(folder), peers)
        for corpus in _corpora(options):
            rounds = 1 if corpus.briefs >= options.once_from else options.rounds
            annotated = (options.annotated or Path(folder)).absolute() / f"annotated-{corpus.briefs}"
            found = [peer for peer in peers if peer.version]
            sizes.append(measure(corpus, annotated, Path(folder), found, rounds=rounds))
    _print(sizes, machine, options)
    judged = [one for size in sizes if not options.seeds for one in judge(size)]
    # A growth that is too small to be measured is within its limit.
    judged += [one for pair in pairwise(sizes) for one in judge_growth(*pair) if one.value is not None]
    return 0 if all(one.is_kept for one in judged) and not problems(sizes) else 1


def _peers(folder: Path) -> tuple[Peer, ...]:
    """Install the programs to compare with, and return them; report those that are missing."""
    try:
        install_peers(folder)
    except subprocess.CalledProcessError:
        print(f"hugo and pagefind could not be installed into {folder}: see above.", file=sys.stderr)
    peers = find_peers(folder)
    for peer in peers:
        if not peer.version:
            hint = "make test installs it" if peer.name == "html-validate" else f"{LOCK.name} has it"
            print(f"{peer.name} is missing, so it is not measured: {peer.program} ({hint})", file=sys.stderr)
    return peers


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--briefs", type=int, nargs="+", default=[100, 1000], help="numbers of briefs")
    parser.add_argument(
        "--seeds", type=Path, metavar="PATH", help="measure these seeds: a folder, or a file of lines"
    )
    parser.add_argument("--rounds", type=int, default=5, choices=range(1, len(COLORS) - 1), metavar="N")
    parser.add_argument(
        "--once-from", type=int, default=10_000, metavar="N", help="one round from this number of briefs on"
    )
    parser.add_argument("--no-peers", action="store_true", help="without hugo, pagefind and html-validate")
    parser.add_argument("--folder", type=Path, help="where sites are built (default: in memory, if possible)")
    parser.add_argument(
        "--programs", type=Path, default=DEFAULT_FOLDER, help="where hugo and pagefind are installed"
    )
    parser.add_argument(
        "--annotated",
        type=Path,
        metavar="FOLDER",
        help="keep annotations here, and use those of an earlier run",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every run to this file")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the tables to this file")
    return parser


def _corpora(options: argparse.Namespace) -> Iterator[Corpus]:
    if options.seeds:
        yield seed_corpus(options.seeds.absolute())
    else:
        yield from map(invented_corpus, sorted(options.briefs))


def measure(corpus: Corpus, annotated: Path, folder: Path, peers: Sequence[Peer], *, rounds: int) -> Size:
    """Measure everything on one site; after a failure of its first build, nothing else.

    Args:
        corpus: its articles.
        annotated: the folder of the site with nothing but annotations; those of an earlier run are used again.
        folder: an existing folder to work in.
        peers: the programs to compare with.
        rounds: the number of rounds, of which the medians count.
    """
    site, hugo_site = folder / "site", folder / "hugo"
    samples: dict[str, list[Sample]] = {}
    of_peers: dict[str, list[Sample]] = {}
    for old in (annotated / "seeds", annotated / "content", hugo_site):
        shutil.rmtree(old, ignore_errors=True)
    (annotated / "seeds").mkdir(parents=True)
    corpus.write_seeds(annotated / "seeds")
    write_content(annotated)
    annotating = annotate(annotated, corpus.briefs)
    if annotating is not None:
        _note(corpus, samples, ANNOTATED, annotating)
    copy_site(annotated, site)
    first = build_changed(site, NOTHING_BUT_ANNOTATIONS, 0, memory=True)
    if first.problem:
        _note(corpus, samples, NOTHING_BUT_ANNOTATIONS.name, first)
        return Size(corpus.label, corpus.briefs, {}, _rows(samples), {}, None)
    output = weigh_output(site / "site")
    write_hugo_site(hugo_site, corpus.hugo_pages(site / "site"))
    memory = {NOTHING_BUT_ANNOTATIONS.name: first.memory}
    memory |= {
        change.name: build_changed(site, change, 0, memory=True).memory for change in (NO_CHANGE, NOTE_EDITED)
    }
    for number in range(rounds):
        for peer in peers:
            _note(corpus, of_peers, peer.name, sample_of(run_peer(peer, hugo_site), accepted=peer.accepted))
        copy_site(annotated, site)
        for change in (NOTHING_BUT_ANNOTATIONS, *CHANGES):
            _note(corpus, samples, change.name, build_changed(site, change, number))
    # The articles that were edited in the last round have their words already.
    for sample in measure_served_edits(site, range(rounds, 2 * rounds + 1)):
        _note(corpus, samples, SERVED, sample)
    return Size(corpus.label, corpus.briefs, _rows(of_peers), _rows(samples), memory, output)


def _rows(samples: Mapping[str, Sequence[Sample]]) -> dict[str, Row]:
    return {name: Row(name, tuple(found)) for name, found in samples.items()}


def _note(corpus: Corpus, samples: dict[str, list[Sample]], name: str, sample: Sample) -> None:
    """Add a sample to its row, and say so."""
    samples.setdefault(name, []).append(sample)
    seconds = f"{sample.wall:7.2f} s, {sample.cpu:7.2f} s of CPU"
    print(f"{corpus.label}: {name}: {sample.problem or seconds}", file=sys.stderr, flush=True)


def _print(sizes: Sequence[Size], machine: Mapping[str, str], options: argparse.Namespace) -> None:
    """Print the tables, and write the files of the options."""
    command = f"python -m bench.builds {shlex.join(sys.argv[1:])}".rstrip()
    described = {**machine, "command": command, "rounds": str(options.rounds)}
    found = tuple(tables(sizes))
    print("\n".join(f"{name}: {value}" for name, value in described.items()))
    for table in found:
        print(f"\n{as_text(table)}")
    print("".join(f"\n{line}" for line in problems(sizes)))
    if options.json:
        text = json.dumps(as_data(sizes, described), ensure_ascii=False, indent=1)
        options.json.write_text(f"{text}\n", encoding="utf-8")
    if options.markdown:
        lines = [f"- {name}: {value}" for name, value in described.items()]
        text = "\n\n".join(["\n".join(lines), *map(as_markdown, found)])
        options.markdown.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
