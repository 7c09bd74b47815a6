"""Write the annotator's table of nicknames of given names.

    python -m tools.extract_nicknames FILE

FILE is ``names.csv`` of the package ``nicknames`` (PyPI): given name, "has_nickname", nickname. It writes
``builder/lexicon/data/nicknames.tsv``.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

FILE = Path(__file__).parent.parent / "builder" / "lexicon" / "data" / "nicknames.tsv"
HEADER = """\
# Given names with the nicknames that go with each, lower case.
# Source: the package nicknames 1.0.1 on PyPI (Apache-2.0), from the lists of Old Dominion University and Carlton
# Northern. Made by tools/extract_nicknames.py.
"""


def main() -> None:
    """Read the list and write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    found: dict[str, set[str]] = {}
    with parser.parse_args().file.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found.setdefault(row["name1"], set()).add(row["name2"])
    lines = [f"{name}\t{'|'.join(sorted(nicknames))}\n" for name, nicknames in sorted(found.items())]
    FILE.write_text(HEADER + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} names")


if __name__ == "__main__":
    main()
