"""Detection of the language that an article is written in."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from builder.lexicon.word_lists import words
from builder.model.article import Article
from builder.model.language_tags import primary_language

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LIBRARY = "py3langid"
"""The library that detects; its version is part of the key of what depends on the language."""

LEAST_LETTERS = 100
"""Letters below which a text is too short."""
# Of 12,668 English paragraphs of news, cut to 40, 60, 80 or 100 letters, none is taken for another language with the
# confidence below. Of 38 paragraphs in eleven other languages nine are unclear at 40 letters, one at 80, none at 100.

LEAST_CONFIDENCE = 0.8
"""The probability below which the language is unclear."""
# The surest mistake on those paragraphs is 0.66: a tweet with its tags, for Nigerian Pidgin.

ENGLISH_SHARE = 0.12
"""The share of frequent English words from which on a text is English without a further look."""
# 98 of 100 English articles have it, so that most builds need not load the library, which takes 0.8 seconds. The
# passages in other languages have none.

MOST_CHARACTERS = 5000
"""How much of an article is read for it."""

_WORD = re.compile(r"[^\W\d_]+")
_NO_LANGUAGE = ("und", "zxx")
_ENGLISH = ("pcm",)
"""Languages that count as English: in short texts, Nigerian Pidgin is a mistake."""


def detect_language(article: Article) -> str | None:
    """Return the language of the story of an article: a primary tag of BCP 47; None if it is too short or unclear."""
    text = "\n".join(paragraph.span.of(article.text) for paragraph in article.story)[:MOST_CHARACTERS]
    if sum(map(str.isalpha, text)) < LEAST_LETTERS:
        return None
    if _english_share(text) >= ENGLISH_SHARE:
        return "en"
    language, confidence = _identifier().classify(text)
    if confidence < LEAST_CONFIDENCE or language in _NO_LANGUAGE:
        return None
    return "en" if language in _ENGLISH else primary_language(language)


def _english_share(text: str) -> float:
    """Return the share of frequent English words among the words of a text."""
    found = _WORD.findall(text.lower())
    common = words("common_english")
    return sum(word in common for word in found) / max(1, len(found))


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
