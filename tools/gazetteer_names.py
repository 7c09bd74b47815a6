"""Names of places for the gazetteer: search keys, spellings, and common words that are also names."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

from builder.annotate.parse.language_model import load_language
from builder.annotate.parse.model_package import find_model
from builder.gazetteer.name_keys import name_key, without_article

DATA = Path(__file__).parents[1] / "builder" / "gazetteer" / "data"
SIMILAR = 0.75
"""The lowest similarity (difflib's ratio) at which an alternate name counts as a spelling of a place's name."""
SHORTEST_SPELLING = 4


def search_keys(names: Iterable[str]) -> list[str]:
    """Return the search keys of names in Latin letters: with and without type words and Arabic article."""
    keys: dict[str, None] = {}
    for name in names:
        for form in (name, _without_kind(name)):
            key = name_key(form)
            if _is_latin(key):
                keys |= dict.fromkeys((key, without_article(key)))
    return list(keys)


def _without_kind(name: str) -> str:
    """Return a division's name without its type words: "Diyala" for "Diyala Governorate"."""
    for row in read_hand_made("generic_words.tsv"):
        if row["table"] == "yes":
            words = re.escape(row["words"])
            pattern = rf"^{words} (?=.)" if row["position"] == "prefix" else rf"(?<=.) {words}$"
            stripped = re.sub(pattern, "", name, flags=re.IGNORECASE)
            if stripped != name:
                return stripped
    return name


@cache
def read_hand_made(file: str) -> tuple[dict[str, str], ...]:
    """Return the rows of one of the tables made by hand."""
    lines = (DATA / file).read_text(encoding="utf-8").splitlines()
    return tuple(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))


def spellings_of(names: Iterable[str], keys: Sequence[str]) -> list[str]:
    """Return the keys of alternate names that are spellings of the name, or the name without its addition.

    Old, foreign and poetic names are left out, and so are codes.
    """
    # GeoNames has names in all languages without naming the language: "Salem" would be Jerusalem.
    found = set()
    for name in names:
        if not re.match(r"(?:[a-z]{1,3}[- ])?[^\W\d_a-z][^\W\d_]", name):
            continue
        for key in search_keys([name]):
            if (
                len(key) >= SHORTEST_SPELLING
                and not key.isupper()
                and key not in keys
                and _is_spelling(key, keys)
            ):
                found.add(key)
    return sorted(found)


def _is_spelling(key: str, keys: Sequence[str]) -> bool:
    return any(
        own.startswith(f"{key} ")
        or (own[0] == key[0] and SequenceMatcher(None, own, key, autojunk=False).ratio() >= SIMILAR)
        for own in keys
    )


def _is_latin(key: str) -> bool:
    return re.fullmatch(r"[A-Za-z0-9 ]+", key) is not None


def common_words() -> frozenset[str]:
    """Return verbs, adjectives and adverbs of the English pipeline's lemma tables (WordNet's)."""
    lemmatizer: Any = load_language(find_model(None).package).get_pipe("lemmatizer")
    index = lemmatizer.lookups.get_table("lemma_index")
    return frozenset(word for kind in ("verb", "adj", "adv") for word in index[kind])
