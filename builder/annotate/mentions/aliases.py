"""What an article itself says of its names: "Lowmoor Port Board (LPB)", "Ana Roe, better known as Rosa Vale"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import NAMED, MentionSpan
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.names.acronyms import is_acronym
from builder.names.normal_form import head_word

_KNOWN_AS = re.compile(
    r",? \(?(?:(?:who is|who was|also|better|best|widely|popularly|commonly|professionally|formerly|previously) )*"
    r"(?:known (?:\w+ )?(?:as|by (?:his|her|their|its) (?:\w+ )?(?:name|pseudonym|nickname))|a\.?k\.?a\.?|nicknamed|"
    r"née|born|then called|now called|the (?:pen|stage) name of|(?:the|a) pseudonym of) [\"“‘]?"
)
"""Source: the usual wordings of encyclopaedias and news for a second name."""
_SHORT = re.compile(r"[A-Z][A-Za-z0-9&.]{1,7}")
_LEAST_CAPITALS = 2
_KIND_WORDS = {EntityType.PLACE: "place_words", EntityType.ORGANIZATION: "organization_words"}


def stated_aliases(mentions: Mentions) -> Iterator[tuple[int, int]]:
    """Pairs of indices of neighbouring names that the article says are one thing's, the fuller one first."""
    doc, names = mentions.doc, mentions.spans
    for index in range(len(names) - 1):
        first, second = names[index], names[index + 1]
        between = doc.text[first.span.end : second.span.start]
        behind = doc.text[second.span.end :][:1]
        if first.type not in NAMED or second.type not in (*NAMED, EntityType.PRODUCT, EntityType.WORK):
            continue
        if between == " (" and behind == ")" and first.type is not EntityType.PERSON:
            if _shortens(second.text, first.text):
                yield index, index + 1
            elif _shortens(first.text, second.text):
                yield index + 1, index
            elif _is_second_name(first, second.text):
                yield index, index + 1
        elif first.type is second.type and _KNOWN_AS.fullmatch(between):
            yield index, index + 1
            yield from _listed_after(mentions, index)


def _listed_after(mentions: Mentions, index: int) -> Iterator[tuple[int, int]]:
    """The further names in a list of them: "X, also known as Y, Z" and V."""
    doc, names = mentions.doc, mentions.spans
    for last in range(index + 2, len(names)):
        between = doc.text[names[last - 1].span.end : names[last].span.start]
        if names[last].type is not names[index].type or between not in (
            ", ",
            " and ",
            " or ",
            ", and ",
            ", or ",
        ):
            return
        yield index, last


def _is_second_name(first: MentionSpan, second: str) -> bool:
    """Whether what stands in brackets behind a place or body says by its last word that it is one, too."""
    if " " not in second or first.type not in _KIND_WORDS:
        return False
    head = head_word(second)
    known = words(_KIND_WORDS[first.type])
    return head in known or f"{head}*" in known


def _shortens(short: str, full: str) -> bool:
    """Whether a name in brackets is an abbreviation of the name before it: capitals, the first of them its first."""
    if " " in short or " " not in full or not _SHORT.fullmatch(short):
        return False
    capitals = [character for character in short if character.isupper()]
    if len(capitals) < _LEAST_CAPITALS:
        return False
    return is_acronym(short) or capitals[0] in {part[0] for part in full.split()}
