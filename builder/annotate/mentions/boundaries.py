"""Boundaries of mentions: tokens at the edges of an entity of the model that do not belong to the name."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from builder.annotate.mentions.adjuncts import without_adjunct
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.title_words import is_role_head, title_abbreviations
from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType

FIGURES = (
    EntityType.DATE,
    EntityType.TIME,
    EntityType.MONEY,
    EntityType.PERCENT,
    EntityType.QUANTITY,
)
"""Types of entities that are not names."""

_POSSESSIVES = ("'s", "’s", "'", "’", "‘s")
PREFIXES = ("anti", "ex", "neo", "non", "post", "pre", "pro")
_TOKENS_BEFORE_SYLLABLE = 3
"""Tokens before a syllable that ends a person's name, at least: "Roe", "Min", "-" of "Roe Min-seo"."""
_GOVERNED = ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "appos", "conj", "ROOT")
"""Relations of a syllable that ends a person's name ("Roe Min-seo"). In "Ana Roe-style" it depends on the next word."""
_MODIFIER_WORDS = ("by", "from", "with", "after", "before", "during", "that", "who", "which")
"""Words that begin a modifier of any name."""
_MODIFIER_PREPOSITIONS = ("of", "to", "in", "at", "for")
"""Prepositions that begin a modifier of a person's name; names of other things contain them."""


def trim_boundaries(mention: MentionSpan) -> MentionSpan | None:
    """Return a mention without the tokens at its edges that do not belong to the name.

    "the Lowmoor Board’s" → "Lowmoor Board".

    Returns:
        The trimmed mention; None if nothing that can be a name (or, for figures, a figure) remains.
    """
    tokens = mention.tokens
    while tokens and (_is_leading(tokens[0], mention.type) or (len(tokens) > 1 and _has_prefix(tokens[0]))):
        tokens = tokens[1:]
    while tokens and _is_trailing(tokens, mention.type):
        tokens = tokens[:-1]
    if mention.type not in FIGURES and mention.type is not EntityType.GROUP:
        tokens = _without_modifier(without_adjunct(tokens, mention.type))
    # A number is not a name, but it is a figure.
    wanted = str.isalnum if mention.type in FIGURES else str.isalpha
    if _is_only_title(tokens) or not any(wanted(token.text[0]) for token in tokens):
        return None
    return replace(mention, first=tokens[0].i, last=tokens[-1].i + 1)


def _is_only_title(tokens: Sequence[Token]) -> bool:
    """Return True for a single word that is an abbreviated title or precedes a number: "Sen.", "No."."""
    return len(tokens) == 1 and tokens[0].text in title_abbreviations() | words("number_words")


def _has_prefix(token: Token) -> bool:
    """Return True if a hyphen attaches a prefix to a token: the "Lowmoor" of "pro-Lowmoor Labour Party"."""
    hyphen = token.previous
    if hyphen is None or hyphen.text != "-" or not token.is_attached:
        return False
    prefix = hyphen.previous
    return prefix is not None and prefix.text.lower() in PREFIXES and hyphen.is_attached


def _is_leading(token: Token, entity_type: EntityType) -> bool:
    """Return True if the first token of an entity does not belong to the name."""
    if not token.text[0].isalnum() and token.text[0] not in "$€£#":
        return True
    if entity_type in FIGURES:
        return token.text.lower() in ("the", "a", "an")
    if entity_type is EntityType.WORK and token.text in ("The", "A"):
        return False
    if token.tag in ("DT", "PRP$", "PDT", "WDT", "IN", "CC") and not _is_capitalized_function_word(token):
        return True
    if entity_type is EntityType.PERSON and token.text in words("honorifics"):
        return True
    return entity_type is not EntityType.GROUP and not _can_begin_name(token)


def _is_capitalized_function_word(token: Token) -> bool:
    """Return True if a function word is capitalized as a part of a name: "In Touch".

    Articles and "this" or "that" do not count, whether capitalized or not.
    """
    return token.text[:1].isupper() and token.text.lower() not in ("the", "a", "an", "this", "that")


def _can_begin_name(token: Token) -> bool:
    """Return True for a token with a capital or a digit at its beginning, and for a particle ("van")."""
    first = token.text[:1]
    return first.isupper() or first.isdigit() or token.text in words("name_particles")


def _is_trailing(tokens: Sequence[Token], entity_type: EntityType) -> bool:
    """Return True if the last token of an entity does not belong to the name."""
    token = tokens[-1]
    if token.text in _POSSESSIVES:
        return True
    if _ends_credit(token):
        return True
    if not token.text[0].isalnum():
        return token.text not in ("%", "!", ".") or entity_type in (EntityType.PERSON, EntityType.PLACE)
    if entity_type in FIGURES or entity_type is EntityType.GROUP:
        return False
    if token.text.islower() and len(tokens) > 2 and tokens[-2].text == "-":
        return _is_hyphenated_participle(tokens, entity_type)
    if token.text.isdigit() and len(tokens) > 1:
        return entity_type in (EntityType.PERSON, EntityType.PLACE)
    if token.pos in ("ADP", "CCONJ", "DET") and token.text.islower():
        return True
    if entity_type is EntityType.ORGANIZATION and (_describes_acronym(tokens) or _begins_title(tokens)):
        return True
    return token.text[:1].islower() and entity_type in (EntityType.PERSON, EntityType.PLACE)


def _describes_acronym(tokens: Sequence[Token]) -> bool:
    """Return True if only words in lower case follow an acronym: the "federation" of "LHB-CKB labor federation"."""
    return (
        tokens[-1].text.islower()
        and all(token.text.isupper() or token.text in "-&" or token.text.islower() for token in tokens)
        and tokens[0].text.isupper()
    )


def _begins_title(tokens: Sequence[Token]) -> bool:
    """Return True if the last word belongs to the title after a body: "Harbor Committee Research" before "Director"."""
    token, title = tokens[-1], tokens[-1].next
    if (
        title is None
        or title.sentence_i != token.sentence_i
        or not title.text[0].isupper()
        or not is_role_head(title)
    ):
        return False
    body, known = tokens[-2].text.lower() if len(tokens) > 2 else "", words("organization_words")
    return token.text.lower() not in known and (body in known or f"{body}*" in known)


def _ends_credit(token: Token) -> bool:
    """Return True for the word before the colon of a credit: "Photo" in "Lowmoor Photo: the pier"."""
    return token.text.lower() in words("caption_words") and token.next is not None and token.next.text == ":"


def _is_hyphenated_participle(tokens: Sequence[Token], entity_type: EntityType) -> bool:
    """Return True if the word after a hyphen is not a syllable of the name: "Lowmoor-based", "U.N.-led"."""
    token = tokens[-1]
    if entity_type is EntityType.PERSON and len(tokens) > _TOKENS_BEFORE_SYLLABLE and token.dep in _GOVERNED:
        return False
    return token.text not in words("name_particles") and token.pos != "PROPN"


def _without_modifier(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the tokens before a modifier of the name: "Ana Roe’s Budget" names Ana Roe."""
    is_person = bool(tokens) and tokens[0].label == "PERSON"
    for i in range(1, len(tokens) - 1):
        if tokens[i].text in _MODIFIER_WORDS:
            return tokens[:i]
    for i in range(2, len(tokens) - 1):
        # "Ana Roe of Lowmoor": the name ends before the preposition.
        if is_person and tokens[i].text in _MODIFIER_PREPOSITIONS:
            return tokens[:i]
    for i in range(1, len(tokens) - 1):
        # "Lowmoor’s harbor": what a place owns is not a part of its name; of "Lowmoor’s Harbor Board" it may be.
        if tokens[i].tag == "POS" and (is_person or all(token.text.islower() for token in tokens[i + 1 :])):
            return tokens[:i]
    return tokens
