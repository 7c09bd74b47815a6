"""Names in the text of an article: what stands right before each mention, and the pronoun after it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import zip_longest

from msgspec import Struct

from builder.annotate.entities.linked_mentions import ACTING
from builder.model.annotations import Annotations, EntityType, Mention
from builder.model.article import Article, ParagraphKind
from builder.names.given_names import Gender

_PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), Gender.MALE),
    **dict.fromkeys(("she", "her", "hers", "herself"), Gender.FEMALE),
}
_PRONOUN = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)
_QUOTE_SIGNS = "\"“”„«»‘'’(["
_FARTHEST_PRONOUN = 120
"""Characters after a name that are searched for a pronoun."""
_LONGEST_TITLE = 30
"""Characters before a mention that are searched for a title; no title word is longer."""


class NameInText(Struct, frozen=True):
    """A mention with what is beside it.

    Attributes:
        start: in code points.
        word_before: the word before a person; "" without one.
        pronoun: the gender of the pronoun after a person in its sentence; None if there is none.
        in_headline: whether it is in a headline.
        acts: whether it is a surname that means the one of two persons who acted last.
    """

    start: int
    word_before: str
    pronoun: Gender | None
    in_headline: bool
    acts: bool


def names_in_text(article: Article, annotations: Annotations) -> Iterator[tuple[Mention, NameInText]]:
    """Yield the mentions of an article that have an entity, with what is beside them."""
    pronouns = _pronouns_after(article, annotations)
    headlines = [
        paragraph.span for paragraph in article.paragraphs if paragraph.kind is ParagraphKind.HEADLINE
    ]
    for mention in annotations.mentions:
        if mention.entity is None:
            continue
        start = mention.span.start
        before = article.text[max(0, start - _LONGEST_TITLE) : start]
        word = _word_before(before) if mention.type is EntityType.PERSON else ""
        in_headline = any(mention.span.overlaps(headline) for headline in headlines)
        acts = mention.rule.endswith(ACTING)
        yield mention, NameInText(start, word, pronouns.get(start), in_headline, acts)


def _pronouns_after(article: Article, annotations: Annotations) -> Mapping[int, Gender]:
    """Return the gender of the pronoun that follows a short name of a person in its sentence, by the name's start.

    Another person or a quotation mark between the two breaks the bond.
    """
    ends = [sentence.end for sentence in annotations.sentences]
    persons = [mention for mention in annotations.mentions if mention.type is EntityType.PERSON]
    found: dict[int, Gender] = {}
    for mention, following in zip_longest(persons, persons[1:]):
        sentence_i = bisect_right(ends, mention.span.start)
        end = min(
            ends[sentence_i] if sentence_i < len(ends) else len(article.text),
            mention.span.end + _FARTHEST_PRONOUN,
            following.span.start if following is not None else len(article.text),
        )
        match = _PRONOUN.search(article.text, mention.span.end, end)
        if match and not any(sign in article.text[mention.span.end : match.start()] for sign in '"“”'):
            found[mention.span.start] = _PRONOUNS[match[0].lower()]
    return found


def _word_before(text: str) -> str:
    """Return the word at the end of a text that a space separates from what follows; "" without one.

    Quotation marks and brackets before it are left out: 'Mrs. in “Mrs. Roe”.
    """
    word = text.rsplit(maxsplit=1)[-1] if text.strip() and text[-1].isspace() else ""
    return word.lstrip(_QUOTE_SIGNS)
