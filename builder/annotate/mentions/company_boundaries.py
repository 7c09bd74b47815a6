"""Names of companies that the model runs together with the words around them: "Brewer Orve", "Orve Inc Tomas Vale"."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import TYPED, MentionSpan
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.names.given_names import is_given_name

BOUNDARY = "company-boundary"
"""Rule of a name that was cut out of a longer one; it is appended to that of the mention."""

AIRLINE = "airline"
"""Rule of an airline that was cut out of the name of a flight; it is appended to that of the mention."""

_AGENTS = ("er", "or")
"""Endings of the nouns that no company's name begins with: "Brewer", but not "Bank" or "House"."""
_DASHES = ("-", "--", "–", "—", ":")
"""Between a dateline and the sentence behind it."""
_FLIGHT = "Flight"
_PERSON_WORDS = (2, 3)
"""Words of a personal name behind that of a company."""


def cut_companies(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, each company that is part of a longer one by itself."""
    for mention in mentions:
        if mention.type in TYPED and mention.type is not EntityType.EVENT:
            yield from _of_flight(mention) or _after_noun(mention) or _before_others(mentions, mention)
        else:
            yield mention


def _of_flight(mention: MentionSpan) -> tuple[MentionSpan, ...]:
    """Return the airline of a flight: "Orve Airways" in "Orve Airways Flight 12"; nothing for other mentions."""
    texts = [token.text for token in mention.tokens]
    if _FLIGHT not in texts[1:]:
        return ()
    flight = mention.first + texts.index(_FLIGHT)
    number = mention.doc.tokens[flight].next
    if number is None or not number.text.isdigit():
        return ()
    return (_cut(mention, mention.first, flight, EntityType.ORGANIZATION, AIRLINE),)


def _after_noun(mention: MentionSpan) -> tuple[MentionSpan, ...]:
    """Return the company after a noun that its place at the beginning of a sentence capitalizes: "Brewer Orve"."""
    noun = mention.tokens[0]
    is_noun = noun.text.lower() in words("company_nouns") and noun.text.lower().endswith(_AGENTS)
    begins = noun.i == noun.sentence.first or (noun.previous is not None and noun.previous.text in _DASHES)
    if not is_noun or not begins or len(mention.tokens) == 1:
        return ()
    if not mention.tokens[1].text[0].isupper() or mention.tokens[-1].tag == "NNS":
        return ()
    return (_cut(mention, mention.first + 1, mention.last, EntityType.ORGANIZATION),)


def _before_others(mentions: Mentions, mention: MentionSpan) -> tuple[MentionSpan, ...]:
    """Return the company and the person or country behind its form: "Orve Inc" + "Tomas Vale"; else the mention."""
    texts = [token.text for token in mention.tokens]
    form = next((i for i, text in enumerate(texts[:-1]) if i and text in words("company_forms")), None)
    if form is None or mention.type is not EntityType.ORGANIZATION:
        return (mention,)
    rest = texts[form + 1 :]
    cut = mention.first + form + 1
    company = _cut(mention, mention.first, cut, EntityType.ORGANIZATION)
    if len(rest) in _PERSON_WORDS and is_given_name(rest[0]):
        return (company, _cut(mention, cut, mention.last, EntityType.PERSON))
    country = [text for text in rest[1:] if text.lower() != "the"]
    if rest[0] == "of" and country and mentions.gazetteer.is_country(" ".join(country)):
        return (company, _cut(mention, mention.last - len(country), mention.last, EntityType.PLACE))
    return (mention,)


def _cut(mention: MentionSpan, first: int, last: int, kind: EntityType, rule: str = BOUNDARY) -> MentionSpan:
    return replace(mention, first=first, last=last, type=kind, rule=f"{mention.rule}+{rule}")
