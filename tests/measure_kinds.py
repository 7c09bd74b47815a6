"""Measure the hundred articles of other kinds than politics: names, quotations, words that no one says, terms, places.

    python -m tests.measure_kinds [KIND …] [--mistakes] [--folder FOLDER]

KIND is a file of ``tests/data/kinds`` without its ending. With ``--mistakes`` each mistake is printed in a line.
A file with a home is measured with the home that its archive shows, and again with the one that it names.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.support.news_kinds import KindFigures, Share, home_of_kind, kinds, measure

COLUMNS = ("names", "organizations", "quotes", "left_alone", "terms", "located", "near")


def main() -> int:
    """Print a table with a row for each file, and their sums."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kinds", nargs="*", metavar="KIND")
    parser.add_argument("--mistakes", action="store_true", help="print each mistake")
    parser.add_argument("--folder", type=Path, help="keep annotations for the next run here")
    options = parser.parse_args()
    unknown = {*options.kinds} - {*kinds()}
    if unknown:
        sys.exit(f"There is no file for {', '.join(sorted(unknown))}; there are {', '.join(kinds())}.")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        found = {kind: measure(kind, folder) for kind in options.kinds or kinds()}
        at_home = {kind: measure(kind, folder, with_home=True) for kind in found if home_of_kind(kind)}
    for kind, figures in found.items():
        _print_row(kind, figures)
        if kind in at_home:
            sys.stdout.write(
                f"    with `home`    located {at_home[kind].located}, near {at_home[kind].near}\n"
            )
        if options.mistakes:
            sys.stdout.write("".join(f"    {line}\n" for line in figures.mistakes))
    if len(found) > 1:
        sys.stdout.write("all\n")
        for column in COLUMNS:
            shares = [getattr(figures, column) for figures in found.values()]
            total = Share(sum(share.right for share in shares), sum(share.total for share in shares))
            sys.stdout.write(f"    {column:14} {total}\n")
    return 0


def _print_row(kind: str, figures: KindFigures) -> None:
    sys.stdout.write(f"{kind}\n")
    for column in COLUMNS:
        sys.stdout.write(f"    {column:14} {getattr(figures, column)}\n")


if __name__ == "__main__":
    sys.exit(main())
