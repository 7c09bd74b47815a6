"""Words of a language that are safe to read without a parse, from a small file; most languages have none."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from msgspec import Struct

from builder.lexicon.word_lists import headed_lines

_DATA = Path(__file__).parent / "data"


class LanguageWords(Struct, frozen=True):
    """The words of a language.

    Attributes:
        titles: words before the name of a person that do not belong to it.
        articles: words before a name that do not belong to it.
        cues: verbs of speech between a quotation and the name of who said it, the longest first.
    """

    titles: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    cues: tuple[str, ...] = ()


@cache
def language_words(language: str) -> LanguageWords:
    """Return the words of a language, by its primary tag; none if it has no file."""
    path = _DATA / f"{language}.txt"
    if not path.is_file():
        return LanguageWords()
    lines = headed_lines(path)
    return LanguageWords(
        titles=frozenset(lines["titles"]),
        articles=frozenset(lines["articles"]),
        cues=tuple(sorted(lines["cues"], key=lambda cue: (-len(cue), cue))),
    )
