"""Words in capitals, brought to the form that the language model knows: "JANE ROE" is read as "Jane Roe".

A text keeps its length by it, so that every offset holds. An acronym looks like a word in capitals; so only those words
are softened that stand beside another one, behind a title, or in a paragraph that is all in capitals, a given name with
the word behind it however short they are, and the same words wherever else they stand in the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from builder.lexicon.word_lists import words
from builder.names.given_names import is_given_name

_CAPITALS = re.compile(r"(?<![\w.&])[^\W\d_a-z](?:[’'-]?[^\W\d_a-z])*(?![\w&])")
_SHORTEST = 4
"""Letters of the shortest word that is softened alone: shorter ones are acronyms more often than names."""
_SHORTEST_GIVEN = 3
"""Letters of the shortest given name that makes a name of the word behind it ("ANA ROE"): "AL" and "ED" do not."""
_NO_SURNAMES = frozenset(
    "a and as at be by do for had has have in is it no not of on or the to us was we who you".split()
)
"""Short words that do not make a given name of the word before them: "YOU MAY NOT"."""
_LOUD = 0.7
"""A paragraph with so many of its letters in capitals is all in capitals."""


def softened(paragraphs: list[str]) -> list[str]:
    """The paragraphs of one article, each as long as it was, with names in capitals as names are written."""
    found = {word for text in paragraphs for word in _softened_words(text)}
    if not found:
        return paragraphs
    return [_CAPITALS.sub(lambda match: _soft(match.group(), found), text) for text in paragraphs]


def _softened_words(text: str) -> Iterator[str]:
    letters = [character for character in text if character.isalpha()]
    loud = sum(map(str.isupper, letters)) >= _LOUD * len(letters)
    every = list(_CAPITALS.finditer(text))
    # Where all is in capitals, the word behind a given name is as likely a verb.
    for first, second in pairwise([] if loud else every):
        beside = text[first.end() : second.start()] == " "
        if beside and _is_given(first.group()) and second.group().lower() not in _NO_SURNAMES:
            yield from (first.group(), second.group())
    matches = [match for match in every if _is_long(match.group())]
    listed = -1
    for number, match in enumerate(matches):
        before = text[: match.start()].rstrip(" ")
        neighbours = matches[max(0, number - 1) : number] + matches[number + 1 : number + 2]
        beside = any(
            text[min(match.end(), other.end()) : max(match.start(), other.start())] == " "
            for other in neighbours
        )
        in_list = listed >= 0 and text[listed : match.start()] in (", ", " and ", ", and ")
        if loud or beside or in_list or _is_title(before.rpartition(" ")[2]):
            listed = match.end()
            yield match.group()


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


def _soft(word: str, found: set[str]) -> str:
    """A word in capitals as a name is written (O'ROE-MARSH: O'Roe-Marsh); a possessive's s stays small."""
    if word not in found:
        return word
    soft = re.sub(r"(?<=[^\W\d_])[^\W\d_]+", lambda match: match.group().lower(), word)
    soft = re.sub(r"(?<=[’'])S$", "s", soft)
    return soft if len(soft) == len(word) else word
