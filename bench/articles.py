"""Invented articles in any number, all different, and the same at every run.

People, places and organizations are named by Zipf's law: the one of rank r in proportion to 1 / r. An archive
meets new names ever more slowly (Heaps' law): article number n draws from the first ``25 * sqrt(n)`` names of each
kind. So the entities of an archive and the ties between them grow as in a real one, and article n is the same in a
small archive and in a large one.
"""

from __future__ import annotations

import random
import re
from bisect import bisect
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, product
from math import isqrt
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml
from msgspec import Struct

WORDS = Path(__file__).with_name("data") / "corpus.yaml"

DRAWN = MappingProxyType({"people": 4, "places": 5, "organizations": 4})
"""The number of names of an article, by kind."""

FIRST_DAY = date(2023, 1, 2)
ARTICLES_A_DAY = 12
PARAGRAPHS = 18
PARAGRAPH_WORDS = 31
SLUG_WORDS = 4

_SLOT = re.compile(r"\{([A-Za-z]+)(\d?)\}")
_KIND_OF_SLOT = {"p": "people", "x": "places", "o": "organizations"}


class InventedArticle(Struct, frozen=True):
    """An article, and the names in it.

    Attributes:
        number: from 0; the order of the archive.
        day: as in ISO 8601; no later article has an earlier one.
        names: the full names of people, places and organizations in the text, by kind.
        text: about 600 words; paragraphs are separated by empty lines.
    """

    number: int
    headline: str
    day: str
    names: Mapping[str, tuple[str, ...]]
    text: str

    @property
    def slug(self) -> str:
        """The name of its files, short enough to be the slug of its brief."""
        return "-".join([f"{self.number:05}", *re.findall("[a-z]+", self.headline.lower())[:SLUG_WORDS]])


def make_articles(count: int) -> Iterator[InventedArticle]:
    """Yield the first articles of the archive."""
    return map(make_article, range(count))


def make_article(number: int) -> InventedArticle:
    """Return the article with this number."""
    pick = random.Random(number)  # noqa: S311  variety, not secrecy
    names = {kind: _draw(pick, kind, count, number) for kind, count in DRAWN.items()}
    text = _Writer(pick, names).text()
    headline = fill(pick, pick.choice(_words()["headlines"]), lambda slot, i: names[_KIND_OF_SLOT[slot]][i])
    day = FIRST_DAY + timedelta(days=number // ARTICLES_A_DAY)
    return InventedArticle(number, headline, day.isoformat(), names, text)


def pool_size(number: int) -> int:
    """Return how many names of each kind the archive knows when it comes to this article."""
    return isqrt(25 * 25 * max(number, 16))


@cache
def name_pool(kind: str) -> tuple[str, ...]:
    """Return all names of a kind, the most frequent ones first.

    Args:
        kind: "people", "places" or "organizations".
    """
    words = _words()
    shuffled = random.Random(kind)  # noqa: S311
    if kind == "people":
        names = [" ".join(parts) for parts in product(words["women"] + words["men"], words["surnames"])]
    elif kind == "places":
        parts = product(words["place_prefixes"], words["place_stems"], words["place_endings"])
        names = ["".join(part) for part in parts]
    else:
        names = [" ".join(parts) for parts in product(words["bodies"], words["body_kinds"])]
    shuffled.shuffle(names)
    if kind == "places":
        # Every third of the frequent places is on a map of the world.
        for i, real in enumerate(words["real_places"]):
            names.insert(3 * i, real)
    return tuple(names)


@cache
def _weights() -> tuple[float, ...]:
    """Return the sums of 1 / r over the ranks."""
    largest = max(len(name_pool(kind)) for kind in DRAWN)
    return tuple(accumulate(1 / rank for rank in range(1, largest + 1)))


def _draw(pick: random.Random, kind: str, count: int, number: int) -> tuple[str, ...]:
    """Return different names of a kind; no two persons have one surname, which the text calls them by."""
    pool = name_pool(kind)
    size = pool_size(number)
    if size > len(pool):
        message = f"there are too few names for article {number}: add {kind} to {WORDS.name}"
        raise ValueError(message)
    weights = _weights()
    chosen: dict[str, str] = {}
    while len(chosen) < count:
        name = pool[bisect(weights, pick.random() * weights[size - 1], hi=size - 1)]
        chosen.setdefault(_surname(name) if kind == "people" else name, name)
    return tuple(chosen.values())


class _Writer:
    """The text of one article as it is written: a person is introduced once, and then called by surname."""

    def __init__(self, pick: random.Random, names: Mapping[str, Sequence[str]]) -> None:
        self._pick = pick
        self._names = names
        self._introduced: set[str] = set()

    def text(self) -> str:
        """Return the text: a lead, sentences with every name, quotes, and background up to the length."""
        words, pick = _words(), self._pick
        lead = f"{self._names['places'][0].upper()} — {self._sentence(pick.choice(words['leads']))}"
        # None is a quote.
        frames: list[str | None] = [*words["context"], *([None] * pick.randint(6, 9))]
        pick.shuffle(frames)
        paragraphs = [lead, *(self._quote() if frame is None else self._sentence(frame) for frame in frames)]
        paragraphs += [self._background() for _ in range(PARAGRAPHS - len(paragraphs))]
        return "\n\n".join(map(self._lengthened, paragraphs)) + "\n"

    def _lengthened(self, paragraph: str) -> str:
        length = self._pick.gauss(PARAGRAPH_WORDS, 4) - 7
        while len(paragraph.split()) < length:
            paragraph = f"{paragraph} {self._background()}"
        return paragraph

    def _background(self) -> str:
        return self._sentence(self._pick.choice(_words()["background"]))

    def _sentence(self, frame: str) -> str:
        filled = self._filled(frame)
        return f"{filled[0].upper()}{filled[1:]}"

    def _filled(self, frame: str) -> str:
        return fill(self._pick, frame, self._name)

    def _name(self, slot: str, i: int) -> str:
        if slot in ("he", "He"):
            given_name = self._names["people"][i].split()[0]
            pronoun = "she" if given_name in _words()["women"] else "he"
            return pronoun.capitalize() if slot == "He" else pronoun
        name = self._names[_KIND_OF_SLOT[slot]][i]
        if slot != "p":
            return name
        if name in self._introduced:
            return _surname(name)
        self._introduced.add(name)
        return f"{_role(name)} {name}"

    def _quote(self) -> str:
        """Return a sentence with a quote in one of five shapes."""
        pick, words = self._pick, _words()
        speaker, cue = self._name("p", pick.randrange(DRAWN["people"])), pick.choice(words["cue"])
        said = self._filled(pick.choice(words["statements"]))
        cue = f"{cue} reporters" if cue == "told" else cue
        shapes = (
            lambda: f"“{said},” {speaker} {cue}.",
            lambda: f"“{said},” said {speaker}.",
            lambda: f"“{said},” {speaker} {cue}. “{self._filled(pick.choice(words['statements']))}.”",
            lambda: f"{speaker} {cue}: “{said}.”",
            lambda: f"{speaker} called the decision “{self._filled(pick.choice(words['fragments']))}.”",
        )
        return pick.choice(shapes)()


def fill(pick: random.Random, frame: str, name: Callable[[str, int], str]) -> str:
    """Return a sentence with its slots filled.

    Args:
        pick: chooses the words.
        frame: the sentence, with slots as ``corpus.yaml`` describes them.
        name: gives the words of a numbered slot by its letters and number.
    """

    def words_of(slot: re.Match[str]) -> str:
        kind, number = slot.groups()
        if number:
            return name(kind, int(number))
        return str(pick.randint(3, 90)) if kind == "n" else pick.choice(_words()[kind])

    return _SLOT.sub(words_of, frame)


def _surname(name: str) -> str:
    return name.rpartition(" ")[2]


@cache
def _role(name: str) -> str:
    """Return the role of a person, the same in all articles."""
    return random.Random(name).choice(_words()["roles"])  # noqa: S311


@cache
def _words() -> Mapping[str, list[str]]:
    """Return the lists of words and sentences by name."""
    entries: dict[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return {name: _entries(entry) for name, entry in entries.items()}


def _entries(entry: str | list[str]) -> list[str]:
    """Return the items of a list, which may be written as words, or as phrases with bars between them."""
    if isinstance(entry, list):
        return entry
    return [phrase.lstrip() for phrase in entry.split("|")] if "|" in entry else entry.split()
