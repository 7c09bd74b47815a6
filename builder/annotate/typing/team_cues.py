"""Cues of teams: what beside a name in a report on sport shows that it is that of a team."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from builder.annotate.mentions.article_kinds import SCORE
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.result_lines import PLAYER, RESULT_LINE
from builder.annotate.parse.document import Token
from builder.annotate.typing.place_cues import is_country_of_player
from builder.lexicon.word_lists import table, words

_AFTER = re.compile(
    rf" {SCORE}\b|, {SCORE}\b| \(\d+-\d+(?:-\d+)*\)"  # "Orve 2-0", "Orve (5-4)"
    r"|[ \t]+\d{1,3}(?:,|;| and)? [A-Z]\w+(?: [A-Z]\w+)* \d{1,3}\b"  # "Orve 31, Merrow 28"
    r"|(?:[ \t]+\d+){2,}[ \t]*(?:\n|$)"  # "Orve  14  11  2  1" in a table
    r"| vs?\.? [A-Z]"  # "Orve v Merrow"
    r"| \d{2,3}(?:-\d{1,2})?(?: dec(?:lared)?)? (?:\(|and \d)"  # "Orve 326 (A. Roe 95)", "Orve 114 and 207"
)
_BEFORE = re.compile(
    rf"[A-Z]\w+ {SCORE} $"  # "Merrow 2-0 Orve"
    r"|[A-Z]\w+ \d{1,3},? $(?<=\d, )|(?:[A-Z]\w+|\)) vs?\.? $"  # "Merrow 31, Orve", "Merrow v Orve"
)
_FULL_TIME = re.compile(rf"[A-Z][\w ]+ {SCORE} [A-Z][\w ]+|[A-Z][\w ]+ vs?\.? [A-Z][\w ]+")
_PLAYED_FOR = re.compile(
    r"\b(?:(?:played?|plays|times|caps?|appearances|signed|turned out|debuted) (?:\w+ )?for"
    r"|(?:game|match|win|victory|games|matches|innings|seasons) (?:against|for|with)"
    r"|at home to|away to|draw level with|on loan (?:from|to|at)|joined"
    r"|(?:opened|began|started|spent|finished|ended) (?:the )?(?:season|year|\d{4}) with) (?:the )?$"
)
_WINDOW = 60
"""Characters beside a name that the patterns read."""
_SKIPPED = ("'s", "’s")


def shows_team(mention: MentionSpan) -> bool:
    """Return True if what is written right beside a name shows a team: a score, fans, a place in a table."""
    return (
        mention.rule.startswith(RESULT_LINE)
        or _has_score(mention)
        or _has_player(mention)
        or _is_called_team(mention)
    )


def acts_as_team(mention: MentionSpan) -> bool:
    """Return True if a name is where that of a team is beside a verb of matches: "Orve beat Merrow", "lost to Orve"."""
    text = mention.doc.reading
    before = text[max(0, mention.span.start - _WINDOW) : mention.span.start]
    if _PLAYED_FOR.search(before):
        return True
    return _is_beside_verb(mention) or _is_beside_verb_in_text(mention)


def _is_called_team(mention: MentionSpan) -> bool:
    """Return True right after a noun for teams: "the first division club Orve", "leaders Orve"."""
    noun = mention.previous
    return noun is not None and noun.text.lower() in words("team_heads") and noun.pos in ("NOUN", "PROPN")


def _has_score(mention: MentionSpan) -> bool:
    text, span = mention.doc.reading, mention.span
    after = text[span.end : span.end + _WINDOW]
    before = text[max(0, span.start - _WINDOW) : span.start].rpartition("\n")[2]
    if mention.rule.startswith(PLAYER) or is_country_of_player(mention):
        return False
    if _AFTER.match(after) or _BEFORE.search(before):
        return True
    return _FULL_TIME.fullmatch(before + mention.text + after.partition("\n")[0]) is not None


def _has_player(mention: MentionSpan) -> bool:
    """Return True before a noun for those who belong to a team: "Orve fans", "Orve's captain"."""
    noun = mention.next
    if noun is not None and noun.text in _SKIPPED:
        noun = noun.next
    if noun is None or noun.sentence_i != mention.tokens[0].sentence_i:
        return False
    return noun.lemma.lower() in words("team_nouns") or noun.text.lower() in words("team_nouns")


def _is_beside_verb(mention: MentionSpan) -> bool:
    """Return True if the parse has a name as subject, object or prepositional object of a verb of matches."""
    head = next(
        (token for token in mention.tokens if token.head_i not in range(mention.first, mention.last)),
        mention.tokens[-1],
    )
    while head.dep == "conj" and head.head is not head:
        head = head.head  # "They beat Orve once and Merrow twice."
    governor = head.head
    places = _match_verbs().get(governor.lemma.lower(), frozenset())
    if head.dep == "nsubj":
        return governor.pos == "VERB" and "subject" in places
    if head.dep == "dobj":
        return governor.pos == "VERB" and "object" in places
    if head.dep != "pobj":
        return False
    verb = governor.head
    return governor.lemma.lower() in _match_verbs().get(verb.lemma.lower(), frozenset())


def _is_beside_verb_in_text(mention: MentionSpan) -> bool:
    """Return True if a verb of matches is right before or after a name, whatever the parse of a headline."""
    after, before = mention.next, mention.previous
    if after is not None and _is_verb(after, "subject"):
        return True
    return before is not None and _is_verb(before, "object")


def _is_verb(token: Token, place: str) -> bool:
    # The parse often takes the verb of a headline for a noun: "Orve stun Merrow".
    lemma = token.lemma.lower()
    found = _match_verbs().get(lemma) or _match_verbs().get(token.text.lower().removesuffix("s"), frozenset())
    return token.text.islower() and token.tag not in ("VBG", "NNS", "JJ") and place in found


@cache
def _match_verbs() -> Mapping[str, frozenset[str]]:
    return {verb: frozenset(places.split()) for verb, places in table("match_verbs")}
