"""Truecasing of names in capitals, so that the language model recognizes them: "JANE ROE" → "Jane Roe".

A truecased text is as long as the original, so that offsets stay valid. A word is truecased wherever it appears in the
article if somewhere it is beside another word in capitals, after a title, or in a paragraph that is all in capitals; or
if it is a given name with the word after it, however short both are.
"""

# A word in capitals may be an acronym instead, so capitals alone are not evidence of a name.

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from itertools import pairwise

from builder.annotate.parse.capital_copy import (
    CapitalCopy,
    is_capital_copy,
    is_capital_headline,
    title_case,
)
from builder.annotate.parse.english_words import NO_WORDS, EnglishWords
from builder.lexicon.word_lists import words
from builder.names.given_names import is_given_name

_CAPITALS = re.compile(r"(?<![\w.&])[^\W\d_a-z](?:[’'-]?[^\W\d_a-z])*(?![\w&])")
_INNER_WORD = re.compile(r"(?<=[a-z,] )[^\W\d_]+\b")
_SHORTEST = 4
"""Letters of the shortest word that is truecased: shorter ones, but for given names, are acronyms more often."""
_SHORTEST_GIVEN = 3
"""Letters of the shortest given name that makes the word after it a name ("ANA ROE"): "AL" and "ED" do not."""
_NO_SURNAMES = frozenset(
    "a and as at be by do for had has have in is it no not of on or the to us was we who you".split()
)
"""Short words after which the word before is not a given name: "YOU MAY NOT"."""
_SHARE_OF_CAPITALS = 0.7
"""A paragraph with at least this share of its letters in capitals is all in capitals."""
_LIST_SEPARATORS = (", ", " and ", ", and ")


def truecase(paragraphs: list[str], english: Callable[[], EnglishWords] = lambda: NO_WORDS) -> list[str]:
    """Return the paragraphs of one article, each as long as before, truecased.

    Names in capitals are truecased in every paragraph, and all words of running text that is in capitals.

    Args:
        paragraphs: of the article, in order.
        english: returns the words that are not names by themselves; it is called only for running text in capitals.
    """
    in_capitals = [_is_all_capitals(text) for text in paragraphs]
    copies = {i: copy for i, copy in enumerate(_copies(paragraphs, in_capitals, english)) if copy is not None}
    names = {
        word
        for i, text in enumerate(paragraphs)
        if i not in copies
        for word in _names_in_capitals(text, all_capitals=in_capitals[i])
    }
    if copies:
        mixed = [text for text, capitals in zip(paragraphs, in_capitals, strict=True) if not capitals]
        # In a heading in capitals every longer word counts as a name; in running text one that is a name elsewhere.
        certain = {word for text in mixed for word in _names_in_capitals(text, all_capitals=False)}
        certain.update(name for copy in copies.values() for name in copy.names())
        names |= certain
        written = _written_words(mixed)
    elif not names:
        return paragraphs
    return [
        copies[i].cased(certain, written)
        if i in copies
        else _CAPITALS.sub(lambda match: _truecase_word(match.group(), names), text)
        for i, text in enumerate(paragraphs)
    ]


def _copies(
    paragraphs: Sequence[str], in_capitals: Sequence[bool], english: Callable[[], EnglishWords]
) -> Iterator[CapitalCopy | None]:
    """Yield each paragraph as running text in capitals; None for any other."""
    for text, capitals in zip(paragraphs, in_capitals, strict=True):
        matches = list(_CAPITALS.finditer(text)) if capitals else []
        is_copy = is_capital_copy(text, matches) or is_capital_headline(matches, english)
        yield CapitalCopy(text, matches, english()) if is_copy else None


def _written_words(paragraphs: Iterable[str]) -> dict[str, str]:
    """Return the words of paragraphs as they are written inside a sentence, keyed by their capitals.

    A word that is written in several ways is not among them.
    """
    found: dict[str, set[str]] = {}
    for text in paragraphs:
        for match in _INNER_WORD.finditer(text):
            found.setdefault(match[0].upper(), set()).add(match[0])
    return {capitals: forms.pop() for capitals, forms in found.items() if len(forms) == 1}


def _names_in_capitals(text: str, *, all_capitals: bool) -> Iterator[str]:
    """Yield the words in capitals of a paragraph that are names and not acronyms; a word may be yielded twice."""
    every = list(_CAPITALS.finditer(text))
    if not all_capitals:
        # In a paragraph all in capitals the word after a given name is a verb as often as a surname.
        yield from _given_names_with_surnames(text, every)
    matches = [match for match in every if _is_long(match.group())]
    list_end = -1
    for match_i, match in enumerate(matches):
        before = text[: match.start()].rstrip(" ")
        in_list = list_end >= 0 and text[list_end : match.start()] in _LIST_SEPARATORS
        if (
            all_capitals
            or _is_beside_capitals(text, matches, match_i)
            or in_list
            or _is_title(before.rpartition(" ")[2])
        ):
            list_end = match.end()
            yield match.group()


def _is_all_capitals(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return sum(map(str.isupper, letters)) >= _SHARE_OF_CAPITALS * len(letters)


def _given_names_with_surnames(text: str, matches: Sequence[re.Match[str]]) -> Iterator[str]:
    """Yield each given name in capitals and the word in capitals after it."""
    for first, second in pairwise(matches):
        adjacent = text[first.end() : second.start()] == " "
        if adjacent and _is_given(first.group()) and second.group().lower() not in _NO_SURNAMES:
            yield from (first.group(), second.group())


def _is_beside_capitals(text: str, matches: Sequence[re.Match[str]], match_i: int) -> bool:
    """Return True if only a space separates a match from the match before or after it."""
    match = matches[match_i]
    return any(
        text[min(match.end(), other.end()) : max(match.start(), other.start())] == " "
        for other in (*matches[max(0, match_i - 1) : match_i], *matches[match_i + 1 : match_i + 2])
    )


def _is_title(word: str) -> bool:
    lower = word.lower()
    known = words("role_heads")
    return (
        word[:1].isupper()
        and not word.isupper()
        and (word in words("honorifics") or lower in known or lower.removesuffix("s") in known)
    )


def _is_given(word: str) -> bool:
    return len(word) >= _SHORTEST_GIVEN and is_given_name(word)


def _is_long(word: str) -> bool:
    return sum(map(str.isalpha, word)) >= _SHORTEST


def _truecase_word(word: str, names: Set[str]) -> str:
    """Return a word in capitals as names are written (O'ROE-MARSH → O'Roe-Marsh), if it is one of the names."""
    return title_case(word) if word in names else word
