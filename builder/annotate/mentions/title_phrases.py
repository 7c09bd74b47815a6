"""Titles of several words: which words before an office belong to it, and where one title ends and the next begins."""

from __future__ import annotations

from builder.annotate.mentions.title_words import is_person_description, is_role_head, title_abbreviations
from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import words

_HYPHENS = ("-", "–")
_AND = ("and", "&")

_CLASSIFYING_ENDINGS = ("al", "ic", "ary", "ian", "ine", "ar")
"""Endings of adjectives that say what an office is about ("athletic", "medical"), not how it is done ("brave")."""


def belongs_to_title(token: Token) -> bool:
    """Return True if a token belongs to the title that begins right after it."""
    after = token.next
    if after is not None and f"{token.text} {after.text}".lower() in words("role_word_pairs"):
        return True
    if token.text in _HYPHENS:
        return token.is_attached
    if token.pos in ("VERB", "DET", "PRON", "ADP", "PUNCT", "AUX") or token.tag in ("POS", "PRP$"):
        return token.text.lower() in words("role_modifiers")
    if token.text in _AND:
        before = token.previous
        return before is not None and after is not None and is_role_head(before) and is_role_head(after)
    if token.lemma.lower() in words("role_modifiers") or token.text.lower() in words("role_modifiers"):
        return True
    if token.pos == "PROPN" or (token.pos == "ADJ" and token.text[0].isupper()):
        return token.text[0].isupper()
    if token.pos == "ADJ" and token.dep == "amod" and token.text.lower().endswith(_CLASSIFYING_ENDINGS):
        return True
    return (
        token.pos == "NOUN"
        and token.dep in ("compound", "nmod", "npadvmod", "amod")
        and token.head_i > token.i
    )


def split_titles(title: tuple[Token, ...]) -> tuple[tuple[Token, ...], ...]:
    """Return the titles that are side by side before one name.

    "presidential candidate" and "Ohio Sen." of "presidential candidate Ohio Sen. Ana Roe".
    """
    parts: list[tuple[Token, ...]] = []
    first = 0
    for n in range(1, len(title)):
        if _ends_title(title[n - 1], title[n]):
            parts.append(title[first:n])
            first = n
    # Before the last title "rival" and the like are no title: "rival Sen. Ana Roe".
    return (*(part for part in parts if is_role_head(part[-1])), title[first:]) if title else ()


def _ends_title(token: Token, after: Token) -> bool:
    """Return True if a title or description ends with a token: a noun in small letters before another title."""
    lower = token.text.lower()
    if not is_person_description(token) or lower in words("role_modifiers"):
        return False
    if token.text != lower:
        # "Committee Chair Rep.", but not the two parts of "Lt. Gov."
        abbreviations = title_abbreviations()
        return after.text in abbreviations and token.text not in abbreviations
    if after.text[0].isupper():
        return True
    # Not between the words of "attorney general".
    return after.text in words("role_modifiers") and not is_role_head(after)
