"""Names that are possessives: companies such as "Fenwick's", whose "'s" is a part of the name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType, Origin
from builder.model.place import PlaceKind

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

_VERBS = ("VERB", "AUX")
_BEFORE_ELLIPSIS = ("and", "or", "than", "like", "not", "but", "as", "is", "was")
_OWNED_TAGS = ("JJ", "JJR", "JJS", "VBG", "VBN", "NNS", "NNP", "CD")
"""Tags of a word that is owned or begins what is owned; of a noun in the singular the model is less certain."""
_QUOTATION_MARKS = ('"', "“", "‘", "'")
_LARGE_TOWN = 100_000
"""Inhabitants of a town whose possessive is rather short for a thing of the town."""
_CONFIDENCE = 0.7
POSSESSIVE_NAME = "possessive-name"
"""Rule of a name that is a possessive."""


def join_possessive_names(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, names that are possessives with their "'s" as organizations.

    "Fenwick's" is one if a verb or the end of the sentence follows somewhere ("Fenwick's fell", "of Fenwick's."), or if
    it is a well-known brand. It is not one if the article has "Fenwick" without "'s", as it has a person who is named
    in full.
    """
    found = _possessive_names(mentions)
    joined = {i for first, last in found for i in range(first, last)}
    for mention in mentions:
        if joined.isdisjoint(range(mention.first, mention.last)):
            yield mention
    for first, last in found:
        yield MentionSpan(
            mentions.doc, first, last, EntityType.ORGANIZATION, Origin.RULE, POSSESSIVE_NAME, _CONFIDENCE
        )


def _possessive_names(mentions: Mentions) -> list[tuple[int, int]]:
    """Return the names that are possessives, each as half-open indices in ``Document.tokens``."""
    owners: dict[tuple[str, ...], list[Token]] = defaultdict(list)
    bare: set[str] = set()
    for token in mentions.doc.tokens:
        if not token.text[0].isupper():
            continue
        if _is_possessive(token.next):
            for first in range(max(token.i - 2, 0), token.i + 1):
                owners[_wording(mentions, first, token.i)].append(token)
        else:
            bare.add(token.text)
    lower = {token.text for token in mentions.doc.tokens if token.text.islower()}
    found = []
    for wording, tokens in owners.items():
        if wording[-1] in bare or wording[-1].lower() in lower or not all(map(_is_capitalized, wording)):
            continue
        is_brand = f"{' '.join(wording)}'s" in words("possessive_brands")
        if is_brand or (len(wording) == 1 and _is_company(mentions, tokens)):
            found += [(token.i - len(wording) + 1, token.i + 2) for token in tokens]
    return found


def _is_capitalized(word: str) -> bool:
    """Return True for a word with a capital at its beginning, but not for an acronym: "NBC’s" is never a name."""
    return word[0].isupper() and not word.isupper()


def _wording(mentions: Mentions, first: int, last: int) -> tuple[str, ...]:
    return tuple(token.text for token in mentions.doc.tokens[first : last + 1])


def _is_possessive(token: Token | None) -> bool:
    return token is not None and token.is_attached and token.text in ("'s", "’s")


def _is_company(mentions: Mentions, tokens: Sequence[Token]) -> bool:
    """Return True if nothing is owned after one of the possessives, so that "'s" ends a name."""
    if _is_large_place(tokens[0].text, mentions.gazetteer):
        return False
    if any(_is_in_longer_name(token, mentions) for token in tokens):
        return False
    unowned = [token for token in tokens if _owns_nothing(token)]
    # "Roe's is worse": once alone it may be short for what a person has.
    return len(unowned) > 1 or any(token.label == "ORG" for token in unowned)


def _is_large_place(name: str, gazetteer: Gazetteer) -> bool:
    return any(
        place.kind is not PlaceKind.CITY or place.population >= _LARGE_TOWN
        for place in gazetteer.candidates(name)
    )


def _is_in_longer_name(token: Token, mentions: Mentions) -> bool:
    """Return True if a token ends a name of several words: "Ana Roe's", "Roe & Vale's"."""
    mention = mentions.at(token.i)
    before = token.previous
    if mention is not None and mention.first < token.i:
        return True
    return before is not None and before.sentence_i == token.sentence_i and before.pos == "PROPN"


def _owns_nothing(token: Token) -> bool:
    """Return True if what follows "'s" is not owned, and the words before do not show what it is short for.

    "a friend of Roe's" and "her boat and Roe's" are short for a thing of Roe's.
    """
    possessive = token.next
    if possessive is None or possessive.tag != "POS" or _is_elliptic(token):
        return False
    after = possessive.next
    if after is not None and (after.tag in _OWNED_TAGS or after.text in _QUOTATION_MARKS):
        return False
    if token.dep != "poss":
        return True
    # "Fenwick's fell.": in a sentence without a verb the model took the verb for a noun.
    verbless = not any(other.pos in _VERBS for other in token.sentence.tokens)
    return after is not None and verbless and after.next is not None and after.next.text == "."


def _is_elliptic(token: Token) -> bool:
    """Return True if the words before a possessive show that it is short for a thing: "and", "a friend of"."""
    before = token.previous
    if before is None or before.sentence_i != token.sentence_i:
        return False
    if before.text in _BEFORE_ELLIPSIS:
        return True
    noun = before.previous
    return before.text == "of" and noun is not None and noun.pos == "NOUN" and _has_indefinite_article(noun)


def _has_indefinite_article(noun: Token) -> bool:
    return any(child.text.lower() in ("a", "an", "some", "any", "no") for child in noun.children)
