"""What an article itself says of its names: "Lowmoor Port Board (LPB)", "Ana Roe, better known as Rosa Vale"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.annotate.mentions.mention_span import NAMED, MentionSpan
from builder.annotate.parse.document import Document
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.names.acronyms import is_acronym, stands_for
from builder.names.normal_form import head_word
from builder.names.related_spellings import acronyms_by_letters, spelled_out_by_letters

_KNOWN_AS = re.compile(
    r",? \(?(?:(?:who is|who was|also|better|best|widely|popularly|commonly|professionally|formerly|previously) )*"
    r"(?:known (?:\w+ )?(?:as|by (?:his|her|their|its) (?:\w+ )?(?:name|pseudonym|nickname))|a\.?k\.?a\.?|nicknamed|"
    r"née|born|then called|now called|the (?:pen|stage) name of|(?:the|a) pseudonym of) [\"“‘]?"
)
"""Source: the usual wordings of encyclopaedias and news for a second name."""
_SHORT = re.compile(r"[A-Z][A-Za-z0-9&.]{1,7}")
_LEAST_CAPITALS = 2
_BACKED = 0.73
"""How often a name is an organisation's that stands in an article with its acronym (GUM train and dev, 82 of 112)."""
_KIND_WORDS = {EntityType.PLACE: "place_words", EntityType.ORGANIZATION: "organization_words"}


def stated_names(doc: Document, names: Sequence[MentionSpan]) -> Iterator[tuple[int, int]]:
    """Pairs of indices of neighbouring names that the article says are one thing's, the fuller one first."""
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
            yield from _listed_after(doc, names, index)


def _listed_after(doc: Document, names: Sequence[MentionSpan], index: int) -> Iterator[tuple[int, int]]:
    """The further names in a list of them: "X, also known as Y, Z" and V."""
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


def bracketed_acronyms(doc: Document, names: Sequence[MentionSpan]) -> Iterator[MentionSpan]:
    """Acronyms in brackets behind what they stand for, which the model may take for plain words: "(WHY)"."""
    for name in names:
        acronym = doc.tokens[name.last + 1 : name.last + 2]
        around = [token.text for token in doc.tokens[name.last : name.last + 3]]
        if name.type not in NAMED or around[:1] != ["("] or around[2:] != [")"]:
            continue
        if is_acronym(around[1]) and stands_for(around[1], name.text):
            yield replace(name, first=acronym[0].i, last=acronym[0].i + 1, rule="acronym")


def with_stated_types(doc: Document, names: Sequence[MentionSpan]) -> list[MentionSpan]:
    """The names, an abbreviation in brackets with the type of what it stands for, wherever it stands."""
    types: dict[str, EntityType] = {}
    for first, second in stated_names(doc, names):
        if names[first].type is not names[second].type:
            types[names[second].text] = names[first].type
    return [
        replace(name, type=types[text], rule=f"{name.rule}+stated")
        if (text := name.text) in types and name.type is not types[text]
        else name
        for name in names
    ]


def backed_by_acronyms(names: Sequence[MentionSpan]) -> list[MentionSpan]:
    """The names, organisations surer where the article has both the acronym and what it stands for."""
    texts = [name.text for name in names]
    bodies = {text for name, text in zip(names, texts, strict=True) if name.type is EntityType.ORGANIZATION}
    acronyms, spelled_out = acronyms_by_letters(bodies), spelled_out_by_letters(bodies)
    shared = acronyms.keys() & spelled_out.keys()
    backed = {text for form in shared for text in (*acronyms[form], *spelled_out[form])}
    return [
        replace(name, confidence=max(name.confidence, _BACKED))
        if name.type is EntityType.ORGANIZATION and text in backed
        else name
        for name, text in zip(names, texts, strict=True)
    ]


def _shortens(short: str, full: str) -> bool:
    """Whether a name in brackets is an abbreviation of the name before it: capitals, the first of them its first."""
    if " " in short or " " not in full or not _SHORT.fullmatch(short):
        return False
    capitals = [character for character in short if character.isupper()]
    if len(capitals) < _LEAST_CAPITALS:
        return False
    return is_acronym(short) or capitals[0] in {part[0] for part in full.split()}
