"""Copy in capitals: which words of running text and headlines in capitals are names, and what is written small."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cache
from itertools import pairwise

from msgspec import Struct

from builder.annotate.parse.english_words import EnglishWords
from builder.dates.relative import MONTHS, WEEKDAYS
from builder.gazetteer.lookup import load_gazetteer
from builder.lexicon.word_lists import table, words
from builder.names.given_names import is_given_name
from builder.names.known_names import known_kinds

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*(?:\s|$)")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:][\"'”’)]*\s+)[\"“‘(]*$|,\s+[\"“‘]+$")
_INITIALS = re.compile(r" (?:[A-Z]\.? ?){1,2}")
_CONTRACTION = re.compile(r"(?:n['’]t|['’](?:ll|re|ve|d|m))$")
_CLOSING_MARKS = ("”", '"', "’", "''")
_LONGEST_START = 6
"""Characters before a word that show whether a sentence begins with it."""
_SHORTEST_GIVEN = 3
_LONGEST_ACRONYM = 4
"""Letters of the longest well-known acronym: longer names of organizations are often words, too ("STATE")."""
_MOST_WORDS = 3
"""Words between a name and the kind of organization, and the kind itself."""
_FEWEST_OF_HEADLINE = 4
"""Words of a headline in capitals that is read as running text, at least: a shorter one may be a name."""
_SHARE_OF_HEADLINE = 0.3
"""Share of them, at least, that are function words, verbs, adjectives or adverbs."""
_SHORTEST_NAME = 4
"""Letters of the shortest unknown word that is a name: shorter ones are acronyms more often."""


class CapitalCopy(Struct, frozen=True):
    """A paragraph of running text in capitals.

    Attributes:
        text: of the paragraph.
        matches: its words in capitals, in order.
        english: the words that are not names by themselves.
    """

    text: str
    matches: Sequence[re.Match[str]]
    english: EnglishWords

    def names(self) -> Iterator[str]:
        """Yield the words that are names by the words beside them: "MAYOR ANA ROE", “…,” SAID ROE."""
        for first, second in pairwise(self.matches):
            between = self.text[first.end() : second.start()]
            adjacent = between == " " or _INITIALS.fullmatch(between) is not None
            if adjacent and self._is_given(first[0]) and self._may_be_name(second[0]):
                yield from (first[0], second[0])
            if between in (" ", ". ") and self._names_next(first, second):
                yield second[0]

    def cased(self, names: Set[str], written: Mapping[str, str]) -> str:
        """Return the text in the case of running text; every word keeps its length.

        Args:
            names: the words in capitals that are names.
            written: other words as the article writes them elsewhere, keyed by their capitals.
        """
        known = self._known_phrases() | self._organizations(names)
        pieces, end = [], 0
        for match in self.matches:
            word = match[0]
            is_name = word in names or match.start() in known or self._is_known(match)
            cased = title_case(word) if is_name else self._cased_word(word, written)
            if _SENTENCE_START.search(self.text[max(match.start() - _LONGEST_START, 0) : match.start()]):
                cased = cased[:1].upper() + cased[1:]
            pieces += [self.text[end : match.start()], cased if len(cased) == len(word) else word]
            end = match.end()
        return "".join([*pieces, self.text[end:]])

    def _is_given(self, word: str) -> bool:
        """Return True for a given name that is not a function word or the past form of a verb: "WILL"."""
        return len(word) >= _SHORTEST_GIVEN and is_given_name(word) and self._may_be_name(word)

    def _may_be_name(self, word: str) -> bool:
        small = word.lower()
        return small not in words("function_words") and not self.english.is_past(small)

    def _names_next(self, before: re.Match[str], match: re.Match[str]) -> bool:
        """Return True if a title or a verb before a word, and what follows it, show that it is a name."""
        if not self._may_be_name(match[0]) or match[0].lower() in words("role_heads"):
            return False
        title, after = before[0].lower(), self.text[match.end() :]
        ends = after[:1] in (".", ",", "")
        if title in words("role_heads") or title.capitalize() in words("honorifics"):
            following = re.match(r" ([^\W\d_]+)\b", after)
            return ends or (following is not None and self.english.is_past(following[1].lower()))
        is_inverted = self.text[: before.start()].rstrip(" ").endswith(_CLOSING_MARKS)
        return ends and is_inverted and self.english.is_past(title)

    def _known_phrases(self) -> frozenset[int]:
        """Return the starts of the words of well-known places of two words: "NEW YORK"."""
        return frozenset(
            match.start()
            for pair in pairwise(self.matches)
            if self.text[pair[0].end() : pair[1].start()] == " "
            and "PLACE" in known_kinds(f"{pair[0][0].title()} {pair[1][0].title()}")
            for match in pair
        )

    def _organizations(self, names: Set[str]) -> frozenset[int]:
        """Return the starts of common words after a name up to a kind of organization: "LOWMOOR PORT AUTHORITY"."""
        found: set[int] = set()
        for i, match in enumerate(self.matches):
            if match[0] not in names and not self._is_known(match) and not self._is_unknown(match[0]):
                continue
            run, end = [], match.end()
            for following in self.matches[i + 1 : i + 1 + _MOST_WORDS]:
                small = following[0].lower()
                if self.text[end : following.start()] != " " or not self._may_be_name(small):
                    break
                run.append(following.start())
                end = following.end()
                if small in words("organization_words") or f"{small}*" in words("organization_words"):
                    found.update(run)
        return frozenset(found)

    def _is_unknown(self, word: str) -> bool:
        small = word.lower()
        is_word = self.english.is_noun(small) or self.english.is_other(small)
        return len(word) >= _SHORTEST_NAME and self._may_be_name(word) and not is_word

    def _is_known(self, match: re.Match[str]) -> bool:
        """Return True for a day, a month before a day, a people, and a well-known place that is no other word."""
        small, name = match[0].lower(), match[0].capitalize()
        if small in WEEKDAYS or load_gazetteer().group(name) is not None:
            return True
        if small in MONTHS:
            return self.text[match.end() : match.end() + 2].strip(" ").isdigit() or not self.english.is_other(
                small
            )
        return "PLACE" in known_kinds(name) and self._may_be_name(small) and not self.english.is_other(small)

    def _cased_word(self, word: str, written: Mapping[str, str]) -> str:
        """Return a word that is not a name by itself or by the words beside it."""
        small = word.lower()
        head = re.split("['’]", small, maxsplit=1)[0]
        if head == "i" or (len(word) == 1 and head != "a"):
            return word.capitalize()  # An initial, or a part of "U.S.".
        if head in words("function_words") or _CONTRACTION.search(small) or self.english.is_past(small):
            return small
        if word in written:
            return written[word]
        if f"{word.capitalize()}." in _title_abbreviations():
            return word.capitalize()
        if self.english.is_other(head):
            return small
        if len(word) <= _LONGEST_ACRONYM and "ORG" in known_kinds(word):
            return word
        if self.english.is_noun(head):
            return small
        return title_case(word) if sum(map(str.isalpha, word)) >= _SHORTEST_NAME else word


@cache
def _title_abbreviations() -> frozenset[str]:
    return frozenset(row[0] for row in table("title_abbreviations")) | words("honorifics")


def is_capital_copy(text: str, matches: Sequence[re.Match[str]]) -> bool:
    """Return True if a paragraph in capitals is running text: it has a sentence, and small words."""
    return _SENTENCE_END.search(text) is not None and _has_function_words(matches)


def is_capital_headline(matches: Sequence[re.Match[str]], english: Callable[[], EnglishWords]) -> bool:
    """Return True if a paragraph in capitals is a headline of common words and not a list of names.

    Args:
        matches: its words in capitals.
        english: returns the words that are not names by themselves.
    """
    if len(matches) < _FEWEST_OF_HEADLINE:
        return False
    common = [match for match in matches if _is_common(match[0].lower(), english())]
    return len(common) >= _SHARE_OF_HEADLINE * len(matches)


def _is_common(small: str, english: EnglishWords) -> bool:
    return small in words("function_words") or english.is_other(small)


def _has_function_words(matches: Sequence[re.Match[str]]) -> bool:
    return any(match[0].lower() in words("function_words") for match in matches)


def title_case(word: str) -> str:
    """Return a word in capitals as names are written: O'ROE-MARSH → O'Roe-Marsh."""
    truecased = re.sub(r"(?<=[^\W\d_])[^\W\d_]+", lambda match: match.group().lower(), word)
    # The s of a possessive stays small: "MARSH'S" → "Marsh's".
    truecased = re.sub(r"(?<=[’'])S$", "s", truecased)
    return truecased if len(truecased) == len(word) else word
