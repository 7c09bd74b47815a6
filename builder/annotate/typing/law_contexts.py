"""Names of laws and agreements by the words beside them: "the Orvish Compact trade deal", "X, a sweeping trade pact".

Their names are like those of bodies, and the model takes most of them for such.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.annotate.typing.classifier import TypePrediction
from builder.lexicon.word_lists import words
from builder.names.acronyms import is_acronym, stands_for
from builder.names.known_names import known_kinds
from builder.names.normal_form import head_word

_SHARE = 0.3
"""Share of the mentions of a name, at least, that are beside a word for a law or an agreement."""
_TYPES = ("ORG", "OTHER")
_NOT_BODIES = ("partnership",)
"""Words for organizations that end the names of agreements, too."""


def is_named_as_law(key: str, own: Iterable[MentionSpan], prediction: TypePrediction) -> bool:
    """Return True if the text calls a name of several words a law or an agreement, at a good part of its mentions."""
    if " " not in key or prediction.coarse_type not in _TYPES or _is_body(key):
        return False
    found = [_is_followed_by_law(mention) or _is_called_law(mention) for mention in own]
    return any(found) and sum(found) >= _SHARE * len(found)


def acronyms_of_laws(laws: Set[str], predictions: Mapping[str, TypePrediction]) -> frozenset[str]:
    """Return the acronyms of laws, except for those of well-known bodies and of other names of the article.

    Args:
        laws: their names of several words.
        predictions: the classifier's predictions, by spelling.
    """
    others = [key for key in predictions if " " in key and key not in laws]
    return frozenset(
        key
        for key, prediction in predictions.items()
        if is_acronym(key)
        and prediction.coarse_type in _TYPES
        and any(stands_for(key, law) for law in laws)
        and "ORG" not in known_kinds(key)
        and not any(stands_for(key, other) for other in others)
    )


def _is_body(key: str) -> bool:
    """Return True for a well-known body, and for a name that ends as those of bodies do."""
    last = {head_word(key), key.rpartition(" ")[2].lower()} - {*_NOT_BODIES}
    known = words("organization_words")
    return "ORG" in known_kinds(key) or any(word in known or f"{word}*" in known for word in last)


def _is_followed_by_law(mention: MentionSpan) -> bool:
    """Return True for a name before a word for a law, with its acronym in brackets between: "X (Y) trade agreement"."""
    following = [*_words_after(mention)]
    if following and following[0].text.lower() in words("rule_nouns"):
        return True
    modifiers = [token for token in following if token.text.lower() in words("treaty_modifiers")]
    rest = following[len(modifiers) :]
    return (
        following[: len(modifiers)] == modifiers
        and bool(rest)
        and _is_agreement(rest[0], is_modified=bool(modifiers))
    )


def _words_after(mention: MentionSpan) -> Iterator[Token]:
    """Yield the words after a name in its sentence, without an acronym in brackets and hyphens, up to a sign."""
    token = mention.next
    if token is not None and token.text == "(":
        token = _after_brackets(token)
    while token is not None and token.sentence_i == mention.tokens[0].sentence_i:
        if token.text != "-":
            if not token.text[0].isalpha():
                return
            yield token
        token = token.next


def _after_brackets(opening: Token) -> Token | None:
    """Return the token after one word in brackets; None if there is more in them."""
    word = opening.next
    closing = word.next if word is not None else None
    return closing.next if closing is not None and closing.text == ")" else None


def _is_agreement(token: Token, *, is_modified: bool) -> bool:
    """Return True for a word for an agreement; "deal" and others need "trade" or the like before them."""
    word = token.text.lower()
    return token.text.islower() and (word == "act" or (is_modified and word in words("agreement_nouns")))


def _is_called_law(mention: MentionSpan) -> bool:
    """Return True if an apposition calls a name an agreement: "X, a sweeping trade pact", "a trade pact, X"."""
    tokens = mention.tokens
    head = next((token for token in tokens if token.head_i not in range(mention.first, mention.last)), None)
    if head is None:
        return False
    beside = [token for token in head.children if token.dep == "appos" and token.i >= mention.last]
    if head.dep == "appos":
        beside.append(head.head)
    return any(_is_modified_agreement(token) for token in beside)


def _is_modified_agreement(token: Token) -> bool:
    modifiers = [child for child in token.children if child.i < token.i]
    is_modified = any(child.text.lower() in words("treaty_modifiers") for child in modifiers)
    return is_modified and token.text in words("agreement_nouns")
