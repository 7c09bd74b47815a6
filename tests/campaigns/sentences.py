"""Annotate plain sentences of a grammar in bulk, and print every exception.

    python -m tests.campaigns.sentences [--count 100000] [--seed 1] [--first 0] [--jobs 2]

An article has one to three sentences. One that fails is printed with what it says and the command that makes it again.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time

from builder.annotate.annotator import Annotator
from tests.support.grammar import sentence_articles
from tests.support.plain_sentences import numbered, problems_of

BATCH = 2000
"""Number of articles that are annotated and linked together."""


def main() -> int:
    """Run the campaign; return 1 as the exit code if something failed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first article")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    annotator = Annotator()
    failed, start = 0, time.perf_counter()
    last = options.first + options.count
    for first in range(options.first, last, BATCH):
        texts = dict(sentence_articles(options.seed, range(first, min(first + BATCH, last))))
        for seed_id, what in problems_of(numbered(texts.items()), annotator, jobs=options.jobs):
            failed += 1
            again = f"--seed {options.seed} --first {seed_id} --count 1"
            print(f"{texts[int(seed_id)]!r}\n{what}\npython -m tests.campaigns.sentences {again}\n")
        print(
            f"{min(first + BATCH, last) - options.first} articles, {failed} failed",
            file=sys.stderr,
            flush=True,
        )
    used = sum(resource.getrusage(who).ru_utime + resource.getrusage(who).ru_stime for who in _PROCESSES)
    print(
        f"{options.count} articles of seed {options.seed}: {failed} failed; "
        f"{used:.0f} s of CPU, {time.perf_counter() - start:.0f} s"
    )
    return 1 if failed else 0


_PROCESSES = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)

if __name__ == "__main__":
    sys.exit(main())
