"""Changes of a site that an editor makes between two builds."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

TITLE = "The Lowmoor Ledger"
NEW_TITLE = "The Lowmoor Courier"
COLORS = "vermilion ochre turquoise magenta crimson indigo amber russet maroon scarlet ivory lavender".split()
"""Words for edits, to find their pages by."""

KNOWN_SHARE = 0.2
"""The share of the briefs of the most frequent person that a well-known one is in."""
_SIX_WORDS = re.compile(r"(?<![\w’'-])[a-z]+(?: [a-z]+){5}(?![\w’'-])")


class Change(Struct, frozen=True):
    """A change of a site.

    Attributes:
        name: of the row of the benchmark.
        apply: makes the change in the folder of a built site. Its number chooses the article.
        annotated: how many articles a build annotates after it.
        writes: True if a build must write pages after it, False if it must write none.
    """

    name: str
    apply: Callable[[Path, int], object]
    annotated: int = 0
    writes: bool = True


def write_content(root: Path) -> None:
    """Write the editor's files of a new site: its title, and notes on the articles that will be changed."""
    (root / "content/notes").mkdir(parents=True)
    _write_title(root, TITLE)
    for number in range(len(COLORS)):
        _write_note(root, number, "The editors have asked for the minutes.")


def edit_article(root: Path, number: int) -> Path:
    """Add a sentence in the middle of an article and return the article's file."""
    path = chosen_seed(root, number)
    path.write_text(with_sentence(path.read_text(encoding="utf-8"), edit_words(number)), encoding="utf-8")
    return path


def edit_words(number: int) -> str:
    """Return the words by which the page of an edited article is recognized."""
    return f"painted {COLORS[number % len(COLORS)]}"


def with_sentence(text: str, words: str) -> str:
    """Return an article with one more sentence at the end of its middle paragraph."""
    paragraphs = text.rstrip("\n").split("\n\n")
    middle = len(paragraphs) // 2
    paragraphs[middle] = f"{paragraphs[middle].rstrip()} The hall is to be {words}."
    return "\n\n".join(paragraphs) + "\n"


def chosen_seed(root: Path, number: int) -> Path:
    """Return the seed that change number ``number`` is made in: they are spread over the archive.

    Raises:
        ValueError: if the site has no plain text to change.
    """
    seeds = sorted(path for path in (root / "seeds").iterdir() if path.suffix in (".txt", ".md"))
    if not seeds:
        message = f"{root / 'seeds'} has no .txt or .md file to change"
        raise ValueError(message)
    return seeds[(2 * number + 1) * len(seeds) // (2 * len(COLORS)) % len(seeds)]


def unique_words(text: str) -> str:
    """Return six consecutive words that the text has only once, for the anchor of a note; "" if there are none."""
    found = (match[0] for match in _SIX_WORDS.finditer(text, len(text) // 2))
    return next((words for words in found if text.count(words) == 1), "")


def frequent_person(entities: Sequence[Mapping[str, Any]], place: int = 0) -> Mapping[str, Any]:
    """Return one of the persons who appear in most briefs, of ``data/entities.json``: the most frequent one is first.

    Raises:
        ValueError: if the site has no such person.
    """
    people = [entity for entity in entities if entity["type"] == "person"]
    if len(people) <= place:
        message = "the site has too few persons"
        raise ValueError(message)
    return sorted(people, key=lambda entity: (-len(entity["briefs"]), entity["id"]))[place]


def person_in(entities: Sequence[Mapping[str, Any]], share: float) -> Mapping[str, Any]:
    """Return the person whose number of briefs is nearest to a share of that of the most frequent person.

    Args:
        entities: of ``data/entities.json``.
        share: more than 0, less than 1. The two most frequent persons, whom other changes are about, do not count.

    Raises:
        ValueError: if the site has fewer than three persons.
    """
    wanted = share * len(frequent_person(entities)["briefs"])
    people = (entity for entity in entities if entity["type"] == "person")
    others = sorted(people, key=lambda entity: (-len(entity["briefs"]), entity["id"]))[2:]
    if not others:
        message = "the site has too few persons"
        raise ValueError(message)
    return min(others, key=lambda entity: abs(len(entity["briefs"]) - wanted))


def _leave(root: Path, number: int) -> None:
    """Change nothing."""


def _edit_note(root: Path, number: int) -> None:
    _write_note(root, number, "The editors have asked for the minutes, and for the ledger.")


def _write_note(root: Path, number: int, note: str) -> None:
    seed = chosen_seed(root, number)
    words = unique_words(seed.read_text(encoding="utf-8"))
    if words:
        path = root / "content/notes" / f"{seed.stem}.md"
        path.write_text(f"> {words}\n\n{note}\n", encoding="utf-8")


def _add_first_entry(root: Path, _number: int) -> None:
    person = frequent_person(_entities(root), 1)
    _add_entry(root, person, {"name": person["name"], "role": "keeper of the ledger"})


def _rename_known(root: Path, _number: int) -> None:
    _rename(root, person_in(_entities(root), KNOWN_SHARE))


def _rename_most_frequent(root: Path, _number: int) -> None:
    _rename(root, frequent_person(_entities(root)))


def _rename(root: Path, person: Mapping[str, Any]) -> None:
    given, _, rest = str(person["name"]).partition(" ")
    _add_entry(root, person, {"name": f"{given} Quill {rest}".rstrip()})


def _entities(root: Path) -> list[dict[str, Any]]:
    entities: list[dict[str, Any]] = json.loads(
        (root / "site/data/entities.json").read_text(encoding="utf-8")
    )
    return entities


def _add_entry(root: Path, person: Mapping[str, Any], entry: Mapping[str, str]) -> None:
    path = root / "content/entities.yaml"
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"people": {}}
    known["people"][person["id"]] = entry
    path.write_text(json.dumps(known), encoding="utf-8")


def _change_title(root: Path, _number: int) -> None:
    _write_title(root, NEW_TITLE)


def _write_title(root: Path, title: str) -> None:
    (root / "content/site.yaml").write_text(f"title: {title}\n", encoding="utf-8")


NOTHING_BUT_ANNOTATIONS = Change("annotations cached, the rest anew", _leave)
"""The state of a copy of a site that was only annotated."""

NO_CHANGE = Change("no change", _leave, writes=False)
ARTICLE_EDITED = Change("one article edited", edit_article, annotated=1)
NOTE_EDITED = Change("an editor's note edited (no model)", _edit_note)
FIRST_ENTRY = Change("the first entry of an entity", _add_first_entry)
"""From then on every page says that an editor has checked names."""
ENTITY_RENAMED = Change("an entity renamed", _rename_known)
"""A person of a tenth of the briefs of 1,000: some 700 files change."""
MOST_FREQUENT_RENAMED = Change("the most frequent entity renamed", _rename_most_frequent)
"""A person of half of the briefs: half of all files change."""
TITLE_CHANGED = Change("site title changed", _change_title)

CHANGES = (
    NO_CHANGE,
    ARTICLE_EDITED,
    NOTE_EDITED,
    FIRST_ENTRY,
    ENTITY_RENAMED,
    MOST_FREQUENT_RENAMED,
    TITLE_CHANGED,
)
"""The changes of a round, in order; each is made to the site that the one before has left."""
