"""Words of titles and roles: nouns that name an office ("minister"), and abbreviated titles ("Sens.")."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import table, words

_PLURAL_ENDINGS = (("women", "woman"), ("men", "man"), ("ies", "y"), ("s", ""))


def is_title(token: Token) -> bool:
    """Return True if a token can end the title before a person's name."""
    return (
        token.text in words("honorifics")
        or token.lemma.lower() in words("role_heads")
        or token.text.lower() in words("role_heads")
        or token.text in title_abbreviations()
    )


def is_role_head(token: Token) -> bool:
    """Return True if a noun can head a role: "minister", "Sen.", "spokeswomen", the "mate" of "running mate"."""
    if _singular_head(token) in words("role_heads") or token.text in title_abbreviations():
        return True
    before = token.previous
    return before is not None and f"{before.text} {token.text}".lower() in words("role_head_pairs")


def is_person_description(token: Token) -> bool:
    """Return True if a noun can head a description of a person after the name: "mayor", "parent", "neighbor"."""
    # "Baker" is a surname, "baker" says who someone is.
    return is_role_head(token) or (token.text.islower() and token.lemma in words("person_nouns"))


def is_plural_title(head: Token) -> bool:
    """Return True if the head of a title is a plural: "Sens.", "Presidents"."""
    if head.text in _abbreviations():
        return _abbreviations()[head.text][1]
    # Of capitalized plurals the model often does not know the base form.
    return _singular_head(head) != head.text.lower() and head.text.lower().endswith(("s", "men"))


def singular_title(title: str, head: Token) -> str:
    """Return a title in the singular: each of several persons who share it has it ("Sens." → "Sen.").

    Args:
        title: the title as written.
        head: the last token of the title.
    """
    if head.text in _abbreviations():
        return title.removesuffix(head.text) + _abbreviations()[head.text][0]
    singular = _singular_head(head)
    if is_plural_title(head):
        return title.removesuffix(head.text) + (singular.capitalize() if head.text[0].isupper() else singular)
    return title


@cache
def title_abbreviations() -> frozenset[str]:
    """Return the abbreviated titles as written ("Sens.")."""
    return frozenset(_abbreviations())


@cache
def _abbreviations() -> Mapping[str, tuple[str, bool]]:
    """Return for each abbreviated title its singular, and True if it is a plural itself."""
    return {
        written: (singular, plural == "yes") for written, singular, plural in table("title_abbreviations")
    }


def _singular_head(token: Token) -> str:
    """Return the singular of a role's head in lower case; other words in lower case as they are."""
    lower = token.text.lower()
    if lower in words("role_heads"):
        return lower
    # "hosted" and "coached" have the base form of a role, but are verbs.
    if token.pos == "VERB":
        return lower
    if token.lemma.lower() in words("role_heads"):
        return token.lemma.lower()
    # The lemma of a capitalized plural ("Ministers") is often the plural itself.
    for ending, singular in _PLURAL_ENDINGS:
        if lower.endswith(ending) and lower.removesuffix(ending) + singular in words("role_heads"):
            return lower.removesuffix(ending) + singular
    return lower
