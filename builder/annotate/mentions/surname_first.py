"""Lists of persons with the surname first: "Roe, Jonas; Vale, Ana K.; Marlowe, Tomas"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType, Origin
from builder.names.given_names import is_given_name

SURNAME_FIRST = "surname-first"
"""The rule of a name in such a list."""

_CONFIDENCE = 0.8
_FEWEST = 2
"""Names in a list, at least."""
_LONGEST_PART = 3
"""Words of a surname, or of the given names and initials after it, at most."""
_FUNCTION_WORDS = ("ADP", "ADV", "AUX", "CCONJ", "DET", "PRON", "SCONJ")
"""Parts of speech of words that begin the sentence after a list: "Roe, Ana L. The prize is a boat"."""
_ENDS = (".", ",", ")", "”", '"')
"""Signs after the last name of a list."""


def find_surname_first(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the names in lists that semicolons separate, each a surname, a comma and given names."""
    for _, group in groupby(mentions.doc.tokens, key=lambda token: token.paragraph):
        paragraph = tuple(group)
        if not any(token.text == ";" for token in paragraph):
            continue
        for names in _lists(paragraph):
            if _are_persons(names, mentions):
                for name in names:
                    yield MentionSpan(
                        mentions.doc,
                        name[0].i,
                        name[-1].i + 1,
                        EntityType.PERSON,
                        Origin.RULE,
                        SURNAME_FIRST,
                        _CONFIDENCE,
                    )


def _lists(paragraph: Sequence[Token]) -> Iterator[list[Sequence[Token]]]:
    """Yield the lists of a paragraph: adjacent parts between semicolons that have the form of a name."""
    parts = _parts(paragraph)
    names: list[Sequence[Token]] = []
    for n, part in enumerate(parts):
        # Before the first name of a list there may be a sentence, and after the last one, too.
        whole, last = _name_at(part), _name_at(part, ends_early=True)
        if whole is None:
            first = _last_name(part) if not names else None
            if names and last is not None:
                names.append(last)
            if len(names) >= _FEWEST:
                yield names
            names = [first] if first is not None and n + 1 < len(parts) else []
        else:
            names.append(whole)
    if len(names) >= _FEWEST:
        yield names


def _parts(paragraph: Sequence[Token]) -> list[Sequence[Token]]:
    """Return the tokens of a paragraph between its semicolons, without "and" at the beginning."""
    parts: list[list[Token]] = [[]]
    for token in paragraph:
        if token.text == ";":
            parts.append([])
        elif parts[-1] or token.text not in ("and", "&"):
            parts[-1].append(token)
    return [part for part in parts if part]


def _last_name(part: Sequence[Token]) -> Sequence[Token] | None:
    """Return the name that ends the part before the first semicolon: "Roe, Jonas" of "the jury: Roe, Jonas"."""
    comma = next((n for n in range(len(part) - 1, 0, -1) if part[n].text == ","), 0)
    first = comma
    while first > 0 and comma - first < _LONGEST_PART and _is_part_of_name(part[first - 1]):
        first -= 1
    return _name_at(part[first:]) if first < comma else None


def _name_at(part: Sequence[Token], *, ends_early: bool = False) -> Sequence[Token] | None:
    """Return the name that the tokens are, or with ``ends_early`` begin with; None if they have another form."""
    comma = next((n for n, token in enumerate(part) if token.text == ","), 0)
    end = comma + 1
    while end < len(part) and end - comma <= _LONGEST_PART and _is_part_of_name(part[end]):
        end += 1
    is_surname = 0 < comma <= _LONGEST_PART and all(map(_is_part_of_name, part[:comma]))
    closed = end == len(part) or (ends_early and _may_follow_list(part[end]))
    return (
        part[:end]
        if is_surname and closed and end > comma + 1 and part[comma - 1].text[0].isupper()
        else None
    )


def _may_follow_list(token: Token) -> bool:
    return token.text in _ENDS or token.text.islower() or token.pos in _FUNCTION_WORDS


def _is_part_of_name(token: Token) -> bool:
    capital = token.text[0].isupper() and token.pos not in _FUNCTION_WORDS
    return capital or token.text in words("name_particles")


def _are_persons(names: Sequence[Sequence[Token]], mentions: Mentions) -> bool:
    """Return True if most names have a usual given name, and none is a town with its state: "Orve, Virginia"."""
    parts = [" ".join(token.text for token in name).partition(" , ") for name in names]
    given = sum(is_given_name(given.split()[0]) for _, _, given in parts)
    places = any(mentions.gazetteer.candidates(f"{surname}, {given}") for surname, _, given in parts)
    return 2 * given > len(parts) and not places
