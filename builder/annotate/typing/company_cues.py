"""Cues of companies: what beside a name shows that it is that of a company."""

from __future__ import annotations

import re
from functools import cache

from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import words

_WINDOW = 80
"""Characters beside a name that the patterns read."""
_LISTED = re.compile(r" \((?:NYSE|NASDAQ|Nasdaq|TSX|ASX|LSE|[A-Z]{3,6})(?::\s?[A-Z.]{1,6})?\)")
_BOUGHT = re.compile(
    r"\b(?:acquir(?:ed?|es|ing)|(?:takeover|acquisition|buyout) of|merger with|takeover bid for"
    r"|(?i:shares?|stake|stock|sales|investors) (?:in|of|at)|spokes(?:man|woman|person) (?:for|at)"
    r"|[Aa]nalysts? (?:at|with)) $"
)
_SALE = re.compile(
    r"\b(?:agreed|plans?|bid|offered|offer|set|wants?) (?:\w+ )?to (?:buy|acquire|take over) $"
)
_WHICH = ", which "
"""Begins a relative clause on a name that is no person's."""
_SPOKESMAN = ("spokesman", "spokeswoman", "spokesperson")


def shows_company(mention: MentionSpan) -> bool:
    """Return True if what is beside a name shows a company: "shares in Orve", "Orve said net profit rose"."""
    _, after = _beside(mention)
    return bool(
        is_traded(mention)
        or after.startswith(_WHICH)
        or _reports().match(after)
        or _is_called().match(after)
        or names_kind(mention)
        or _has_form_behind(mention)
    )


def is_traded(mention: MentionSpan) -> bool:
    """Return True if a name has shares or officers, or is bought: what the name of who speaks for it has not."""
    before, after = _beside(mention)
    return bool(
        _LISTED.match(after)
        or _BOUGHT.search(before)
        or _SALE.search(before)
        or _has_possession().match(after)
    )


def _beside(mention: MentionSpan) -> tuple[str, str]:
    """Return the text before and after a name in its line."""
    text, span = mention.doc.reading, mention.span
    before = text[max(0, span.start - _WINDOW) : span.start].rpartition("\n")[2]
    return before, text[span.end : span.end + _WINDOW].partition("\n")[0]


def has_spokesman(mention: MentionSpan) -> bool:
    """Return True before the word for who speaks for a body or a person: "Orve spokesman Tomas Vale"."""
    after = mention.next
    return after is not None and after.text.lower() in _SPOKESMAN


def is_medium(mention: MentionSpan) -> bool:
    """Return True right after a noun for newspapers and the like: "the German magazine Orve Blatt"."""
    noun = mention.previous
    # In "the Lowmoor daily Orve" the model takes "daily" for a part of a name.
    return noun is not None and noun.text in words("medium_nouns")


def names_kind(mention: MentionSpan) -> bool:
    """Return True after a noun for a kind of company: "the brewer Orve", "mobile phone operator Orve"."""
    noun = mention.previous
    if noun is None or noun.sentence_i != mention.tokens[0].sentence_i or noun.text.lower() == "group":
        return noun is not None and noun.text == "group" and _is_modified(noun)
    return noun.text.islower() and noun.text in words("company_nouns") and noun.tag == "NN"


def _is_modified(noun: Token) -> bool:
    """Return True for a noun with an adjective or another noun before it: "machinery group"."""
    before = noun.previous
    return before is not None and before.pos in ("NOUN", "ADJ") and before.sentence_i == noun.sentence_i


def _has_form_behind(mention: MentionSpan) -> bool:
    after = mention.next
    is_beside = after is not None and after.sentence_i == mention.tokens[0].sentence_i
    return is_beside and after is not None and after.text in words("company_forms")


@cache
def _has_possession() -> re.Pattern[str]:
    """Return the pattern of what companies have, behind a name: "Orve shares", "Orve's chief executive"."""
    nouns = "|".join(sorted(words("company_possessions") | words("company_officers"), key=len, reverse=True))
    return re.compile(rf"(?:['’]s)? (?:{nouns})\b(?! (?:his|her|their|the|a|an|its|with)\b)", re.IGNORECASE)


@cache
def _reports() -> re.Pattern[str]:
    """Return the pattern of what companies report, behind a name: " reported a record loss", " fell 2 percent"."""
    nouns = "|".join(sorted(words("company_results")))
    modifiers = "a|an|its|that|record|higher|lower|first|second|third|fourth"
    verbs = "added|climbed|dropped|fell|gained|jumped|lost|rose|slid|slipped|tumbled"
    return re.compile(
        rf" (?:said|reported|posted|forecast|announced)(?: (?:{modifiers}))* (?:{nouns})\b"
        rf"| (?:{verbs})(?: by)? [\d.]+ (?:percent|per cent|%)"
    )


@cache
def _is_called() -> re.Pattern[str]:
    """Return the pattern of an apposition that calls a name a company: ", a maker of pumps"."""
    # "Mr. Vale, the developer" is a man.
    nouns = "|".join(sorted(words("company_nouns") - words("role_heads")))
    return re.compile(
        rf", (?:the|a|an) (?:[\w’'-]+ ){{0,3}}(?:{nouns})(?=[,.;]| (?:and|based|behind|for|in|of|that|which|with)\b|$)"
        r"|, (?:based|headquartered) in "
    )
