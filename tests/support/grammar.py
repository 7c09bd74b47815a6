"""Plain sentences from a grammar: all verbs of speech, all classes of words as names, all forms of a quotation."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from builder.lexicon.word_lists import table

_DATA = Path(__file__).parents[1] / "data" / "grammar"
_SLOT = re.compile(r"\{(.)\}")
_MARKS = (("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("‘‘", "’’"), ("``", "''"), ("“", '"'), ("‟", "”"))
_INNER = (("‘", "’"), ("“", "”"), ("'", "'"), ('"', '"'))
_SPACED = ("people", "bodies", "places", "peoples", "described")
_MOST_SENTENCES = 3
_PLAIN = 0.5
"""The share of sentences that a newspaper could print, except for their names."""
_GAPS = (" ", " ", "\n\n")


def sentence_articles(seed: int, numbers: Iterator[int] | range) -> Iterator[tuple[int, str]]:
    """Yield articles of one to three sentences: the same for the same seed and number."""
    for number in numbers:
        yield number, _article(random.Random(f"{seed}-{number}"))  # noqa: S311  no secret depends on it


def past_tense(verb: str) -> str:
    """Return the past tense of a verb's base form, by rules and a list of irregular verbs."""
    irregular = dict(pair.split(":") for pair in _entries("words")["irregular"])
    if verb in irregular:
        return irregular[verb]
    if verb.endswith("e"):
        return f"{verb}d"
    return f"{verb[:-1]}ied" if re.search(r"[^aeiou]y$", verb) else f"{verb}ed"


@cache
def _entries(name: str) -> Mapping[str, Sequence[str]]:
    """Return the lists of one data file by their names."""
    stored = yaml.safe_load((_DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return {
        key: value if isinstance(value, list) else [entry.strip('"') for entry in value.split(" | ")]
        for key, value in stored.items()
    }


@cache
def _verbs() -> tuple[str, ...]:
    """Return every verb of speech of the annotator's lexicon in its base form."""
    return tuple(row[0] for row in table("cue_verbs"))


def _article(chance: random.Random) -> str:
    sentences = [_sentence(chance) for _ in range(chance.randint(1, _MOST_SENTENCES))]
    text = "".join(f"{one}{chance.choice(_GAPS)}" for one in sentences).strip()
    # An article needs at least one letter or digit.
    return text if any(character.isalnum() for character in text) else f"{text} So it was."


def _sentence(chance: random.Random) -> str:
    forms = _entries("forms")
    form = chance.choice(forms["plain" if chance.random() < _PLAIN else chance.choice(sorted(forms))])
    subject = _name(chance)
    outer, inner = chance.choice(_MARKS), chance.choice(_INNER)
    marks = {"(": outer[0], ")": outer[1], "[": inner[0], "]": inner[1], "n": subject}
    filled = _SLOT.sub(lambda slot: marks.get(slot[1]) or _filled(slot[1], chance), form)
    return re.sub(r" +", " ", filled) if chance.random() < 0.9 else filled


def _filled(slot: str, chance: random.Random) -> str:
    """Return the words for one slot of a form."""
    lists = {
        "s": "said",
        "t": "said",
        "q": "quoted",
        "w": "whens",
        "h": "hearers",
        "a": "adverbs",
        "j": "joints",
        "r": "kinds",
        "l": "labels",
        "e": "ends",
        "d": "datelines",
    }
    if slot in lists:
        return chance.choice(_entries("words")[lists[slot]])
    if slot in "mk":
        return _name(chance)
    # Half of the verbs are common ones, which most rules are about.
    verb = chance.choice(("say", "tell", "add", "ask") if chance.random() < 0.5 else _verbs())
    return {"v": past_tense(verb), "p": f"{verb}s", "i": verb}[slot]


def _name(chance: random.Random) -> str:
    """Return a name: a word of any class, sometimes with a title or a second word."""
    names = _entries("names")
    kind = chance.choice(sorted(names))
    name = chance.choice(names[kind])
    if kind in _SPACED:
        return name
    shape = chance.random()
    if shape < 0.1:
        return f"{chance.choice(('Mr.', 'Mayor', 'the', 'Sen.', 'Mayors', 'and', 'Judge -'))} {name}"
    if shape < 0.25:
        return f"{name} {chance.choice(names[chance.choice(sorted(names))])}"
    return name.upper() if shape < 0.3 else name
