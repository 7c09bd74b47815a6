"""English words: the dictionary of the lemmatizer, as sets of words that do not need a sentence around them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from msgspec import Struct

_OPEN_CLASSES = ("verb", "adj", "adv")


class EnglishWords(Struct, frozen=True):
    """The base forms of a dictionary, and the endings that lead to them, by part of speech ("noun", "verb" …).

    Attributes:
        index: base forms in small letters; those of nouns include well-known names.
        exceptions: irregular forms.
        rules: endings and what replaces them in the base form.
    """

    index: Mapping[str, Collection[str]]
    exceptions: Mapping[str, Collection[str]]
    rules: Mapping[str, Sequence[Sequence[str]]]

    def is_noun(self, word: str) -> bool:
        """Return True for a noun in small letters, in any of its forms."""
        return self._is_form(word, "noun")

    def is_other(self, word: str) -> bool:
        """Return True for a verb, adjective or adverb in small letters, in any of its forms."""
        return any(self._is_form(word, kind) for kind in _OPEN_CLASSES)

    def is_past(self, word: str) -> bool:
        """Return True for a form of a verb in small letters that is neither its base form nor one with -s."""
        if word in self.index.get("verb", ()) or word.endswith("s"):
            return False
        return self._is_form(word, "verb")

    def _is_form(self, word: str, kind: str) -> bool:
        index = self.index.get(kind, ())
        return (
            word in index
            or word in self.exceptions.get(kind, ())
            or any(
                word.endswith(ending) and word[: len(word) - len(ending)] + base in index
                for ending, base in self.rules.get(kind, ())
                if ending
            )
        )


NO_WORDS = EnglishWords({}, {}, {})
"""The dictionary of a pipeline that has none."""


def english_words(lemmatizer: Any) -> EnglishWords:
    """Return the dictionary of a lemmatizer.

    Args:
        lemmatizer: the component of a spaCy pipeline; None if it has none.
    """
    lookups = getattr(lemmatizer, "lookups", None)
    if lookups is None or not all(lookups.has_table(f"lemma_{name}") for name in ("index", "exc", "rules")):
        return NO_WORDS
    index, exceptions, rules = (lookups.get_table(f"lemma_{name}") for name in ("index", "exc", "rules"))
    kinds = ("noun", *_OPEN_CLASSES)
    return EnglishWords(
        {kind: frozenset(index.get(kind, ())) for kind in kinds},
        {kind: frozenset(exceptions.get(kind, ())) for kind in kinds},
        {kind: tuple(map(tuple, rules.get(kind, ()))) for kind in kinds},
    )
