"""The second look at the article: names that the model found once are names wherever they stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from builder.annotate.entities.clustering import COMPASS
from builder.annotate.mentions.mention_span import NAMED, PASSED_OVER, MentionSpan
from builder.annotate.parse.document import Document, Token
from builder.model.annotations import EntityType, Origin
from builder.names.acronyms import is_acronym

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

REPEATED_CONFIDENCE = 0.75
"""A spelling that the model marks elsewhere in the article: nearly as good as its own mark."""

_WORKS = (EntityType.WORK, EntityType.LAW, EntityType.PRODUCT, EntityType.EVENT)

GAZETTEER_CONFIDENCE = 0.7
"""A country's or people's name that the model passed over."""


def repeated_names(doc: Document, names: Sequence[MentionSpan]) -> list[MentionSpan]:
    """Further occurrences of the spellings in ``names``, and of the last words of the names of persons and teams,
    where no name stands yet.
    """
    spellings = _spellings(doc, names)
    taken = {i for name in names for i in range(name.first, name.last)}
    found = []
    for start in range(len(doc.tokens)):
        if start in taken or not _may_begin(doc.tokens[start]):
            continue
        for length, wordings in spellings.get(doc.tokens[start].text, {}).items():
            last = start + length
            kind = wordings.get(tuple(token.text.lower() for token in doc.tokens[start:last]))
            if kind is not None and taken.isdisjoint(range(start, last)) and _alone(doc, start, last):
                found.append(
                    MentionSpan(doc, start, last, kind, Origin.RULE, "repeated", REPEATED_CONFIDENCE)
                )
                taken.update(range(start, last))
                break
    return found


def taken_apart(names: Sequence[MentionSpan]) -> Iterator[MentionSpan]:
    """The names, those taken apart that hold two of which one stands alone elsewhere: organisations joined by
    "and", and an owner with what is the owner's ("Roe's Diary" beside "Ana Roe").
    """
    alone = {tuple(token.text for token in name.tokens) for name in names}
    owners = alone | {wording[-1:] for wording in alone if len(wording) > 1}
    for name in names:
        texts = tuple(token.text for token in name.tokens)
        joint = texts.index("and") if "and" in texts[1:-1] else 0
        owned = next((n for n, token in enumerate(name.tokens) if token.tag == "POS"), 0)
        if name.type is EntityType.PLACE and joint == 1 and {texts[0], texts[2]} <= COMPASS:
            yield replace(name, last=name.first + 1, rule=f"{name.rule}+compass")
            yield replace(name, first=name.first + 2)
        elif name.type is EntityType.ORGANIZATION and joint and {texts[:joint], texts[joint + 1 :]} & alone:
            yield replace(name, last=name.first + joint)
            yield replace(name, first=name.first + joint + 1)
        elif 0 < owned < len(texts) - 1 and texts[:owned] in owners:
            kind = EntityType.PERSON if name.type in _WORKS else name.type
            yield replace(name, last=name.first + owned, type=kind, rule=f"{name.rule}+owner")
            yield replace(name, first=name.first + owned + 1)
        else:
            yield name


def without_adjectives(names: Sequence[MentionSpan], gazetteer: Gazetteer) -> Iterator[MentionSpan]:
    """Organisations and places without the people that the model took in with them, where the rest stands alone
    elsewhere: "Norwegian Harbour Board" beside "Harbour Board"; the adjective is a group of its own. A faith or a
    party is no such adjective: it belongs to the name of its church.
    """
    alone = {tuple(token.text for token in name.tokens) for name in names}
    for name in names:
        tokens = name.tokens
        rest = tuple(token.text for token in tokens[1:])
        people = gazetteer.group(tokens[0].text)
        adjective = people is not None and people.country and not gazetteer.is_country(tokens[0].text)
        if name.type is EntityType.ORGANIZATION and adjective and rest in alone:
            yield replace(name, last=name.first + 1, type=EntityType.GROUP, rule="before-name")
            yield replace(name, first=name.first + 1)
        else:
            yield name


def known_peoples(doc: Document, names: Sequence[MentionSpan], gazetteer: Gazetteer) -> Iterator[MentionSpan]:
    """The names, what the model holds for a people taken for what else the article knows by that name: of "the Roe
    team" or "anti-Roe" voters Roe is a person. What no capital begins is no people.
    """
    types: dict[str, EntityType] = {}
    for name in names:
        if name.type in NAMED:
            text = name.text
            types.setdefault(text, name.type)
            if name.type is EntityType.PERSON:
                types.setdefault(text.split()[-1], name.type)
    for name in names:
        if name.type is not EntityType.GROUP or gazetteer.group(name.text) is not None:
            yield name
            continue
        first = name.first
        while first < name.last - 1 and doc.tokens[first].text.lower() in ("anti", "pro", "-"):
            first += 1
        text = replace(name, first=first).text
        if text in types:
            yield replace(name, first=first, type=types[text], rule=f"{name.rule}+article")
        elif text[0].isupper():
            yield name


def gazetteer_names(
    doc: Document, names: Sequence[MentionSpan], gazetteer: Gazetteer
) -> Iterator[MentionSpan]:
    """Countries and peoples that no name covers yet."""
    taken = {i for name in names for i in range(name.first, name.last)}
    for token in doc.tokens:
        if token.i in taken or token.pos not in ("PROPN", "ADJ", "NOUN") or not token.text[0].isupper():
            continue
        if not _alone(doc, token.i, token.i + 1):
            continue
        kind = None
        if gazetteer.group(token.text) is not None:
            kind = EntityType.GROUP
        elif token.pos == "PROPN" and len(token.text) > 2 and gazetteer.is_country(token.text):
            kind = EntityType.PLACE
        if kind is not None:
            yield MentionSpan(
                doc, token.i, token.i + 1, kind, Origin.GAZETTEER, "gazetteer", GAZETTEER_CONFIDENCE
            )


_Wordings = dict[int, dict[tuple[str, ...], EntityType]]
"""Wordings in lower case, each with its type; keyed by their number of words, the largest first."""


def _spellings(doc: Document, names: Sequence[MentionSpan]) -> dict[str, _Wordings]:
    """Return the wordings to look for, each with its most frequent type, keyed by their first word as written.

    The words after the first may be in lower case ("Harbour board").
    """
    types: dict[tuple[str, ...], Counter[EntityType]] = defaultdict(Counter)
    for name in names:
        if name.type not in (*NAMED, EntityType.GROUP, EntityType.EVENT) and name.rule != PASSED_OVER:
            continue
        wording = tuple(token.text for token in name.tokens)
        if len(wording) > 1 or len(wording[0]) > 2:
            types[wording][name.type] += 1
        last = wording[-1]
        team = name.type is EntityType.ORGANIZATION and doc.tokens[name.last - 1].tag == "NNPS"
        if team and len(wording) > 1:
            types[(last,)][name.type] += 1
        if name.type is EntityType.PERSON and len(wording) > 1 and len(last) > 2 and last[0].isupper():
            types[(last,)][name.type] += 1
    found: dict[str, _Wordings] = defaultdict(dict)
    for wording in sorted(types, key=lambda wording: (-len(wording), wording)):
        kind = min(types[wording], key=lambda kind: (-types[wording][kind], kind))
        small = tuple(word.lower() for word in wording)
        found[wording[0]].setdefault(len(wording), {}).setdefault(small, kind)
    return found


def _may_begin(token: Token) -> bool:
    return (token.text[0].isalnum() and not token.text.islower()) or token.text == "al"


def _alone(doc: Document, first: int, last: int) -> bool:
    """Whether the words are not a piece of a longer capitalised or hyphenated word."""
    tokens = doc.tokens
    before = tokens[first - 1] if first else None
    after = tokens[last] if last < len(tokens) else None
    glued_before = before is not None and before.end == tokens[first].start and before.text in "-/@#"
    glued_after = (
        after is not None
        and tokens[last - 1].end == after.start
        and after.text == "-"
        and last + 1 < len(tokens)
        and tokens[last + 1].text[0].isupper()
    )
    capital_before = (
        before is not None
        and before.pos == "PROPN"
        and before.text[0].isupper()
        and before.sentence_i == tokens[first].sentence_i
    )
    capital_after = after is not None and after.pos == "PROPN" and after.text[0].isupper()
    if tokens[first].pos not in ("PROPN", "NOUN", "ADJ", "X") and not is_acronym(tokens[first].text):
        return False
    return not (glued_before or glued_after) and not (
        last - first == 1 and (capital_before or capital_after) and tokens[first].dep == "compound"
    )
