"""Initials before a surname: "J. R. R. Roe", "J.R.R. Roe" and "J R R Roe" are persons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import table, words
from builder.model.annotations import EntityType, Origin
from builder.names.known_names import known_kinds

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

INITIALS_CONFIDENCE = 0.75
"""Confidence of a surname with initials that the model did not label as one name."""

_INITIALED = re.compile(r"((?:[A-Z]\. ?){2,4}|(?:[A-Z] ){2,3})(?:[^\W\d_]+ )*?([^\W\d_]+(?:['’-][^\W\d_]+)*)")
"""Two initials or more, and one capitalized word after them."""
_INITIAL = re.compile(r"[A-Z]|(?:[A-Z]\.){1,4}")
_MOST_TOKENS = 4
"""Tokens of the initials before a surname, at most."""
_THINGS = ("organization_words", "place_words", "work_words", "event_words", "law_words", "role_heads")


def has_initials(text: str, gazetteer: Gazetteer) -> bool:
    """Return True for a surname with the initials of two given names or more, unless they abbreviate something else.

    "C S Roe", "J.R. Roe"; not "U.S. Senate" or "F.B.I. Director".
    """
    match = _INITIALED.fullmatch(text)
    if match is None:
        return False
    letters, surname = "".join(filter(str.isalpha, match[1])), match[2]
    known = known_kinds(letters) & {"ORG", "PLACE"} or gazetteer.candidates(letters)
    if known or letters in {row[0].replace(".", "") for row in table("state_abbreviations")}:
        return False
    is_thing = any(surname.lower() in words(name) or f"{surname.lower()}*" in words(name) for name in _THINGS)
    return surname[0].isupper() and not surname.isupper() and not is_thing


def find_initials(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the surnames with the initials before them that are not one mention yet: "J T" + "Roe"."""
    tokens = mentions.doc.tokens
    i = 0
    while i < len(tokens):
        first = i
        while i < len(tokens) and i - first < _MOST_TOKENS and _is_initial(tokens[i], tokens[first]):
            i += 1
        if first < i < len(tokens):
            found = _with_surname(tokens[first:i], mentions)
            if found is not None:
                yield found
        i = max(i, first + 1)


def _is_initial(token: Token, first: Token) -> bool:
    return (
        _INITIAL.fullmatch(token.text) is not None
        and token.label not in ("DATE", "TIME", "CARDINAL")
        and token.sentence_i == first.sentence_i
    )


def _with_surname(initials: Sequence[Token], mentions: Mentions) -> MentionSpan | None:
    """Return a surname with initials before it as a person; None if it is in a longer mention, or not a surname."""
    surname = initials[-1].next
    before = mentions.at(initials[0].i - 1)
    if surname is None or surname.tag != "NNP" or surname.sentence_i != initials[0].sentence_i:
        return None
    own = mentions.at(surname.i)
    if (own is not None and (own.first < surname.i or len(own.tokens) > 1)) or (
        before is not None and before.last > initials[0].i
    ):
        return None
    found = MentionSpan(
        mentions.doc,
        initials[0].i,
        surname.i + 1,
        EntityType.PERSON,
        Origin.RULE,
        "initials",
        INITIALS_CONFIDENCE,
    )
    if not has_initials(found.text, mentions.gazetteer):
        return None
    return replace(own, first=found.first, type=found.type, rule=f"{own.rule}+initials") if own else found
