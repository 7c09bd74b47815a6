"""Write the annotator's lists of brands: websites and companies, and shops whose name is a possessive.

    python -m tools.extract_brands ICONS INDEX

ICONS is ``_data/simple-icons.json`` of the package ``simple-icons`` (npm); INDEX is
``dist/json/filtered/brands_keep.json`` of the package ``name-suggestion-index`` (npm), which counts the places that
bear each brand. They write ``builder/lexicon/data/brands.txt`` and ``possessive_brands.txt``.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path

from builder.gazetteer.lookup import load_gazetteer
from builder.names.given_names import is_given_name
from builder.names.known_names import known_kinds

FOLDER = Path(__file__).parent.parent / "builder" / "lexicon" / "data"
BRANDS_HEADER = """\
# Brands of websites and companies: single words that are neither given names nor well-known names of something else.
# Source: titles in Simple Icons 9.0.0 (CC0), by way of the package simple-icons on npm.
# Made by tools/extract_brands.py.
"""
POSSESSIVES_HEADER = """\
# Brands of shops and restaurants whose name is a possessive, of those with the most branches.
# Source: name-suggestion-index 8.0.20260918 on npm (BSD-3-Clause: NAME_SUGGESTION_INDEX_LICENSE), and Simple Icons
# 9.0.0 (CC0). Made by tools/extract_brands.py.
"""

_WORD = re.compile(r"[A-Z][A-Za-z]{3,}")
_POSSESSIVE = re.compile(r"[A-Z][A-Za-z-]+(?: [A-Z][A-Za-z-]+){0,2}'s")
_FEWEST_BRANCHES = 250
_MANY_BRANCHES = 1000
"""Branches of a shop that is called after a given name ("Wendy's"), at least."""


def brands(titles: list[str]) -> list[str]:
    """Return the titles that are a single capitalized word and no name of a person or place, sorted."""
    gazetteer = load_gazetteer()
    return sorted(
        title
        for title in set(titles)
        if _WORD.fullmatch(title)
        and not is_given_name(title)
        and known_kinds(title) <= {"ORG", "OTHER"}
        and not gazetteer.candidates(title)
    )


def possessive_brands(branches: dict[str, int], titles: list[str]) -> list[str]:
    """Return the brands in the possessive, sorted.

    Args:
        branches: the number of places by kind and brand: "amenity/fast_food|Wendy’s".
        titles: further brands.
    """
    counts: Counter[str] = Counter()
    for key, number in branches.items():
        counts[key.partition("|")[2].replace("’", "'")] += number
    known = {name for name in titles if _POSSESSIVE.fullmatch(name)}
    return sorted(
        known
        | {
            name
            for name, number in counts.items()
            if _POSSESSIVE.fullmatch(name)
            and number >= (_MANY_BRANCHES if is_given_name(name.removesuffix("'s")) else _FEWEST_BRANCHES)
        }
    )


def main() -> None:
    """Read the packages and write the lists."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("icons", type=Path)
    parser.add_argument("index", type=Path)
    options = parser.parse_args()
    icons = [icon["title"] for icon in json.loads(options.icons.read_text(encoding="utf-8"))["icons"]]
    index = json.loads(options.index.read_text(encoding="utf-8"))["keep"]
    for name, header, lines in (
        ("brands.txt", BRANDS_HEADER, brands(icons)),
        ("possessive_brands.txt", POSSESSIVES_HEADER, possessive_brands(index, icons)),
    ):
        (FOLDER / name).write_text(header + "".join(f"{line}\n" for line in lines), encoding="utf-8")
        print(f"{name}: {len(lines)} names")


if __name__ == "__main__":
    main()
